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
/// Months are counted in cycles of 48 from a March, of 1 461 days each: where a month begins in its
/// cycle is looked up. The table has two cycles, so that up to 48 dates pass without a new one, of which
/// a branch would have to be foreseen.
@frozen
public struct MonthWalk: DueDateWalk {
    @usableFromInline let every: Int
    /// The anchor day, from 0.
    @usableFromInline let anchorOffset: Int32
    @usableFromInline var day: Int32
    /// Months since the cycle began, less than 96.
    @usableFromInline var index: Int
    /// The day number of the first day of the cycle.
    @usableFromInline var firstDay: Int32

    /// December 9999, counted from March of year 0.
    @inlinable
    static var lastMonth: UInt32 { 9_999 * 12 + 11 - 2 }

    /// The day number of the first day of a cycle: 1 461 days after that of the one before, but for
    /// the leap days that centuries lack.
    @inlinable
    static func firstDay(ofCycle cycle: UInt32) -> Int32 {
        Int32(truncatingIfNeeded: 1_461 &* cycle &- cycle / 25 &+ cycle / 100) &- 719_468
    }

    /// Days from the beginning of a cycle to that of each of its months, and of the next cycle's.
    @usableFromInline
    static let daysBeforeMonth: InlineArray<97, Int32> = [
        0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337,
        365, 396, 426, 457, 487, 518, 549, 579, 610, 640, 671, 702,
        730, 761, 791, 822, 852, 883, 914, 944, 975, 1_005, 1_036, 1_067,
        1_095, 1_126, 1_156, 1_187, 1_217, 1_248, 1_279, 1_309, 1_340, 1_370, 1_401, 1_432,
        1_461, 1_492, 1_522, 1_553, 1_583, 1_614, 1_645, 1_675, 1_706, 1_736, 1_767, 1_798,
        1_826, 1_857, 1_887, 1_918, 1_948, 1_979, 2_010, 2_040, 2_071, 2_101, 2_132, 2_163,
        2_191, 2_222, 2_252, 2_283, 2_313, 2_344, 2_375, 2_405, 2_436, 2_466, 2_497, 2_528,
        2_556, 2_587, 2_617, 2_648, 2_678, 2_709, 2_740, 2_770, 2_801, 2_831, 2_862, 2_893,
        2_922,
    ]

    /// A walk of `count` dates after `start`, or nil where one leaves the calendar or the walk passes a
    /// February that lacks its leap day: those of 1900, 2100, 2200, 2300 and so on.
    ///
    /// - Parameters:
    ///   - first: The first date, after `start`; nil for one step after it.
    ///   - months: More than zero.
    @inlinable
    public init?(from start: CivilDate, first: CivilDate?, every months: Int, count: Int) {
        let (month, day) = (first ?? start).monthsFromMarch
        let (distance, overflow) = months.multipliedReportingOverflow(
            by: count - (first == nil ? 0 : 1))
        guard !overflow, distance >= 0, distance <= Int(MonthWalk.lastMonth) - Int(month) else {
            return nil
        }
        // From the anchor's cycle to the end of the last date's.
        let cycle = month / 48
        let end = (month &+ UInt32(truncatingIfNeeded: distance)) / 48 &+ 1
        firstDay = MonthWalk.firstDay(ofCycle: cycle)
        guard
            MonthWalk.firstDay(ofCycle: end) &- firstDay
                == Int32(truncatingIfNeeded: 1_461 &* (end &- cycle))
        else { return nil }
        every = months
        self.day = start.dayNumber
        anchorOffset = Int32(truncatingIfNeeded: day) &- 1
        index = Int(month &- 48 &* cycle) - (first == nil ? 0 : months)
    }

    /// The date walked to: at first the start.
    @inlinable @inline(__always)
    public var date: CivilDate { CivilDate(uncheckedDayNumber: day) }

    /// Walks to the next date.
    @inlinable @inline(__always)
    public mutating func advance() {
        index &+= every
        while index >= 96 {
            index &-= 48
            firstDay &+= 1_461
        }
        // Not negative: it is less than `every` below 0 only before the first step.
        let begin = firstDay &+ MonthWalk.daysBeforeMonth[unchecked: index] &+ anchorOffset
        let end = firstDay &+ MonthWalk.daysBeforeMonth[unchecked: index &+ 1]
        day = min(begin, end &- 1)
    }
}
