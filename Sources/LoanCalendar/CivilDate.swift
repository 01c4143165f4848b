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
        // Days from 0000-03-01, in years that begin in March so that the leap day comes last. The
        // months from March have 31,30,31,30,31 days over and over: (153m + 2) / 5 sums them.
        let shifted = month > 2 ? month - 3 : month + 9
        let yearFromMarch = month > 2 ? year : year - 1
        let days =
            365 * yearFromMarch + yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
            + (153 * shifted + 2) / 5 + day - 1
        self.dayNumber = Int32(truncatingIfNeeded: days - 719_468)
    }

    /// Year, month and day.
    @inlinable
    public var components: (year: Int, month: Int, day: Int) {
        // The inverse: every term is positive because day 0 here is 0000-03-01.
        let days = Int(dayNumber) + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
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
