// How steps are written down.
extension Explanation.Factor {
    static func amount(_ name: String, _ value: Rational) -> Explanation.Factor {
        Explanation.Factor(name: name, value: value, isAmount: true)
    }

    static func amount(_ name: String, _ minor: Int64) -> Explanation.Factor {
        .amount(name, Rational(minor))
    }

    static func number(_ name: String, _ value: Rational) -> Explanation.Factor {
        Explanation.Factor(name: name, value: value, isAmount: false)
    }
}

extension [Explanation.Factor] {
    /// Balance × rate × what the days count for.
    static func interest(
        on balanceMinor: Int64, _ rates: PeriodRates, _ weight: PeriodWeight
    ) -> [Explanation.Factor] {
        interest(on: Rational(balanceMinor), rates, weight)
    }

    static func interest(
        on balance: Rational, _ rates: PeriodRates, _ weight: PeriodWeight
    ) -> [Explanation.Factor] {
        [
            .amount("balance", balance), .number(rates.unitName, rates.unit),
            .number(rates.weightName, weight.ratio),
        ]
    }
}

extension PeriodRates {
    /// What `unit` is the rate of.
    fileprivate var unitName: String {
        isConstant ? "rate of a period" : "rate of a day"
    }

    /// What a weight counts.
    fileprivate var weightName: String { isConstant ? "part of the period" : "days" }
}

extension Explanation.Line {
    init(_ what: String, _ factors: Explanation.Factor...) {
        self.init(what: what, from: nil, to: nil, factors: factors)
    }

    init(_ piece: AccountTrace.Piece) {
        self.init(
            what: piece.what + ", up to event \(piece.event)", from: piece.from, to: piece.to,
            factors: piece.factors)
    }
}

extension Explanation.Step {
    /// A whole amount.
    init(
        _ rule: String, section: Int, _ amountMinor: Int64, figure: Figure? = nil, event: Int? = nil
    ) {
        self.init(
            rule: rule, section: section, event: event, figure: figure, amountMinor: amountMinor)
    }

    /// Lines that are added up and rounded once.
    init(
        _ rule: String, section: Int, lines: [Explanation.Line],
        rounding: Explanation.RoundingRule?, _ amountMinor: Int64, event: Int? = nil
    ) {
        self.init(
            rule: rule, section: section, event: event, lines: lines, rounding: rounding,
            amountMinor: amountMinor)
    }
}

extension Rounding {
    /// How interest is rounded.
    var ofInterest: Explanation.RoundingRule {
        Explanation.RoundingRule(unitMinor: interestUnitMinor, mode: interestMode)
    }

    /// How level payments and shares are.
    var ofInstallments: Explanation.RoundingRule {
        Explanation.RoundingRule(unitMinor: installmentUnitMinor, mode: installmentMode)
    }
}

/// The steps of a figure, while they are put together.
struct StepList {
    private(set) var steps: [Explanation.Step] = []

    var sumMinor: Int64 { steps.reduce(0) { $0 &+ $1.amountMinor } }

    mutating func add(_ step: Explanation.Step) { steps.append(step) }

    /// A whole amount; none where it is zero.
    mutating func add(
        _ rule: String, section: Int, _ amountMinor: Int64, figure: Figure? = nil, event: Int? = nil
    ) {
        if amountMinor == 0 { return }
        steps.append(
            Explanation.Step(rule, section: section, amountMinor, figure: figure, event: event))
    }

    /// Lines that are added up and rounded once.
    mutating func add(
        _ rule: String, section: Int, _ lines: [Explanation.Line],
        _ rounding: Explanation.RoundingRule?,
        event: Int? = nil, isSubtracted: Bool = false
    ) {
        let exact = lines.reduce(Rational.zero) { $0 + $1.value }
        guard
            let rounded = try? exact.rounded(
                toMultipleOf: rounding?.unitMinor ?? 1, by: rounding?.mode ?? .floor)
        else { return }
        var step = Explanation.Step(
            rule, section: section, lines: lines, rounding: rounding,
            isSubtracted ? -rounded : rounded, event: event)
        step.isSubtracted = isSubtracted
        steps.append(step)
    }

    /// What is missing to a figure, for a rule that is no sum.
    mutating func close(to amountMinor: Int64, _ rule: String, section: Int) {
        add(rule, section: section, amountMinor &- sumMinor)
    }

    /// The explanation of a figure, which the steps should come to.
    func explanation(of figure: Figure, _ amountMinor: Int64) -> Explanation {
        var steps = steps
        if sumMinor != amountMinor {
            var step = Explanation.Step(
                "as it stands", section: 14, amountMinor &- sumMinor)
            step.isUnexplained = true
            steps.append(step)
        }
        return Explanation(figure: figure, amountMinor: amountMinor, steps: steps)
    }
}
