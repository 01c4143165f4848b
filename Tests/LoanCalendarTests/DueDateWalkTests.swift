import LoanCalendar
import TestSupport
import Testing

@Suite("Walks of due dates")
struct DueDateWalkTests {
    /// Months by `MonthSteps`, the anchor's own month first where there is a first date.
    private static func compareMonths(
        _ start: CivilDate, first: CivilDate?, every: Int, count: Int
    ) {
        let steps = MonthSteps(from: first ?? start)
        let last = steps.date(after: (count - (first == nil ? 0 : 1)) * every)
        guard var walk = MonthWalk(from: start, first: first, every: every, count: count) else {
            // Where a February on the way, of the dates' own four years, lacks its leap day.
            let years = (start.year - 4)...((last ?? start).year + 5)
            let isRegular = years.allSatisfy { $0 % 100 != 0 || $0 % 400 == 0 }
            if last != nil, isRegular {
                Issue.record("\(start) every \(every): no walk to \(last as Any)")
            }
            return
        }
        if walk.date != start { Issue.record("\(start): begins at \(walk.date)") }
        for index in 1...count {
            walk.advance()
            let expected = steps.date(after: (index - (first == nil ? 0 : 1)) * every)
            if walk.date != expected {
                Issue.record("\(start) every \(every), date \(index): \(walk.date)")
                return
            }
        }
    }

    @Test("Every month from every day of 1895 to 2105, through the centuries' Februaries")
    func months() throws {
        let first = try #require(CivilDate(year: 1895, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2105, month: 12, day: 31))
        for number in first.dayNumber...last.dayNumber {
            let start = try #require(CivilDate(dayNumber: Int(number)))
            Self.compareMonths(start, first: nil, every: 1, count: 14)
        }
    }

    @Test("Any step, with and without a first date", arguments: 0..<30 as Range<UInt64>)
    func steps(_ seed: UInt64) throws {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            let start = try #require(
                CivilDate(dayNumber: random.int(-719_162...2_932_000)))
            let every = random.int(1...366)
            let count = random.int(1...60)
            let first =
                random.once(in: 2) ? start.adding(days: random.int(1...400)) : nil
            Self.compareMonths(start, first: first, every: every, count: count)
            guard var walk = DayWalk(from: start, first: first, every: every, count: count) else {
                let days = (count - (first == nil ? 0 : 1)) * every
                #expect((first ?? start).adding(days: days) == nil)
                continue
            }
            var expected = first ?? start.adding(days: every)
            for _ in 0..<count {
                walk.advance()
                if walk.date != expected { Issue.record("\(start) every \(every): \(walk.date)") }
                expected = expected?.adding(days: every)
            }
        }
    }

    @Test("Where the calendar ends")
    func end() throws {
        let start = try #require(CivilDate(year: 9999, month: 11, day: 30))
        let millennium = try #require(CivilDate(year: 2000, month: 1, day: 31))
        #expect(MonthWalk(from: millennium, first: nil, every: 1, count: 1_100) != nil)
        #expect(MonthWalk(from: millennium, first: nil, every: 1, count: 1_210) == nil)
        #expect(MonthWalk(from: start, first: nil, every: 1, count: 1) != nil)
        #expect(MonthWalk(from: start, first: nil, every: 1, count: 2) == nil)
        #expect(MonthWalk(from: start, first: nil, every: 366, count: 3_660) == nil)
        #expect(MonthWalk(from: start, first: .last, every: 1, count: 1) != nil)
        #expect(DayWalk(from: start, first: nil, every: 31, count: 1)?.date == start)
        #expect(DayWalk(from: start, first: nil, every: 32, count: 1) == nil)
        #expect(DayWalk(from: start, first: .last, every: 366, count: 1) != nil)
        Self.compareMonths(.first, first: nil, every: 1, count: 600)
    }
}
