/// What a prepayment has made of a plan.
struct PrepaymentCut: Sendable, Equatable {
    /// The current row, to whose dues it was added, and the first that may have changed.
    let row: Int
    /// Where no balance is left, so that the row is the last one: what the row still owes.
    let leftInLastRow: Left?

    /// What a last row still owes, in minor units.
    struct Left: Sendable, Equatable {
        /// Of its interest, on top of what was paid at cuts.
        let interestMinor: Int64
        /// The installment's fee.
        let feeMinor: Int64
    }
}

// Principal that leaves the balance before it is due: by money, or waived.
extension Plan {
    /// Money beyond what is due pays principal, after interest of the current row.
    ///
    /// Both are added to what the current row owes, and paid there; on top of them it owes what it
    /// owed, or what is made anew.
    ///
    /// | effect | rows from the current one on |
    /// | --- | --- |
    /// | `reduceInstallment` | level payments or shares anew, also where only interest was paid |
    /// | `reduceTerm` | level payment or shares stay; a balloon shrinks first, then rows of no balance vanish from the end |
    ///
    /// Under `wholePeriod` the principal bears interest up to the end of a period that has begun; then
    /// the rows after it are those made anew.
    ///
    ///     200 000.00 at 6 %, 360 rows of 1 199.10; 1 500.00 before the first is due, whole period
    ///     row 1: interest 1 000.00, principal 1 500.00 + 199.10; row 2: interest 991.50
    ///
    /// - Parameters:
    ///   - principalMinor: At most `balanceMinor(at:)` of the current row.
    ///   - interestMinor: Interest of the current row that is paid with it (`toDate`); at most what has
    ///     accrued, rounded, less what was paid of it at cuts.
    ///   - effect: Not `advance`, which cuts nothing.
    /// - Returns: Nil where no row is current, or nothing is cut.
    /// - Throws: `amountOutOfRange`; the plan is unchanged then.
    @discardableResult
    mutating func prepay(
        _ principalMinor: Int64, interestMinor: Int64 = 0, _ effect: PrepaymentEffect,
        _ interest: PrepaymentInterest, on date: CivilDate
    ) throws(LoanError) -> PrepaymentCut? {
        if effect == .advance { return nil }
        let row = try cut(on: date) { tail throws(LoanError) in
            let isHeld = interest == .wholePeriod && tail.rows[0].hasBegun(on: date)
            try tail.prepay(
                max(min(principalMinor, tail.balanceMinor), 0),
                interestMinor: max(interestMinor, 0), isHeld: isHeld)
            if effect == .reduceTerm || tail.balanceMinor == 0 {
                tail.keepsEmptyRows = false
                try tail.build()
            } else if isHeld {
                try tail.buildAnewAfterFirst()
            } else {
                try tail.buildAnew()
            }
        }
        guard let row else { return nil }
        let last = slots[row]
        return PrepaymentCut(
            row: row,
            leftInLastRow: balanceMinor(at: row) > 0
                ? nil
                : PrepaymentCut.Left(
                    interestMinor: last.interestMinor &- last.interestPaidAtCutsMinor,
                    feeMinor: last.feeMinor))
    }

    /// Principal that is not yet due is waived: the balance falls by it, without money, and the level
    /// payment or the shares stay, as under `reduceTerm`.
    ///
    /// - Parameter amountMinor: At most `balanceMinor(at:)` of the current row.
    /// - Returns: The first row that may have changed; nil where no row is current.
    /// - Throws: `amountOutOfRange`; the plan is unchanged then.
    @discardableResult
    mutating func lowerBalance(
        by amountMinor: Int64, on date: CivilDate
    ) throws(LoanError) -> Int? {
        try cut(on: date) { tail throws(LoanError) in
            tail.stretch.balanceMinor &-= max(min(amountMinor, tail.balanceMinor), 0)
            tail.keepsEmptyRows = false
            try tail.build()
        }
    }
}

extension PlanTail {
    /// Adds what is paid at the cut to what the first row owes, and takes the principal out of the
    /// balance: at once, or, where it is held, at the end of the period.
    fileprivate mutating func prepay(
        _ principalMinor: Int64, interestMinor: Int64, isHeld: Bool
    ) throws(LoanError) {
        rows[0].principalPaidAtCutsMinor = try rows[0].principalPaidAtCutsMinor.adding(
            principalMinor, at: path(0, "principalDue"))
        rows[0].interestPaidAtCutsMinor = try rows[0].interestPaidAtCutsMinor.adding(
            interestMinor, at: path(0, "interestDue"))
        if isHeld {
            rows[0].heldMinor &+= principalMinor
        } else {
            stretch.balanceMinor &-= principalMinor
        }
    }

    /// The first row as it was asked for, those after it anew on the balance that it leaves.
    fileprivate mutating func buildAnewAfterFirst() throws(LoanError) {
        try build()
        guard count > 1 else { return }
        let start = rows[1].period.start
        var rest = self
        rest.rows.removeFirst()
        rest = PlanTail(
            terms: terms, first: first + 1, date: start, rows: rest.rows, count: count - 1,
            stretch: PlanStretch(from: start, balanceMinor: rows[0].balanceAfterMinor),
            rates: rates, pauses: pauses, levelMinor: levelMinor, keepsEmptyRows: keepsEmptyRows,
            strictPath: strictPath)
        try rest.buildAnew()
        rows.replaceSubrange(1..., with: rest.rows)
        count = 1 + rest.count
        (levelMinor, keepsEmptyRows) = (rest.levelMinor, rest.keepsEmptyRows)
        anew = rest.anew
    }
}
