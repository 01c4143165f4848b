/// The dates that lie whole months apart and keep an anchor day, clamped to each month's end.
///
///     from 2026-01-31 every month:  2026-01-31, 2026-02-28, 2026-03-31, 2026-04-30, …
///
/// The anchor is remembered, so a short month does not shorten the ones after it.
public struct MonthSteps: Sendable {
    /// Months since year 0, and the day of the month to keep.
    private let firstMonth: Int
    private let anchorDay: Int

    /// Steps from the month of `start` that keep the day of `start`.
    public init(from start: CivilDate) {
        let (year, month, day) = start.components
        firstMonth = year * 12 + month - 1
        anchorDay = day
    }

    /// The date `months` months after the start (not negative), or nil after 9999-12-31.
    public func date(after months: Int) -> CivilDate? {
        let (index, overflow) = firstMonth.addingReportingOverflow(months)
        guard !overflow, months >= 0, index < 10_000 * 12 else { return nil }
        let (year, month) = (index / 12, index % 12 + 1)
        let day = min(anchorDay, CivilDate.daysInMonth(month, of: year))
        return CivilDate(uncheckedYear: year, month: month, day: day)
    }
}
