/// How a figure came about: steps that add up to it.
///
///     schedule.items[0].interestDue  13.83
///       3.333…   1 000.00 × 12 %/360 × 10, to 11 January
///      10.5      1 500.00 × 12 %/360 × 21, from there to 1 February, the drawdown (event 1) with it
///      13.83     rounded HALF_EVEN to 0.01: what rounding took is 0.0033…
///
/// Nothing in it is taken on trust: each step's amount follows from what the step says alone, and the
/// figure is the sum of its steps. `recomputed` does that again. Amounts are in minor units.
public struct Explanation: Sendable {
    /// What is explained.
    public let figure: Figure
    /// The figure, as the result has it.
    public let amountMinor: Int64
    /// What it is the sum of.
    public let steps: [Step]

    /// A number that a line multiplies.
    public struct Factor: Sendable {
        /// What it is.
        public let name: String
        /// In minor units where it is an amount.
        public let value: Rational
        /// Whether it is an amount.
        public let isAmount: Bool
    }

    /// A product.
    public struct Line: Sendable {
        /// What it is, in words.
        public let what: String
        /// The days after this one …
        public var from: CivilDate?
        /// … up to this one, where it is of days.
        public var to: CivilDate?
        /// What is multiplied.
        public let factors: [Factor]

        /// Their product, exactly.
        public var value: Rational { factors.reduce(Rational(1)) { $0 * $1.value } }
    }

    /// A level payment: A = (P − B·v_n) / Σ v_j with v_j = Π 1/(1 + i).
    public struct LevelPaymentEquation: Sendable {
        /// P: what is repaid.
        public let principal: Rational
        /// B: what is due with the last row on top.
        public let balloonMinor: Int64
        /// i of each row in turn: unit × weight.
        public var rates: [Rational] { weights.map { unit * $0.ratio } }
        let unit: Rational
        let weights: [PeriodWeight]
    }

    /// How a step's amount is rounded, once.
    public struct RoundingRule: Sendable {
        /// To multiples of this many minor units.
        public let unitMinor: Int64
        /// In that way.
        public let mode: RoundingMode
    }

    /// A part of the figure.
    public struct Step: Sendable {
        /// The rule, in words.
        public let rule: String
        /// The section of docs/semantics.md that has it.
        public let section: Int
        /// The event that made it, by its number from 1.
        public var event: Int?
        /// The figure that it is, or is part of, explained by itself.
        public var figure: Figure?
        /// What is added up before it is rounded; none for an amount that is whole by itself.
        public var lines: [Line] = []
        /// The equation that it solves, instead of lines.
        public var equation: LevelPaymentEquation?
        /// How the exact value is rounded; nil where nothing is.
        public var rounding: RoundingRule?
        /// Subtracted rather than added.
        public var isSubtracted = false
        /// What it adds to the figure.
        public let amountMinor: Int64
        /// Before it is rounded; nil for an equation without rows.
        public var exact: Rational? {
            if let equation { return equation.solution }
            if lines.isEmpty { return Rational(amountMinor) }
            let sum = lines.reduce(Rational.zero) { $0 + $1.value }
            return isSubtracted ? -sum : sum
        }
        /// Whether the rule that made it is not known: it only closes the sum. No figure of a valid
        /// loan should have one.
        public var isUnexplained = false
    }

    /// The figure again, from its lines alone; nil where they do not come to whole minor units.
    public var recomputed: Int64? {
        var sum: Int64 = 0
        for step in steps {
            guard let amountMinor = step.recomputed else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(amountMinor)
            if overflow { return nil }
            sum = next
        }
        return sum
    }
}

extension Explanation.Step {
    /// Its amount again, from its lines or its equation.
    fileprivate var recomputed: Int64? {
        guard let exact else { return nil }
        let own = isSubtracted ? -exact : exact
        guard
            let rounded = try? own.rounded(
                toMultipleOf: rounding?.unitMinor ?? 1, by: rounding?.mode ?? .floor)
        else { return nil }
        // Without a rule of rounding there is nothing to round.
        if rounding == nil, Rational(rounded) != own { return nil }
        return isSubtracted ? -rounded : rounded
    }
}

extension Explanation.LevelPaymentEquation {
    /// A, exactly; nil over no rows.
    public var solution: Rational? {
        var payment = LevelPayment(of: principal, balloonMinor: balloonMinor, unit: unit)
        for weight in weights { payment.addPeriod(weight) }
        return try? payment.ratio
    }
}
