// What rows that are not yet due ask for: the plan as if nothing accrued after a date.
extension DailyPlan {
    /// The plan as if nothing accrued after a date.
    func ending(on date: CivilDate) throws(LoanError) -> DailyPlan {
        var copy = self
        copy.setEnd(date)
        try copy.fit(on: date)
        return copy
    }

    /// What a row that is not yet due still asks for of its principal or its interest, in a plan that ends
    /// on the date.
    ///
    /// A row that has begun asks for all that it asks for, and the interest saved becomes principal. One
    /// that has not begun asks for what it asked for at first, no more principal than is owed; the only
    /// open row for what it asks for now, or, where it is full, for what is owed.
    ///
    /// - Parameter openRows: How many rows are open.
    func askedMinor(
        _ component: Component, in index: Int, on date: CivilDate, openRows: Int
    ) -> Int64 {
        let row = rows[index]
        var dues = (principal: Int128(row.principalMinor), interest: Int128(row.interestMinor))
        // A row that owes nothing more asks for nothing.
        if row.takesDifference {
            let unpaid = Int128(unpaidPrincipalMinor) + Int128(row.principalPaidMinor)
            // Whether another row is open beside it, or, where it is not, two.
            let isOneOfMore = openRows >= 2
            if row.period.start >= date, isOneOfMore {
                dues = self.dues(of: index, asking: row.firstAskedMinor)
                let over = dues.principal - unpaid
                if over > 0 {
                    dues = self.dues(
                        of: index,
                        asking: Int64(clamping: Int128(row.firstAskedMinor) - over))
                }
            } else if !isOpen(index) {
                dues = self.dues(
                    of: index,
                    asking: Int64(
                        clamping: min(
                            Int128(row.firstAskedMinor), unpaid + Int128(row.interestMinor))))
            }
        }
        return Int64(
            clamping: component == .principal
                ? dues.principal - Int128(row.principalPaidMinor)
                : dues.interest - Int128(row.interestPaidMinor))
    }

    /// Rows that begin on a date or later, and what they ask for without a copy of the plan.
    struct IdleRows {
        /// The first of them.
        let first: Int
        /// The principal that is unpaid.
        let unpaidMinor: Int64
    }

    /// The rows of which it is certain, without making it, what the copy of the plan that ends on a date would
    /// say; nil where it is not.
    ///
    /// Let k be the first row that ends after the date, and T, D, p, q as ever, in the copy for interest to
    /// the date. Rows behind k accrue nothing there; where k carries nothing on, D = q in them. The copy asks
    /// for −d less than the plan, d = owed + Σ D − Σ T, and takes that from the last rows, none below what is
    /// paid of it, so that Σ (T − p − q) is U + Σ (D − q), at least U, the principal unpaid. Where U is more
    /// than what rows up to k still ask for, none of these is touched, and where U is also more than what
    /// any single row asks for, at least two rows stay open. Then a row that has not begun asks for what it
    /// asked for at first, no more principal than is owed, and what else the copy says does not matter.
    ///
    /// Where rows ask for shares, nobody takes a difference, and the copy has the plan's principal.
    func idleRows(on date: CivilDate) throws(LoanError) -> IdleRows? {
        let k = firstRow(endingAfter: date)
        guard k < count, rows[k].period.end > date, lastAccruing == nil || !isLevel else {
            return nil
        }
        if let end, end < date { return nil }
        if accruedBefore.contains(where: { $0.row > k }) { return nil }
        let stand = try ended(k, on: date)
        guard stand.carryMinor == 0 else { return nil }
        var unpaid = Int128(owedMinor)
        var (difference, open, down, most) = (Int128(owedMinor), Int128(0), Int128(0), Int128(0))
        for index in 0..<count {
            let row = rows[index]
            unpaid -= Int128(row.principalPaidMinor)
            if index > k, row.extraMinor != 0 || row.broughtMinor != 0 { return nil }
            if !isLevel {
                if index >= k, row.isLevel { return nil }
                continue
            }
            if index >= k, !row.isLevel || row.kind != .repaying { return nil }
            let asked = Int128(row.totalMinor) - Int128(row.paidMinor)
            if asked < 0 { return nil }
            let interest =
                index == k
                ? stand.interestMinor
                : Int128(index < k ? row.interestMinor : row.interestPaidMinor)
            difference += interest - Int128(row.totalMinor)
            if index <= k { open += asked }
            if row.kind == .downPayment { down += asked } else { most = max(most, asked) }
        }
        if isLevel, difference > 0 || unpaid <= open || unpaid - down <= most { return nil }
        guard let unpaidMinor = Int64(exactly: unpaid) else { return nil }
        let hasNotBegun = rows[k].period.start >= date && stand.owedMinor == 0
        return IdleRows(first: hasNotBegun ? k : k + 1, unpaidMinor: unpaidMinor)
    }

    /// What an idle row still asks for of its principal or its interest.
    func askedMinor(_ component: Component, in index: Int, _ idle: IdleRows) -> Int64 {
        let row = rows[index]
        if component == .interest || row.isClosed { return 0 }
        if !row.isLevel { return row.principalMinor &- row.principalPaidMinor }
        let least = max(Int128(row.principalPaidMinor), 0)
        let first = Int128(row.firstAskedMinor) - Int128(row.interestPaidMinor)
        let owed = Int128(idle.unpaidMinor) + Int128(row.principalPaidMinor)
        let principal = max(min(max(first, least), owed), least)
        return Int64(clamping: principal - Int128(row.principalPaidMinor))
    }
}
