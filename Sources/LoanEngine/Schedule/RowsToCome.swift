/// The rows of a segment that are still to come, and the balance that they repay.
///
/// A value: a copy walks on by itself. No row allocates memory.
struct RowsToCome {
    private let contract: Contract
    let segment: Segment
    private(set) var walk: PeriodWalk
    /// The unpaid principal.
    var balance: RestOfTotal

    /// A row.
    struct Row {
        /// Counting from 0, a down payment left out.
        let index: Int
        /// Its place in the schedule, counting from 0.
        let place: Int
        let period: InterestPeriod
        /// Whether it is the last of the terms.
        let isLast: Bool
    }

    /// All rows of a segment, whose due dates are in the calendar.
    init(_ contract: Contract, _ segment: Segment) {
        self.contract = contract
        self.segment = segment
        walk = segment.periods
        balance = RestOfTotal(segment.balanceMinor)
    }

    var terms: LoanTerms { contract.terms }
    var rates: PeriodRates { segment.rates }
    /// The index of the next row.
    var index: Int { walk.index }
    /// How many there are.
    var left: Int { walk.count - walk.index }

    /// Walks to the next row.
    mutating func next() throws(LoanError) -> Row {
        let index = walk.index
        return Row(
            index: index, place: segment.rowsBefore + index, period: try walk.next(),
            isLast: left == 0)
    }

    /// Whether the segment begins in that row.
    func isFirst(_ index: Int) -> Bool { index == segment.periods.index }

    /// What a row's period counts for, from the day on which the segment begins: nothing where grace
    /// keeps it free of interest.
    func weight(of period: InterestPeriod, at index: Int) -> PeriodWeight {
        guard terms.grace.accruesInterest(in: index) else { return .zero }
        return isFirst(index)
            ? rates.weight(of: period, after: segment.from) : rates.weight(of: period)
    }

    /// The interest of a row: on the balance, after what it accrued before the segment began.
    func interest(of row: Row) throws(LoanError) -> Int64 {
        try rates.interest(
            on: balance.minor, weight(of: row.period, at: row.index),
            after: isFirst(row.index) ? segment.accrued : .zero, at: row.place)
    }
}
