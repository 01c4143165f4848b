import LoanCalendar
import TestSupport
import Testing

/// Whether a period's fraction is the sum of its parts' fractions.
///
/// | counts | cut at any day |
/// | --- | --- |
/// | `ACT/…`, both `ACT/ACT` | always the sum |
/// | `30E/360` | always the sum: each date is one number, whichever end it is |
/// | `30E/360.ISDA` | the sum, unless the cut itself is the termination date |
/// | `30/360.US` | as `30/360`, and an end of February is a 30th at the start of a period only |
/// | `ACT/365.FEB29` | the sum, unless a 29 February lies in one part and not in the other |
/// | `30/360` | the sum, unless the cut or the end is a 31st: a 31st is the 30th at the start of a period, and at its end only where the start is a 30th or 31st |
@Suite("Laws of day counts")
struct DayCountLaws {
    /// Dates about every kind of month end of a leap year and the years beside it.
    private static let grid: [CivilDate] = {
        var dates: [CivilDate] = []
        for year in 2023...2025 {
            for month in 1...12 {
                for day in [1, 15, 27, 28, 29, 30, 31] {
                    if let date = CivilDate(year: year, month: month, day: day) {
                        dates.append(date)
                    }
                }
            }
        }
        return dates
    }()

    private static func forEachCut(
        _ body: (_ start: CivilDate, _ cut: CivilDate, _ end: CivilDate) -> Void
    ) {
        // Every start of the first months, every fourth cut after it, every end after that: which
        // months meet which changes with the start.
        for first in 0..<100 {
            for second in stride(from: first + 1, to: grid.count - 1, by: 4) {
                for third in stride(from: second + 1, to: grid.count, by: 5) {
                    body(grid[first], grid[second], grid[third])
                }
            }
        }
    }

    @Test(
        "A fraction is the sum of its parts",
        arguments: DayCount.allCases.filter {
            $0.usesDates && $0 != .thirty360US && $0 != .actual365Feb29
        })
    func additive(_ count: DayCount) {
        let later = CivilDate.last
        Self.forEachCut { start, cut, end in
            let whole = count.numerator(from: start, to: end, termination: later)
            let parts =
                count.numerator(from: start, to: cut, termination: later)
                + count.numerator(from: cut, to: end, termination: later)
            var difference: Int64 = 0
            if count == .thirty360 {
                // Where the convention is not additive, by exactly the day that a 31st is worth.
                if cut.day == 31, start.day < 30 { difference += 1 }
                if end.day == 31, start.day < 30, cut.day >= 30 { difference -= 1 }
                if end.day == 31, start.day >= 30, cut.day < 30 { difference += 1 }
            }
            if parts - whole != difference {
                Issue.record("\(start), \(cut), \(end): \(parts), not \(whole) + \(difference)")
            }
        }
    }

    @Test("30E/360.ISDA: a cut on the termination date loses what its February lacks")
    func termination() {
        let count = DayCount.thirtyE360ISDA
        for (year, lost) in [(2023, 2), (2024, 1)] {
            let february = day(year, 2, CivilDate.daysInMonth(2, of: year))
            let (start, end) = (day(year, 1, 15), day(year, 3, 15))
            let whole = count.numerator(from: start, to: end, termination: february)
            let parts =
                count.numerator(from: start, to: february, termination: february)
                + count.numerator(from: february, to: end, termination: february)
            #expect(parts == whole - Int64(lost), "\(year)")
        }
    }

    // Under ACT/365.FEB29 a period of more than a year is a little less with the leap day than the day
    // before.
    @Test(
        "A longer period is never a smaller fraction",
        arguments: DayCount.allCases.filter { $0 != .actual365Feb29 })
    func monotone(_ count: DayCount) {
        for (index, start) in Self.grid.enumerated().prefix(100) {
            var last: Int64 = 0
            for end in Self.grid.dropFirst(index + 1) {
                let fraction = count.numerator(from: start, to: end, termination: .last)
                if fraction < last { Issue.record("\(start), \(end)") }
                last = fraction
            }
        }
    }

    @Test("Whole years are years", arguments: DayCount.allCases.filter(\.usesDates))
    func wholeYears(_ count: DayCount) {
        for start in Self.grid where start.day < 28 {
            for years in 1...8 {
                guard
                    let end = CivilDate(
                        year: start.year + years, month: start.month, day: start.day)
                else { continue }
                let fraction = Rational(
                    count.numerator(from: start, to: end, termination: end),
                    over: count.denominator.magnitude)
                let days = Rational(Int64(end.days(since: start)))
                let isRight: Bool
                switch count {
                case .thirty360, .thirtyE360, .thirtyE360ISDA, .thirty360US:
                    isRight = fraction == Rational(Int64(years))
                case .actual360: isRight = fraction * Rational(360) == days
                case .actual364: isRight = fraction * Rational(364) == days
                case .actual365Fixed: isRight = fraction * Rational(365) == days
                case .actual365Feb29:
                    let hasLeapDay = end.days(since: start) > 365 * years
                    isRight = fraction * Rational(hasLeapDay ? 366 : 365) == days
                default:
                    // Less than a day off a whole number of years, on whichever year it is counted.
                    let error = fraction - Rational(Int64(years))
                    let most = Rational(1, over: 365)
                    isRight = error < most && -error < most
                }
                if !isRight { Issue.record("\(years) years from \(start): \(fraction)") }
            }
        }
    }
}
