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
        /// When it holds.
        public let condition: Condition
        /// What it brings.
        public let points: Points
        /// What it is told as; nil for the characteristic's.
        public let reason: String?
        /// What people call it.
        public let label: String?

        /// A bin of those parts.
        public init(_ condition: Condition, _ points: Points, reason: String?, label: String?) {
            (self.condition, self.points) = (condition, points)
            (self.reason, self.label) = (reason, label)
        }
    }

    /// What is looked at.
    public struct Characteristic: Sendable {
        /// Its name, carried into results.
        public let name: String
        /// What its value has to be.
        public let type: ValueType
        /// What is asked of the applicant.
        public let value: Expression
        /// By what points are multiplied.
        public let weight: Rational
        /// What points are compared with for reasons; nil for none.
        public let baseline: Rational?
        /// What lost points are told as; nil for nothing.
        public let reason: String?
        /// In order; the first that holds counts.
        public let bins: [Bin]

        /// A characteristic of those parts.
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
        /// By what the score is multiplied.
        public let factor: Rational
        /// What is added.
        public let offset: Rational

        /// A scaling by those numbers.
        public init(factor: Rational, offset: Rational) {
            (self.factor, self.offset) = (factor, offset)
        }
    }

    /// A name from a score on; the last has no score.
    public struct Step<Name: Sendable>: Sendable {
        /// What it is called.
        public let name: Name
        /// From which score on, included; nil for the last.
        public let from: Rational?

        /// A step of that name.
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
        /// Carried into results.
        public let id: String
        /// What has to be true, or acts where it is.
        public let condition: Expression
        /// What follows where it acts.
        public let effect: Decision
        /// What it is told as; nil for nothing.
        public let reason: String?
        /// What a missing condition does.
        public let onMissing: OnMissing

        /// A rule of those parts.
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

    /// Carried into every result.
    public var id: String
    /// Carried into every result: a changed card is another version.
    public var version: String
    /// What everybody has.
    public var baseScore = Rational.zero
    /// 1 to 256.
    public var characteristics: [Characteristic] = []
    /// Nil for the score as it is.
    public var scaling: Scaling?
    /// To a multiple of a unit; nil for the exact score.
    public var rounding: (unit: Rational, mode: RoundingMode)?
    /// From best to worst; the first whose `from` is reached.
    public var bands: [Step<String>] = []
    /// From best to worst, likewise.
    public var decisions: [Step<Decision>] = []
    /// Must be true.
    public var eligibility: [Rule] = []
    /// Act where they are true.
    public var knockOuts: [Rule] = []
    /// What points are compared with.
    public var reasonMethod = ReasonMethod.pointsBelow
    /// How many reasons at most, 0 to 64.
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
    /// Nil for odds not above zero, or digits that are not 0 to 18.
    ///
    /// - Parameter odds: Good to bad.
    public init?(pdo: Rational, score: Rational, odds: Rational, decimals: Int) {
        guard odds.signum > 0, (0...18).contains(decimals) else { return nil }
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
