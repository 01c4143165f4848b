@preconcurrency import Glibc
import LoanCases

/// `loan-engine evaluate`.
enum EvaluateCommand {
    private enum Format: Equatable {
        case table, json, jsonl
        case csv(StatementCSV)

        init?(_ name: String) {
            switch name {
            case "table": self = .table
            case "json": self = .json
            case "jsonl": self = .jsonl
            default:
                guard let table = StatementCSV(rawValue: name) else { return nil }
                self = .csv(table)
            }
        }
    }

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "format", letter: "f", takesValue: true),
            Options.Definition(name: "jsonl-input", letter: "l", takesValue: false),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "evaluate", definitions) else { return .usage }
        if options.has("h") {
            Output.line(Help.evaluate)
            return .success
        }
        let isLines = options.has("l")
        var format: Format = isLines ? .jsonl : Output.isTerminal ? .table : .json
        if let name = options.value("f") {
            guard let named = Format(name) else {
                Output.error(
                    "loan-engine: evaluate: --format \(name): allowed: table, json, jsonl, "
                        + StatementCSV.allCases.map(\.rawValue).joined(separator: ", "))
                return .usage
            }
            format = named
        }
        // A line in is a line out, however it is asked for.
        if isLines, format == .json { format = .jsonl }

        var evaluation = Evaluation(format)
        for path in options.operands.isEmpty ? ["-"] : options.operands {
            if isLines { evaluation.lines(of: path) } else { evaluation.file(path) }
        }
        return evaluation.status
    }

    /// The results so far: what was printed, and how it went.
    private struct Evaluation {
        let format: Format
        var hasRead = false
        var hasFailed = false
        var isFirst = true

        init(_ format: Format) { self.format = format }

        var status: ExitStatus { !hasRead ? .usage : hasFailed ? .failure : .success }

        /// One file, one case.
        mutating func file(_ path: String) {
            do throws(FileError) {
                let bytes = try Files.read(path)
                hasRead = true
                let result = CaseResult(evaluating: bytes)
                if let error = result.error {
                    Output.error("loan-engine: \(path): \(error)")
                    LineErrors.hint(path, bytes)
                }
                show(result)
            } catch {
                unreadable(path, error)
            }
        }

        /// A case a line, as it comes.
        mutating func lines(of path: String) {
            do throws(FileError) {
                let file = try Files.open(path)
                defer { if path != "-" { fclose(file) } }
                var reader = LineReader(file)
                var count = 0
                var failed = 0
                while let line = reader.next(beforeWaiting: { Output.flush() }) {
                    hasRead = true
                    count += 1
                    let result = line.bytes.map { CaseResult(evaluating: $0) } ?? .tooLong
                    if result.error != nil { failed += 1 }
                    if let error = result.error {
                        Output.error("loan-engine: \(path):\(count): \(error)")
                        LineErrors.hint(path, count, line)
                    }
                    show(result)
                    if count % 1_000 == 0 { Output.progress("\(count) cases") }
                }
                Output.progress("")
                // No line at all is an input of no cases, not an error.
                hasRead = true
                if let failure = reader.failure { throw failure }
                LineErrors.end(path, failed, of: count)
            } catch {
                unreadable(path, error)
            }
        }

        private mutating func unreadable(_ path: String, _ error: FileError) {
            hasFailed = true
            Output.error("loan-engine: \(path): cannot read: \(error.text)")
        }

        private mutating func show(_ result: CaseResult) {
            if result.error != nil { hasFailed = true }
            switch format {
            case .jsonl:
                Output.write(result.json)
                Output.write([0x0A])
            case .json:
                Output.write(result.pretty)
            case .table:
                if !isFirst { Output.line("") }
                if let table = StatementTable(result) { Output.line(table.text) }
            case .csv(let table):
                if isFirst { Output.write(table.header) }
                Output.write(table.rows(of: result))
            }
            isFirst = false
        }
    }
}
