/// How a period of time becomes a fraction of a year.
///
/// | name | 2026-01-31 → 2026-02-28 | rule |
/// | --- | --- | --- |
/// | `EQUAL`            | (whole units) | every installment period is the same, whatever the dates |
/// | `EQUAL/360` `/364` `/365` | (30)/Y | whole units, a month counting 30 days, on a year of Y days |
/// | `30/360`           | 28/360 | ISDA 2006 §4.16(f), "Bond basis" |
/// | `30E/360`          | 28/360 | ISDA 2006 §4.16(g), "Eurobond basis" |
/// | `30E/360.ISDA`     | 30/360 | ISDA 2006 §4.16(h) |
/// | `ACT/360` `ACT/364` `ACT/365.FIXED` | 28/360 … | actual days over a fixed year |
/// | `ACT/ACT.ISDA`     | 28/365 | ISDA 2006 §4.16(b): days in leap years over 366, others over 365 |
/// | `ACT/ACT.FINERACT` | 28/365 | the start's year length, cut at each 31 December |
/// | `30/360.US`        | 28/360 | `30/360` with every end of February a 30th at the start of a period |
/// | `ACT/365.FEB29`    | 28/365 | actual days over 366 where a 29 February lies in them, else over 365 |
///
/// The `EQUAL` family does not look at dates: the engine combines it with the term's unit.
public enum DayCount: UInt8, NamedCase {
    /// Whole units of the term.
    case equal = 0
    /// Whole units on a 360-day year.
    case equal360 = 1
    /// Whole units on a 364-day year.
    case equal364 = 2
    /// Whole units on a 365-day year.
    case equal365 = 3
    /// ISDA 2006 §4.16(f).
    case thirty360 = 4
    /// ISDA 2006 §4.16(g).
    case thirtyE360 = 5
    /// ISDA 2006 §4.16(h); the termination date is the last period's end.
    case thirtyE360ISDA = 6
    /// Actual days over 360.
    case actual360 = 7
    /// Actual days over 364.
    case actual364 = 8
    /// Actual days over 365, leap year or not.
    case actual365Fixed = 9
    /// ISDA 2006 §4.16(b).
    case actualActualISDA = 10
    /// As Apache Fineract counts actual days over actual years.
    case actualActualFineract = 11
    /// 30/360 as US bonds count it, with its rules for the end of February.
    case thirty360US = 12
    /// Actual days over 366 where 29 February lies in (start, end], else over 365.
    case actual365Feb29 = 13

    /// The name in the case format.
    public var name: String {
        switch self {
        case .equal: "EQUAL"
        case .equal360: "EQUAL/360"
        case .equal364: "EQUAL/364"
        case .equal365: "EQUAL/365"
        case .thirty360: "30/360"
        case .thirtyE360: "30E/360"
        case .thirtyE360ISDA: "30E/360.ISDA"
        case .actual360: "ACT/360"
        case .actual364: "ACT/364"
        case .actual365Fixed: "ACT/365.FIXED"
        case .actualActualISDA: "ACT/ACT.ISDA"
        case .actualActualFineract: "ACT/ACT.FINERACT"
        case .thirty360US: "30/360.US"
        case .actual365Feb29: "ACT/365.FEB29"
        }
    }

    /// The days of the year that periods are measured on, for the counts that have a fixed one.
    public var yearDays: Int64? {
        switch self {
        case .equal: nil
        case .equal360, .thirty360, .thirtyE360, .thirtyE360ISDA, .thirty360US, .actual360: 360
        case .equal364, .actual364: 364
        case .equal365, .actual365Fixed: 365
        case .actualActualISDA, .actualActualFineract, .actual365Feb29: nil
        }
    }

    /// Whether the count looks at dates; the `EQUAL` family does not.
    public var usesDates: Bool {
        switch self {
        case .equal, .equal360, .equal364, .equal365: false
        default: true
        }
    }

    /// Whether the fractions of two parts of a period, each by itself, always add up to the period's.
    public var addsUp: Bool {
        switch self {
        case .actual360, .actual364, .actual365Fixed, .actualActualISDA, .actualActualFineract: true
        case .equal, .equal360, .equal364, .equal365, .thirty360, .thirtyE360, .thirtyE360ISDA,
            .thirty360US, .actual365Feb29:
            false
        }
    }

    /// The denominator that all year fractions of this count share: 360, 364, 365, or for those that
    /// know leap years 365 × 366 = 133 590. For `EQUAL`, which has none, 1.
    public var denominator: Int64 {
        switch self {
        case .equal: 1
        case .actualActualISDA, .actualActualFineract, .actual365Feb29: 365 * 366
        default: yearDays ?? 1
        }
    }

    /// The numerator over `denominator` of the year fraction from `start` to `end`, `start < end`.
    ///
    /// - Parameter termination: The last period's end; only `30E/360.ISDA` looks at it.
    /// - Returns: Not negative; zero for the `EQUAL` family, which does not look at dates.
    public func numerator(
        from start: CivilDate, to end: CivilDate, termination: CivilDate
    ) -> Int64 {
        switch self {
        case .equal, .equal360, .equal364, .equal365: 0
        case .actual360, .actual364, .actual365Fixed: Int64(end.days(since: start))
        case .thirty360, .thirtyE360, .thirtyE360ISDA, .thirty360US:
            thirtyDayMonths(from: start, to: end, termination: termination)
        case .actualActualISDA: DayCount.actualActual(from: start, to: end, cutBefore: 0)
        case .actualActualFineract: DayCount.actualActual(from: start, to: end, cutBefore: 1)
        case .actual365Feb29:
            Int64(end.days(since: start))
                * (DayCount.hasLeapDay(after: start, upTo: end) ? 365 : 366)
        }
    }

    /// Whether a 29 February lies in (start, end].
    private static func hasLeapDay(after start: CivilDate, upTo end: CivilDate) -> Bool {
        // In eight years there is one, but around the centuries that have none.
        var year = start.year
        while year <= end.year {
            if CivilDate.isLeap(year) {
                let leapDay = CivilDate(uncheckedYear: year, month: 2, day: 29)
                if leapDay > start { return leapDay <= end }
            }
            year += 1
        }
        return false
    }

    /// 360(Y2 − Y1) + 30(M2 − M1) + (D2 − D1), with the day rules of the four conventions.
    private func thirtyDayMonths(
        from start: CivilDate, to end: CivilDate, termination: CivilDate
    ) -> Int64 {
        let (year1, month1, dayOfStart) = start.components
        let (year2, month2, dayOfEnd) = end.components
        var (day1, day2) = (dayOfStart, dayOfEnd)
        switch self {
        case .thirty360:
            if day1 == 31 { day1 = 30 }
            if day2 == 31, day1 == 30 { day2 = 30 }
        case .thirty360US:
            let startsAtFebruaryEnd = month1 == 2 && start.isLastOfMonth
            if startsAtFebruaryEnd, month2 == 2, end.isLastOfMonth { day2 = 30 }
            if startsAtFebruaryEnd { day1 = 30 }
            if day2 == 31, day1 >= 30 { day2 = 30 }
            day1 = min(day1, 30)
        case .thirtyE360:
            day1 = min(day1, 30)
            day2 = min(day2, 30)
        default:
            // Every month's last day counts as the 30th, but for a February end that is also the
            // termination date.
            if start.isLastOfMonth { day1 = 30 }
            if end.isLastOfMonth, !(month2 == 2 && end == termination) { day2 = 30 }
        }
        return Int64(360 * (year2 - year1) + 30 * (month2 - month1) + day2 - day1)
    }

    /// The sum over calendar years of (days in that year) / (its length), over 365 × 366.
    ///
    /// Years are cut `cutBefore` days before 1 January: with 1, at 31 December, so that the days up
    /// to 31 December belong to the one year and those from it to the next.
    private static func actualActual(
        from start: CivilDate, to end: CivilDate, cutBefore: Int
    ) -> Int64 {
        // A whole year between two cuts is worth exactly `year`.
        let year: Int64 = 365 * 366
        let startYear = start.year
        let endYear = end.year
        func share(_ days: Int, of calendarYear: Int) -> Int64 {
            Int64(days) * (CivilDate.isLeap(calendarYear) ? 365 : 366)
        }
        if startYear == endYear {
            return share(end.days(since: start), of: startYear)
        }
        // Cuts at the end of the start's year and at the beginning of the end's year.
        let firstCut = Int(CivilDate(uncheckedYear: startYear + 1, month: 1, day: 1).dayNumber)
        let lastCut = Int(CivilDate(uncheckedYear: endYear, month: 1, day: 1).dayNumber)
        let before = firstCut - cutBefore - Int(start.dayNumber)
        let after = Int(end.dayNumber) - (lastCut - cutBefore)
        return share(before, of: startYear) + share(after, of: endYear)
            + Int64(endYear - startYear - 1) * year
    }
}
