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

/// How long the first period is, where periods are whole units.
public enum FirstPeriod: UInt8, NamedCase {
    /// One period, whatever the first due date is.
    case whole = 0
    /// Whole steps counted back from the first due date, and a part of one by its days.
    case prorated = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .whole: "WHOLE"
        case .prorated: "PRORATED"
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

/// Leading installments with relief; each count is less than the number of installments.
public struct Grace: Sendable, Equatable {
    /// Installments in which no principal falls due.
    public var principal: Int
    /// Installments in which no interest accrues.
    public var interestFree: Int
    /// Installments in which nothing falls due and the interest is added to the balance.
    public var capitalized: Int
    /// Installments in which nothing falls due; their interest does with the first one after them.
    public var deferred: Int

    /// Grace of those counts.
    public init(
        principal: Int = 0, interestFree: Int = 0, capitalized: Int = 0, deferred: Int = 0
    ) {
        self.principal = principal
        self.interestFree = interestFree
        self.capitalized = capitalized
        self.deferred = deferred
    }

    /// Leading installments without principal: a capitalized or deferred one has none either.
    var withoutPrincipal: Int { max(principal, capitalized, deferred) }
    /// Whether there is any relief at all.
    var isNone: Bool { principal == 0 && interestFree == 0 && capitalized == 0 && deferred == 0 }

    /// Whether interest accrues in installment `index`, from 0.
    func accruesInterest(in index: Int) -> Bool { index >= interestFree }
    /// Whether principal falls due in installment `index`.
    func repaysPrincipal(in index: Int) -> Bool { index >= withoutPrincipal }
    /// Whether nothing falls due in installment `index`, its interest joining the balance.
    func capitalizes(_ index: Int) -> Bool { index < capitalized }
    /// Whether nothing falls due in installment `index`, its interest doing so later.
    func defers(_ index: Int) -> Bool { index < deferred }
}
