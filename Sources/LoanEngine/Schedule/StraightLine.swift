/// Equal shares of a total, in whole multiples of a unit, that sum to it exactly.
///
///     100.00 over 3 rows to the cent     LAST: 33.33 33.33 33.34    FIRST: 33.34 33.33 33.33
///     100.00 over 3 rows to 1.00         SPREAD: 33.00 34.00 33.00
///
/// `LAST` and `FIRST` round the equal share once and leave the rest to one row; `SPREAD` rounds the
/// running totals, whose last is the total itself. Where a rest would be negative, rounding goes
/// `DOWN` instead.
struct StraightLine {
    private let total: Int64
    private let count: Int
    private let residual: Residual
    private let unit: Int64
    private let mode: RoundingMode
    private var left: RestOfTotal
    /// The equal share, for `LAST` and `FIRST`.
    private let share: Int64
    private var index = 0

    /// Shares of `total`, not negative, over `count` rows, at least one.
    init(_ total: Int64, over count: Int, _ residual: Residual, unit: Int64, mode: RoundingMode) {
        self.total = total
        self.count = count
        self.residual = residual
        self.unit = unit
        left = RestOfTotal(total)
        // What all rows but one take has to leave it something. Under DOWN it does: a share is then
        // at most total / count.
        func takenByOthers(_ mode: RoundingMode) -> Int64? {
            switch residual {
            case .spread:
                StraightLine.part(of: total, count - 1, count, unit, mode)
            case .last, .first:
                StraightLine.part(of: total, 1, count, unit, mode).flatMap {
                    let (others, overflow) = $0.multipliedReportingOverflow(by: Int64(count - 1))
                    return overflow ? nil : others
                }
            }
        }
        let leavesRest = count == 1 || takenByOthers(mode).map { $0 <= total } ?? false
        self.mode = leavesRest ? mode : .down
        share = StraightLine.part(of: total, 1, count, unit, self.mode) ?? total
    }

    /// `total × rows / count`, rounded; nil where rounding up leaves the range.
    private static func part(
        of total: Int64, _ rows: Int, _ count: Int, _ unit: Int64, _ mode: RoundingMode
    ) -> Int64? {
        do throws(ArithmeticError) {
            return try roundedProduct(
                total, UInt64(rows.magnitude), over: UInt64(count.magnitude), unit: unit, by: mode)
        } catch {
            return nil
        }
    }

    /// The next row's share.
    mutating func next() -> Int64 {
        index += 1
        return left.take(planned, isLast: index == count)
    }

    /// What row `index` is to take.
    private var planned: Int64 {
        switch residual {
        case .last: share
        case .first: index == 1 ? total &- share &* Int64(count - 1) : share
        case .spread:
            // The running total, at most that before the last row, less what the rows before took.
            (StraightLine.part(of: total, index, count, unit, mode) ?? total)
                &- (total &- left.minor)
        }
    }
}
