/// A plan as it is before a settlement, and what of it stays.
struct SettledPlan {
    /// The current row, which is the last one afterwards; nil where none is current.
    let current: Int?
    /// The dues of the rows not yet due, as the plan had them.
    let planned: [ComponentLanes]
    let event: Int?
    let date: CivilDate
    /// The interest of those rows, where the plan says it.
    let interest: InterestNotYetDue?
    /// What has accrued in the current row, and of what.
    let accrued: [Explanation.Line]
    let capitalizedMinor: Int64
    /// What the settlement's fee is a percentage of.
    let notYetDueMinor: Int64
    /// The installment's fee of a row that has begun.
    let ownFeeMinor: Int64
    let isDaily: Bool

    /// - Parameter event: The event's number; nil for a quote.
    init(_ trace: AccountTrace, on date: CivilDate, by event: Int?) {
        let account = trace.account
        self.event = event
        self.date = date
        isDaily = account.isDaily
        current = account.changeableRow(on: date)
        interest = isDaily ? nil : (try? account.plan.interestNotYetDue(on: date)) ?? nil
        guard let current else {
            (planned, accrued) = ([], [])
            (capitalizedMinor, notYetDueMinor, ownFeeMinor) = (0, 0, 0)
            return
        }
        let rows = account.rows[current..<account.plan.rows.count]
        planned = rows.map { $0.planned }
        accrued = trace.accruedLines(in: current, to: date)
        capitalizedMinor = isDaily ? 0 : rows.reduce(0) { $0 &+ $1.capitalizedMinor }
        notYetDueMinor = max(
            rows.reduce(0) { $0 &+ $1.unpaid[.principal] } &- capitalizedMinor, 0)
        ownFeeMinor = account.rows[current].start < date ? account.rows[current].planned[.fee] : 0
    }

    /// What the rows asked for of a component.
    func plannedMinor(_ component: Component) -> Int64 {
        planned.reduce(0) { $0 &+ $1[component] }
    }
}
