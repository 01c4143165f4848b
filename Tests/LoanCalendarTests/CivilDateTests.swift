import LoanCalendar
import TestSupport
import Testing

@Suite("Dates")
struct CivilDateTests {
    /// Walks the calendar on the wall, a day at a time, and holds every date against it.
    @Test("Every date of 1900 to 2400", arguments: [1900, 2000, 2100, 2200, 2300, 2400])
    func everyDate(_ from: Int) throws {
        let years = from...min(from + 99, 2400)
        guard let first = CivilDate(year: from, month: 1, day: 1) else {
            Issue.record("no 1 January \(from)")
            return
        }
        var number = Int(first.dayNumber)
        var previous = first.adding(days: -1)
        for year in years {
            for month in 1...12 {
                let length = Reference.length(ofMonth: month, in: year)
                for day in 1...length {
                    let date = CivilDate(year: year, month: month, day: day)
                    let back = date?.components
                    let text = date?.description ?? ""
                    let isRight =
                        try date == CivilDate(dayNumber: number)
                        && back?.year == year && back?.month == month && back?.day == day
                        && date == previous?.adding(days: 1)
                        && CivilDate(text: text) == date
                        && text == CivilDateTests.text(year, month, day)
                        && date?.isLastOfMonth == (day == length)
                        && (date?.weekday.rawValue).map(Int.init)
                            == previous.map { (Int($0.weekday.rawValue) + 1) % 7 }
                    if !isRight { Issue.record("\(year)-\(month)-\(day): \(text)") }
                    previous = date
                    number += 1
                }
                if CivilDate(year: year, month: month, day: length + 1) != nil {
                    Issue.record("\(year)-\(month) has a day \(length + 1)")
                }
            }
        }
    }

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// Sources: Rata Die day numbers and weekdays of Reingold and Dershowitz, "Calendrical
    /// Calculations", appendix C (R.D. 719 163 is 1970-01-01).
    @Test(
        "Published day numbers and weekdays",
        arguments: [
            ("0070-09-24", 25_469, .wednesday), ("0135-10-02", 49_217, .sunday),
            ("0470-01-08", 171_307, .wednesday), ("0576-05-20", 210_155, .monday),
            ("0694-11-10", 253_427, .saturday), ("1013-04-25", 369_740, .sunday),
            ("1096-05-24", 400_085, .sunday), ("1190-03-23", 434_355, .friday),
            ("1240-03-10", 452_605, .saturday), ("1288-04-02", 470_160, .friday),
            ("1298-04-27", 473_837, .sunday), ("1391-06-12", 507_850, .sunday),
            ("1436-02-03", 524_156, .wednesday), ("1492-04-09", 544_676, .saturday),
            ("1553-09-19", 567_118, .saturday), ("1560-03-05", 569_477, .saturday),
            ("1648-06-10", 601_716, .wednesday), ("1680-06-30", 613_424, .sunday),
            ("1716-07-24", 626_596, .friday), ("1768-06-19", 645_554, .sunday),
            ("1819-08-02", 664_224, .monday), ("1839-03-27", 671_401, .wednesday),
            ("1903-04-19", 694_799, .sunday), ("1929-08-25", 704_424, .sunday),
            ("1941-09-29", 708_842, .monday), ("1943-04-19", 709_409, .monday),
            ("1943-10-07", 709_580, .thursday), ("1992-03-17", 727_274, .tuesday),
            ("1996-02-25", 728_714, .sunday), ("2038-11-10", 744_313, .wednesday),
            ("2094-07-18", 764_652, .sunday),
        ] as [(String, Int, Weekday)])
    func published(_ text: String, _ rataDie: Int, _ weekday: Weekday) throws {
        let date = try CivilDate(text: text)
        #expect(Int(date.dayNumber) == rataDie - 719_163)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test("The ends of the range")
    func range() throws {
        #expect(CivilDate.first == day(1, 1, 1) && CivilDate.first.description == "0001-01-01")
        #expect(CivilDate.last == day(9999, 12, 31) && CivilDate.last.description == "9999-12-31")
        #expect(CivilDate.first.weekday == .monday && CivilDate.last.weekday == .friday)
        #expect(CivilDate.first.adding(days: -1) == nil)
        #expect(CivilDate.last.adding(days: 1) == nil)
        #expect(CivilDate.first.adding(days: .max) == nil)
        #expect(CivilDate.last.adding(days: .min) == nil)
        #expect(CivilDate.last.adding(days: .max) == nil)
        let span = CivilDate.last.days(since: .first)
        #expect(span == 3_652_058)
        #expect(CivilDate.first.adding(days: span) == .last)
        #expect(CivilDate.first.days(since: .last) == -span)
        #expect(CivilDate(dayNumber: Int(CivilDate.first.dayNumber) - 1) == nil)
        #expect(CivilDate(dayNumber: Int(CivilDate.last.dayNumber) + 1) == nil)
        #expect(CivilDate(year: 0, month: 12, day: 31) == nil)
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 0, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 13, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 1, day: 0) == nil)
        #expect(CivilDate(year: .min, month: .min, day: .min) == nil)
    }

    @Test("Every first and last day of a year round trips")
    func everyYear() {
        for year in 1...9999 {
            let first = day(year, 1, 1)
            let last = day(year, 12, 31)
            let isRight =
                first.components == (year, 1, 1) && last.components == (year, 12, 31)
                && last.days(since: first) == (Reference.isLeap(year) ? 365 : 364)
                && CivilDate.isLeap(year) == Reference.isLeap(year)
            if !isRight { Issue.record("\(year): \(first) to \(last)") }
        }
    }

    @Test(
        "No other form, no such day",
        arguments: [
            "", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", "20260101", "2026-01-01 ",
            " 2026-01-01", "2026-01-01T00:00", "2026-02-29", "1900-02-29", "2026-02-30",
            "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "+026-01-01",
            "-026-01-01", "２０２６-01-01", "2026–01–01", "0000-02-30", "10000-01-01", "202６-01-0",
        ])
    func malformed(_ text: String) {
        #expect(throws: DateTextError.malformed) { try CivilDate(text: text) }
    }

    @Test(
        "The year 0000 is out of range, whatever the day", arguments: ["0000-01-01", "0000-02-29"])
    func yearZero(_ text: String) {
        #expect(throws: DateTextError.outOfRange) { try CivilDate(text: text) }
    }

    @Test("Any other byte in any place is malformed")
    func bytes() throws {
        let date = Array("2026-10-11".utf8)
        for place in date.indices {
            let isDash = place == 4 || place == 7
            for byte in 0..<128 as Range<UInt8> where isDash ? byte != 0x2D : !(0x30..<0x3A ~= byte)
            {
                var text = date
                text[place] = byte
                #expect(throws: DateTextError.malformed) {
                    try CivilDate(text: String(decoding: text, as: UTF8.self))
                }
            }
        }
    }

    @Test("Weekdays have their names")
    func weekdays() {
        #expect(countsFromZero(Weekday.self))
        #expect(
            Weekday.allNames == "MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY")
        #expect(Weekday(name: "SUNDAY") == .sunday && Weekday(name: "Sunday") == nil)
    }
}

@Suite("Month steps")
struct MonthStepsTests {
    @Test("From 31 January: the anchor is kept and clamped")
    func example() {
        let steps = MonthSteps(from: day(2026, 1, 31))
        let expected = [
            "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30",
        ]
        #expect((0...5).map { steps.date(after: $0)?.description } == expected)
        #expect(steps.date(after: 25)?.description == "2028-02-29")
        #expect(MonthSteps(from: day(2024, 2, 29)).date(after: 12)?.description == "2025-02-28")
        #expect(MonthSteps(from: day(2024, 2, 29)).date(after: 48)?.description == "2028-02-29")
    }

    @Test("Against the calendar on the wall, from every day of two years")
    func grid() {
        for number in 0..<731 {
            guard let start = day(2023, 1, 1).adding(days: number) else { continue }
            let steps = MonthSteps(from: start)
            let (year, month, anchor) = start.components
            for months in 0...50 {
                let index = month - 1 + months
                let (dueYear, dueMonth) = (year + index / 12, index % 12 + 1)
                let length = Reference.length(ofMonth: dueMonth, in: dueYear)
                if steps.date(after: months) != day(dueYear, dueMonth, min(anchor, length)) {
                    Issue.record("\(months) months after \(start)")
                }
            }
        }
    }

    @Test("The end of the calendar")
    func range() {
        let steps = MonthSteps(from: day(9999, 10, 31))
        #expect(steps.date(after: 2) == .last)
        #expect(steps.date(after: 3) == nil)
        #expect(steps.date(after: .max) == nil)
        #expect(steps.date(after: -1) == nil)
    }
}
