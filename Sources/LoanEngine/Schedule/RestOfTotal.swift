/// What is left of a total that rows take from, the last of them all of it.
struct RestOfTotal {
    /// In minor units.
    private(set) var minor: Int64

    init(_ totalMinor: Int64) { minor = totalMinor }

    /// Takes a row's part: what is planned, at most what is left; for the last row, all that is left.
    mutating func take(_ plannedMinor: Int64, isLast: Bool) -> Int64 {
        let takenMinor = isLast ? minor : min(plannedMinor, minor)
        minor &-= takenMinor
        return takenMinor
    }

    /// Adds to the total.
    ///
    /// - Returns: False where it leaves 64 bits; it is unchanged then.
    mutating func add(_ amountMinor: Int64) -> Bool {
        let (sum, overflow) = minor.addingReportingOverflow(amountMinor)
        if !overflow { minor = sum }
        return !overflow
    }
}
