/// The due dates of a loan, one after the other, and the interest periods between them.
///
///     from 2026-01-31 every month, Sundays off, FOLLOWING
///     2026-01-31 … 2026-02-28, due 2026-02-28 (a Saturday)
///     2026-02-28 … 2026-03-31, due 2026-03-31
///     …
///     2026-04-30 … 2026-05-31, due 2026-06-01 (the 31st is a Sunday)
///
/// Two rules make a due date: the series says where it would fall, and non-working days move it
/// (`NonWorkingDays.moved`). Interest periods run between the unmoved dates.
///
/// A value: a copy walks on by itself from where it was made.
public struct DueDates: Sendable {
    /// Where the k-th unmoved due date comes from.
    private enum Stepping {
        /// A fixed number of days after the one before.
        case days(Int)
        /// Months after an anchor, `offset` of them for the first.
        case months(MonthSteps, every: Int, offset: Int)
        /// Days of the month.
        case daysOfMonth(MonthDays)
        /// The date at the place.
        case dates([CivilDate])
        /// A number of working days after the one before; of the weekly dates, those that are working
        /// days, where `stride` is 7.
        case workingDays(Int, stride: Int, NonWorkingDays)
    }

    private let stepping: Stepping
    private let start: CivilDate
    /// The first unmoved due date; nil where it leaves the calendar.
    public let first: CivilDate?
    /// The days off which due dates are moved.
    private let nonWorkingDays: NonWorkingDays?
    /// Periods walked so far.
    public private(set) var index = 0
    /// The unmoved date walked to, where the next period starts: at first the start.
    public private(set) var date: CivilDate
    /// The due date before the next one, which is after it.
    private var lastDueDate: CivilDate?

    /// The due dates from `start` on.
    ///
    /// - Parameters:
    ///   - first: The first unmoved one, not before `start`, and one of the series; nil for the
    ///     series' first after `start`.
    ///   - series: Its steps are more than zero.
    public init(
        from start: CivilDate, first: CivilDate?, _ series: DueDateSeries,
        nonWorkingDays: NonWorkingDays?
    ) {
        self.start = start
        date = start
        let skipped = nonWorkingDays?.rule == .skip ? nonWorkingDays : nil
        // Where only working days are counted, the due dates are some already: nothing moves.
        self.nonWorkingDays = skipped == nil ? nonWorkingDays : nil
        switch (series, skipped) {
        case (.days(let days), .some(let calendar)):
            stepping = .workingDays(days, stride: 1, calendar)
        case (.weeks(let weeks), .some(let calendar)):
            stepping = .workingDays(weeks, stride: 7, calendar)
        case (.days(let days), nil):
            stepping = .days(days)
        case (.weeks(let weeks), nil):
            stepping = .days(7 * weeks)
        case (.months(let months), _):
            stepping = .months(
                MonthSteps(from: first ?? start), every: months,
                offset: first == nil ? months : 0)
        case (.daysOfMonth(let days, let months), _):
            stepping = .daysOfMonth(
                first.flatMap { MonthDays(days, everyMonths: months, from: $0) }
                    ?? MonthDays(days, everyMonths: months, after: start))
        case (.dates(let dates), _):
            stepping = .dates(dates)
        }
        self.first = first ?? DueDates.unmoved(stepping, after: start, index: 0)
        // A first due date on the start itself is not moved before it; any other is after it.
        lastDueDate = self.first == start ? start.adding(days: -1) : start
    }

    /// The next period, or nil where its due date leaves the calendar.
    public mutating func next() -> InterestPeriod? {
        let unmoved = index == 0 ? first : DueDates.unmoved(stepping, after: date, index: index)
        guard let end = unmoved else { return nil }
        var dueDate = end
        if let nonWorkingDays {
            guard let moved = nonWorkingDays.moved(end, after: lastDueDate) else { return nil }
            dueDate = moved
        }
        let period = InterestPeriod(start: date, end: end, dueDate: dueDate)
        date = end
        lastDueDate = dueDate
        index += 1
        return period
    }

    /// The unmoved due date of a place, `date` being the one before it, or nil where it leaves the
    /// calendar.
    private static func unmoved(
        _ stepping: Stepping, after date: CivilDate, index: Int
    ) -> CivilDate? {
        switch stepping {
        case .days(let days):
            return date.adding(days: days)
        case .months(let steps, let every, let offset):
            return steps.date(after: offset + index * every)
        case .daysOfMonth(let days):
            return CivilDate(dayNumber: days.dayNumber(after: index))
        case .dates(let dates):
            return index < dates.count ? dates[index] : nil
        case .workingDays(let count, let stride, let calendar):
            return counted(count, from: date, by: stride, calendar)
        }
    }

    /// The `count`-th working day of those `stride` days apart, or nil outside the calendar.
    private static func counted(
        _ count: Int, from date: CivilDate, by stride: Int, _ calendar: NonWorkingDays
    ) -> CivilDate? {
        var (day, left) = (date, count)
        while left > 0 {
            guard let next = day.adding(days: stride) else { return nil }
            day = next
            if calendar.isWorking(day) { left -= 1 }
        }
        return day
    }

    /// The last of `count` unmoved due dates, by arithmetic: what ISDA calls the termination date. To
    /// be asked before the first is walked.
    ///
    /// Nil where it takes walking there: a date leaves the calendar, or non-working days may make one
    /// leave it before the last.
    public func last(of count: Int) -> CivilDate? {
        guard nonWorkingDays == nil else { return nil }
        switch stepping {
        case .days(let days): return first?.adding(days: (count - 1) * days)
        case .workingDays: return nil
        default: return DueDates.unmoved(stepping, after: start, index: count - 1)
        }
    }

    /// The first period in steps of the series, counted back from the first due date: whole steps, and
    /// of the step that begins before the start the days after it.
    ///
    ///     every month, from 2026-01-20, first on 2026-03-15
    ///     back to 15 February is one step; from 20 January 26 days of the 31 from 15 January
    ///
    /// - Returns: Whole steps, days left before them, and the days of the step that they are part of;
    ///   nil where that one begins before the calendar and is counted in working days, or no date is
    ///   in it.
    public var firstPeriodInSteps: (whole: Int, days: Int, of: Int)? {
        guard let first else { return nil }
        let startNumber = Int(start.dayNumber)
        var (whole, later) = (0, Int(first.dayNumber))
        if case .days(let days) = stepping {
            let distance = later - startNumber
            return (distance / days, distance % days, days)
        }
        while let earlier = dayNumber(before: later, steps: whole + 1) {
            if earlier < startNumber { return (whole, later - startNumber, later - earlier) }
            whole += 1
            later = earlier
        }
        return nil
    }

    /// The number of the day of the date `steps` before the first, `later` being the one after it.
    private func dayNumber(before later: Int, steps: Int) -> Int? {
        switch stepping {
        case .days(let days):
            return later - days
        case .months(let anchor, let every, let offset):
            return anchor.dayNumber(before: steps * every - offset)
        case .daysOfMonth(let days):
            return days.dayNumber(after: -steps)
        case .dates:
            return nil
        case .workingDays(let count, let stride, let calendar):
            guard let date = CivilDate(dayNumber: later) else { return nil }
            return DueDates.counted(count, from: date, by: -stride, calendar)
                .map { Int($0.dayNumber) }
        }
    }
}
