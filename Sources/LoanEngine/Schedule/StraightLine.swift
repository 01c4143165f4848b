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
    private var mode: RoundingMode
    /// The equal share, for `LAST` and `FIRST`.
    private var share: Int64 = 0
    /// What the last or first row takes.
    private var rest: Int64 = 0
    /// The running total so far, for `SPREAD`.
    private var running: Int64 = 0
    private var index = 0

    /// Shares of `total`, not negative, over `count` rows, at least one.
    init(_ total: Int64, over count: Int, _ residual: Residual, unit: Int64, mode: RoundingMode) {
        self.total = total
        self.count = count
        self.residual = residual
        self.unit = unit
        self.mode = mode
        if !settle() {
            self.mode = .down
            _ = settle()
        }
    }

    /// Computes share and rest; false where a rest would be negative. Never so under `DOWN`: the
    /// share is then at most total / count.
    private mutating func settle() -> Bool {
        guard let rounded = runningTotal(after: residual == .spread ? count - 1 : 1) else {
            return count == 1
        }
        let (others, overflow) = rounded.multipliedReportingOverflow(
            by: residual == .spread ? 1 : Int64(count - 1))
        guard !overflow, others <= total else { return false }
        share = rounded
        rest = total - others
        return true
    }

    /// `total × rows / count`, rounded; nil where rounding up leaves the range.
    private func runningTotal(after rows: Int) -> Int64? {
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
        switch residual {
        case .last: return index == count ? lastRest : share
        case .first: return index == 1 ? lastRest : share
        case .spread:
            let before = running
            // Every running total is at most the one before the last, which `settle` has checked.
            running = index == count ? total : runningTotal(after: index) ?? total
            return running - before
        }
    }

    private var lastRest: Int64 { count == 1 ? total : rest }
}
