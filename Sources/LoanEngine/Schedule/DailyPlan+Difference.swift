// Who takes the difference between what rows ask for and what is owed.
extension DailyPlan {
    /// The most turns until nothing changes; a few are enough.
    private static let maximumTurns = 200

    /// After every single step on a date: what the rows ask for fits what is owed.
    ///
    /// - Throws: `amountOutOfRange`.
    mutating func fit(on date: CivilDate) throws(LoanError) {
        setLastAccruing(nil)
        try compute()
        guard isLevel else { return }
        try lowerAsked()
        taker = try takeDifference()
        guard let taker, taker < count - 1 else { return }
        // Rows after it are paid ahead. What they would accrue to the date and cannot take is its own.
        if try carriesNothing(on: date) { return }
        var copy = self
        copy.setEnd(copy.end.map { min($0, date) } ?? date)
        try copy.compute()
        let carryMinor = copy.rows[count - 1].carryMinor
        if carryMinor > 0 {
            rows[taker].extraMinor = carryMinor
            note(taker)
            setLastAccruing(taker)
            try compute()
            // Choice: where it paid some of that before, the difference is taken once more.
            _ = try evenOut(taker)
        }
    }

    /// Whether it is certain that the last row carries nothing on in a copy that ends on the date: the first row
    /// that ends later carries nothing on there, and those behind it accrue nothing.
    private func carriesNothing(on date: CivilDate) throws(LoanError) -> Bool {
        let first = firstRow(endingAfter: date)
        guard rows[first].period.end > date, end.map({ $0 >= date }) ?? true else { return false }
        for index in first + 1..<max(count, first + 1)
        where rows[index].extraMinor != 0 || rows[index].broughtMinor != 0 { return false }
        if accruedBefore.contains(where: { $0.row > first }) { return false }
        if first >= count { return false }
        return try ended(first, on: date).carryMinor == 0
    }

    /// A row never asks for more principal than the loan still owes.
    ///
    /// What a row asks for changes what those behind it owe, so that they are looked at after it: in the same
    /// pass, as far as that goes, and then one by one.
    private mutating func lowerAsked() throws(LoanError) {
        // Rows ask for no principal below zero: the last one leaves the least.
        if count == 0 || rows[count - 1].leftMinor >= 0 { return }
        var left = Int128(owedMinor)
        var index = 0
        while index < count {
            let principalMinor = Int128(rows[index].principalMinor)
            if rows[index].loweredMinor(asking: principalMinor, of: left) != nil {
                note(index)
                index = try compute(isLowering: true)
                left = Int128(rows[index - 1].leftMinor)
            } else {
                left -= principalMinor
                index += 1
            }
        }
    }

    /// The last open row takes it, and where it cannot the open row before it.
    private mutating func takeDifference() throws(LoanError) -> Int? {
        var next = lastRow { takesDifference($0) && isOpen($0) }
        if next == nil {
            // Choice: the last row takes it, too, where all ask for no more than is paid and principal is
            // left.
            let isTaken =
                unpaidPrincipalMinor <= 0
                && (0..<count).contains { takesDifference($0) && !isEmpty($0) }
            if !isTaken { next = lastRow { takesDifference($0) } }
            if let next, try takesAll(next) { return next }
            return nil
        }
        if let taker = try takeFromIdleRows() { return taker }
        // What they could not take goes to the last that is still open.
        next = lastRow { takesDifference($0) && isOpen($0) }
        while let taker = next {
            next = lastRow(before: taker) { takesDifference($0) && isOpen($0) }
            if try takesAll(taker) { return taker }
        }
        return nil
    }

    /// In a copy that ends on a date the rows that begin later accrue nothing, and so much less is asked for
    /// that many of them, one before the other, fall to what is paid: those are taken at once.
    ///
    /// Why that is the same. A row that owes no interest, whatever it opens with, has D = q, whatever it asks
    /// for, and carries nothing on; so have all behind it. What such a row asks for less lowers Σ T by that
    /// and changes no D: the difference falls by just what was taken.
    ///
    /// - Returns: The row that took the last of it; nil where they could not take all.
    private mutating func takeFromIdleRows() throws(LoanError) -> Int? {
        guard let end else { return nil }
        try compute()
        var short = -difference
        if short <= 0 { return nil }
        var index = count
        while index > 0 {
            index -= 1
            let row = rows[index]
            guard row.period.start >= end, row.owedMinor == 0, row.extraMinor == 0 else { break }
            if !row.takesDifference || !row.isOpen { continue }
            let most = Int128(row.askedMinor) - Int128(row.paidMinor)
            if most <= 0 { break }
            let part = min(short, most)
            // At most what it asks for.
            rows[index].askedMinor &-= Int64(truncatingIfNeeded: part)
            note(index)
            short -= part
            if short == 0 {
                try compute()
                return index
            }
        }
        return nil
    }

    private func takesDifference(_ index: Int) -> Bool { rows[index].takesDifference }

    private func lastRow(before end: Int? = nil, where isFound: (Int) -> Bool) -> Int? {
        var index = end ?? count
        while index > 0 {
            index -= 1
            if isFound(index) { return index }
        }
        return nil
    }

    /// Whether the row can take the difference, its x forgotten.
    private mutating func takesAll(_ taker: Int) throws(LoanError) -> Bool {
        if rows[taker].extraMinor != 0 {
            rows[taker].extraMinor = 0
            note(taker)
        }
        try compute()
        return try evenOut(taker)
    }

    /// All principal ever owed + Σ D − Σ T.
    private var difference: Int128 {
        withRows { rows in
            var sum = Int128(owedMinor)
            for row in rows[..<count] { sum += Int128(row.interestMinor) - Int128(row.totalMinor) }
            return sum
        }
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
            note(taker)
            try compute()
            if Int128(raised) == least, difference < 0 { return self.difference == 0 }
        }
        return true
    }
}

extension DailyPlan.Row {
    /// What it asks for in all so that it asks for no more principal than is left, but for what is paid of it;
    /// nil where it asks for no more.
    func loweredMinor(asking principalMinor: Int128, of left: Int128) -> Int64? {
        let over = principalMinor - max(left, 0)
        guard over > 0, takesDifference else { return nil }
        let lowered = max(Int128(askedMinor) - over, Int128(paidMinor))
        return lowered < Int128(askedMinor) ? Int64(clamping: lowered) : nil
    }
}
