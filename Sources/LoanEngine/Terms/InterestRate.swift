/// The span of time that a rate is quoted for.
public enum RateUnit: UInt8, NamedCase {
    /// Per year.
    case year = 0
    /// Per month, 1/12 of a year.
    case month = 1
    /// Per week, 1/52 of a year.
    case week = 2
    /// Per day, 1/365 of a year.
    case day = 3
    /// Of the principal, once for the whole loan (flat interest only).
    case loan = 4

    /// The name in the case format.
    public var name: String {
        switch self {
        case .year: "YEAR"
        case .month: "MONTH"
        case .week: "WEEK"
        case .day: "DAY"
        case .loan: "LOAN"
        }
    }

    /// How many of the unit make a year; 1 for `loan`, which has no relation to time.
    public var perYear: Int64 {
        switch self {
        case .year, .loan: 1
        case .month: 12
        case .week: 52
        case .day: 365
        }
    }
}

/// An interest rate: an exact percentage and the time that it is quoted for.
///
///     try InterestRate(percent: "24", per: .year)       // 24 % a year
///     try InterestRate(percent: "100/3", per: .loan)    // a third of the principal
public struct InterestRate: Sendable, Equatable {
    /// The percentage: 24 for 24 %. Not negative in valid terms.
    public var percent: Rational
    /// The time it is quoted for.
    public var per: RateUnit

    /// A rate of that exact percentage.
    public init(percent: Rational, per: RateUnit) {
        self.percent = percent
        self.per = per
    }

    /// A rate from text: see `Rational.init(text:)`.
    public init(percent: String, per: RateUnit) throws(ArithmeticError) {
        self.init(percent: try Rational(text: percent), per: per)
    }
}
