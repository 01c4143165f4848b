import LoanCases

/// `loan-engine score`.
enum ScoreCommand {
    static let help = """
        usage: loan-engine score CARD [--jsonl-input] [FILE…]

        What a scorecard (scorecard/1) says of applicants: points, reasons, band and decision. Each
        FILE has an applicant a line, any JSON object; without FILE, and for -, standard input is
        read. The formats are in docs/scoring.md.

          -l, --jsonl-input  an applicant a line, as without it
          -h, --help         this text

        exit status: 0; 1 if any line is in error; 2 for a wrong call, a wrong card, or if nothing
        could be read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "jsonl-input", letter: "l", takesValue: false),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "score", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        guard let path = options.operands.first else {
            Output.error("loan-engine: score: no CARD; see 'loan-engine help score'")
            return .usage
        }
        guard
            let card = DocumentRun.governing(
                "score", path,
                { (root) throws(DocumentError) in try ScorecardDocument(root) })
        else { return .usage }
        var run = DocumentRun("score", .score(card))
        let files = Array(options.operands.dropFirst())
        var line = 1
        for path in files.isEmpty ? ["-"] : files { line = run.lines(of: path, from: line) }
        return run.status
    }
}

/// `loan-engine expression`.
enum ExpressionCommand {
    static let help = """
        usage: loan-engine expression [--jsonl-input] [FILE…]

        What an expression of the rule language comes to: each FILE is
        {"expression": …, "data": {…}}. For trying rules; the language is in docs/scoring.md.

          -l, --jsonl-input  a document a line in, a result a line out
          -h, --help         this text

        exit status: 0; 1 if any document is in error; 2 for a wrong call or if nothing could be
        read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "jsonl-input", letter: "l", takesValue: false),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "expression", definitions) else {
            return .usage
        }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        var run = DocumentRun("expression", .expression)
        var line = 1
        for path in options.operands.isEmpty ? ["-"] : options.operands {
            if options.has("l") { line = run.lines(of: path, from: line) } else { run.file(path) }
        }
        return run.status
    }
}
