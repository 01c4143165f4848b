import LoanCases

/// `loan-engine explain`.
enum ExplainCommand {
    static let help = """
        usage: loan-engine explain CASE [--row K]… [--figure F]… [--all] [--as-of D]
                                   [--format table|json]

        How figures of a loan came about, line by line: balances and days, exact values before they
        are rounded, the rule with its section of docs/semantics.md, the event that made it, and
        what rounding took. For example
            loan-engine explain loan.json --row 3
            loan-engine explain loan.json --figure settlement
            loan-engine explain loan.json --figure 'schedule.items[2].interestDue'

          -r, --row K          the figures of installment K, from 1, with its allocations and
                               adjustments; again for more of them
          -g, --figure F       a figure by its place in the result, or all that begin with it:
                               settlement, arrears, allocations, adjustments, accruedInterest,
                               schedule.installmentAmount; again for more of them
              --all            every figure (what is done if none is named)
          -a, --as-of D        the date (the case's own, or the last event's)
          -f, --format FORMAT  table (the default) or json (loan-explanation/1)
          -h, --help           this text

        CASE is a loan-case/1; '-' is standard input.

        exit status: 0; 1 if the case is in error or has no such figure; 2 for a wrong call or if the
        case cannot be read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "row", letter: "r", takesValue: true, repeats: true),
            Options.Definition(name: "figure", letter: "g", takesValue: true, repeats: true),
            Options.Definition(name: "all", letter: "\u{E000}", takesValue: false),
            Options.Definition(name: "as-of", letter: "a", takesValue: true),
            Options.Definition(name: "format", letter: "f", takesValue: true),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "explain", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        guard let isJSON = Comparison.isJSON(options, "explain") else { return .usage }
        guard options.operands.count == 1, let path = options.operands.first else {
            Output.error("loan-engine: explain: one case; see 'loan-engine help explain'")
            return .usage
        }
        guard Comparison.isDate(options.value("a"), "explain"), let root = Comparison.read(path)
        else { return .usage }
        let document: ExplanationDocument
        do throws(LoanError) {
            document = try ExplanationDocument(of: Comparison.dated(root, options.value("a")))
        } catch {
            Output.error("loan-engine: \(path): \(error)")
            return .failure
        }
        guard let figures = figures(of: document, options) else { return .failure }
        if isJSON {
            Output.write(JSONText.pretty(document.value(of: figures)))
        } else {
            Output.line(ExplanationText(document).text(of: figures))
        }
        return .success
    }

    /// What the options ask for; nil after a message where there is no such figure.
    private static func figures(of document: ExplanationDocument, _ options: Options) -> [Figure]? {
        let all = document.explanation.figures
        if options.has("\u{E000}") || (options.values("r") + options.values("g")).isEmpty {
            return all
        }
        var found: Set<Figure> = []
        for row in options.values("r") {
            guard let sequence = Int(row), let own = document.figures(ofRow: sequence) else {
                let count = document.explanation.statement.items.count
                Output.error(
                    "loan-engine: explain: --row \(Output.printable(row)): no such installment; "
                        + "allowed: 1 to \(count)")
                return nil
            }
            found.formUnion(own)
        }
        for path in options.values("g") {
            guard let own = document.figures(at: path) else {
                Output.error(
                    "loan-engine: explain: --figure \(Output.printable(path)): no such figure in the "
                        + "result; allowed: the beginning of a path, such as settlement or "
                        + "schedule.items[0].interestDue")
                return nil
            }
            found.formUnion(own)
        }
        return all.filter { found.contains($0) }
    }
}

/// Explanations as people read them.
private struct ExplanationText {
    private let document: ExplanationDocument

    init(_ document: ExplanationDocument) { self.document = document }

    func text(of figures: [Figure]) -> String {
        let parts = figures.compactMap { document.explanation.explanation(of: $0) }.map(text)
        return ([heading] + parts).joined(separator: "\n\n")
    }

    private var heading: String {
        let name = document.name.map { Output.printable($0) + ", " } ?? ""
        return TextTable.painted(
            "\(name)\(document.currency.code), as of \(document.explanation.statement.asOf)", .bold)
            + "\n§ names the section of docs/semantics.md that has the rule."
    }

    private func text(_ explanation: Explanation) -> String {
        let figure = explanation.figure
        let amount =
            figure.isAmount ? money(explanation.amountMinor) : "\(explanation.amountMinor) days"
        var lines = [TextTable.painted("\(title(figure)): \(amount)", .bold) + "  (\(figure.path))"]
        if explanation.steps.isEmpty { lines.append("    nothing makes it") }
        let width = explanation.steps.map { self.amount($0, figure).count }.max() ?? 0
        for step in explanation.steps { lines += text(step, figure, width) }
        return lines.joined(separator: "\n")
    }

    private func text(_ step: Explanation.Step, _ figure: Figure, _ width: Int) -> [String] {
        let own = amount(step, figure)
        let event = step.event.map { ", event \($0)" } ?? ""
        let place = step.figure.map { ", see \($0.path)" } ?? ""
        let padding = String(repeating: " ", count: width - own.count)
        var lines = ["    \(padding)\(own)  \(step.rule)\(event)\(place)  §\(step.section)"]
        let indent = String(repeating: " ", count: width + 6)
        lines += step.lines.map { indent + text($0) }
        if let equation = step.equation { lines.append(indent + text(equation)) }
        if let rounding = step.rounding, let exact = step.exact {
            let taken = exact - Rational(step.amountMinor)
            let took =
                taken.signum == 0
                ? "" : ", which took \(number(taken, isAmount: true))"
            lines.append(
                indent + "= \(number(exact, isAmount: true)), rounded "
                    + "\(rounding.mode.name) to \(money(rounding.unitMinor))\(took)")
        }
        return lines
    }

    private func text(_ line: Explanation.Line) -> String {
        var days = ""
        if let from = line.from, let to = line.to { days = "\(from) to \(to): " }
        let factors = line.factors.map {
            "\($0.name) \(document.exactText($0.value, isAmount: $0.isAmount))"
        }
        let value =
            line.factors.count > 1 ? " = \(number(line.value, isAmount: true))" : ""
        return "\(days)\(line.what): \(factors.joined(separator: " × "))\(value)"
    }

    private func text(_ equation: Explanation.LevelPaymentEquation) -> String {
        var rates: [(text: String, count: Int)] = []
        for rate in equation.rates {
            let text = document.exactText(rate, isAmount: false)
            if rates.last?.text == text {
                rates[rates.count - 1].count += 1
            } else {
                rates.append((text, 1))
            }
        }
        let words = rates.map { $0.count == 1 ? $0.text : "\($0.count) × \($0.text)" }
        return "P = \(document.exactText(equation.principal, isAmount: true)), "
            + "B = \(money(equation.balloonMinor)), rates of the rows: \(words.joined(separator: ", "))"
    }

    private func amount(_ step: Explanation.Step, _ figure: Figure) -> String {
        figure.isAmount ? money(step.amountMinor) : "\(step.amountMinor)"
    }

    /// A number exactly; a ratio with its first digits, since nobody sees how much it is.
    private func number(_ value: Rational, isAmount: Bool) -> String {
        let text = document.exactText(value, isAmount: isAmount)
        guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
        return "\(text) (\(document.digits(of: value, isAmount: isAmount, count: 8))…)"
    }

    private func money(_ amountMinor: Int64) -> String { document.currency.text(amountMinor) }

    private func title(_ figure: Figure) -> String {
        switch figure {
        case .installmentAmount: "Level payment"
        case .due(let component, let row): "\(word(component)) due of row \(row + 1)"
        case .totalDue(let row): "All that is due of row \(row + 1)"
        case .paid(let row): "Paid of row \(row + 1)"
        case .balanceAfter(let row): "Principal unpaid after row \(row + 1), were all paid as due"
        case .daysPastDue(let row): "Days past due of row \(row + 1)"
        case .allocation(let index): "Allocation \(index + 1)"
        case .adjustment(let index): "Adjustment \(index + 1)"
        case .arrears(let component): "\(word(component)) in arrears"
        case .arrearsTotal: "Arrears"
        case .accruedInterest: "Interest accrued"
        case .settlement(let component): "\(word(component)) to settle"
        case .settlementTotal: "Settlement figure"
        case .settlementRebate: "Rebate of a settlement"
        }
    }

    private func word(_ component: Component) -> String {
        switch component {
        case .penalty: "Penalty"
        case .fee: "Fee"
        case .interest: "Interest"
        case .principal: "Principal"
        }
    }
}
