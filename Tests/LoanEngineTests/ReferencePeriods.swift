import LoanEngine
import TestSupport

/// The interest periods and due dates of terms, each from its own definition: the k-th due date is
/// the first and k − 1 steps, whatever became of those between.
struct ReferencePeriods {
    private(set) var starts: [CivilDate] = []
    private(set) var ends: [CivilDate] = []
    private(set) var dueDates: [CivilDate] = []
    /// Rate × fraction of each period.
    private(set) var rates: [Rational] = []

    /// - Throws: `ReferenceFailure.date` where a date leaves the calendar.
    init(_ terms: LoanTerms) throws {
        for index in 0..<terms.termCount {
            let isSkip = terms.nonWorkingDays?.rule == .skip
            let end =
                try isSkip ? Self.skipped(terms, index, ends.last) : Self.unmoved(terms, index)
            starts.append(ends.last ?? terms.disbursedAt)
            ends.append(end)
            dueDates.append(
                isSkip ? end : try Self.moved(terms, end, dueDates.last ?? Self.before(terms)))
        }
        for index in 0..<terms.termCount { rates.append(rate(terms, index)) }
    }

    /// What the first due date is after: the disbursement, or where it is on that day the day before.
    private static func before(_ terms: LoanTerms) -> CivilDate {
        let start = terms.disbursedAt
        return terms.firstDueDate == start ? start.adding(days: -1) ?? start : start
    }

    private static func unmoved(_ terms: LoanTerms, _ index: Int) throws -> CivilDate {
        let steps = (terms.firstDueDate == nil ? index + 1 : index) * terms.termEvery
        let base = terms.firstDueDate ?? terms.disbursedAt
        let date: CivilDate?
        switch terms.termUnit {
        case .day: date = base.adding(days: steps)
        case .week: date = base.adding(days: 7 * steps)
        case .month:
            let months = base.year * 12 + base.month - 1 + steps
            let (year, month) = (months / 12, months % 12 + 1)
            let last = Reference.length(ofMonth: month, in: year)
            date = CivilDate(year: year, month: month, day: min(base.day, last))
        }
        guard let date else { throw ReferenceFailure.date }
        return date
    }

    /// `SKIP`: only working days count, among the days of the series.
    private static func skipped(
        _ terms: LoanTerms, _ index: Int, _ before: CivilDate?
    ) throws -> CivilDate {
        if index == 0, let first = terms.firstDueDate { return first }
        var date = before ?? terms.disbursedAt
        var left = terms.termEvery
        while left > 0 {
            date = try next(date, by: terms.termUnit == .week ? 7 : 1)
            if terms.nonWorkingDays?.isWorking(date) ?? true { left -= 1 }
        }
        return date
    }

    private static func next(_ date: CivilDate, by days: Int) throws -> CivilDate {
        guard let next = date.adding(days: days) else { throw ReferenceFailure.date }
        return next
    }

    private static func moved(
        _ terms: LoanTerms, _ unmoved: CivilDate, _ before: CivilDate
    ) throws -> CivilDate {
        guard let calendar = terms.nonWorkingDays else { return unmoved }
        func search(_ date: CivilDate, by days: Int) throws -> CivilDate {
            var date = date
            while !calendar.isWorking(date) { date = try next(date, by: days) }
            return date
        }
        var date = unmoved
        switch calendar.rule {
        case .following, .skip: date = try search(unmoved, by: 1)
        case .preceding: date = try search(unmoved, by: -1)
        case .modifiedFollowing:
            let next = try? search(unmoved, by: 1)
            date =
                next?.month == unmoved.month ? next ?? unmoved : try search(unmoved, by: -1)
        }
        return date > before ? date : try search(try next(before, by: 1), by: 1)
    }

    /// The rate of a period by the contract's section "Fraction of an installment period".
    private func rate(_ terms: LoanTerms, _ index: Int) -> Rational {
        let rate = terms.rate.percent * Rational(1, over: 100)
        let every = Rational(Int64(terms.termEvery))
        let yearly: Rational
        switch terms.rate.per {
        case .year: yearly = rate
        case .month: yearly = rate * Rational(12)
        case .week: yearly = rate * Rational(52)
        case .day: yearly = rate * Rational(365)
        case .loan: return rate
        }
        switch terms.dayCount {
        case .equal:
            let units: Rational
            switch (terms.termUnit, terms.rate.per) {
            case (.month, .year): units = Rational(1, over: 12)
            case (.month, .month), (.week, .week), (.day, .day): units = Rational(1)
            case (.month, .week): units = Rational(52, over: 12)
            case (.month, .day): units = Rational(365, over: 12)
            case (.week, .year): units = Rational(1, over: 52)
            case (.week, .month): units = Rational(12, over: 52)
            case (.week, .day): units = Rational(7)
            case (.day, .year): units = Rational(1, over: 365)
            case (.day, .month): units = Rational(12, over: 365)
            case (.day, .week): units = Rational(1, over: 7)
            case (_, .loan): units = Rational(1)
            }
            return rate * units * every
        case .equal360, .equal364, .equal365:
            let days: Int64 = terms.termUnit == .month ? 30 : terms.termUnit == .week ? 7 : 1
            let year: UInt64 =
                terms.dayCount == .equal360 ? 360 : terms.dayCount == .equal364 ? 364 : 365
            return yearly * every * Rational(days, over: year)
        default:
            let numerator = terms.dayCount.numerator(
                from: starts[index], to: ends[index], termination: ends[terms.termCount - 1])
            return yearly * Rational(numerator, over: terms.dayCount.denominator.magnitude)
        }
    }
}

/// Why the reference has no schedule.
enum ReferenceFailure: Error, Equatable {
    case date
    case amount
    case negativeAmortization

    var code: LoanError.Code {
        switch self {
        case .date: .dateOutOfRange
        case .amount: .amountOutOfRange
        case .negativeAmortization: .negativeAmortization
        }
    }
}
