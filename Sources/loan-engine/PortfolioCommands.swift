@preconcurrency import Glibc
import LoanCases

/// `loan-engine positions`.
enum PositionsCommand {
    static let help = """
        usage: loan-engine positions --as-of D [--from D --to D] [--previous D] [FILE…]

        How loans stand: a line {"loan", "case": loan-case/1, "dimensions"} in, a position
        (position/1) a line out, for report and alerts. Without FILE, and for -, standard input is
        read. The format is in docs/portfolio.md.

          -a, --as-of D      the date of the positions
          -f, --from D       the first and
          -t, --to D         last day of the period that flows are of
          -p, --previous D   an earlier date to compare with
          -h, --help         this text

        exit status: 0; 1 if any line is in error; 2 for a wrong call or if nothing could be read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "as-of", letter: "a", takesValue: true),
            Options.Definition(name: "from", letter: "f", takesValue: true),
            Options.Definition(name: "to", letter: "t", takesValue: true),
            Options.Definition(name: "previous", letter: "p", takesValue: true),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "positions", definitions) else {
            return .usage
        }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        guard let asOf = options.value("a") else {
            Output.error("loan-engine: positions: no --as-of; see 'loan-engine help positions'")
            return .usage
        }
        let dates: PositionDocument.Dates
        do throws(DocumentError) {
            dates = try PositionDocument.Dates(
                asOf: asOf, from: options.value("f"), to: options.value("t"),
                previous: options.value("p"))
        } catch {
            let option = error.path == "asOf" ? "as-of" : error.path
            Output.error("loan-engine: positions: --\(option): \(error.message)")
            return .usage
        }
        var run = DocumentRun("positions", .positions(dates))
        var line = 1
        for path in options.operands.isEmpty ? ["-"] : options.operands {
            line = run.lines(of: path, from: line)
        }
        return run.status
    }
}

/// `loan-engine report`.
enum ReportCommands {
    static let help = """
        usage: loan-engine report SPEC [--format FORMAT] [--grouping N] [--partial] [FILE…]
               loan-engine report --merge PARTIAL… [--format FORMAT] [--grouping N] [--partial]

        What a portfolio comes to: SPEC is a report (report/1), each FILE has a position (position/1)
        a line; without FILE, and for -, standard input is read. The formats and what each measure is
        are in docs/portfolio.md.

          -f, --format FORMAT  json   the result (report-result/1; the default)
                               csv    one row a group of one grouping
                               table  the figures that are looked at first, for people
                               html   a page: ageing, tables that sort, the trend of portfolio at
                                      risk over --history
          -H, --history FILE   a result (report-result/1) of an earlier date, again for more, for html
          -g, --grouping N     which grouping csv shows, from 1 (1)
          -p, --partial        the sums (report-partial/1), to be merged with those of others
          -m, --merge          the operands are such sums
          -h, --help           this text

        exit status: 0; 1 if any line is in error; 2 for a wrong call, a wrong report, or if nothing
        could be read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "format", letter: "f", takesValue: true),
            Options.Definition(name: "history", letter: "H", takesValue: true, repeats: true),
            Options.Definition(name: "grouping", letter: "g", takesValue: true),
            Options.Definition(name: "partial", letter: "p", takesValue: false),
            Options.Definition(name: "merge", letter: "m", takesValue: false),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "report", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        let format = options.value("f") ?? "json"
        let grouping = options.value("g").map { Int($0) ?? 0 } ?? 1
        guard ["json", "csv", "table", "html"].contains(format) else {
            Output.error(
                "loan-engine: report: --format \(format): allowed: json, csv, table, html")
            return .usage
        }
        for (letter, name, needed) in [("g", "grouping", "csv"), ("H", "history", "html")]
        where format != needed && !options.values(Unicode.Scalar(letter) ?? "g").isEmpty {
            Output.error("loan-engine: report: --\(name): allowed: only with --format \(needed)")
            return .usage
        }
        if options.has("p"), format != "json" {
            Output.error("loan-engine: report: --format \(format): allowed: none with --partial")
            return .usage
        }
        guard let first = options.operands.first else {
            Output.error("loan-engine: report: no SPEC; see 'loan-engine help report'")
            return .usage
        }
        guard let sums = options.has("m") ? merged(options.operands) : summed(first, options),
            let report = sums.report
        else {
            return .usage
        }
        guard (1...report.groupings).contains(grouping) else {
            Output.error(
                "loan-engine: report: --grouping \(Output.printable(options.value("g") ?? "")): "
                    + "allowed: 1 to \(report.groupings)")
            return .usage
        }
        var history: [JSONValue] = []
        for path in options.values("H") {
            guard
                let own = DocumentRun.governing(
                    "report", path, { (root) throws(DocumentError) in root })
            else { return .usage }
            history.append(own)
        }
        if options.has("p") || format == "json" {
            do throws(DocumentError) {
                Output.write(try sums.text(isPartial: options.has("p")))
            } catch {
                Output.error("loan-engine: report: \(error)")
                return .usage
            }
        } else if format == "csv" {
            Output.write(ReportCSV(report.result, grouping: grouping - 1).bytes)
        } else if format == "table" {
            Output.line(ReportTable(report.result).text)
        } else if format == "html" {
            Output.write(ReportPage(report.result, history: history).bytes)
        }
        return report.hasErrors ? .failure : .success
    }

    private static func summed(_ spec: String, _ options: Options) -> ReportCommand? {
        guard
            var report = DocumentRun.governing(
                "report", spec, { (root) throws(DocumentError) in try ReportCommand(spec: root) })
        else { return nil }
        var progress = Progress()
        let files = Array(options.operands.dropFirst())
        for path in files.isEmpty ? ["-"] : files {
            do throws(FileError) {
                let file = try Files.open(path)
                defer { if path != "-" { fclose(file) } }
                var reader = LineReader(file, maximumBytes: DocumentCommand.maximumLineBytes)
                var (count, failed) = (0, 0)
                while let line = reader.next(beforeWaiting: {}) {
                    count += 1
                    if let error = report.add(line.bytes) {
                        failed += 1
                        LineErrors.tell(error, path, count, line, of: "report")
                    }
                    progress.count()
                }
                LineErrors.end(path, failed, of: count)
                if let failure = reader.failure { throw failure }
            } catch {
                Output.error("loan-engine: report: \(path): cannot read: \(error.text)")
                return nil
            }
        }
        progress.end()
        return report
    }

    private static func merged(_ paths: [String]) -> ReportCommand? {
        var report = ReportCommand()
        for path in paths {
            let done: Bool? = DocumentRun.governing("report", path) {
                (root) throws(DocumentError) in
                try report.merge(root)
                return true
            }
            if done == nil { return nil }
        }
        return report
    }

    /// A line on a terminal while many positions are read.
    private struct Progress {
        private let isShown = isatty(2) != 0
        private var lines = 0

        mutating func count() {
            lines += 1
            if isShown, lines % 100_000 == 0 {
                fputs("\r\(lines) positions", stderr)
            }
        }

        func end() { if isShown, lines >= 100_000 { fputs("\r\u{1B}[K", stderr) } }
    }
}

/// `loan-engine alerts`.
enum AlertsCommand {
    static let help = """
        usage: loan-engine alerts RULES [--role R] [FILE…]

        Whom to look at: RULES are alert rules (alert-rules/1), each FILE has a line
        {"previous", "present"} of positions, or of a group's figures; a line of alerts for each
        line comes out. Without FILE, and for -, standard input is read. The formats are in
        docs/portfolio.md.

          -r, --role R  only what this role may see
          -h, --help    this text

        exit status: 0; 1 if any line is in error; 2 for a wrong call, wrong rules, or if nothing
        could be read
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "role", letter: "r", takesValue: true),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "alerts", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        guard let path = options.operands.first else {
            Output.error("loan-engine: alerts: no RULES; see 'loan-engine help alerts'")
            return .usage
        }
        guard
            let rules = DocumentRun.governing(
                "alerts", path, { (root) throws(DocumentError) in try AlertDocument(root) })
        else { return .usage }
        let role = options.value("r")
        if let role, !rules.roles.contains(role) {
            Output.error(
                "loan-engine: alerts: --role \(Output.printable(role)): no rule is for it; there are: "
                    + Set(rules.roles).sorted().joined(separator: ", "))
        }
        var run = DocumentRun("alerts", .alerts(rules, role: role))
        let files = Array(options.operands.dropFirst())
        var line = 1
        for path in files.isEmpty ? ["-"] : files { line = run.lines(of: path, from: line) }
        return run.status
    }
}

/// A grouping of a report as a spreadsheet takes it: a row a group, a column a figure, by its path.
/// RFC 4180, with line feeds.
struct ReportCSV {
    private(set) var bytes: [UInt8] = []

    init(_ result: JSONValue, grouping: Int) {
        var columns: [String] = []
        var rows: [[(String, String)]] = []
        var names: [String] = []
        for currency in result["currencies"]?.elements ?? [] {
            guard let own = currency["groupings"]?.elements, own.indices.contains(grouping) else {
                continue
            }
            names = (own[grouping]["by"]?.elements ?? []).compactMap(\.text)
            for row in own[grouping]["rows"]?.elements ?? [] {
                var cells = [("currency", currency["currency"]?.text ?? "")]
                for name in names { cells.append((name, row["key"]?[name]?.text ?? "")) }
                if let measures = row["measures"] { ReportCSV.flatten(measures, "", &cells) }
                for (name, _) in cells where !columns.contains(name) { columns.append(name) }
                rows.append(cells)
            }
        }
        append(columns)
        for row in rows {
            append(columns.map { column in row.first { $0.0 == column }?.1 ?? "" })
        }
    }

    private static func flatten(
        _ value: JSONValue, _ path: String, _ cells: inout [(String, String)]
    ) {
        func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
        switch value {
        case .object(let members):
            for member in members { flatten(member.value, place(member.key), &cells) }
        case .array(let elements):
            for element in elements {
                guard case .object(let members) = element else { continue }
                var name = element["name"]?.text
                if let from = element["from"]?.text, let to = element["to"]?.text {
                    name = from + ">" + to
                }
                guard let name else { continue }
                // The roll's cells and rates stand beside each other.
                let base =
                    path.hasSuffix(".cells") ? String(path.dropLast(6)) : path
                for member in members where !["name", "from", "to"].contains(member.key) {
                    flatten(member.value, base + "." + name + "." + member.key, &cells)
                }
            }
        case .string(let text), .number(let text): cells.append((path, text))
        case .bool(let truth): cells.append((path, truth ? "true" : "false"))
        case .null: cells.append((path, ""))
        }
    }

    private mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let quote = UInt8(ascii: "\"")
            let isQuoted = cell.utf8.contains {
                $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D
            }
            if !isQuoted {
                bytes += cell.utf8
                continue
            }
            bytes.append(quote)
            for byte in cell.utf8 {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
        }
        bytes.append(0x0A)
    }
}
