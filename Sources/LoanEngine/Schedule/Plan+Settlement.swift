/// The interest of the rows not yet due on a date, as a settlement may ask for it. In minor units.
struct InterestNotYetDue: Sendable, Equatable {
    /// The current row.
    let row: Int
    /// All of it, with what grace was to add to the balance later.
    let allMinor: Int64
    /// The current row's: what its whole period bears, and what earlier rows carried or deferred to it.
    let rowMinor: Int64
    /// What of that has accrued by the date, rounded, with what was carried or deferred to it.
    let accruedMinor: Int64
    /// Whether the current row has begun.
    let hasBegun: Bool
    /// I: the interest of the rows of the last plan.
    let planMinor: Int64
    /// n: their number.
    let planRows: Int
    /// m: how many of them have not begun.
    let rowsNotBegun: Int

    /// What stays of it with the current row: what was paid of the row at cuts is in it.
    ///
    ///     rule of 78, I = 156.00, n = 12, m = 9: all of it less 156.00 × 9 × 10 / (12 × 13) = 90.00
    ///
    /// - Throws: `outOfRange`.
    func keptMinor(
        _ settlement: SettlementTerms, _ rounding: Rounding
    ) throws(ArithmeticError) -> Int64 {
        switch settlement.interest {
        case .toDate: return min(accruedMinor, allMinor)
        case .wholePeriod: return hasBegun ? rowMinor : accruedMinor
        case .fullTerm: return allMinor
        case .ruleOf78:
            let (rows, left) = (Int64(planRows), Int64(rowsNotBegun))
            let share = Rational(left * (left + 1), over: UInt64(rows * (rows + 1)))
            let rebateMinor = try (Rational(planMinor) * share).rounded(
                toMultipleOf: rounding.interestUnitMinor, by: rounding.interestMode)
            let retainedMinor = try percentage(
                settlement.retainedPercent, of: rebateMinor,
                toMultipleOf: rounding.interestUnitMinor, by: rounding.interestMode)
            return max(allMinor &- (rebateMinor &- retainedMinor), 0)
        }
    }
}

extension Plan {
    /// The interest of the rows not yet due; nil where no row is current.
    ///
    /// - Throws: `amountOutOfRange`.
    func interestNotYetDue(on date: CivilDate) throws(LoanError) -> InterestNotYetDue? {
        guard let index = currentRow(on: date) else { return nil }
        let row = slots[index]
        func interest(_ rows: ArraySlice<PlanRow>) -> Int64 {
            // The sum of all dues fits, and capitalized interest is principal of them.
            rows.reduce(0) { $0 &+ $1.interestMinor &+ $1.capitalizedMinor }
        }
        // Choice: what earlier rows carried or deferred to the row has accrued.
        let broughtMinor = row.carriedMinor &+ row.deferredMinor
        let ownMinor =
            terms.interestMethod == .flat
            ? row.interestMinor : try roundedInterest(in: index, to: row.period.end)
        let accruedMinor = try roundedInterest(in: index, to: date)
        let last = slots[first..<count]
        return InterestNotYetDue(
            row: index, allMinor: interest(slots[index..<count]),
            rowMinor: ownMinor &+ broughtMinor, accruedMinor: accruedMinor &+ broughtMinor,
            hasBegun: row.hasBegun(on: date), planMinor: interest(last), planRows: last.count,
            rowsNotBegun: last.count { !$0.hasBegun(on: date) })
    }

    /// Ends the plan: rows beyond the current one vanish, and no row is current afterwards.
    ///
    /// - Parameter due: What the current row owes then, with what was paid at cuts.
    mutating func settle(owing due: ComponentLanes, on date: CivilDate) {
        defer { end() }
        guard let index = currentRow(on: date) else { return }
        var row = slots[index]
        row.principalMinor = due[.principal]
        row.interestMinor = due[.interest]
        row.feeMinor = due[.fee]
        row.balanceAfterMinor = 0
        row.capitalizedMinor = 0
        keep(row, asLastAt: index)
    }

    /// The interest that a row has accrued up to a date, rounded once, whether paid or not.
    ///
    /// - Throws: `amountOutOfRange`.
    func roundedInterest(in index: Int, to date: CivilDate) throws(LoanError) -> Int64 {
        do throws(ArithmeticError) {
            return try accrued(in: index, to: date).rounded(
                toMultipleOf: terms.rounding.interestUnitMinor, by: terms.rounding.interestMode)
        } catch {
            throw .amountOutOfRange("accruedInterest")
        }
    }
}
