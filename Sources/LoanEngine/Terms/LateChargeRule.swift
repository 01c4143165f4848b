/// A rule of what is charged on an installment that is paid late: section 11 of docs/semantics.md.
///
///     LateChargeRule(.percent(Rational(5), of: .installment), afterDays: 3)     // 5 % on the fourth day
public struct LateChargeRule: Sendable, Equatable {
    /// What a percentage or rate is taken of.
    public enum Base: UInt8, NamedCase {
        /// Principal and interest due of the installment.
        case installment = 0
        /// Its unpaid principal.
        case overduePrincipal = 1
        /// Its unpaid principal and interest.
        case overdue = 2

        /// The name in the case format.
        public var name: String {
            switch self {
            case .installment: "INSTALLMENT"
            case .overduePrincipal: "OVERDUE_PRINCIPAL"
            case .overdue: "OVERDUE"
            }
        }
    }

    /// From when penal interest is counted, once it is charged at all.
    public enum Start: UInt8, NamedCase {
        /// From the due date.
        case dueDate = 0
        /// From the last day on which nothing was charged.
        case graceEnd = 1

        /// The name in the case format.
        public var name: String {
            switch self {
            case .dueDate: "DUE_DATE"
            case .graceEnd: "GRACE_END"
            }
        }
    }

    /// What is charged.
    public enum Charge: Sendable, Equatable {
        /// An amount in minor units.
        case amount(minor: Int64)
        /// A percentage of a base.
        case percent(Rational, of: Base)
        /// Penal interest by days: a rate per time, taken to a year, on a base, on a year of `yearDays` days,
        /// counted from `start`.
        case penalInterest(InterestRate, of: Base, yearDays: Int, from: Start)
    }

    /// When a charge that is no penal interest is made again.
    public struct Repetition: Sendable, Equatable {
        /// Units between two charges, 1 to 366.
        public var count: Int
        /// The unit.
        public var unit: TermUnit
        /// How many charges at most on one installment; nil for no limit but the loan's.
        public var times: Int?

        /// That repetition.
        public init(every count: Int, _ unit: TermUnit, times: Int? = nil) {
            self.count = count
            self.unit = unit
            self.times = times
        }
    }

    /// What is charged.
    public var charge: Charge
    /// Days after the due date on which nothing is charged: the first charge date is one day later.
    public var afterDays: Int
    /// Whether it joins the installment's penalty or its fee.
    public var component: Component
    /// When it is charged again; nil for once.
    public var repetition: Repetition?

    /// That rule.
    public init(
        _ charge: Charge, afterDays: Int = 0, component: Component = .penalty,
        repetition: Repetition? = nil
    ) {
        self.charge = charge
        self.afterDays = afterDays
        self.component = component
        self.repetition = repetition
    }
}
