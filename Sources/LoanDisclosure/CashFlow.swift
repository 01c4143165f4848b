import ExactArithmetic
import LoanCalendar

/// The law or convention under which a rate is disclosed.
public enum Regime: String, Sendable, CaseIterable {
    /// 2008/48/EC and 2023/2225, 2014/17/EU, Annex I.
    case eu = "EU"
    /// The same equation, as the United Kingdom's rules have it.
    case uk = "UK"
    /// Regulation Z, Appendix J.
    case us = "US"
    /// The effective yield by actual days on a year of 365.
    case xirr = "XIRR"
}

/// One amount at one time.
public struct CashFlow: Sendable, Equatable {
    /// Which way it goes.
    public enum Kind: String, Sendable, CaseIterable {
        /// To the borrower.
        case advance = "ADVANCE"
        /// By the borrower.
        case payment = "PAYMENT"
        /// By the borrower, for the credit.
        case charge = "CHARGE"
    }

    /// When it happens.
    public enum Time: Sendable, Equatable {
        /// On a date.
        case date(CivilDate)
        /// In years from the first advance; under `us` in unit periods.
        case years(Rational)
    }

    /// Which way it goes.
    public let kind: Kind
    /// In minor units, not negative.
    public let amountMinor: Int64
    /// When.
    public let time: Time

    /// A flow.
    public init(_ kind: Kind, amountMinor: Int64, at time: Time) {
        (self.kind, self.amountMinor, self.time) = (kind, amountMinor, time)
    }
}

/// How dates become years under `eu` and `uk`.
public enum YearFraction: String, Sendable, CaseIterable {
    /// Whole periods counted back, days over the year that ends on the date reached.
    case annexI = "ANNEX_I"
    /// Days over 365.
    case actual365 = "ACT/365"
    /// Days over 365.25.
    case actual36525 = "ACT/365.25"
}

/// What is counted back under Annex I.
public enum AnnexPeriod: String, Sendable, CaseIterable {
    /// Months of 1/12 year.
    case month = "MONTH"
    /// Weeks of 1/52 year.
    case week = "WEEK"
    /// Whole years.
    case year = "YEAR"
    /// Whole years, too.
    case day = "DAY"
}

/// The unit period of Regulation Z.
public struct UnitPeriod: Sendable, Equatable {
    /// What it is counted in.
    public enum Unit: String, Sendable, CaseIterable {
        case day = "DAY"
        case week = "WEEK"
        case semimonth = "SEMIMONTH"
        case month = "MONTH"
        case year = "YEAR"
    }

    /// How many units: 1, up to 52 weeks or 11 months.
    public let count: Int
    /// The unit.
    public let unit: Unit

    /// That unit period; nil where the count is out of range.
    public init?(_ count: Int, _ unit: Unit) {
        let most =
            switch unit {
            case .week: 52
            case .month: 11
            default: 1
            }
        guard (1...most).contains(count) else { return nil }
        (self.count, self.unit) = (count, unit)
    }

    /// w: how many there are in a year.
    public var perYear: Rational {
        switch unit {
        case .day: Rational(365)
        case .week: Rational(52, over: UInt64(count))
        case .semimonth: Rational(24)
        case .month: Rational(12, over: UInt64(count))
        case .year: Rational(1)
        }
    }

    /// The number of unit periods between two dates.
    func periods(from earlier: CivilDate, to later: CivilDate) -> Rational {
        let days = Int64(later.days(since: earlier))
        switch unit {
        case .day: return Rational(days)
        case .week: return Rational(days, over: UInt64(7 * count))
        case .semimonth, .month:
            let (months, left) = MonthsBack.count(from: earlier, to: later)
            return Rational(
                Int64(30 * months + left), over: UInt64(unit == .month ? 30 * count : 15))
        case .year:
            let years = MonthsBack.count(from: earlier, to: later).months / 12
            let reached = MonthsBack.date(12 * years, before: later, notBefore: earlier)
            // What is left is a span of its own: from 31 January to 28 February is one month.
            let (months, left) = MonthsBack.count(from: earlier, to: reached)
            let rest =
                left == 0
                ? Rational(Int64(months), over: 12)
                : Rational(Int64(reached.days(since: earlier)), over: 365)
            return Rational(Int64(years)) + rest
        }
    }
}

/// Whole months counted back from a later date.
enum MonthsBack {
    /// The date so many months before `later`: it keeps the day, clamped; where `later` is its month's
    /// last day, that stands for every later day of the month, too.
    static func date(
        _ months: Int, before later: CivilDate, notBefore earlier: CivilDate
    ) -> CivilDate {
        let index = later.year * 12 + later.month - 1 - months
        let (year, month) = (index / 12, index % 12 + 1)
        let last = CivilDate.daysInMonth(month, of: year)
        let day = CivilDate(year: year, month: month, day: min(later.day, last)) ?? earlier
        if day < earlier, later.isLastOfMonth, earlier.year == year, earlier.month == month {
            return earlier
        }
        return day
    }

    /// The whole months between two dates, and the days left before them.
    static func count(from earlier: CivilDate, to later: CivilDate) -> (months: Int, days: Int) {
        var months = (later.year - earlier.year) * 12 + later.month - earlier.month
        if months <= 0 { return (0, later.days(since: earlier)) }
        var reached = date(months, before: later, notBefore: earlier)
        if reached < earlier {
            months -= 1
            if months == 0 { return (0, later.days(since: earlier)) }
            reached = date(months, before: later, notBefore: earlier)
        }
        return (months, reached.days(since: earlier))
    }
}

extension CivilDate {
    fileprivate var isLastOfMonth: Bool { day == CivilDate.daysInMonth(month, of: year) }
}

extension YearFraction {
    /// The years between two dates; negative where the second is before the first.
    func years(from first: CivilDate, to second: CivilDate, by period: AnnexPeriod) -> Rational {
        if second < first {
            return Rational(0) - years(from: second, to: first, by: period)
        }
        let days = Int64(second.days(since: first))
        switch self {
        case .actual365: return Rational(days, over: 365)
        case .actual36525: return Rational(4 * days, over: 1461)
        case .annexI: break
        }
        switch period {
        case .week:
            let (weeks, left) = (days / 7, days % 7)
            let reached = second.adding(days: Int(-7 * weeks)) ?? first
            return Rational(weeks, over: 52) + Rational(left, over: reached.daysOfYearEnding)
        case .month, .year, .day:
            var (months, left) = MonthsBack.count(from: first, to: second)
            if period == .month, left == 0 { return Rational(Int64(months), over: 12) }
            var reached = MonthsBack.date(months, before: second, notBefore: first)
            if period != .month {
                months -= months % 12
                reached = MonthsBack.date(months, before: second, notBefore: first)
                left = reached.days(since: first)
            }
            return Rational(Int64(months), over: 12)
                + Rational(Int64(left), over: reached.daysOfYearEnding)
        }
    }
}

extension CivilDate {
    /// 366 where 29 February lies in the year that ends on the date, else 365.
    fileprivate var daysOfYearEnding: UInt64 {
        let last = CivilDate.daysInMonth(month, of: year - 1)
        guard year > 1, let start = CivilDate(year: year - 1, month: month, day: min(day, last))
        else { return month > 2 ? 365 : 366 }  // The year before the calendar has a 29 February.
        return UInt64(days(since: start).magnitude)
    }
}
