import ExactArithmetic
import Expressions

/// A credit scorecard: what is looked at, how many points each value brings, and what follows.
///
/// Section "A scorecard" of docs/scoring.md. Whoever makes one keeps to its rules; documents are checked
/// whole when they are read.
public struct Scorecard: Sendable {
    /// What a characteristic's value is.
    public enum ValueType: String, Sendable, CaseIterable {
        case number = "NUMBER"
        case text = "TEXT"
        case boolean = "BOOLEAN"
    }

    /// Which ends of an interval belong to it.
    public enum Closed: String, Sendable, CaseIterable {
        case left = "LEFT"
        case right = "RIGHT"
        case both = "BOTH"
        case none = "NONE"
    }

    /// When a bin holds.
    public enum Condition: Sendable {
        /// The value lies in the interval; a missing end is open.
        case interval(from: Rational?, to: Rational?, Closed)
        /// The value is one of these.
        case oneOf([ExpressionValue])
        /// An expression is true.
        case when(Expression)
        /// The value is missing.
        case missing
        /// Always.
        case otherwise
    }

    /// How many points a bin brings.
    public enum Points: Sendable {
        case constant(Rational)
        case formula(Expression)
    }

    /// A range of values and its points.
    public struct Bin: Sendable {
        public let condition: Condition
        public let points: Points
        public let reason: String?
        public let label: String?

        public init(_ condition: Condition, _ points: Points, reason: String?, label: String?) {
            (self.condition, self.points) = (condition, points)
            (self.reason, self.label) = (reason, label)
        }
    }

    /// What is looked at.
    public struct Characteristic: Sendable {
        public let name: String
        public let type: ValueType
        public let value: Expression
        public let weight: Rational
        /// What points are compared with for reasons; nil for none.
        public let baseline: Rational?
        public let reason: String?
        /// In order; the first that holds counts.
        public let bins: [Bin]

        public init(
            name: String, type: ValueType, value: Expression, weight: Rational,
            baseline: Rational?, reason: String?, bins: [Bin]
        ) {
            (self.name, self.type, self.value, self.weight) = (name, type, value, weight)
            (self.baseline, self.reason, self.bins) = (baseline, reason, bins)
        }
    }

    /// score' = offset + factor × score.
    public struct Scaling: Sendable, Equatable {
        public let factor: Rational
        public let offset: Rational

        public init(factor: Rational, offset: Rational) {
            (self.factor, self.offset) = (factor, offset)
        }
    }

    /// A name from a score on; the last has no score.
    public struct Step<Name: Sendable>: Sendable {
        public let name: Name
        public let from: Rational?

        public init(_ name: Name, from: Rational?) { (self.name, self.from) = (name, from) }
    }

    /// From best to worst.
    public enum Decision: String, Sendable, CaseIterable, Comparable {
        case approve = "APPROVE"
        case refer = "REFER"
        case decline = "DECLINE"

        private var rank: Int { self == .approve ? 0 : self == .refer ? 1 : 2 }

        /// Better.
        public static func < (left: Decision, right: Decision) -> Bool { left.rank < right.rank }
    }

    /// What a missing condition does to a rule.
    public enum OnMissing: Sendable {
        /// The rule acts as if it had failed, or fired.
        case acts
        /// The applicant is referred.
        case refers
        case isIgnored
    }

    /// A rule beside the points.
    public struct Rule: Sendable {
        public let id: String
        public let condition: Expression
        /// What follows where it acts.
        public let effect: Decision
        public let reason: String?
        public let onMissing: OnMissing

        public init(
            id: String, condition: Expression, effect: Decision, reason: String?,
            onMissing: OnMissing
        ) {
            (self.id, self.condition, self.effect) = (id, condition, effect)
            (self.reason, self.onMissing) = (reason, onMissing)
        }
    }

    /// How points become reasons.
    public enum ReasonMethod: String, Sendable, CaseIterable {
        case pointsBelow = "POINTS_BELOW"
        case pointsAbove = "POINTS_ABOVE"
    }

    public var id: String
    public var version: String
    public var baseScore = Rational.zero
    public var characteristics: [Characteristic] = []
    public var scaling: Scaling?
    /// To a multiple of a unit; nil for the exact score.
    public var rounding: (unit: Rational, mode: RoundingMode)?
    public var bands: [Step<String>] = []
    public var decisions: [Step<Decision>] = []
    /// Must be true.
    public var eligibility: [Rule] = []
    /// Act where they are true.
    public var knockOuts: [Rule] = []
    public var reasonMethod = ReasonMethod.pointsBelow
    public var reasonCount = 4

    /// A card without characteristics.
    public init(id: String, version: String) { (self.id, self.version) = (id, version) }
}

extension Scorecard.Scaling {
    /// Points that double the odds: factor = pdo / ln 2, offset = score − factor · ln odds, each rounded
    /// once, half up, to so many digits; the digits are proved.
    ///
    ///     pdo 20, 600 at 50:1, 4 digits: 28.8539 and 487.1229
    ///
    /// - Parameter odds: Good to bad, above zero.
    public init(pdo: Rational, score: Rational, odds: Rational, decimals: Int) {
        let (n, d) = (Whole(numeratorOf: odds), Whole(denominatorOf: odds))
        // ln odds / ln 2 is rational only where the odds are a power of 2.
        var exact: Rational?
        let exponent = n.bits - d.bits
        if n == Whole(1).shifted(by: max(exponent, 0)), d == Whole(1).shifted(by: max(-exponent, 0))
        {
            exact = score - pdo * Rational(Int64(exponent))
        }
        let own = Scorecard.Scaling.rounded(decimals, pdo.signum == 0 ? .zero : nil) { precision in
            let two = Ball.logarithmOf2(precision)
            return two.reciprocal.map { Ball(pdo, precision: precision) * $0 }
        }
        let offset = Scorecard.Scaling.rounded(decimals, pdo.signum == 0 ? score : exact) {
            precision in
            let two = Ball.logarithmOf2(precision)
            let logarithm = Ball.logarithm(of: odds, precision: precision)
            return two.reciprocal.map {
                Ball(score, precision: precision)
                    - Ball(pdo, precision: precision) * logarithm * $0
            }
        }
        self.init(factor: own, offset: offset)
    }

    /// A real number rounded half up, from balls of growing precision.
    private static func rounded(
        _ decimals: Int, _ exact: Rational?, _ ball: (Int) -> Ball?
    ) -> Rational {
        let scale = Whole(10).power(UInt(decimals))
        if let exact {
            return Rational(
                (exact * Rational(scale, over: Whole(1))).rounded(to: .halfUp), over: scale)
        }
        var precision = 128
        while true {
            if let value = ball(precision) {
                let scaled = value * scale
                // Both ends of the ball rounded alike.
                let unit = Whole(1).shifted(by: precision)
                let low = Rational(scaled.middle - scaled.error, over: unit).rounded(to: .halfUp)
                let high = Rational(scaled.middle + scaled.error, over: unit).rounded(to: .halfUp)
                if low == high { return Rational(low, over: scale) }
            }
            precision *= 2
        }
    }
}
