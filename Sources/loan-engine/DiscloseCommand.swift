import LoanCases

/// `loan-engine disclose`.
enum DiscloseCommand {
    static let help = """
        usage: loan-engine disclose [--jsonl-input] [--regime R] [--decimals N] [--period P]
                                    [--unit-period COUNT:UNIT] [FILE…]

        What a credit costs by law: the annual rate with proved digits, and the totals. Each FILE is
        cash flows (flows/1), a conversion between nominal and effective rates
        (rate-conversion/1), or, with --regime, a loan (loan-case/1). The options say what a loan
        does not; cash flows say their own. Without FILE, and for -, standard input is read. The
        formats are in docs/disclosure.md.

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
        guard let loan = loan(options) else { return .usage }
        var run = DocumentRun("disclose", .disclose(loan))
        var line = 1
        for path in options.operands.isEmpty ? ["-"] : options.operands {
            if options.has("l") { line = run.lines(of: path, from: line) } else { run.file(path) }
        }
        return run.status
    }

    /// What the options say of a loan, or nil after a message.
    private static func loan(_ options: Options) -> DisclosureDocument.LoanOptions? {
        var loan = DisclosureDocument.LoanOptions()
        loan.regime = options.value("r")?.uppercased()
        loan.period = options.value("p")?.uppercased()
        loan.unitPeriod = options.value("u")?.uppercased()
        loan.decimals = options.value("d").map { Int($0) ?? -1 }
        let regime = loan.regime ?? ""
        func refuse(_ letter: Unicode.Scalar, _ name: String, _ allowed: String) {
            let value = Output.printable(options.value(letter) ?? "")
            Output.error("loan-engine: disclose: --\(name) \(value): allowed: \(allowed)")
        }
        if options.has("r"), !["EU", "UK", "US", "XIRR"].contains(regime) {
            refuse("r", "regime", "EU, UK, US, XIRR")
        } else if options.has("d"), !options.has("r") {
            refuse("d", "decimals", "only with --regime, for a loan; cash flows say their own")
        } else if let decimals = loan.decimals, !(0...12).contains(decimals) {
            refuse("d", "decimals", "0 to 12")
        } else if options.has("p"), !["EU", "UK"].contains(regime) {
            refuse("p", "period", "only with --regime EU or UK, for a loan")
        } else if let period = loan.period, !["MONTH", "WEEK", "YEAR", "DAY"].contains(period) {
            refuse("p", "period", "MONTH, WEEK, YEAR, DAY")
        } else if options.has("u"), regime != "US" {
            refuse("u", "unit-period", "only with --regime US, for a loan")
        } else {
            return loan
        }
        return nil
    }
}
