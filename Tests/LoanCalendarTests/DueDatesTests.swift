import LoanCalendar
import TestSupport
import Testing

@Suite("Due dates")
struct DueDatesTests {
    private static func dates(
        _ start: CivilDate, first: CivilDate? = nil, _ series: DueDateSeries,
        _ nonWorkingDays: NonWorkingDays? = nil, count: Int
    ) -> [String] {
        var dueDates = DueDates(
            from: start, first: first, series, nonWorkingDays: nonWorkingDays)
        return (0..<count).compactMap { _ in dueDates.next()?.dueDate.description }
    }

    @Test("Days of the month: the earliest of each month's that are after the start")
    func daysOfMonth() throws {
        for number in 0..<4_000 {
            var random = SplitMix64(seed: 3, case: number)
            let start = try #require(CivilDate(dayNumber: random.int(-719_000...2_900_000)))
            var days = Set((0..<random.int(0...3)).map { _ in random.int(1...27) })
            if days.isEmpty || random.once(in: 2) { days.insert(random.int(28...31)) }
            let rising = days.sorted()
            let every = random.int(1...14)
            var dueDates = DueDates(
                from: start, first: nil, .daysOfMonth(rising, everyMonths: every),
                nonWorkingDays: nil)
            // Every date of the calendar that is one of the days, by its month from the first one's.
            var expected: [CivilDate] = []
            var day = start
            var firstMonth: Int?
            while expected.count < 9, let next = day.adding(days: 1) {
                day = next
                let (year, month, dayOfMonth) = day.components
                let length = CivilDate.daysInMonth(month, of: year)
                guard rising.contains(where: { min($0, length) == dayOfMonth }) else { continue }
                let months = year * 12 + month
                if firstMonth == nil { firstMonth = months }
                if (months - (firstMonth ?? months)) % every == 0 { expected.append(day) }
            }
            let found = expected.compactMap { _ in dueDates.next()?.end }
            if found != expected { Issue.record("case \(number): \(found), not \(expected)") }
        }
    }

    @Test("The last date by arithmetic is the last one walked to")
    func last() throws {
        for number in 0..<2_000 {
            var random = SplitMix64(seed: 4, case: number)
            let start = try #require(CivilDate(dayNumber: random.int(-719_000...2_932_000)))
            let series = random.pick([
                DueDateSeries.days(random.int(1...366)), .weeks(random.int(1...99)),
                .months(random.int(1...99)), .daysOfMonth([7, 19, 30], everyMonths: 2),
                .dates((1...20).compactMap { start.adding(days: 3 * $0) }),
            ])
            var dueDates = DueDates(from: start, first: nil, series, nonWorkingDays: nil)
            let count = random.int(1...12)
            let last = dueDates.last(of: count)
            var end: CivilDate?
            for _ in 0..<count { end = dueDates.next()?.end }
            if end != last { Issue.record("case \(number): \(last as Any), not \(end as Any)") }
        }
    }

    @Test("The first period in steps: whole ones, and days of the step before them")
    func steps() throws {
        func steps(_ start: CivilDate, _ first: CivilDate?, _ series: DueDateSeries) -> [Int]? {
            DueDates(from: start, first: first, series, nonWorkingDays: nil).firstPeriodInSteps
                .map { [$0.whole, $0.days, $0.of] }
        }
        #expect(steps(day(2021, 1, 27), day(2021, 2, 1), .months(1)) == [0, 5, 31])
        #expect(steps(day(2026, 1, 20), day(2026, 3, 15), .months(1)) == [1, 26, 31])
        #expect(steps(day(2026, 1, 15), day(2026, 3, 15), .months(1)) == [2, 0, 31])
        #expect(steps(day(2026, 1, 31), nil, .months(1)) == [1, 0, 31])
        #expect(steps(day(2026, 1, 10), day(2026, 1, 31), .weeks(1)) == [3, 0, 7])
        #expect(steps(day(2026, 1, 10), day(2026, 1, 31), .days(5)) == [4, 1, 5])
        let twice = DueDateSeries.daysOfMonth([15, 31], everyMonths: 1)
        #expect(steps(day(2026, 1, 20), nil, twice) == [0, 11, 16])
        #expect(steps(day(2026, 1, 20), day(2026, 2, 28), twice) == [2, 11, 16])
        // The step begins in the year 0: December of it has 31 days.
        #expect(steps(day(1, 1, 3), day(1, 1, 20), .months(1)) == [0, 17, 31])
        #expect(steps(day(1, 1, 3), day(1, 1, 31), twice) == [1, 12, 15])
        #expect(steps(day(2026, 1, 3), nil, .dates([day(2026, 2, 1)])) == nil)
    }

    @Test("Steps of working days, forward and back")
    func workingSteps() {
        let mondaysOff = NonWorkingDays(holidays: [day(2026, 1, 19)], rule: .skip)
        let (start, first) = (day(2026, 1, 7), day(2026, 2, 2))
        let dueDates = DueDates(
            from: start, first: first, .weeks(1), nonWorkingDays: mondaysOff)
        // Back from 2 February: 26, 12 and 5 January; from the 7th 5 days of the 7 from the 5th.
        #expect(dueDates.firstPeriodInSteps?.whole == 2)
        #expect(dueDates.firstPeriodInSteps?.days == 5)
        #expect(dueDates.firstPeriodInSteps?.of == 7)
        let weekly = Self.dates(start, first: first, .weeks(1), mondaysOff, count: 2)
        #expect(weekly == ["2026-02-02", "2026-02-09"])
        #expect(
            Self.dates(day(2026, 1, 5), .weeks(1), mondaysOff, count: 2)
                == ["2026-01-12", "2026-01-26"])
        // Before the calendar no working days are counted.
        let early = DueDates(
            from: day(1, 1, 2), first: day(1, 1, 5), .days(9), nonWorkingDays: mondaysOff)
        #expect(early.firstPeriodInSteps == nil)
    }

    @Test("A first due date on the start is not moved before it")
    func onTheStart() {
        let preceding = NonWorkingDays(weekdays: [.saturday, .sunday], rule: .preceding)
        let sunday = day(2026, 3, 1)
        #expect(
            Self.dates(sunday, first: sunday, .months(1), preceding, count: 2)
                == ["2026-03-02", "2026-04-01"])
        let friday = day(2026, 2, 27)
        #expect(
            Self.dates(friday, first: friday, .months(1), preceding, count: 1) == ["2026-02-27"])
        // A later one that would move onto it takes the day after.
        #expect(
            Self.dates(friday, first: sunday, .months(1), preceding, count: 1) == ["2026-03-02"])
        // The calendar begins on a Monday, before which nothing is.
        let mondays = NonWorkingDays(weekdays: [.monday], rule: .preceding)
        #expect(
            Self.dates(.first, first: .first, .months(1), mondays, count: 1) == ["0001-01-02"])
    }

    @Test("Whether a date is one of the days of the month")
    func contains() {
        let series = DueDateSeries.daysOfMonth([15, 31], everyMonths: 3)
        #expect(series.contains(day(2026, 2, 28)) && series.contains(day(2026, 2, 15)))
        #expect(!series.contains(day(2026, 3, 30)) && !series.contains(day(2024, 2, 28)))
        #expect(DueDateSeries.months(1).contains(day(2026, 3, 30)))
    }
}
