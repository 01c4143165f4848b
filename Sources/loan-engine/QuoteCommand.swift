import LoanCases

/// `loan-engine quote`: a schedule without a file.
enum QuoteCommand {
    /// The day of disbursement where none is given: results do not depend on the day of the call.
    static let defaultDate = "2026-01-01"

    static let help = """
        usage: loan-engine quote --principal AMOUNT --rate RATE --count N [OPTION…]

        Prints the schedule of a loan without a file. For example
            loan-engine quote --principal 50000 --rate 24% --count 12
            loan-engine quote --principal 50000 --currency NGN --rate 2%/week --every week \\
                --count 26 --method flat --format case

          -p, --principal AMOUNT  the amount, such as 50000 or 50000.00
          -r, --rate RATE         24% is 24%/year; also 2%/month, 0.5%/week, 0.1%/day, 10%/loan
          -n, --count N           how many installments
          -c, --currency CODE     such as NGN, of ISO 4217 (USD)
          -e, --every SPAN        day, week, fortnight, month (the default), quarter, year, or a
                                  number of them, such as 10 days
          -m, --method METHOD     declining (the default) or flat
          -a, --amortization A    level: equal installments (the default); equal: equal principal;
                                  bullet: principal in the last
          -d, --disbursed DATE    the day of disbursement (\(defaultDate))
          -D, --first-due DATE    the first due date (one step later)
          -g, --grace N           installments without principal
          -i, --fee AMOUNT        a fee with every installment
          -y, --day-count NAME    such as ACT/365.FIXED (EQUAL)
          -f, --format FORMAT     table (the default), json, csv, or case: the case, for evaluate
          -h, --help              this text

        exit status: 0; 1 if the loan comes to no schedule; 2 for a wrong call
        """

    private static let definitions = [
        Options.Definition(name: "principal", letter: "p", takesValue: true),
        Options.Definition(name: "rate", letter: "r", takesValue: true),
        Options.Definition(name: "count", letter: "n", takesValue: true),
        Options.Definition(name: "currency", letter: "c", takesValue: true),
        Options.Definition(name: "every", letter: "e", takesValue: true),
        Options.Definition(name: "method", letter: "m", takesValue: true),
        Options.Definition(name: "amortization", letter: "a", takesValue: true),
        Options.Definition(name: "disbursed", letter: "d", takesValue: true),
        Options.Definition(name: "first-due", letter: "D", takesValue: true),
        Options.Definition(name: "grace", letter: "g", takesValue: true),
        Options.Definition(name: "fee", letter: "i", takesValue: true),
        Options.Definition(name: "day-count", letter: "y", takesValue: true),
        Options.Definition(name: "format", letter: "f", takesValue: true),
        Options.Definition(name: "help", letter: "h", takesValue: false),
    ]

    static func run(_ arguments: [String]) -> ExitStatus {
        guard let options = Options(arguments, of: "quote", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        guard options.operands.isEmpty else {
            return wrong(options.operands[0], "allowed: options only")
        }
        let format = options.value("f") ?? "table"
        guard ["table", "json", "csv", "case"].contains(format) else {
            return wrong("--format \(format)", "allowed: table, json, csv, case")
        }
        for (letter, name) in [("p", "principal"), ("r", "rate"), ("n", "count")]
        where !options.has(Unicode.Scalar(letter) ?? "p") {
            return wrong("no --\(name)", "needed: --principal, --rate and --count")
        }
        guard let terms = terms(options) else { return .usage }
        let root = JSONValue.object([
            .init("format", .string("loan-case/1")), .init("terms", .object(terms)),
        ])
        let result = CaseResult(evaluating: root)
        if let error = result.error {
            return refused(error, options)
        }
        switch format {
        case "case": Output.write(JSONText.pretty(root, width: 100))
        case "csv":
            Output.write(StatementCSV.installments.header)
            Output.write(StatementCSV.installments.rows(of: result))
        case "json":
            do {
                Output.write(JSONText.pretty(try result.value))
            } catch {
                Output.write(result.json + [0x0A])
            }
        default:
            if let table = StatementTable(result) { Output.line(table.text) }
            if !options.has("d") {
                Output.line("\nDisbursed on \(defaultDate); --disbursed DATE for another day.")
            }
        }
        return .success
    }

    /// The terms as a case says them, or nil after a message.
    private static func terms(_ options: Options) -> [JSONValue.Member]? {
        var terms: [JSONValue.Member] = []
        func add(_ name: String, _ value: JSONValue) { terms.append(.init(name, value)) }
        add("currency", .string((options.value("c") ?? "USD").uppercased()))
        add("principalAmount", .string(options.value("p") ?? ""))
        guard let rate = rate(options.value("r") ?? "") else { return nil }
        add("rate", rate)
        guard let method = word(options, "m", "method", methods) else { return nil }
        if method != "DECLINING" { add("interestMethod", .string(method)) }
        guard let shape = word(options, "a", "amortization", shapes) else { return nil }
        if shape != "EQUAL_INSTALLMENTS" { add("amortization", .string(shape)) }
        if shape == "BULLET", let grace = options.value("g") {
            _ = wrong("--grace \(grace)", "allowed: none with --amortization bullet")
            return nil
        }
        guard let count = number(options, "n", "count", "1 to \(LoanTerms.maximumTermCount)") else {
            return nil
        }
        add("termCount", count)
        let text = options.value("e") ?? "month"
        guard let (every, unit) = StepOption.parse(text) else {
            _ = wrong("--every \(text)", "allowed: \(StepOption.allowed)")
            return nil
        }
        add("termUnit", .string(unit.name))
        if every != 1 { add("termEvery", .number("\(every)")) }
        add("disbursedAt", .string(options.value("d") ?? defaultDate))
        if let date = options.value("D") { add("firstDueDate", .string(date)) }
        if let name = options.value("y") { add("dayCount", .string(name.uppercased())) }
        if options.has("g") {
            guard let grace = number(options, "g", "grace", "less than --count") else { return nil }
            add("grace", .object([.init("principal", grace)]))
        }
        if let fee = options.value("i") { add("installmentFee", .string(fee)) }
        return terms
    }

    /// Words for what a case names, the first of each being that of the help; the case's own are
    /// allowed too.
    private typealias Words = [(name: String, words: [String])]
    private static let methods: Words = [("DECLINING", ["declining"]), ("FLAT", ["flat"])]
    private static let shapes: Words = [
        ("EQUAL_INSTALLMENTS", ["level", "installments"]),
        ("EQUAL_PRINCIPAL", ["equal", "principal"]), ("BULLET", ["bullet"]),
    ]

    /// What an option's word names, the first where it is not given; nil after a message.
    private static func word(
        _ options: Options, _ letter: Unicode.Scalar, _ option: String, _ all: Words
    ) -> String? {
        guard let text = options.value(letter) else { return all.first?.name }
        let met = text.lowercased()
        if let own = all.first(where: { $0.words.contains(met) || $0.name.lowercased() == met }) {
            return own.name
        }
        let allowed = all.compactMap(\.words.first).joined(separator: ", ")
        _ = wrong("--\(option) \(text)", "allowed: " + allowed)
        return nil
    }

    private static func number(
        _ options: Options, _ letter: Unicode.Scalar, _ name: String, _ allowed: String
    ) -> JSONValue? {
        let text = options.value(letter) ?? ""
        guard let number = Int(text) else {
            _ = wrong("--\(name) \(text)", "allowed: a whole number, \(allowed)")
            return nil
        }
        return .number("\(number)")
    }

    /// `24%`, `24`, `2%/month`.
    private static func rate(_ text: String) -> JSONValue? {
        let units = [
            "year": "YEAR", "month": "MONTH", "week": "WEEK", "day": "DAY", "loan": "LOAN",
        ]
        // A ratio such as 100/3 has a slash of its own.
        var percent = text
        var unit = "year"
        if let slash = text.lastIndex(of: "/"),
            let named = units.keys.first(where: { $0 == text[text.index(after: slash)...] })
        {
            (percent, unit) = (String(text[..<slash]), named)
        }
        if percent.hasSuffix("%") { percent.removeLast() }
        guard (try? InterestRate(percent: percent, per: .year)) != nil, let per = units[unit] else {
            _ = wrong("--rate \(text)", "allowed: " + allowedRate)
            return nil
        }
        return .object([.init("percent", .string(percent)), .init("per", .string(per))])
    }

    private static let allowedRate =
        "24%, 2%/month, 0.5%/week, 0.1%/day, 10%/loan; a decimal or a ratio such as 100/3, zero or "
        + "more"

    /// Says what is wrong with a loan: of a value that was typed, its option and what is allowed.
    private static func refused(_ error: LoanError, _ options: Options) -> ExitStatus {
        let known: [(path: String, letter: Unicode.Scalar, name: String)] = [
            ("terms.currency", "c", "currency"), ("terms.principalAmount", "p", "principal"),
            ("terms.rate", "r", "rate"), ("terms.termCount", "n", "count"),
            ("terms.termEvery", "e", "every"), ("terms.disbursedAt", "d", "disbursed"),
            ("terms.firstDueDate", "D", "first-due"), ("terms.dayCount", "y", "day-count"),
            ("terms.grace", "g", "grace"), ("terms.installmentFee", "i", "fee"),
        ]
        guard let option = known.first(where: { error.path.hasPrefix($0.path) }) else {
            Output.error("loan-engine: quote: \(error)")
            return .failure
        }
        var allowed = error.message
        let mark = "allowed: "
        if let start = allowed.indices.first(where: { allowed[$0...].hasPrefix(mark) }) {
            allowed = String(allowed[start...].dropFirst(mark.count))
        }
        switch error.path {
        case "terms.currency": allowed = "a code of ISO 4217, such as NGN"
        case "terms.rate.percent": allowed = allowedRate
        case "terms.rate.per":
            allowed = "a rate per loan only with --method flat and --day-count EQUAL"
        case "terms.termEvery": allowed = "1 to 366 days, weeks or months"
        case "terms.firstDueDate" where allowed.hasSuffix(", on"):
            allowed = "a date from --disbursed, \(options.value("d") ?? defaultDate), on"
        default: break
        }
        let value = options.value(option.letter) ?? ""
        return wrong("--\(option.name) \(value)", "allowed: " + allowed)
    }

    private static func wrong(_ met: String, _ allowed: String) -> ExitStatus {
        Output.error("loan-engine: quote: \(Output.printable(met)): \(allowed)")
        return .usage
    }
}
