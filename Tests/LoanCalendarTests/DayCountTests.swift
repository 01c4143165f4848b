import LoanCalendar
import TestSupport
import Testing

@Suite("Day counts")
struct DayCountTests {
    /// A published year fraction.
    struct Example: CustomTestStringConvertible, Sendable {
        let count: DayCount
        let start: String
        let end: String
        let days: Int64
        let year: UInt64
        let source: String

        init(
            _ count: DayCount, _ start: String, _ end: String, _ days: Int64, _ year: UInt64,
            _ source: String
        ) {
            (self.count, self.start, self.end) = (count, start, end)
            (self.days, self.year, self.source) = (days, year, source)
        }

        var testDescription: String { "\(count.name) \(start) to \(end)" }
    }

    private static let spreadsheet = "ISDA 30/360 day count conventions spreadsheet examples (2008)"
    private static let memo = "ISDA memo on the Actual/Actual day count fraction (1999)"
    private static let report = "FINRM day count test report (value.finrmsoft.com)"

    private static let examples: [Example] = [
        Example(.thirty360, "2007-08-20", "2008-02-20", 180, 360, spreadsheet),
        Example(.thirty360, "2009-02-20", "2009-08-20", 180, 360, spreadsheet),
        Example(.thirty360, "2007-02-28", "2007-08-31", 183, 360, spreadsheet),
        Example(.thirty360, "2006-02-14", "2006-02-28", 14, 360, spreadsheet),
        Example(.thirty360, "2007-08-31", "2008-02-28", 178, 360, spreadsheet),
        Example(.thirty360, "2006-02-28", "2006-08-31", 183, 360, report),
        Example(.thirtyE360, "2007-02-20", "2007-08-20", 180, 360, spreadsheet),
        Example(.thirtyE360, "2006-02-28", "2006-08-31", 182, 360, spreadsheet),
        Example(.thirtyE360, "2007-08-31", "2008-02-29", 179, 360, spreadsheet),
        Example(.thirtyE360, "2009-02-28", "2009-08-31", 182, 360, spreadsheet),
        Example(.thirtyE360, "2010-08-31", "2011-02-28", 178, 360, spreadsheet),
        Example(.thirtyE360, "2006-10-31", "2006-11-28", 28, 360, spreadsheet),
        Example(.thirtyE360, "2008-02-28", "2008-08-30", 182, 360, spreadsheet),
        Example(.thirtyE360, "2007-02-26", "2008-02-28", 362, 360, spreadsheet),
        Example(.thirtyE360, "2008-02-28", "2008-03-30", 32, 360, spreadsheet),
        Example(.thirtyE360ISDA, "2007-08-20", "2008-02-20", 180, 360, spreadsheet),
        Example(.thirtyE360ISDA, "2010-02-28", "2010-08-31", 180, 360, spreadsheet),
        Example(.thirtyE360ISDA, "2008-02-28", "2008-08-28", 180, 360, spreadsheet),
        // A loan of a calculator's issue: 552 days.
        Example(.thirty360US, "2025-02-28", "2026-09-12", 552, 360, "cardstack/boxel PR#5808"),
        Example(.actual360, "2006-08-31", "2007-02-28", 181, 360, report),
        Example(.actual360, "2008-02-20", "2008-08-20", 182, 360, report),
        Example(.actual365Fixed, "2007-08-20", "2008-02-20", 184, 365, report),
        Example(.actual365Fixed, "2007-02-20", "2007-08-20", 181, 365, report),
        Example(.actualActualISDA, "2003-11-01", "2004-05-01", 61 * 366 + 121 * 365, 133_590, memo),
        Example(.actualActualISDA, "1999-02-01", "1999-07-01", 150, 365, memo),
        Example(
            .actualActualISDA, "1999-07-01", "2000-07-01", 184 * 366 + 182 * 365, 133_590, memo),
        Example(.actualActualISDA, "2002-08-15", "2003-07-15", 334, 365, memo),
        Example(.actualActualISDA, "1999-07-30", "2000-01-30", 155 * 366 + 29 * 365, 133_590, memo),
        Example(.actualActualISDA, "2000-01-30", "2000-06-30", 152, 366, memo),
        Example(.actualActualISDA, "1999-11-30", "2000-04-30", 32 * 366 + 120 * 365, 133_590, memo),
    ]

    private static func fraction(
        _ count: DayCount, _ start: CivilDate, _ end: CivilDate, _ termination: CivilDate? = nil
    ) -> Rational {
        let numerator = count.numerator(from: start, to: end, termination: termination ?? end)
        return Rational(numerator, over: count.denominator.magnitude)
    }

    @Test("Published examples", arguments: examples)
    func published(_ example: Example) throws {
        let fraction = Self.fraction(
            example.count, try CivilDate(text: example.start), try CivilDate(text: example.end))
        #expect(fraction == Rational(example.days, over: example.year), "\(example.source)")
    }

    @Test("30E/360.ISDA: a February end is the 30th unless it is the termination date")
    func termination() {
        let (start, end) = (day(2011, 8, 31), day(2012, 2, 29))
        let count = DayCount.thirtyE360ISDA
        #expect(count.numerator(from: start, to: end, termination: day(2012, 8, 31)) == 180)
        #expect(count.numerator(from: start, to: end, termination: end) == 179)
        // Only February: any other month's end is the 30th in any case.
        let august = day(2012, 8, 31)
        #expect(count.numerator(from: end, to: august, termination: august) == 180)
    }

    @Test("30/360 counts from its rules, over every pair of days of three months and a grid")
    func thirtyDayMonths() {
        for number in 0..<120 {
            guard let start = day(2023, 12, 20).adding(days: number) else { continue }
            for length in (1...100).map({ $0 }) + [365, 366, 730, 800] {
                guard let end = start.adding(days: length) else { continue }
                let (year1, month1, day1) = start.components
                let (year2, month2, day2) = end.components
                let months = 360 * (year2 - year1) + 30 * (month2 - month1)
                // ISDA 2006 §4.16(f): "if such number is 31, D1 will be 30", "D2, unless such
                // number would be 31 and D1 is greater than 29, in which case D2 will be 30".
                let bondStart = day1 == 31 ? 30 : day1
                let bond = months + (day2 == 31 && day1 > 29 ? 30 : day2) - bondStart
                // (g): either is 30 if it would be 31.
                let euro = months + (day2 == 31 ? 30 : day2) - bondStart
                // (h): the last day of February is 30 too, at the end not on termination.
                let isFebruaryEnd1 = month1 == 2 && start.adding(days: 1)?.month == 3
                let isFebruaryEnd2 = month2 == 2 && end.adding(days: 1)?.month == 3
                let isdaStart = isFebruaryEnd1 ? 30 : bondStart
                let isda = months + (isFebruaryEnd2 || day2 == 31 ? 30 : day2) - isdaStart
                let last = months + (day2 == 31 ? 30 : day2) - isdaStart
                let later = day(2030, 1, 1)
                let found = [
                    DayCount.thirty360.numerator(from: start, to: end, termination: end),
                    DayCount.thirtyE360.numerator(from: start, to: end, termination: end),
                    DayCount.thirtyE360ISDA.numerator(from: start, to: end, termination: later),
                    DayCount.thirtyE360ISDA.numerator(from: start, to: end, termination: end),
                ]
                if found != [bond, euro, isda, last].map(Int64.init) {
                    Issue.record("\(start) to \(end): \(found)")
                }
            }
        }
    }

    @Test("Actual counts, a day at a time", arguments: [2023, 2024, 1899, 1999, 2099])
    func actual(_ year: Int) {
        for number in stride(from: 0, to: 366, by: 5) + [363, 364] {
            guard let start = day(year, 1, 1).adding(days: number) else { continue }
            var isda = Rational.zero
            var fineract = Rational.zero
            var (isdaDays, fineractDays) = ([0, 0] as [Int64], [0, 0] as [Int64])
            var end = start
            for length in 1...1_200 {
                guard let next = end.adding(days: 1) else { break }
                // The night from `end` to `next`: ISDA counts it to the year that it begins in,
                // Fineract, which cuts at 31 December, to the year that it ends in.
                isdaDays[Reference.isLeap(end.year) ? 1 : 0] += 1
                fineractDays[Reference.isLeap(next.year) ? 1 : 0] += 1
                end = next
                guard length % 37 == 0 || length < 3 || length % 365 < 2 else { continue }
                isda = Rational(isdaDays[0], over: 365) + Rational(isdaDays[1], over: 366)
                fineract =
                    Rational(fineractDays[0], over: 365) + Rational(fineractDays[1], over: 366)
                let days = Int64(length)
                let isRight =
                    Self.fraction(.actualActualISDA, start, end) == isda
                    && Self.fraction(.actualActualFineract, start, end) == fineract
                    && Self.fraction(.actual360, start, end) == Rational(days, over: 360)
                    && Self.fraction(.actual364, start, end) == Rational(days, over: 364)
                    && Self.fraction(.actual365Fixed, start, end) == Rational(days, over: 365)
                if !isRight { Issue.record("\(start) to \(end)") }
            }
        }
    }

    @Test("The longest period fits")
    func longest() {
        for count in DayCount.allCases where count.usesDates {
            let numerator = count.numerator(from: .first, to: .last, termination: .last)
            let years = Rational(numerator, over: count.denominator.magnitude)
            #expect(years > Rational(9_970) && years < Rational(10_150), "\(count)")
        }
    }

    @Test("The EQUAL family does not look at dates")
    func equal() {
        for count in [DayCount.equal, .equal360, .equal364, .equal365] {
            #expect(!count.usesDates)
            #expect(count.numerator(from: .first, to: .last, termination: .last) == 0)
        }
        #expect(DayCount.equal.yearDays == nil && DayCount.equal364.yearDays == 364)
        #expect(DayCount.equal.denominator == 1)
    }

    @Test("The year that a count measures on, in its name")
    func years() {
        #expect(countsFromZero(DayCount.self))
        for count in DayCount.allCases {
            let years = ([360, 364, 365] as [Int64]).filter { count.name.contains("/\($0)") }
            let isActual = count.name.hasPrefix("ACT/ACT") || count == .actual365Feb29
            #expect(count.yearDays == (isActual ? nil : years.first), "\(count)")
            let denominator = isActual ? 365 * 366 : years.first ?? 1
            #expect(count.denominator == denominator, "\(count)")
        }
    }

    @Test("Names round trip", arguments: DayCount.allCases)
    func names(_ count: DayCount) {
        #expect(DayCount(name: count.name) == count)
    }
}
