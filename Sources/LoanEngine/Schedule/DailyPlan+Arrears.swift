// Arrears: unpaid principal of ended rows.
extension DailyPlan {
    /// Unpaid principal of ended rows costs interest up to a date, and counts as paid after it.
    ///
    /// - Throws: `amountOutOfRange`.
    mutating func bringArrears(to date: CivilDate) throws(LoanError) {
        let last = lastAccrualDate(by: date)
        if !bringArrearsAtOnce(to: last) { try bringArrearsOneByOne(to: last) }
        noteArrears(to: date)
    }

    /// Row by row: what is unpaid of a row is known when the arrears of those before it are on.
    mutating func bringArrearsOneByOne(to last: CivilDate) throws(LoanError) {
        for index in 0..<count where rows[index].period.end <= last {
            if try putOn(arrearsOf: index, upTo: last) { try fit(on: last) }
        }
    }

    /// The same with one fit for all rows, where the last row takes the difference throughout.
    ///
    /// Why that is the same. Let S be the principal that the rows before the last one, L, ask for, and let
    /// nothing be paid of L. Arrears only raise balances, and with them the interest of rows; roundings do
    /// not fall as what they round rises. A row that asks for T takes more interest then and less principal,
    /// except where more principal is paid of it than T leaves beside the interest: there both stand
    /// still, and only a row that changes from the one to the other asks for more principal. Where no row
    /// does, S falls with each row's arrears. It was below all that is owed, so it is after each: no row
    /// before L asks for more than is left, L asks for something, is open, and takes the difference whole,
    /// in one turn: T(L) = owed + Σ D − Σ T of the others + its own interest, whatever it asked for
    /// before. So nothing but L depends on the fits between, and L on the last one alone. What is unpaid of
    /// an ended row follows from the rows before it.
    ///
    /// - Returns: Whether it was done; else nothing has changed.
    mutating func bringArrearsAtOnce(to last: CivilDate) -> Bool {
        guard changed == nil, count > 0, lastAccruing == nil else { return false }
        let taker = count - 1
        if isLevel {
            let row = rows[taker]
            let isSure =
                self.taker == taker && row.takesDifference && row.paidMinor == 0
                && row.extraMinor == 0 && Int128(row.leftMinor) + Int128(row.principalMinor) > 0
            if !isSure { return false }
        }
        let before = self
        do throws(LoanError) {
            for index in 0..<count where rows[index].period.end <= last {
                try compute(through: index)
                _ = try putOn(arrearsOf: index, upTo: last)
            }
            try compute()
            if isLevel, !(0..<taker).allSatisfy({ keepsItsWay($0, as: before.rows[$0]) }) {
                self = before
                return false
            }
            try fit(on: last)
            return true
        } catch {
            self = before
            return false
        }
    }

    /// Whether more principal is paid of a row than T leaves beside its interest, as before or as little as
    /// before.
    private func keepsItsWay(_ index: Int, as before: Row) -> Bool {
        let row = rows[index]
        return row.principalPaidMinor == 0
            || row.isPaidBeyondInterest == before.isPaidBeyondInterest
    }

    /// Puts the unpaid principal of a row on the balance from its end, or from where arrears were brought to
    /// if that is later, and takes it off again on a date.
    ///
    /// - Returns: Whether there is any.
    private mutating func putOn(
        arrearsOf index: Int, upTo date: CivilDate
    ) throws(LoanError) -> Bool {
        let row = rows[index]
        let from = arrearsDate.map { max($0, row.period.end) } ?? row.period.end
        let unpaidMinor = row.principalMinor &- row.principalPaidMinor
        guard unpaidMinor > 0, from < date, !row.isClosed else { return false }
        try move(unpaidMinor, on: from, .arrears)
        try move(-unpaidMinor, on: date, .arrears)
        return true
    }

    /// Whether there are arrears to be brought to a date.
    func needsArrears(to date: CivilDate) -> Bool {
        let date = lastAccrualDate(by: date)
        if let arrearsDate, arrearsDate >= date { return false }
        return withRows { rows in
            for row in rows[..<count] {
                if row.period.end >= date { return false }
                if row.principalMinor > row.principalPaidMinor, !row.isClosed { return true }
            }
            return false
        }
    }

    /// There are none up to a date.
    mutating func noteArrears(to date: CivilDate) {
        let date = lastAccrualDate(by: date)
        arrearsDate = arrearsDate.map { max($0, date) } ?? date
    }

    private func lastAccrualDate(by date: CivilDate) -> CivilDate {
        count > 0 ? min(date, rows[count - 1].period.end) : date
    }
}

extension DailyPlan.Row {
    /// Whether more principal is paid of the row than what it asks for leaves beside its interest: then it
    /// asks for no more interest than is paid.
    fileprivate var isPaidBeyondInterest: Bool {
        let total = Int128(askedMinor) + Int128(extraMinor)
        return Int128(principalPaidMinor) > max(0, total - Int128(owedMinor))
    }
}
