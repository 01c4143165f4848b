/// Something that was added to a row's dues after the plan was made, or waived of them.
struct Posting: Sendable, Equatable {
    let kind: AdjustmentKind
    let component: Component
    /// In minor units; of a waiver what it takes away.
    var amountMinor: Int64
    let date: CivilDate
    /// The event's number; 0 for a late charge.
    let event: Int
    /// The number of the late charge rule, from 1; 0 for an event.
    var rule: Int = 0
    /// What a late charge's percentage was taken of; 0 for all else.
    var baseMinor: Int64 = 0
    /// Whether it is penal interest, one posting for each row and rule, dated as of.
    var isPenalInterest = false
}

/// One row of a loan that is serviced: what the plan makes due, what was added and waived, what is paid.
///
///     due = planned + posted − waived          0 ≤ paid ≤ due
struct LedgerRow: Sendable {
    /// What kind of row it is.
    enum Kind: Sendable {
        /// A row of the plan.
        case installment
        /// The down payment.
        case downPayment
        /// Charges after the last row of the plan.
        case charges
    }

    let kind: Kind
    let start: CivilDate
    /// The unmoved end of the period.
    var end: CivilDate
    var dueDate: CivilDate
    /// What the plan makes due, with what was paid at cuts.
    var planned = ComponentLanes.zero
    /// What of that was paid at cuts, and stays through later ones.
    var paidAtCuts = ComponentLanes.zero
    /// Its interest that joined the balance, in capitalized grace.
    var capitalizedMinor: Int64 = 0
    private(set) var paid = ComponentLanes.zero
    /// What few rows have, in a place of its own: rows are copied often. Nil for nothing of it.
    private var besides: Besides?

    init(_ kind: Kind, from start: CivilDate, to end: CivilDate, due dueDate: CivilDate) {
        self.kind = kind
        self.start = start
        self.end = end
        self.dueDate = dueDate
    }

    /// The sums of `postings` and `waivers`.
    var posted: ComponentLanes { besides?.posted ?? .zero }
    var waived: ComponentLanes { besides?.waived ?? .zero }
    var postings: [Posting] { besides?.postings ?? [] }
    var waivers: [Posting] { besides?.waivers ?? [] }
    /// What the rules for late charges have done about the row, one for each; empty before the first.
    var lateCharges: [LateChargeProgress] {
        get { besides?.lateCharges ?? [] }
        @inline(__always) _modify { yield &own().lateCharges }
    }

    /// What is besides, of this row alone.
    private mutating func own() -> Besides {
        if isKnownUniquelyReferenced(&besides), let besides { return besides }
        let copy = Besides(besides)
        besides = copy
        return copy
    }

    /// The sum of what the plan makes due.
    var plannedTotal: Int128 {
        Int128(planned[0]) + Int128(planned[1]) + Int128(planned[2]) + Int128(planned[3])
    }
    /// What is due.
    var due: ComponentLanes { planned &+ posted &- waived }
    /// What is still to pay.
    var unpaid: ComponentLanes { due &- paid }
    /// Whether anything of it is paid or waived.
    var hasPaidOrWaived: Bool { paid != .zero || waived != .zero }
    /// The sum of what is still to pay.
    var unpaidMinor: Int64 { unpaid.wrappedSum() }
    /// Unpaid principal and interest: what makes a row late.
    var overdueMinor: Int64 { unpaid[.principal] &+ unpaid[.interest] }

    /// Whether the row is due by a date: at the end of its period or on its due date.
    func isDue(by date: CivilDate) -> Bool { date >= end || date >= dueDate }

    mutating func pay(_ amountMinor: Int64, of component: Component) {
        paid[component] &+= amountMinor
    }

    mutating func post(_ posting: Posting) {
        let own = own()
        own.postings.append(posting)
        own.posted[posting.component] &+= posting.amountMinor
    }

    /// Adds to a posting that there is.
    mutating func raisePosting(at index: Int, by amountMinor: Int64) {
        let own = own()
        own.postings[index].amountMinor &+= amountMinor
        own.posted[own.postings[index].component] &+= amountMinor
    }

    mutating func waive(_ waiver: Posting) {
        let own = own()
        own.waivers.append(waiver)
        own.waived[waiver.component] &+= waiver.amountMinor
    }

    /// What a later change leaves no room for lapses, the latest waiver first.
    mutating func limitWaivers(of component: Component, to roomMinor: Int64) {
        var excess = waived[component] - max(roomMinor, 0)
        if excess <= 0 { return }
        let own = own()
        for index in own.waivers.indices.reversed() where own.waivers[index].component == component
        {
            let part = min(excess, own.waivers[index].amountMinor)
            own.waivers[index].amountMinor -= part
            own.waived[component] -= part
            excess -= part
        }
        own.waivers.removeAll { $0.amountMinor == 0 }
    }

    /// Hands over its postings, and forgets its waivers and late charges: the row goes.
    mutating func takePostings() -> [Posting] {
        let taken = postings
        besides = nil
        return taken
    }

    /// Takes the waivers of the row whose place it takes.
    mutating func inherit(_ waivers: [Posting]) {
        for waiver in waivers where waiver.amountMinor > 0 { waive(waiver) }
    }
}

/// What few rows have: postings, waivers, late charges.
///
/// A row has its own or shares it with its copies, which make their own before they change it: `own()` is
/// the only way to it. So no two threads ever see it change.
private final class Besides: @unchecked Sendable {
    @exclusivity(unchecked) var posted: ComponentLanes
    @exclusivity(unchecked) var waived: ComponentLanes
    @exclusivity(unchecked) var postings: [Posting]
    @exclusivity(unchecked) var waivers: [Posting]
    @exclusivity(unchecked) var lateCharges: [LateChargeProgress]

    init(_ other: Besides?) {
        posted = other?.posted ?? .zero
        waived = other?.waived ?? .zero
        postings = other?.postings ?? []
        waivers = other?.waivers ?? []
        lateCharges = other?.lateCharges ?? []
    }
}

/// Rows of the ledger in memory, from some row on, of some of whose components money may pay.
struct LedgerRows: InstallmentStore {
    let rows: UnsafeMutableBufferPointer<LedgerRow>
    /// All bits of the lanes that may be paid.
    let mask: ComponentLanes

    var count: Int { rows.count }

    func startDate(at index: Int) -> CivilDate { rows[index].start }

    func dueDate(at index: Int) -> CivilDate { rows[index].dueDate }

    func unpaid(_ component: Component, at index: Int) -> Int64 {
        rows[index].unpaid[component] & mask[component]
    }

    func unpaidParts(at index: Int) -> SIMD4<Int64> { rows[index].unpaid & mask }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        rows[index].pay(amountMinor, of: component)
    }
}
