import LoanCalendar
import TestSupport
import Testing

/// Month steps and day counts over whole calendars and grids, against the calendar on the wall.
@Suite("Calendars, exhaustively")
struct CalendarExhaustive {
    @Test("Months reach every month of the calendar, and none beyond it")
    func monthsToTheEnd() throws {
        let first = try #require(CivilDate(year: 1, month: 1, day: 31))
        let steps = MonthSteps(from: first)
        for year in 1...9999 {
            for month in 1...12 {
                let last = CivilDate(
                    year: year, month: month, day: Reference.length(ofMonth: month, in: year))
                if steps.date(after: (year - 1) * 12 + month - 1) != last {
                    Issue.record("\(year)-\(month)")
                    return
                }
            }
        }
        for months in [-1, 9_999 * 12, 10_000 * 12, .max, .min] {
            #expect(steps.date(after: months) == nil, "\(months)")
        }
    }

    @Test(
        "Month steps from every date of 1900 to 2400",
        arguments: [1900, 2000, 2100, 2200, 2300, 2400])
    func monthSteps(_ from: Int) {
        // A year of steps meets every length of month; the others reach leap years and centuries.
        let distances = Array(0...12) + [24, 48, 97, 1200]
        for year in from...min(from + 99, 2400) {
            for month in 1...12 {
                let targets = distances.map { distance in
                    let index = month - 1 + distance
                    let (targetYear, targetMonth) = (year + index / 12, index % 12 + 1)
                    return (
                        distance, targetYear, targetMonth,
                        Reference.length(ofMonth: targetMonth, in: targetYear)
                    )
                }
                // Days up to the 28th stand for each other but for the anchor: all are walked.
                for day in 1...Reference.length(ofMonth: month, in: year) {
                    guard let start = CivilDate(year: year, month: month, day: day) else {
                        Issue.record("\(year)-\(month)-\(day)")
                        continue
                    }
                    let steps = MonthSteps(from: start)
                    for (distance, targetYear, targetMonth, length) in targets {
                        let found = steps.date(after: distance)
                        let isRight =
                            found.map {
                                $0.components == (targetYear, targetMonth, min(day, length))
                            } ?? false
                        if !isRight {
                            Issue.record("\(distance) months after \(start): \(found as Any)")
                        }
                    }
                }
            }
        }
    }

    /// 360 × year + 30 × month + a day that the convention gives a date, for each date.
    private struct Day {
        let date: CivilDate
        let month30: Int64
        let day: Int64
        let isFebruaryEnd: Bool
        /// Nights up to this date by the year that they begin in and that they end in, over
        /// 365 × 366: 366 for a night of a common year, 365 for one of a leap year.
        let nightsBegun: Int64
        let nightsEnded: Int64
        /// The 29ths of February up to this date.
        let leapDays: Int
    }

    /// The calendar on the wall, walked from one day to the next.
    private static func walk(from year: Int, years: Int) -> [Day] {
        var days: [Day] = []
        var (begun, ended) = (0 as Int64, 0 as Int64)
        var leapDays = 0
        var previousYear = year
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return [] }
        func worth(_ year: Int) -> Int64 { Reference.isLeap(year) ? 365 : 366 }
        for year in year..<year + years {
            for month in 1...12 {
                let length = Reference.length(ofMonth: month, in: year)
                for day in 1...length {
                    if !days.isEmpty {
                        begun += worth(previousYear)
                        ended += worth(year)
                    }
                    previousYear = year
                    if month == 2, day == 29 { leapDays += 1 }
                    days.append(
                        Day(
                            date: first.adding(days: days.count) ?? .last,
                            month30: Int64(360 * year + 30 * month), day: Int64(day),
                            isFebruaryEnd: month == 2 && day == length,
                            nightsBegun: begun, nightsEnded: ended, leapDays: leapDays))
                }
            }
        }
        return days
    }

    /// The formulas of ISDA 2006 §4.16, of two dates; `last` is the termination date.
    private static func expected(_ start: Day, _ end: Day, _ count: DayCount, _ days: Int) -> Int64
    {
        let months = end.month30 - start.month30
        let bondStart = min(start.day, 30)
        switch count {
        case .thirty360:
            return months + (start.day >= 30 ? min(end.day, 30) : end.day) - bondStart
        case .thirtyE360: return months + min(end.day, 30) - bondStart
        case .thirtyE360ISDA:
            let isdaStart = start.isFebruaryEnd ? 30 : bondStart
            return months + (end.isFebruaryEnd ? 30 : min(end.day, 30)) - isdaStart
        case .thirty360US:
            let usStart = start.isFebruaryEnd ? 30 : bondStart
            if start.isFebruaryEnd, end.isFebruaryEnd { return months }
            return months + (usStart == 30 ? min(end.day, 30) : end.day) - usStart
        case .actual365Feb29:
            return Int64(days) * (end.leapDays > start.leapDays ? 365 : 366)
        case .actual360, .actual364, .actual365Fixed: return Int64(days)
        case .actualActualISDA: return end.nightsBegun - start.nightsBegun
        case .actualActualFineract: return end.nightsEnded - start.nightsEnded
        case .equal, .equal360, .equal364, .equal365: return 0
        }
    }

    @Test(
        "Every day count over every pair of dates of a year and a quarter, and far ones",
        arguments: DayCount.allCases)
    func dayCounts(_ count: DayCount) {
        // Around a leap day, around a century that is none, and around one that is.
        for (year, first, starts) in [(2023, 330, 440), (1899, 350, 80), (1999, 350, 80)] {
            let days = Self.walk(from: year, years: 9)
            for start in first..<first + starts {
                let near = (start + 1)...(first + 450)
                let far = stride(from: start + 460, to: days.count, by: 61)
                for end in Array(near) + Array(far) {
                    let found = count.numerator(
                        from: days[start].date, to: days[end].date, termination: .last)
                    let wanted = Self.expected(days[start], days[end], count, end - start)
                    if found != wanted {
                        Issue.record(
                            "\(days[start].date) to \(days[end].date): \(found), not \(wanted)")
                    }
                }
            }
        }
    }

    @Test("Day counts of 1900 to 2400, a period from every month end")
    func centuries() {
        let days = Self.walk(from: 1900, years: 501)
        let ends = days.indices.filter { $0 + 1 == days.count || days[$0 + 1].day == 1 }
        for (place, start) in ends.enumerated() {
            for distance in [1, 3, 12, 48] where place + distance < ends.count {
                for end in [ends[place + distance], ends[place + distance] - 1] {
                    for count in DayCount.allCases where count.usesDates {
                        let found = count.numerator(
                            from: days[start].date, to: days[end].date, termination: .last)
                        let wanted = Self.expected(days[start], days[end], count, end - start)
                        if found != wanted {
                            Issue.record("\(days[start].date) to \(days[end].date): \(found)")
                        }
                    }
                }
            }
        }
    }

    @Test("Every month of the years 0001 to 9999 prints and reads back")
    func text() throws {
        for year in 1...9999 {
            for month in 1...12 {
                let length = Reference.length(ofMonth: month, in: year)
                for day in [1 + (year + month) % 28, length] {
                    guard let date = CivilDate(year: year, month: month, day: day) else {
                        Issue.record("\(year)-\(month)-\(day)")
                        continue
                    }
                    let back = try CivilDate(text: date.description)
                    if back != date || back.components != (year, month, day) {
                        Issue.record("\(date)")
                    }
                }
            }
        }
    }
}
