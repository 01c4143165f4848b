/// A day of the proleptic Gregorian calendar, 0001-01-01 … 9999-12-31, without time or zone.
///
/// It is a day number, so differences and comparisons are integer operations; year, month and day
/// are computed when asked for.
public struct CivilDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01, −719 162 … 2 932 896.
    public let dayNumber: Int32

    /// 0001-01-01.
    public static let first = CivilDate(uncheckedDayNumber: -719_162)
    /// 9999-12-31.
    public static let last = CivilDate(uncheckedDayNumber: 2_932_896)

    @inlinable
    init(uncheckedDayNumber dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    /// The date `dayNumber` days after 1970-01-01, or nil outside the years 0001…9999.
    @inlinable
    public init?(dayNumber: Int) {
        guard dayNumber >= -719_162, dayNumber <= 2_932_896 else { return nil }
        self.dayNumber = Int32(truncatingIfNeeded: dayNumber)
    }

    /// The date of that year (1…9999), month (1…12) and day (1…length of the month), or nil.
    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1,
            day <= CivilDate.daysInMonth(month, of: year)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// For components that are known to name a date.
    @inlinable
    init(uncheckedYear year: Int, month: Int, day: Int) {
        let months = UInt32(truncatingIfNeeded: year &* 12 &+ month &- 3)
        let first = CivilDate.firstDay(ofMonthFromMarch: months)
        self.dayNumber = first &+ Int32(truncatingIfNeeded: day &- 1)
    }

    /// The day number of the first day of a month, counted from 0 for March of year 0.
    ///
    /// In years that begin in March the leap day comes last, and the months have 31, 30, 31, 30, 31
    /// days over and over: ⌊(979·m + 15) / 32⌋ sums them for m from 0 to 11.
    @inlinable @inline(__always)
    static func firstDay(ofMonthFromMarch months: UInt32) -> Int32 {
        let year = months / 12
        let century = year / 100
        let daysBeforeYear = (1_461 &* year) / 4 &- century &+ century / 4
        let daysBeforeMonth = (979 &* (months % 12) &+ 15) / 32
        return Int32(truncatingIfNeeded: daysBeforeYear &+ daysBeforeMonth) &- 719_468
    }

    /// The month, counted from 0 for March of year 0, and the day of the month.
    ///
    /// The inverse of `firstDay(ofMonthFromMarch:)`: centuries of 146 097 / 4 days, years of 1 461 / 4
    /// and months of 979 / 32, each as ⌊(4·days + 3) / …⌋, which gives the four-year and four-century
    /// cycles their extra day at the end. After Neri and Schneider, "Euclidean affine functions and
    /// their application to calendar algorithms" (2022), section 5.
    @inlinable
    var monthsFromMarch: (months: UInt32, day: Int) {
        // Not negative, and below 2²² × 4.
        let days = UInt32(truncatingIfNeeded: dayNumber &+ 719_468)
        let century = (4 &* days &+ 3) / 146_097
        let dayOfCentury = (4 &* days &+ 3) % 146_097 / 4
        let yearOfCentury = (4 &* dayOfCentury &+ 3) / 1_461
        let dayOfYear = (4 &* dayOfCentury &+ 3) % 1_461 / 4
        let month = (5 &* dayOfYear &+ 2) / 153
        let day = dayOfYear &- (979 &* month &+ 15) / 32 &+ 1
        return ((100 &* century &+ yearOfCentury) &* 12 &+ month, Int(day))
    }

    /// Year, month and day.
    @inlinable
    public var components: (year: Int, month: Int, day: Int) {
        let (months, day) = monthsFromMarch
        // Back to years that begin in January, two months later.
        return (Int((months &+ 2) / 12), Int((months &+ 2) % 12) + 1, day)
    }

    /// 1…9999.
    public var year: Int { components.year }
    /// 1…12.
    public var month: Int { components.month }
    /// 1…31.
    public var day: Int { components.day }

    /// Monday … Sunday.
    public var weekday: Weekday {
        // The first date of the range, 0001-01-01, day −719 162, is a Monday.
        switch (Int(dayNumber) + 719_162) % 7 {
        case 0: .monday
        case 1: .tuesday
        case 2: .wednesday
        case 3: .thursday
        case 4: .friday
        case 5: .saturday
        default: .sunday
        }
    }

    /// Whether February of `year` has 29 days.
    @inlinable
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 28…31 for a month 1…12 of `year`.
    @inlinable
    public static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether the day is the last of its month.
    public var isLastOfMonth: Bool {
        let (year, month, day) = components
        return day == CivilDate.daysInMonth(month, of: year)
    }

    /// The date `days` later (earlier where negative), or nil outside the range.
    @inlinable
    public func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: sum)
    }

    /// Days from `other` to this date: positive where this date is later.
    @inlinable
    public func days(since other: CivilDate) -> Int {
        Int(dayNumber) - Int(other.dayNumber)
    }

    /// Whether `left` is the earlier day.
    @inlinable
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

/// A day of the week; the raw value counts from Monday (0) as ISO 8601 orders them.
public enum Weekday: UInt8, NamedCase {
    /// The days of the week.
    case monday = 0
    case tuesday = 1
    case wednesday = 2
    case thursday = 3
    case friday = 4
    case saturday = 5
    case sunday = 6

    /// The name in the case format.
    public var name: String {
        switch self {
        case .monday: "MONDAY"
        case .tuesday: "TUESDAY"
        case .wednesday: "WEDNESDAY"
        case .thursday: "THURSDAY"
        case .friday: "FRIDAY"
        case .saturday: "SATURDAY"
        case .sunday: "SUNDAY"
        }
    }
}
