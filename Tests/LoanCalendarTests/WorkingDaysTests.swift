import LoanCalendar
import TestSupport
import Testing

@Suite("Working days")
struct WorkingDaysTests {
    /// Easter week of 2026 in a country that works from Monday to Friday.
    private static func easter(_ rule: NonWorkingDayRule) -> NonWorkingDays {
        NonWorkingDays(
            weekdays: [.saturday, .sunday], holidays: [day(2026, 4, 3), day(2026, 4, 6)],
            rule: rule)
    }

    @Test(
        "Examples of each rule",
        arguments: [
            (.following, "2026-04-02", "2026-04-02"), (.following, "2026-04-03", "2026-04-07"),
            (.following, "2026-04-06", "2026-04-07"), (.preceding, "2026-04-06", "2026-04-02"),
            (.preceding, "2026-04-05", "2026-04-02"),
            (.modifiedFollowing, "2026-04-04", "2026-04-07"),
            (.modifiedFollowing, "2026-05-30", "2026-05-29"),
            (.modifiedFollowing, "2026-05-31", "2026-05-29"),
            (.following, "2026-05-31", "2026-06-01"),
            (.skip, "2026-04-03", "2026-04-07"), (.modifiedFollowing, "2026-05-29", "2026-05-29"),
        ] as [(NonWorkingDayRule, String, String)])
    func examples(_ rule: NonWorkingDayRule, _ date: String, _ expected: String) throws {
        let adjusted = Self.easter(rule).adjusted(try CivilDate(text: date))
        #expect(adjusted?.description == expected)
    }

    @Test("Against a day-by-day search", arguments: 0..<50 as Range<UInt64>)
    func random(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let start = day(2026, 1, 1)
        let weekdays = (0..<random.int(0...4)).map { _ in random.any(Weekday.self) }
        let holidays = (0..<random.int(0...Int(seed))).compactMap { _ in
            start.adding(days: random.int(-10...200))
        }
        func isWorking(_ date: CivilDate) -> Bool {
            !weekdays.contains(date.weekday) && !holidays.contains(date)
        }
        func step(_ date: CivilDate, _ days: Int) -> CivilDate? {
            var day = date.adding(days: days)
            while let found = day, !isWorking(found) { day = found.adding(days: days) }
            return day
        }
        for rule in NonWorkingDayRule.allCases {
            let calendar = NonWorkingDays(weekdays: weekdays, holidays: holidays, rule: rule)
            for number in 0..<200 {
                guard let date = start.adding(days: number) else { continue }
                var expected: CivilDate? = date
                if !isWorking(date) {
                    let next = step(date, 1)
                    switch rule {
                    case .following, .skip: expected = next
                    case .preceding: expected = step(date, -1)
                    case .modifiedFollowing:
                        expected = next?.month == date.month ? next : step(date, -1)
                    }
                }
                let isRight =
                    calendar.isWorking(date) == isWorking(date)
                    && calendar.workingDay(after: date) == step(date, 1)
                    && calendar.workingDay(before: date) == step(date, -1)
                    && calendar.adjusted(date) == expected
                if !isRight { Issue.record("seed \(seed): \(date) by \(rule.name)") }
            }
        }
    }

    private static func run(of days: Int, from start: CivilDate) -> [CivilDate] {
        (0..<days).compactMap { start.adding(days: $0) }
    }

    @Test("A year without a working day")
    func noWorkingDay() {
        func leavesNone(_ weekdays: [Weekday], _ holidays: [CivilDate]) -> Bool {
            NonWorkingDays(weekdays: weekdays, holidays: holidays, rule: .following)
                .leavesNoWorkingDay
        }
        let start = day(2026, 6, 3)
        #expect(leavesNone(Weekday.allCases, []))
        #expect(!leavesNone(Array(Weekday.allCases.dropFirst()), []))
        #expect(!leavesNone([], []))
        #expect(!leavesNone([], Self.run(of: 365, from: start)))
        #expect(leavesNone([], Self.run(of: 366, from: start)))
        // One working day in the middle is enough.
        #expect(!leavesNone([], Self.run(of: 366, from: start).filter { $0 != day(2026, 9, 9) }))
        // Only Wednesdays are worked, and those from 3 June 2026 on are holidays.
        let weekdays = Weekday.allCases.filter { $0 != .wednesday }
        let wednesdays = (0..<52).compactMap { start.adding(days: 7 * $0) }
        // With the six days before and after: 51 weeks, a day and twelve days are 370 days.
        #expect(leavesNone(weekdays, wednesdays))
        #expect(leavesNone(weekdays, wednesdays.reversed()))
        #expect(!leavesNone(weekdays, Array(wednesdays.dropLast())))
    }

    @Test("A run of the greatest length is searched to its end, both ways")
    func longestRun() {
        let start = day(2026, 6, 3)
        let calendar = NonWorkingDays(
            holidays: Self.run(of: NonWorkingDays.maximumRun, from: start), rule: .following)
        #expect(!calendar.leavesNoWorkingDay)
        let last = start.adding(days: NonWorkingDays.maximumRun)
        #expect(calendar.adjusted(start) == last)
        #expect(last.flatMap(calendar.workingDay(before:)) == start.adding(days: -1))
    }

    @Test("The ends of the calendar")
    func range() {
        let calendar = NonWorkingDays(
            holidays: [CivilDate.last, CivilDate.first], rule: .following)
        #expect(calendar.adjusted(.last) == nil)
        #expect(calendar.adjusted(.first) == day(1, 1, 2))
        #expect(!calendar.leavesNoWorkingDay)
        let backwards = NonWorkingDays(holidays: [CivilDate.first], rule: .preceding)
        #expect(backwards.adjusted(.first) == nil)
        let modified = NonWorkingDays(holidays: [CivilDate.last], rule: .modifiedFollowing)
        #expect(modified.adjusted(.last) == day(9999, 12, 30))
    }

    @Test("Where no day is worked, none is found")
    func none() {
        for rule in NonWorkingDayRule.allCases {
            let calendar = NonWorkingDays(weekdays: Weekday.allCases, rule: rule)
            #expect(calendar.adjusted(day(2026, 6, 3)) == nil)
        }
        #expect(countsFromZero(NonWorkingDayRule.self))
    }

    @Test("Repetitions count once, holidays rise")
    func normalized() {
        let calendar = NonWorkingDays(
            weekdays: [.sunday, .monday, .sunday],
            holidays: [day(2026, 12, 25), day(2026, 1, 1), day(2026, 12, 25)], rule: .preceding)
        #expect(calendar.weekdays == [.monday, .sunday])
        #expect(calendar.holidayDates == [day(2026, 1, 1), day(2026, 12, 25)])
        #expect(
            calendar
                == NonWorkingDays(
                    weekdays: [.monday, .sunday],
                    holidays: [day(2026, 1, 1), day(2026, 12, 25)], rule: .preceding))
    }
}
