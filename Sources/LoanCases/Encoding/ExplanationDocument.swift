/// How the figures of a case came about, `loan-explanation/1`: docs/case-format.md.
public struct ExplanationDocument: Sendable {
    /// The format's name and version.
    public static let format = "loan-explanation/1"

    /// The case's name; nil where it has none.
    public let name: String?
    /// The currency of its amounts.
    public let currency: Currency
    /// The figures and what made them.
    public let explanation: LoanExplanation

    /// Reads a case and lets it happen.
    ///
    /// - Throws: As evaluating the case.
    public init(of root: JSONValue) throws(LoanError) {
        let form = try CaseForm(root)
        let terms = try form.terms()
        var account = try LoanAccount(terms, status: form.status)
        try account.apply(contentsOf: try form.events(in: terms.currency))
        name = form.name
        currency = terms.currency
        explanation = try account.explanation(asOf: form.asOf)
    }

    /// The figures as JSON.
    public func value(of figures: [Figure]) -> JSONValue {
        let found = figures.compactMap { explanation.explanation(of: $0) }
        return .object([
            .init("format", .string(ExplanationDocument.format)),
            .init("name", name.map { .string($0) } ?? .null),
            .init("asOf", .string("\(explanation.statement.asOf)")),
            .init("figures", .array(found.map(value))),
        ])
    }

    /// The figures of a selection: a path of the result or the beginning of one up to a point or
    /// bracket, such as `settlement`; nil where there is none.
    public func figures(at path: String) -> [Figure]? {
        let found = explanation.figures.filter { figure in
            let own = figure.path
            guard own.hasPrefix(path) else { return false }
            let rest = own.dropFirst(path.count).first
            return rest == nil || rest == "." || rest == "["
        }
        return found.isEmpty ? nil : found
    }

    /// The figures of an installment, from 1: its own, and those of its allocations and adjustments; nil
    /// where there is no such installment.
    public func figures(ofRow sequence: Int) -> [Figure]? {
        let statement = explanation.statement
        guard statement.items.indices.contains(sequence - 1) else { return nil }
        return explanation.figures.filter { figure in
            switch figure {
            case .due(_, let row), .totalDue(let row), .paid(let row), .balanceAfter(let row),
                .daysPastDue(let row):
                return row == sequence - 1
            case .allocation(let index): return statement.allocations[index].sequence == sequence
            case .adjustment(let index):
                return explanation.servicing.adjustments[index].sequence == sequence
            default: return false
            }
        }
    }
}

// Values.
extension ExplanationDocument {
    private func value(_ explanation: Explanation) -> JSONValue {
        let isAmount = explanation.figure.isAmount
        return .object([
            .init("figure", .string(explanation.figure.path)),
            isAmount
                ? .init("amount", .string(currency.text(explanation.amountMinor)))
                : .init("days", .number("\(explanation.amountMinor)")),
            .init("steps", .array(explanation.steps.map { value($0, isAmount: isAmount) })),
        ])
    }

    private func value(_ step: Explanation.Step, isAmount: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("rule", .string(step.rule)), .init("section", .number("\(step.section)")),
            isAmount
                ? .init("amount", .string(currency.text(step.amountMinor)))
                : .init("days", .number("\(step.amountMinor)")),
        ]
        if let event = step.event { members.append(.init("event", .number("\(event)"))) }
        if let figure = step.figure { members.append(.init("figure", .string(figure.path))) }
        if !step.lines.isEmpty { members.append(.init("lines", .array(step.lines.map(value)))) }
        if let equation = step.equation { members.append(.init("equation", value(equation))) }
        if let rounding = step.rounding, let exact = step.exact {
            members.append(
                .init(
                    "rounding",
                    .object([
                        .init("exact", .string(exactText(exact, isAmount: true))),
                        .init("mode", .string(rounding.mode.name)),
                        .init("unit", .string(currency.text(rounding.unitMinor))),
                        .init(
                            "taken",
                            .string(
                                exactText(exact - Rational(step.amountMinor), isAmount: true))),
                    ])))
        }
        return .object(members)
    }

    private func value(_ line: Explanation.Line) -> JSONValue {
        var members: [JSONValue.Member] = [.init("what", .string(line.what))]
        if let from = line.from { members.append(.init("from", .string("\(from)"))) }
        if let to = line.to { members.append(.init("to", .string("\(to)"))) }
        members.append(
            .init(
                "factors",
                .array(
                    line.factors.map {
                        .object([
                            .init("name", .string($0.name)),
                            .init("value", .string(exactText($0.value, isAmount: $0.isAmount))),
                        ])
                    })))
        members.append(.init("value", .string(exactText(line.value, isAmount: true))))
        return .object(members)
    }

    private func value(_ equation: Explanation.LevelPaymentEquation) -> JSONValue {
        .object([
            .init("principal", .string(exactText(equation.principal, isAmount: true))),
            .init("balloon", .string(currency.text(equation.balloonMinor))),
            .init(
                "rates", .array(equation.rates.map { .string(exactText($0, isAmount: false)) })),
        ])
    }

    /// A number exactly, an amount in units of the currency; where that takes more than a hundred
    /// characters its first digits, and `…`.
    public func exactText(_ value: Rational, isAmount: Bool) -> String {
        if isAmount, let minor = try? value.rounded(by: .floor), Rational(minor) == value {
            return currency.text(minor)
        }
        let text = inUnits(value, isAmount: isAmount).exactText
        return text.utf8.count <= 100
            ? text : digits(of: value, isAmount: isAmount, count: 18) + "…"
    }

    /// A number's first digits: `count` of them after the point, none of them rounded.
    ///
    /// - Parameter count: At most 18.
    public func digits(of value: Rational, isAmount: Bool, count: Int) -> String {
        var scaled = inUnits(value, isAmount: isAmount)
        let isNegative = scaled.signum < 0
        if isNegative { scaled = -scaled }
        for _ in 0..<count { scaled = scaled * Rational(10) }
        guard let whole = try? scaled.rounded(by: .floor) else { return scaled.description }
        var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        DecimalText.append(whole, fractionDigits: count, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func inUnits(_ value: Rational, isAmount: Bool) -> Rational {
        var value = value
        if isAmount {
            for _ in 0..<currency.exponent { value = value * Rational(1, over: 10) }
        }
        return value
    }
}
