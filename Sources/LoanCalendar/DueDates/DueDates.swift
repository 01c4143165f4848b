/// The time from one due date to the next.
public enum DueDateStep: Sendable, Equatable {
    /// So many days; under `NonWorkingDayRule.skip` so many working days.
    case days(Int)
    /// So many months, which keep the anchor day: that of the first due date if given, else of the
    /// start.
    case months(Int)
}

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
    private enum Series {
        /// A fixed number of days after the one before.
        case days(Int)
        /// Months after an anchor, `offset` of them for the first.
        case months(MonthSteps, every: Int, offset: Int)
        /// A number of working days after the one before.
        case workingDays(Int, NonWorkingDays)
    }

    private let series: Series
    private let first: CivilDate?
    /// The days off which due dates are moved.
    private let nonWorkingDays: NonWorkingDays?
    /// Periods walked so far.
    public private(set) var index = 0
    /// The unmoved date walked to, where the next period starts: at first the start.
    public private(set) var date: CivilDate
    private var lastDueDate: CivilDate

    /// The due dates after `start`.
    ///
    /// - Parameters:
    ///   - first: The first unmoved one, after `start`; nil for one step after it.
    ///   - step: More than zero; days, where `nonWorkingDays` are skipped.
    public init(
        from start: CivilDate, first: CivilDate?, every step: DueDateStep,
        nonWorkingDays: NonWorkingDays?
    ) {
        self.first = first
        date = start
        lastDueDate = start
        switch (step, nonWorkingDays) {
        case (.days(let days), .some(let calendar)) where calendar.rule == .skip:
            series = .workingDays(days, calendar)
            // The due dates are working days already: nothing moves.
            self.nonWorkingDays = nil
        case (.days(let days), _):
            series = .days(days)
            self.nonWorkingDays = nonWorkingDays
        case (.months(let months), _):
            series = .months(
                MonthSteps(from: first ?? start), every: months,
                offset: first == nil ? months : 0)
            self.nonWorkingDays = nonWorkingDays
        }
    }

    /// The next period, or nil where its due date leaves the calendar.
    public mutating func next() -> InterestPeriod? {
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

    /// The unmoved due date to come, or nil where it leaves the calendar.
    private var unmoved: CivilDate? {
        if index == 0, let first { return first }
        switch series {
        case .days(let days):
            return date.adding(days: days)
        case .months(let steps, let every, let offset):
            return steps.date(after: offset + index * every)
        case .workingDays(let days, let calendar):
            var day = date
            for _ in 0..<days {
                guard let next = calendar.workingDay(after: day) else { return nil }
                day = next
            }
            return day
        }
    }

    /// The last of `count` unmoved due dates, by arithmetic: what ISDA calls the termination date. To
    /// be asked before the first is walked.
    ///
    /// Nil where it takes walking there: a date leaves the calendar, or non-working days may make one
    /// leave it before the last.
    public func last(of count: Int) -> CivilDate? {
        guard nonWorkingDays == nil else { return nil }
        switch series {
        case .days(let days):
            return (first ?? date.adding(days: days))?.adding(days: (count - 1) * days)
        case .months(let steps, let every, let offset):
            return steps.date(after: offset + (count - 1) * every)
        case .workingDays:
            return nil
        }
    }
}
