/// What happens to a due date that falls on a non-working day.
public enum NonWorkingDayRule: UInt8, NamedCase {
    /// The next working day.
    case following = 0
    /// The next working day, unless that is in another month: then the one before.
    case modifiedFollowing = 1
    /// The working day before.
    case preceding = 2
    /// Only working days are counted at all (`DAY` and `WEEK` terms).
    case skip = 3

    /// The name in the case format.
    public var name: String {
        switch self {
        case .following: "FOLLOWING"
        case .modifiedFollowing: "MODIFIED_FOLLOWING"
        case .preceding: "PRECEDING"
        case .skip: "SKIP"
        }
    }
}

/// The days on which nothing is collected: days of the week and single dates.
public struct NonWorkingDays: Sendable, Equatable {
    /// The longest run of non-working days that a calendar may have: in every span of 366 days one
    /// must be a working day.
    public static let maximumRun = 365
    /// The most holidays that a calendar may list.
    public static let maximumHolidays = 36_600

    /// Bit n for `Weekday` n.
    private let weekdayBits: UInt8
    /// Rising, without repetition.
    private let holidays: [CivilDate]
    /// What happens to a due date on one of these days.
    public let rule: NonWorkingDayRule

    /// A calendar of those non-working days; repetitions count once.
    public init(weekdays: [Weekday] = [], holidays: [CivilDate] = [], rule: NonWorkingDayRule) {
        var bits: UInt8 = 0
        for weekday in weekdays { bits |= 1 << weekday.rawValue }
        weekdayBits = bits
        var rising: [CivilDate] = []
        rising.reserveCapacity(holidays.count)
        for holiday in holidays.sorted() where rising.last != holiday { rising.append(holiday) }
        self.holidays = rising
        self.rule = rule
    }

    /// The weekdays, from Monday.
    public var weekdays: [Weekday] {
        Weekday.allCases.filter { weekdayBits & (1 << $0.rawValue) != 0 }
    }

    /// The single dates, rising.
    public var holidayDates: [CivilDate] { holidays }

    /// Whether `date` is a working day.
    public func isWorking(_ date: CivilDate) -> Bool {
        weekdayBits & (1 << date.weekday.rawValue) == 0 && !isHoliday(date)
    }

    private func isHoliday(_ date: CivilDate) -> Bool {
        var low = 0
        var high = holidays.count
        while low < high {
            let middle = (low + high) / 2
            if holidays[middle] < date { low = middle + 1 } else { high = middle }
        }
        return low < holidays.count && holidays[low] == date
    }

    /// Whether somewhere more than `maximumRun` days in a row are non-working.
    public var leavesNoWorkingDay: Bool {
        if weekdayBits == 0x7F { return true }
        // With a working weekday left, a longer run than six days contains a holiday, so runs need
        // only be followed from holidays whose day before is a working day or no holiday.
        var end: CivilDate?
        for holiday in holidays {
            if let end, holiday <= end { continue }
            var start = holiday
            while let before = start.adding(days: -1), !isWorking(before) { start = before }
            var last = holiday
            while let after = last.adding(days: 1), !isWorking(after) { last = after }
            if last.days(since: start) >= NonWorkingDays.maximumRun { return true }
            end = last
        }
        return false
    }

    /// The first working day after `date`, or nil where the calendar ends before it.
    public func workingDay(after date: CivilDate) -> CivilDate? {
        nearestWorkingDay(from: date, step: 1)
    }

    /// The last working day before `date`, or nil where the calendar begins after it.
    public func workingDay(before date: CivilDate) -> CivilDate? {
        nearestWorkingDay(from: date, step: -1)
    }

    private func nearestWorkingDay(from date: CivilDate, step: Int) -> CivilDate? {
        var day = date
        for _ in 0...NonWorkingDays.maximumRun {
            guard let next = day.adding(days: step) else { return nil }
            day = next
            if isWorking(day) { return day }
        }
        return nil
    }

    /// Where a due date falls, `previous` being the one before it (for the first, the disbursement; nil
    /// for none): on the working day that the rule gives. Due dates rise, so where that is not after
    /// `previous`, on the next working day after it. Nil where the calendar ends first.
    ///
    ///     Sundays off, PRECEDING: 2026-05-31 moves to 2026-05-30
    ///     the same where 2026-05-30 is the due date before: to 2026-06-01
    public func moved(_ date: CivilDate, after previous: CivilDate?) -> CivilDate? {
        switch (adjusted(date), previous) {
        case (nil, _) where rule == .following || rule == .skip: nil
        case (let adjusted?, nil): adjusted
        case (let adjusted?, let previous?) where adjusted > previous: adjusted
        case (_, let previous?): workingDay(after: previous)
        // No working day of the calendar is before it.
        case (nil, nil): workingDay(after: date)
        }
    }

    /// The working day that the rule gives for `date`: itself where it is one. Under `skip`, as
    /// under `following`. Nil where the calendar ends first.
    public func adjusted(_ date: CivilDate) -> CivilDate? {
        if isWorking(date) { return date }
        switch rule {
        case .following, .skip:
            return workingDay(after: date)
        case .preceding:
            return workingDay(before: date)
        case .modifiedFollowing:
            if let next = workingDay(after: date), next.month == date.month { return next }
            return workingDay(before: date)
        }
    }
}
