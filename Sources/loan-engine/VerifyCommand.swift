/// `loan-engine verify`.
enum VerifyCommand {
    static func run(_ arguments: [String]) -> ExitStatus {
        guard let call = VerifyCall(arguments) else { return .usage }
        if call.isHelp {
            Output.line(Help.verify)
            return .success
        }
        guard call.prepareReports() else { return .usage }
        var verification = Verification(call)
        if call.isLines {
            for path in call.operands.isEmpty ? ["-"] : call.operands {
                verification.lines(of: path)
            }
        } else {
            guard let paths = CasePaths(call.operands, of: "verify") else { return .usage }
            verification.files(paths.files)
        }
        return verification.finish()
    }
}

/// What `verify` was called with.
struct VerifyCall {
    let isHelp: Bool
    let isLines: Bool
    let stopsAtFailure: Bool
    let filter: CaseFilter
    let junit: ReportFile?
    let json: ReportFile?
    let operands: [String]

    /// Nil after a message where the call is wrong.
    init?(_ arguments: [String]) {
        let (junitOption, jsonOption): (Unicode.Scalar, Unicode.Scalar) = ("\u{E000}", "\u{E001}")
        let definitions = [
            Options.Definition(name: "filter", letter: "k", takesValue: true, repeats: true),
            Options.Definition(name: "fail-fast", letter: "x", takesValue: false),
            Options.Definition(name: "jsonl-input", letter: "l", takesValue: false),
            Options.Definition(name: "junit", letter: junitOption, takesValue: true),
            Options.Definition(name: "json", letter: jsonOption, takesValue: true),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "verify", definitions) else { return nil }
        isHelp = options.has("h")
        isLines = options.has("l")
        stopsAtFailure = options.has("x")
        let patterns = options.values("k")
        filter = CaseFilter(patterns)
        junit = options.value(junitOption).map {
            ReportFile(path: $0, beginning: JUnitReport.beginning)
        }
        json = options.value(jsonOption).map {
            ReportFile(path: $0, beginning: JSONReport.beginning)
        }
        operands = options.operands
        if isHelp { return }
        if patterns.contains("") {
            Output.error(
                "loan-engine: verify: --filter: an empty pattern; allowed: a part of a path or name"
            )
            return nil
        }
        if let junit, let json, junit.path == json.path {
            Output.error(
                "loan-engine: verify: --junit \(junit.path) --json \(json.path): "
                    + "two reports in one place; allowed: one in each")
            return nil
        }
        if operands.isEmpty, !isLines {
            Output.error("loan-engine: verify: no PATH; see 'loan-engine help verify'")
            return nil
        }
    }

    /// Whether a report takes standard output; messages for people then go to standard error.
    var reportsToOutput: Bool {
        junit?.isStandardOutput == true || json?.isStandardOutput == true
    }

    var hasReport: Bool { junit != nil || json != nil }

    /// False after a message where no report could be written.
    func prepareReports() -> Bool {
        each { report throws(FileError) in try report.prepare() }
    }

    /// False after a message where a report could not be written.
    func write(_ run: CaseRun) -> Bool {
        each { report throws(FileError) in
            try report.write(
                report.path == junit?.path ? JUnitReport.bytes(of: run) : JSONReport.bytes(of: run))
        }
    }

    private func each(_ act: (ReportFile) throws(FileError) -> Void) -> Bool {
        var isWell = true
        for report in [junit, json] {
            guard let report else { continue }
            do throws(FileError) {
                try act(report)
            } catch {
                isWell = false
                Output.error("loan-engine: \(report.path): cannot write: \(error.text)")
            }
        }
        return isWell
    }
}
