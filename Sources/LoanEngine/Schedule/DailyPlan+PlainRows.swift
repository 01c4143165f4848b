// The pass over rows in which nothing happens.
extension DailyPlan {
    /// Where a pass stands: what the next row opens with, in minor units.
    struct PassState {
        /// The balance, before the moves that are not yet counted.
        var balanceMinor: Int64
        /// What the row before carried on.
        var carriedMinor: Int64
        /// What is left of all principal ever owed.
        var leftMinor: Int64
        /// The first move that is not yet counted.
        var place: Int
        /// Of shares, what is paid of later rows.
        var laterMinor: Int128
    }

    /// Goes on with a pass over rows in which neither balance nor rate changes and no pause lies, as most
    /// are: in machine words, and in place.
    ///
    /// Why that is the same. All figures that are added are below 2⁶¹ and not negative, at most four of
    /// them, so no sum leaves 64 bits; a row for which that is not so is left to `computeRow`. Its interest
    /// is what that row's only piece comes to: balance × weight × unit, rounded by the same multiplier.
    ///
    /// - Returns: The first row that it left, and whether nothing changes from there on.
    mutating func computePlainRows(
        from first: Int, to end: Int, isLowering: Bool, _ state: inout PassState
    ) -> (next: Int, isDone: Bool) {
        guard let multiplier = lastMultiplier else { return (first, false) }
        let lastChange = lastRateChange
        let nextMove = state.place < moves.count ? moves[state.place].date : nil
        let lastOfAll = count - 1
        let settled = self.changed?.upperBound ?? count
        let lastAccruing = lastAccruing ?? lastOfAll
        let ending = self.end
        let firstShown = firstNotShown
        let before = accruedBefore
        var shown = firstShown
        var own = state
        let found: (Int, Bool) = rows.withUnsafeMutableBufferPointer { rows in
            guard let base = rows.baseAddress else { return (first, false) }
            var index = first
            while index < end {
                let row = base + index
                let (start, last) = (row.pointee.period.start, row.pointee.period.end)
                guard row.pointee.kind == .repaying, !row.pointee.isClosed else { break }
                if let nextMove, nextMove <= last { break }
                if !before.isEmpty, before.contains(where: { $0.row == index }) { break }
                var accruedMinor: Int64 = 0
                if row.pointee.accrues, index <= lastAccruing, own.balanceMinor != 0 {
                    if let ending, ending < last {
                        // Accrues nothing, or on a part of its days.
                        if start < ending { break }
                    } else {
                        let weight = row.pointee.weight
                        guard row.pointee.isWhole, lastChange <= start, weight.denominator == 1
                        else { break }
                        let (amount, overflow) = own.balanceMinor.multipliedReportingOverflow(
                            by: weight.numerator)
                        guard !overflow, amount >= 0,
                            let multiples = multiplier.multiples(natural: amount)
                        else { break }
                        let (interest, isLarge) = multiples.multipliedReportingOverflow(
                            by: multiplier.unit)
                        if isLarge { break }
                        accruedMinor = interest
                    }
                }
                let (p, q) = (row.pointee.principalPaidMinor, row.pointee.interestPaidMinor)
                let (asked, extra) = (row.pointee.askedMinor, row.pointee.extraMinor)
                let brought = row.pointee.broughtMinor
                let bits =
                    own.balanceMinor | own.carriedMinor | own.leftMinor | accruedMinor | p | q
                    | asked | extra | brought | row.pointee.shareMinor
                if UInt64(bitPattern: bits) >> 61 != 0 { break }
                let owed = accruedMinor + extra + own.carriedMinor + brought
                var (principal, interest): (Int64, Int64)
                if row.pointee.isLevel {
                    let total = asked + extra
                    interest = p > max(0, total - owed) ? q : max(min(owed, total), q)
                    principal = max(total - interest, p, 0)
                } else {
                    let left = Int128(own.leftMinor)
                    let unshared = max(left - own.laterMinor + Int128(p), 0)
                    let share =
                        index == lastOfAll
                        ? own.leftMinor
                        : Int64(truncatingIfNeeded: min(Int128(row.pointee.shareMinor), unshared))
                    (principal, interest) = (max(share, p), max(owed, q))
                }
                if isLowering, principal > own.leftMinor { break }
                own.laterMinor -= Int128(p)
                let closing = max(0, own.balanceMinor + p - principal)
                let carry = max(0, owed - interest)
                let left = own.leftMinor - principal
                let isSame =
                    carry == row.pointee.carryMinor && closing == row.pointee.closingMinor
                    && left == row.pointee.leftMinor
                if interest != row.pointee.interestMinor || principal != row.pointee.principalMinor
                {
                    shown = min(shown, index)
                }
                row.pointee.openingMinor = own.balanceMinor
                row.pointee.owedMinor = owed
                row.pointee.interestMinor = interest
                row.pointee.principalMinor = principal
                row.pointee.carryMinor = carry
                row.pointee.closingMinor = closing
                row.pointee.leftMinor = left
                (own.balanceMinor, own.carriedMinor, own.leftMinor) = (closing, carry, left)
                index += 1
                if isSame, index > settled { return (index, true) }
            }
            return (index, false)
        }
        state = own
        firstNotShown = shown
        return found
    }
}
