/// The dates that lie whole months apart and keep an anchor day, clamped to each month's end.
///
///     from 2026-01-31 every month:  2026-01-31, 2026-02-28, 2026-03-31, 2026-04-30, …
///
/// The anchor is remembered, so a short month does not shorten the ones after it.
public struct MonthSteps: Sendable {
    /// Counted from March of year 0.
    private let firstMonth: UInt32
    /// The day of the month to keep, from 0.
    private let anchorOffset: Int32

    /// Steps from the month of `start` that keep the day of `start`.
    public init(from start: CivilDate) {
        let (months, day) = start.monthsFromMarch
        firstMonth = months
        anchorOffset = Int32(truncatingIfNeeded: day - 1)
    }

    /// The date `months` months after the start (not negative), or nil after 9999-12-31.
    public func date(after months: Int) -> CivilDate? {
        guard months >= 0, months < 10_000 * 12 else { return nil }
        let month = firstMonth &+ UInt32(truncatingIfNeeded: months)
        return CivilDate(dayNumber: Int(MonthSteps.day(anchorOffset, of: month)))
    }

    /// The number of the day `months` months before the start (not negative), which may lie before the
    /// calendar.
    func dayNumber(before months: Int) -> Int {
        MonthSteps.dayNumber(Int(anchorOffset), of: Int(firstMonth) - months)
    }

    /// The number of the day that is `offset` days after the first of a month, at most the month's
    /// last. Months count from March of year 0.
    @inlinable
    static func day(_ offset: Int32, of month: UInt32) -> Int32 {
        min(
            CivilDate.firstDay(ofMonthFromMarch: month) &+ offset,
            CivilDate.firstDay(ofMonthFromMarch: month &+ 1) &- 1)
    }

    /// The same for months before the calendar, too: the calendar repeats every 400 years, which are
    /// 4 800 months and 146 097 days. For offsets of a month.
    static func dayNumber(_ offset: Int, of month: Int) -> Int {
        let cycles = month.dividedDown(by: 4_800)
        let inside = UInt32(truncatingIfNeeded: month - 4_800 * cycles)
        return Int(day(Int32(truncatingIfNeeded: offset), of: inside)) + 146_097 * cycles
    }
}

extension Int {
    /// The quotient rounded toward negative infinity, for a divisor of more than zero.
    func dividedDown(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : (self + 1) / divisor - 1
    }
}
