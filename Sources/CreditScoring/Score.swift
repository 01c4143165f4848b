import ExactArithmetic
import Expressions

/// Why an applicant has no score.
public struct ScoreError: Error, Sendable, Equatable {
    /// `INVALID_APPLICANT`, `INVALID_EXPRESSION` or `LIMIT_EXCEEDED`.
    public let code: String
    /// Where in the card.
    public let path: String
    /// What was met and what is allowed, in English.
    public let message: String
    /// The byte of the expression, or nil.
    public let position: Int?
}

/// What a card says of an applicant.
public struct Score: Sendable {
    /// Whether a rule let the applicant pass.
    public enum Outcome: String, Sendable {
        case passed = "PASSED"
        case failed = "FAILED"
        case fired = "FIRED"
        case clear = "CLEAR"
        case missing = "MISSING"
    }

    /// How a rule went.
    public struct RuleOutcome: Sendable, Equatable {
        /// Of the rule.
        public let id: String
        /// Whether it is a knock-out; else a condition of eligibility.
        public let isKnockOut: Bool
        /// How it went.
        public let outcome: Outcome
    }

    /// Why points were lost, or what rule acted.
    public struct Reason: Sendable, Equatable {
        /// The reason's code, as the card has it.
        public let code: String
        /// Nil for a rule.
        public let points: Rational?
    }

    /// What a characteristic brought.
    public struct Contribution: Sendable, Equatable {
        /// Its name.
        public let characteristic: String
        /// From 0.
        public let bin: Int
        /// The bin's label, if it has one.
        public let label: String?
        /// What the bin brought.
        public let points: Rational
        /// Weight × points.
        public let contribution: Rational
    }

    /// Scaled and rounded.
    public let score: Rational
    /// The band's name; nil without bands.
    public let band: String?
    /// The worst of what score and rules decide; nil where nothing does.
    public let decision: Scorecard.Decision?
    /// Nil where that is not known.
    public let isEligible: Bool?
    /// Of each rule, in the card's order.
    public let rules: [RuleOutcome]
    /// First of rules, then of points, the greatest first.
    public let reasons: [Reason]
    /// Of each characteristic, in the card's order.
    public let contributions: [Contribution]
}

extension Scorecard {
    /// The score of an applicant.
    ///
    ///     score = baseScore + Σ weight × points, scaled, rounded
    ///
    /// - Throws: `ScoreError` at the card's expression that has no value for the applicant.
    public func score(_ applicant: ExpressionData) throws(ScoreError) -> Score {
        var contributions: [Score.Contribution] = []
        contributions.reserveCapacity(characteristics.count)
        var sum = baseScore
        for index in characteristics.indices {
            let own = try characteristics[index].contribution(
                applicant, "characteristics[\(index)]")
            sum = sum + own.contribution
            contributions.append(own)
        }
        if let scaling { sum = scaling.offset + scaling.factor * sum }
        if let rounding {
            let units =
                sum
                * Rational(
                    Whole(denominatorOf: rounding.unit), over: Whole(numeratorOf: rounding.unit))
            sum = Rational(units.rounded(to: rounding.mode), over: Whole(1)) * rounding.unit
        }
        let band = bands.first { $0.from.map { !(sum < $0) } ?? true }?.name
        var decision = decisions.first { $0.from.map { !(sum < $0) } ?? true }?.name
        var isEligible: Bool? = true
        var (rules, reasons): ([Score.RuleOutcome], [Score.Reason]) = ([], [])
        func take(_ effect: Decision, _ rule: Rule) {
            decision = decision.map { max($0, effect) } ?? effect
            if let code = rule.reason { reasons.append(Score.Reason(code: code, points: nil)) }
        }
        for (index, rule) in eligibility.enumerated() {
            let truth = try rule.condition.truth(applicant, "eligibility[\(index)].require")
            rules.append(
                Score.RuleOutcome(
                    id: rule.id, isKnockOut: false,
                    outcome: truth.map { $0 ? .passed : .failed } ?? .missing))
            switch (truth, rule.onMissing) {
            case (true, _), (nil, .isIgnored): break
            case (false, _), (nil, .acts):
                isEligible = false
                take(.decline, rule)
            case (nil, .refers):
                if isEligible != false { isEligible = nil }
                take(.refer, rule)
            }
        }
        for (index, rule) in knockOuts.enumerated() {
            let truth = try rule.condition.truth(applicant, "knockOuts[\(index)].when")
            rules.append(
                Score.RuleOutcome(
                    id: rule.id, isKnockOut: true,
                    outcome: truth.map { $0 ? .fired : .clear } ?? .missing))
            switch (truth, rule.onMissing) {
            case (false, _), (nil, .isIgnored): break
            case (true, _), (nil, .acts): take(rule.effect, rule)
            case (nil, .refers): take(.refer, rule)
            }
        }
        reasons += pointReasons(contributions)
        return Score(
            score: sum, band: band, decision: decision, isEligible: isEligible, rules: rules,
            reasons: distinct(reasons), contributions: contributions)
    }

    /// Of characteristics with a baseline and a reason, what was lost against the baseline, the greatest
    /// first.
    private func pointReasons(_ contributions: [Score.Contribution]) -> [Score.Reason] {
        var found: [(index: Int, lost: Rational)] = []
        for (index, own) in contributions.enumerated() {
            let bin = own.bin
            guard let baseline = characteristics[index].baseline,
                characteristics[index].bins[bin].reason != nil
                    || characteristics[index].reason != nil
            else { continue }
            let below = characteristics[index].weight * (baseline - own.points)
            let lost = reasonMethod == .pointsBelow ? below : Rational(0) - below
            if lost.signum > 0 { found.append((index, lost)) }
        }
        found.sort { $0.lost == $1.lost ? $0.index < $1.index : $1.lost < $0.lost }
        return found.compactMap { index, lost in
            let own = characteristics[index].bins[contributions[index].bin].reason
            return (own ?? characteristics[index].reason).map {
                Score.Reason(code: $0, points: lost)
            }
        }
    }

    private func distinct(_ reasons: [Score.Reason]) -> [Score.Reason] {
        var kept: [Score.Reason] = []
        for reason in reasons
        where kept.count < reasonCount && !kept.contains(where: { $0.code.isWritten(reason.code) })
        {
            kept.append(reason)
        }
        return kept
    }
}

extension Scorecard.Characteristic {
    fileprivate func contribution(
        _ applicant: ExpressionData, _ path: @autoclosure () -> String
    ) throws(ScoreError) -> Score.Contribution {
        let value = try own(applicant, path() + ".value")
        for index in bins.indices {
            // Asked for where an expression fails.
            func place() -> String { path() + ".bins[\(index)]" }
            let holds: Bool
            switch bins[index].condition {
            case .missing: holds = value == .missing
            case .otherwise: holds = true
            case .oneOf(let values): holds = values.contains(value)
            case .when(let expression):
                holds = try expression.truth(applicant, place() + ".when") ?? false
            case .interval(let from, let to, let closed):
                guard case .number(let number) = value else {
                    holds = false
                    break
                }
                let isAbove =
                    from.map { $0 < number || $0 == number && closed.hasLeft } ?? true
                let isBelow = to.map { number < $0 || number == $0 && closed.hasRight } ?? true
                holds = isAbove && isBelow
            }
            guard holds else { continue }
            let points: Rational
            switch bins[index].points {
            case .constant(let constant): points = constant
            case .formula(let formula):
                let result = try formula.value(applicant, place() + ".formula")
                guard case .number(let number) = result else {
                    throw ScoreError(
                        code: "INVALID_APPLICANT", path: place() + ".formula",
                        message: "the formula gives \(result.typeName); allowed: a number",
                        position: nil)
                }
                points = number
            }
            return Score.Contribution(
                characteristic: name, bin: index, label: bins[index].label, points: points,
                contribution: weight * points)
        }
        // The last bin always holds.
        return Score.Contribution(
            characteristic: name, bin: max(bins.count - 1, 0), label: nil, points: .zero,
            contribution: .zero)
    }

    /// The value, of the characteristic's type or missing.
    private func own(
        _ applicant: ExpressionData, _ path: @autoclosure () -> String
    ) throws(ScoreError) -> ExpressionValue {
        let value = try self.value.value(applicant, path())
        switch (type, value) {
        case (_, .missing), (.number, .number), (.text, .text), (.boolean, .boolean): return value
        case (.number, .text(let text)):
            do throws(ArithmeticError) {
                if let number = try Rational(plainDecimal: text) { return .number(number) }
            } catch {
                throw ScoreError(
                    code: "LIMIT_EXCEEDED", path: path(),
                    message: "a numerator or denominator of more than 4096 bits", position: nil)
            }
        default: break
        }
        throw ScoreError(
            code: "INVALID_APPLICANT", path: path(),
            message: "the value is \(value.typeName); allowed: \(type.rawValue)", position: nil)
    }
}

extension Scorecard.Closed {
    var hasLeft: Bool { self == .left || self == .both }
    var hasRight: Bool { self == .right || self == .both }
}

extension Expression {
    fileprivate func value(
        _ data: ExpressionData, _ path: @autoclosure () -> String
    ) throws(ScoreError) -> ExpressionValue {
        do throws(ExpressionError) {
            return try value(of: data)
        } catch {
            throw ScoreError(
                code: error.code.rawValue, path: path(), message: error.message,
                position: error.position)
        }
    }

    /// True, false, or nil for missing.
    fileprivate func truth(
        _ data: ExpressionData, _ path: @autoclosure () -> String
    ) throws(ScoreError) -> Bool? {
        switch try value(data, path()) {
        case .boolean(let truth): return truth
        case .missing: return nil
        case let other:
            throw ScoreError(
                code: "INVALID_EXPRESSION", path: path(),
                message: "the condition is \(other.typeName); allowed: BOOLEAN", position: 0)
        }
    }
}
