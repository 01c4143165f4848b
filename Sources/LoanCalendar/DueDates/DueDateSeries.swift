/// Where the unmoved due dates of a loan come from.
public enum DueDateSeries: Sendable, Equatable {
    /// Every so many days; under `NonWorkingDayRule.skip` every so many working days.
    case days(Int)
    /// Every so many weeks; under `skip` every so many of the weekly dates that are working days.
    case weeks(Int)
    /// Every so many months, which keep the anchor day: that of the first due date if given, else of
    /// the start.
    case months(Int)
    /// Fixed days of the month, rising, 1…31, every so many months from the first due date's on; a day
    /// that a month does not have is its last.
    case daysOfMonth([Int], everyMonths: Int)
    /// These dates, rising; at least one.
    case dates([CivilDate])

    /// Whether `date` is one of the days of the month; true for any other series.
    public func contains(_ date: CivilDate) -> Bool {
        guard case .daysOfMonth(let days, let months) = self else { return true }
        return MonthDays(days, everyMonths: months, from: date) != nil
    }
}
