// Who takes the difference between what rows ask for and what is owed.
extension DailyPlan {
    /// The most turns until nothing changes; a few are enough.
    private static let maximumTurns = 200

    /// After every single step on a date: what the rows ask for fits what is owed.
    ///
    /// - Throws: `amountOutOfRange`.
    mutating func fit(on date: CivilDate) throws(LoanError) {
        lastAccruing = nil
        try compute()
        guard isLevel else { return }
        try lowerAsked()
        taker = try takeDifference()
        guard let taker, taker < count - 1 else { return }
        // Rows after it are paid ahead. What they would accrue to the date and cannot take is its own.
        var copy = self
        copy.end = copy.end.map { min($0, date) } ?? date
        try copy.compute()
        let carryMinor = copy.rows[count - 1].carryMinor
        if carryMinor > 0 {
            rows[taker].extraMinor = carryMinor
            lastAccruing = taker
            try compute()
            // Choice: where it paid some of that before, the difference is taken once more.
            _ = try evenOut(taker)
        }
    }

    /// A row never asks for more principal than the loan still owes.
    private mutating func lowerAsked() throws(LoanError) {
        var left = Int128(owedMinor)
        for index in 0..<count {
            let over = Int128(rows[index].principalMinor) - max(left, 0)
            if over > 0, rows[index].takesDifference {
                let lowered = max(
                    Int128(rows[index].askedMinor) - over, Int128(rows[index].paidMinor))
                if lowered < Int128(rows[index].askedMinor) {
                    rows[index].askedMinor = Int64(clamping: lowered)
                    try compute()
                }
            }
            left -= Int128(rows[index].principalMinor)
        }
    }

    /// The last open row takes it, and where it cannot the open row before it.
    private mutating func takeDifference() throws(LoanError) -> Int? {
        var open = (0..<count).filter { rows[$0].takesDifference && isOpen($0) }
        if open.isEmpty,
            (0..<count).allSatisfy({ !rows[$0].takesDifference || isEmpty($0) }),
            let last = (0..<count).last(where: { rows[$0].takesDifference })
        {
            open = [last]
        }
        while let taker = open.popLast() {
            rows[taker].extraMinor = 0
            try compute()
            if try evenOut(taker) { return taker }
        }
        return nil
    }

    /// All principal ever owed + Σ D − Σ T.
    private var difference: Int128 {
        var sum = Int128(owedMinor)
        for index in 0..<count {
            sum += Int128(rows[index].interestMinor) - Int128(totalMinor(index))
        }
        return sum
    }

    /// The row takes the difference, until nothing changes.
    ///
    /// - Returns: Whether it could.
    private mutating func evenOut(_ taker: Int) throws(LoanError) -> Bool {
        for _ in 0..<DailyPlan.maximumTurns {
            var difference = difference
            if difference == 0 { break }
            let row = rows[taker]
            let asked = Int128(row.askedMinor)
            let least = Int128(row.paidMinor) - Int128(row.extraMinor)
            if row.interestMinor == totalMinor(taker) {
                // All that it asks for is interest, so what is added or taken is, too: what the turns to
                // come would do one by one.
                if difference > 0 {
                    difference += Int128(row.carryMinor)
                } else if row.principalMinor == 0 {
                    difference = least - asked - 1
                }
            }
            guard let raised = Int64(exactly: max(asked + difference, least)) else {
                throw .amountOutOfRange("schedule.items[\(taker)].totalDue")
            }
            rows[taker].askedMinor = raised
            try compute()
            if Int128(raised) == least, difference < 0 { return self.difference == 0 }
        }
        return true
    }
}
