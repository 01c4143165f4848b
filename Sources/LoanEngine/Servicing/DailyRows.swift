/// Rows of the ledger whose interest is by the day: what is paid of one changes what others owe.
///
/// A row that is due owes what it comes to; one that is not yet due what it asks for in a copy of the
/// plan that ends on the date. Principal that is owed again is beside the plan, and paid after the row's
/// own.
struct DailyRows: InstallmentStore {
    var rows: [LedgerRow]
    private var plan: Boxed<DailyPlan>
    let date: CivilDate
    let count: Int
    /// All bits of the lanes that may be paid.
    let mask: ComponentLanes
    /// What went wrong, if anything did.
    private(set) var failure: LoanError?
    /// The rows that ask without a copy, since the last booking, once they are looked for.
    private var idle: DailyPlan.IdleRows?
    private var isIdleKnown = false
    /// The plan as it ends on the date, since the last booking.
    private var ended: (plan: Boxed<DailyPlan>, openRows: Int)?
    /// What is unpaid of each row, as it was when sharing over open rows began.
    private var shown: [ComponentLanes] = []

    init(
        _ rows: consuming [LedgerRow], _ plan: consuming Boxed<DailyPlan>, on date: CivilDate,
        upTo count: Int,
        of mask: ComponentLanes
    ) {
        (self.rows, self.plan, self.date, self.count, self.mask) = (rows, plan, date, count, mask)
    }

    /// What was changed, handed back so that nothing is copied.
    consuming func taken() -> (rows: [LedgerRow], plan: Boxed<DailyPlan>) { (rows, plan) }

    static var keepsDues: Bool { false }

    func startDate(at index: Int) -> CivilDate { rows[index].start }

    func dueDate(at index: Int) -> CivilDate { rows[index].dueDate }

    func unpaid(_ component: Component, at index: Int) -> Int64 {
        if mask[component] == 0 { return 0 }
        guard isPlanned(component, index) else { return rows[index].unpaid[component] }
        let own = ownMinor(component, index)
        return component == .principal ? own &+ besidesMinor(index) : own
    }

    func unpaidParts(at index: Int) -> SIMD4<Int64> {
        index < shown.count ? shown[index] &- rows[index].paid : rows[index].unpaid
    }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        rows[index].pay(amountMinor, of: component)
        guard isPlanned(component, index) else { return }
        let own = min(amountMinor, ownMinor(component, index))
        if own <= 0 { return }
        (ended, idle, isIdleKnown) = (nil, nil, false)
        do throws(LoanError) {
            if component == .principal {
                try plan.value.bookPrincipal(own, in: index, on: date)
            } else {
                try plan.value.bookInterest(own, in: index, on: date)
            }
        } catch {
            failure = failure ?? error
        }
    }

    mutating func beginShare() {
        shown = rows.indices.map { index in
            var due = rows[index].due
            if index < plan.value.count, rows[index].kind != .charges,
                !plan.value.rows[index].isClosed
            {
                due[.principal] &+=
                    plan.value.rows[index].principalMinor &- rows[index].planned[.principal]
                due[.interest] &+=
                    plan.value.rows[index].interestMinor &- rows[index].planned[.interest]
            }
            return due
        }
    }

    private func isPlanned(_ component: Component, _ index: Int) -> Bool {
        index < plan.value.count && rows[index].kind != .charges
            && (component == .principal || component == .interest)
    }

    /// What the plan's row still owes or asks for of a component.
    private func ownMinor(_ component: Component, _ index: Int) -> Int64 {
        if rows[index].dueDate <= date {
            return max(plan.value.unpaidMinor(component, in: index), 0)
        }
        if let idle, index >= idle.first {
            return max(plan.value.askedMinor(component, in: index, idle), 0)
        }
        guard let ended else { return 0 }
        return max(
            ended.plan.value.askedMinor(component, in: index, on: date, openRows: ended.openRows), 0
        )
    }

    /// Works out what the plan comes to if it ends on the date, before rows not yet due are asked.
    mutating func prepare(at index: Int) {
        guard ended == nil, rows[index].dueDate > date, index < plan.value.count else { return }
        do throws(LoanError) {
            if !isIdleKnown { (idle, isIdleKnown) = (try plan.value.idleRows(on: date), true) }
            if let idle, index >= idle.first { return }
            let copy = try plan.value.ending(on: date)
            ended = (Boxed(copy), copy.openRows)
        } catch {
            failure = failure ?? error
        }
    }

    /// What is unpaid of principal that is owed again in the row.
    private func besidesMinor(_ index: Int) -> Int64 {
        let row = rows[index]
        let posted = row.posted[.principal]
        guard posted > 0 else { return 0 }
        let others =
            row.paid[.principal] &+ row.waived[.principal]
            &- plan.value.rows[index].principalPaidMinor
        return max(posted &- others, 0)
    }
}
