import LoanCases

/// `loan-engine disclose`.
enum DiscloseCommand {
    static let help = """
        usage: loan-engine disclose [--jsonl-input] [--regime R] [--decimals N] [--period P]
                                    [--unit-period COUNT:UNIT] [FILE…]

        What a credit costs by law: the annual rate with proved digits, and the totals. Each FILE is
        cash flows (flows/1), a conversion between nominal and effective rates
        (rate-conversion/1), or, with --regime, a loan (loan-case/1). Without FILE, and for -,
        standard input is read. The formats are in docs/disclosure.md.

          -r, --regime R             EU, UK, US or XIRR, for a loan
          -d, --decimals N           digits of the percent, 0 to 12, for a loan
          -p, --period P             MONTH, WEEK, YEAR or DAY, for a loan under EU and UK
          -u, --unit-period COUNT:UNIT
                                     such as 1:MONTH, for a loan under US
          -l, --jsonl-input          a document a line in, a result a line out
          -h, --help                 this text

        exit status: 0; 1 if any document is in error; 2 for a wrong call or if nothing could be
        read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "regime", letter: "r", takesValue: true),
            Options.Definition(name: "decimals", letter: "d", takesValue: true),
            Options.Definition(name: "period", letter: "p", takesValue: true),
            Options.Definition(name: "unit-period", letter: "u", takesValue: true),
            Options.Definition(name: "jsonl-input", letter: "l", takesValue: false),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "disclose", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        var loan = DisclosureDocument.LoanOptions()
        loan.regime = options.value("r")
        loan.period = options.value("p")
        loan.unitPeriod = options.value("u")
        if let text = options.value("d") {
            guard let decimals = Int(text), (0...12).contains(decimals) else {
                Output.error("loan-engine: disclose: --decimals \(text): allowed: 0 to 12")
                return .usage
            }
            loan.decimals = decimals
        }
        var run = DocumentRun("disclose", .disclose(loan))
        var line = 1
        for path in options.operands.isEmpty ? ["-"] : options.operands {
            if options.has("l") { line = run.lines(of: path, from: line) } else { run.file(path) }
        }
        return run.status
    }
}
