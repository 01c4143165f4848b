/// A row of a plan: what falls due when, and what of it was paid at cuts.
///
/// All amounts are minor units, and none is negative.
struct PlanRow: Sendable, Equatable {
    /// What a row is for.
    enum Kind: UInt8, Sendable {
        /// Principal on the day of disbursement; no interest, no fee.
        case downPayment
        /// Grace: nothing falls due, the interest joins the balance.
        case capitalized
        /// Grace: nothing falls due, the interest does with the first row after these.
        case deferred
        /// Grace: no principal falls due.
        case grace
        /// Principal and interest.
        case repaying

        /// Whether it asks for principal beyond what was paid at cuts.
        var isRepaying: Bool { self == .repaying }
        /// Whether nothing falls due in it, a fee neither.
        var isSilent: Bool { self == .capitalized || self == .deferred }

        /// Of row `index` of a plan, from 0: capitalized grace comes before deferred, that before the rest.
        init(_ grace: Grace, at index: Int) {
            if grace.capitalizes(index) {
                self = .capitalized
            } else if grace.defers(index) {
                self = .deferred
            } else {
                self = grace.repaysPrincipal(in: index) ? .repaying : .grace
            }
        }
    }

    /// From 1.
    let sequence: Int32
    /// Its interest period, between unmoved dates, and when it falls due.
    let period: InterestPeriod
    let kind: Kind
    /// Whether interest accrues in it; not in grace that is free of interest.
    let accrues: Bool

    /// Principal due, with what was paid at cuts.
    var principalMinor: Int64 = 0
    /// Interest due, with what was paid at cuts.
    var interestMinor: Int64 = 0
    /// The installment's fee.
    var feeMinor: Int64 = 0
    /// The plan's balance after it.
    var balanceAfterMinor: Int64 = 0

    /// The part of the principal due that was prepaid at cuts: whatever changes later, it stays.
    var principalPaidAtCutsMinor: Int64 = 0
    /// The part of the interest due that was paid at cuts: it stays, too.
    var interestPaidAtCutsMinor: Int64 = 0
    /// Of the principal paid at cuts, what bears interest up to the period's end (`wholePeriod`).
    var heldMinor: Int64 = 0

    /// What it asks for on top of what was paid at cuts: the level payment, or its share of the
    /// principal.
    var askedMinor: Int64 = 0
    /// Interest of earlier rows that level payments did not pay; it falls due here.
    var carriedMinor: Int64 = 0
    /// Interest of deferred rows before it; it falls due here, on top of all else.
    var deferredMinor: Int64 = 0
    /// Its own interest that joins the balance.
    var capitalizedMinor: Int64 = 0
    /// Under `FLAT`: the interest that its days bear, without what it took over from another row.
    var flatShareMinor: Int64 = 0

    /// Whether it is due by a date: that is not before the end of its period, or its due date.
    func isDue(by date: CivilDate) -> Bool { date >= period.end || date >= period.dueDate }

    /// Whether its period has begun on a date: it started before.
    func hasBegun(on date: CivilDate) -> Bool { period.start < date }

    /// What falls due, for rows of a schedule.
    init(_ item: Installment, _ period: InterestPeriod, _ kind: Kind, accrues: Bool) {
        self.init(sequence: item.sequence, period, kind, accrues: accrues)
        principalMinor = item.principalDueMinor
        interestMinor = item.interestDueMinor
        feeMinor = item.feeDueMinor
        balanceAfterMinor = item.balanceAfterMinor
    }

    /// A row of which nothing is known yet.
    init(sequence: Int32, _ period: InterestPeriod, _ kind: Kind, accrues: Bool) {
        self.sequence = sequence
        self.period = period
        self.kind = kind
        self.accrues = accrues
    }

    /// Principal, interest and fee due.
    var totalMinor: Int128 {
        Int128(principalMinor) + Int128(interestMinor) + Int128(feeMinor)
    }
}
