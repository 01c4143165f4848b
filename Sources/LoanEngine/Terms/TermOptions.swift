/// The unit of the time between two installments.
public enum TermUnit: UInt8, NamedCase {
    /// Days.
    case day = 0
    /// Weeks of 7 days.
    case week = 1
    /// Months, which keep the anchor day: see `MonthSteps`.
    case month = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .day: "DAY"
        case .week: "WEEK"
        case .month: "MONTH"
        }
    }

    /// The unit of rates for the same span.
    var rateUnit: RateUnit {
        switch self {
        case .day: .day
        case .week: .week
        case .month: .month
        }
    }

    /// Days that the unit counts for under `EQUAL/360`, `/364` and `/365`.
    var nominalDays: Int64 {
        switch self {
        case .day: 1
        case .week: 7
        case .month: 30
        }
    }
}

/// What interest is charged on.
public enum InterestMethod: UInt8, NamedCase {
    /// On the outstanding principal.
    case declining = 0
    /// On the original principal, whatever was repaid.
    case flat = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .declining: "DECLINING"
        case .flat: "FLAT"
        }
    }
}

/// How principal is shared over the installments.
public enum Amortization: UInt8, NamedCase {
    /// The same total in each: the level payment.
    case equalInstallments = 0
    /// The same principal in each.
    case equalPrincipal = 1
    /// All of it in the last.
    case bullet = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .equalInstallments: "EQUAL_INSTALLMENTS"
        case .equalPrincipal: "EQUAL_PRINCIPAL"
        case .bullet: "BULLET"
        }
    }
}

/// What becomes of the difference that rounding leaves to the last level payment.
public enum Leveling: UInt8, NamedCase {
    /// The last installment takes it.
    case none = 0
    /// It is spread back over the level payments, in at most three tries.
    case respread = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .none: "NONE"
        case .respread: "RESPREAD"
        }
    }
}

/// How flat interest reaches the installments.
public enum FlatInterest: UInt8, NamedCase {
    /// One total for the term, rounded once, then shared out.
    case term = 0
    /// Each period's own, rounded by itself.
    case period = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .term: "TERM"
        case .period: "PERIOD"
        }
    }
}

/// Which installment takes what rounding leaves of straight-line shares.
public enum Residual: UInt8, NamedCase {
    /// The last one.
    case last = 0
    /// The first one.
    case first = 1
    /// All: each takes the difference of two rounded running totals.
    case spread = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .last: "LAST"
        case .first: "FIRST"
        case .spread: "SPREAD"
        }
    }
}

/// What is rounded to which multiple, and how.
public struct Rounding: Sendable, Equatable {
    /// For interest.
    public var interestMode: RoundingMode
    /// In minor units, more than zero: 5 rounds interest to 0.05 of a currency with two digits.
    public var interestUnitMinor: Int64
    /// For level payments and shares of principal.
    public var installmentMode: RoundingMode
    /// In minor units, more than zero.
    public var installmentUnitMinor: Int64

    /// Both modes `mode` unless given, both units one minor unit unless given.
    public init(
        mode: RoundingMode = .halfEven, interestMode: RoundingMode? = nil,
        interestUnitMinor: Int64 = 1, installmentMode: RoundingMode? = nil,
        installmentUnitMinor: Int64 = 1
    ) {
        self.interestMode = interestMode ?? mode
        self.interestUnitMinor = interestUnitMinor
        self.installmentMode = installmentMode ?? mode
        self.installmentUnitMinor = installmentUnitMinor
    }
}
