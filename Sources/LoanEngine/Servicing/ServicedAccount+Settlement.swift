/// What the borrower pays on a date to be done.
public struct SettlementQuote: Sendable, Equatable {
    /// What is unpaid once the plan is cut, by component, in minor units.
    public let amounts: ComponentAmounts
    /// By how much less interest than all that the rows stand at.
    public let rebateMinor: Int64
}

// Settlement: section 13 of docs/semantics.md.
extension ServicedAccount {
    /// In which order money that ends a plan pays what is no principal.
    static var costsOrder: [Component] { [.interest, .fee, .penalty] }

    /// What money paid in advance counts on first.
    static var settledOrder: ComponentOrder {
        ComponentOrder(.interest, .fee, .penalty, .principal) ?? .interestFirst
    }

    /// The settlement figure as of a date on which the account is: the settlement's own step, taken on a
    /// copy.
    ///
    /// - Throws: `amountOutOfRange` where a figure does not fit.
    func quote(on date: CivilDate) throws(LoanError) -> SettlementQuote {
        let settled = try settled(on: date)
        return SettlementQuote(
            amounts: ComponentAmounts(settled.account.unpaid), rebateMinor: settled.rebateMinor)
    }

    /// The account if it were settled on a date on which it is, without the money, and by how much less
    /// interest there would be.
    ///
    /// - Throws: `amountOutOfRange` where a figure does not fit.
    func settled(
        on date: CivilDate
    ) throws(LoanError) -> (account: ServicedAccount, rebateMinor: Int64) {
        var copy = self
        copy.duesPlace = .settlement
        let rebateMinor = try copy.settlePlan(on: date, 0)
        return (copy, rebateMinor)
    }

    /// Settles the loan: the plan ends, and the money pays what is unpaid then.
    mutating func settle(_ amountMinor: Int64, _ receipt: Int) throws(LoanError) {
        if writtenOff != nil {
            // After a write-off it is a recovery.
            try repay(amountMinor, receipt)
            return
        }
        _ = try settlePlan(on: receipts[receipt].date, receipts[receipt].number)
        isSettled = true
        try book(amountMinor, receipt)
    }

    /// Cuts the plan as a settlement does: rows beyond the current one go, their principal is due there,
    /// and money paid in advance counts.
    ///
    /// - Returns: By how much less interest there is.
    private mutating func settlePlan(
        on date: CivilDate, _ number: Int
    ) throws(LoanError) -> Int64 {
        guard let current = changeableRow(on: date) else { return 0 }
        if isDaily { return try settleDaily(in: current, on: date, number) }
        let range = current..<plan.rows.count
        var principalMinor: Int64 = 0
        var notYetDueMinor: Int64 = 0
        var interestMinor: Int64 = 0
        var feeMinor: Int64 = 0
        var capitalizedMinor: Int64 = 0
        var plannedInterestMinor: Int64 = 0
        for index in range {
            principalMinor &+= rows[index].planned[.principal]
            notYetDueMinor &+= rows[index].unpaid[.principal]
            interestMinor &+= rows[index].due[.interest]
            feeMinor &+= rows[index].planned[.fee]
            capitalizedMinor &+= rows[index].capitalizedMinor
            plannedInterestMinor &+= rows[index].planned[.interest]
        }
        let staysMinor = try interestThatStays(on: date)
        let feeStaysMinor = try feeThatStays(
            in: current, on: date, notYetDueMinor: notYetDueMinor &- capitalizedMinor)
        settledInterestMinor = try plan.roundedInterest(in: current, to: date)
        let advance = takeAdvance(from: current)
        var waivers: [Posting] = []
        for index in range.dropFirst() {
            waivers += rows[index].waivers.filter { $0.component == .principal }
        }
        plan.settle(
            owing: ComponentLanes(principalMinor, plannedInterestMinor, feeMinor, 0), on: date)
        for waiver in waivers { rows[current].waive(waiver) }
        let changes: [(Component, Int64)] = [
            (.principal, -capitalizedMinor), (.interest, staysMinor &- plannedInterestMinor),
            (.fee, feeStaysMinor &- feeMinor),
        ]
        for (component, changeMinor) in changes where changeMinor != 0 {
            try countDues(adding: max(changeMinor, 0))
            rows[current].post(
                Posting(
                    kind: .settlement, component: component, amountMinor: changeMinor, date: date,
                    event: number))
        }
        isSettled = true
        firstOpen = min(firstOpen, current)
        try applyCut(from: current, advance, in: ServicedAccount.settledOrder)
        // Money in advance beyond the current row pays what else is unpaid.
        try payOverpaid(on: date)
        return interestMinor &- rows[current].due[.interest]
    }

    /// The interest that stays in the current row.
    private func interestThatStays(on date: CivilDate) throws(LoanError) -> Int64 {
        guard let left = try plan.interestNotYetDue(on: date) else { return 0 }
        do throws(ArithmeticError) {
            return try left.keptMinor(terms.servicing.settlement, terms.rounding)
        } catch {
            throw .amountOutOfRange("settlement.interest")
        }
    }

    /// The fee that stays in the current row: the installment's if its period has begun, and the
    /// settlement's.
    ///
    /// - Parameter notYetDueMinor: What the fee is a percent of; money in advance on interest that has
    ///   not yet joined the principal may leave it below zero, which counts as none.
    func feeThatStays(
        in current: Int, on date: CivilDate, notYetDueMinor: Int64
    ) throws(LoanError) -> Int64 {
        let ownMinor = rows[current].start < date ? rows[current].planned[.fee] : 0
        guard let fee = terms.servicing.settlement.fee else { return ownMinor }
        do throws(ArithmeticError) {
            let feeMinor = try fee.amountMinor(
                of: max(notYetDueMinor, 0), toMultipleOf: terms.rounding.interestUnitMinor,
                by: terms.rounding.interestMode)
            let (sum, overflow) = ownMinor.addingReportingOverflow(feeMinor)
            if overflow { throw .outOfRange }
            return sum
        } catch {
            throw .amountOutOfRange("settlement.fee")
        }
    }
}
