/// Walks the due dates of a loan, one after the other, by increments.
///
/// The dates are those of `MonthSteps` and of `CivilDate.adding(days:)`; a walk knows from the
/// beginning that all of them are in the calendar.
public protocol DueDateWalk: Sendable {
    /// The date walked to: at first the start.
    var date: CivilDate { get }
    /// Walks to the next date; as often as there are dates.
    mutating func advance()
}

/// Due dates a fixed number of days apart.
///
///     from 2026-01-31 every 7 days:                       2026-02-07, 2026-02-14, …
///     from 2026-01-31 every 7 days, first on 2026-02-02:  2026-02-02, 2026-02-09, …
@frozen
public struct DayWalk: DueDateWalk {
    @usableFromInline let step: Int32
    @usableFromInline var day: Int32
    @usableFromInline var nextDay: Int32

    /// A walk of `count` dates after `start`, or nil where one leaves the calendar.
    ///
    /// - Parameters:
    ///   - first: The first date, after `start`; nil for one step after it.
    ///   - days: More than zero.
    @inlinable
    public init?(from start: CivilDate, first: CivilDate?, every days: Int, count: Int) {
        let (distance, overflow) = days.multipliedReportingOverflow(
            by: count - (first == nil ? 0 : 1))
        // Dates rise: where the last is in the calendar, all are.
        guard !overflow, (first ?? start).adding(days: distance) != nil else { return nil }
        step = Int32(truncatingIfNeeded: days)
        day = start.dayNumber
        nextDay = first?.dayNumber ?? start.dayNumber &+ step
    }

    /// The date walked to: at first the start.
    @inlinable @inline(__always)
    public var date: CivilDate { CivilDate(uncheckedDayNumber: day) }

    /// Walks to the next date.
    @inlinable @inline(__always)
    public mutating func advance() {
        day = nextDay
        nextDay &+= step
    }
}

/// Due dates a fixed number of months apart, which keep the anchor day: that of the first date if
/// given, else of the start.
///
///     from 2026-01-31 every month:                      2026-02-28, 2026-03-31, 2026-04-30, …
///     from 2026-01-31 every month, first on 2026-02-15: 2026-02-15, 2026-03-15, …
///
/// Months are counted in cycles of 48 from a March, which ends with a leap day, if there is one: where
/// a month begins in its cycle is looked up.
@frozen
public struct MonthWalk: DueDateWalk {
    @usableFromInline let every: Int
    /// The anchor day, from 0.
    @usableFromInline let anchorOffset: Int32
    @usableFromInline var day: Int32
    /// Months since the cycle began.
    @usableFromInline var index: Int
    @usableFromInline var cycle: UInt32
    /// The day numbers of the first days of the cycle and of the next one.
    @usableFromInline var firstDay: Int32
    @usableFromInline var endDay: Int32

    /// December 9999, counted from March of year 0.
    @inlinable
    static var lastMonth: UInt32 { 9_999 * 12 + 11 - 2 }

    /// The day number of the first day of a cycle: 1 461 days after that of the one before, but for
    /// the leap days that centuries lack.
    @inlinable
    static func firstDay(ofCycle cycle: UInt32) -> Int32 {
        Int32(truncatingIfNeeded: 1_461 &* cycle &- cycle / 25 &+ cycle / 100) &- 719_468
    }

    /// Days from the beginning of a cycle to that of each of its months.
    @usableFromInline
    static let daysBeforeMonth: InlineArray<48, Int32> = [
        0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337,
        365, 396, 426, 457, 487, 518, 549, 579, 610, 640, 671, 702,
        730, 761, 791, 822, 852, 883, 914, 944, 975, 1_005, 1_036, 1_067,
        1_095, 1_126, 1_156, 1_187, 1_217, 1_248, 1_279, 1_309, 1_340, 1_370, 1_401, 1_432,
    ]

    /// A walk of `count` dates after `start`, or nil where one leaves the calendar.
    ///
    /// - Parameters:
    ///   - first: The first date, after `start`; nil for one step after it.
    ///   - months: More than zero.
    @inlinable
    public init?(from start: CivilDate, first: CivilDate?, every months: Int, count: Int) {
        let anchor = first ?? start
        let (distance, overflow) = months.multipliedReportingOverflow(
            by: count - (first == nil ? 0 : 1))
        let (month, day) = anchor.monthsFromMarch
        anchorOffset = Int32(truncatingIfNeeded: day - 1)
        guard !overflow, distance >= 0, distance <= Int(MonthWalk.lastMonth) - Int(month) else {
            return nil
        }
        every = months
        self.day = start.dayNumber
        cycle = month / 48
        index = Int(month % 48) - (first == nil ? 0 : months)
        firstDay = MonthWalk.firstDay(ofCycle: cycle)
        endDay = MonthWalk.firstDay(ofCycle: cycle &+ 1)
    }

    /// The date walked to: at first the start.
    @inlinable @inline(__always)
    public var date: CivilDate { CivilDate(uncheckedDayNumber: day) }

    /// Walks to the next date.
    @inlinable @inline(__always)
    public mutating func advance() {
        index &+= every
        while index >= 48 { nextCycle() }
        // From 0 to 47: it is less than `every` below 0 only before the first step.
        let begin = firstDay &+ MonthWalk.daysBeforeMonth[unchecked: index]
        let end =
            index == 47 ? endDay : firstDay &+ MonthWalk.daysBeforeMonth[unchecked: index &+ 1]
        day = min(begin &+ anchorOffset, end &- 1)
    }

    @usableFromInline
    mutating func nextCycle() {
        index &-= 48
        cycle &+= 1
        firstDay = endDay
        endDay = MonthWalk.firstDay(ofCycle: cycle &+ 1)
    }
}
