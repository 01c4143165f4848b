import Foundation
import Testing

@Suite("Lines in error, on standard error")
struct LineErrorTests {
    private static let position =
        #"{"loan": "L1", "currency": "USD", "status": "ACTIVE", "asOf": "2026-06-30"}"#
    private static let late =
        #"{"loan": "L2", "currency": "USD", "status": "ACTIVE", "arrears": {"fee": "1.00"}}"#

    private static let report = #"{"format": "report/1", "asOf": "2026-06-30"}"#
    private static let rules = """
        {"format": "alert-rules/1", "rules": [
          {"id": "LATE", "type": "DPD", "days": 1, "roles": ["SUPERVISOR", "BRANCH"]}]}
        """

    @Test("File, line, loan, code, path and message; last the number of lines in error")
    func lines() throws {
        let folder = try TemporaryFolder()
        let report = try folder.write(Self.report, to: "report.json")
        let rules = try folder.write(Self.rules, to: "rules.json")
        let positions = try folder.write("\(Self.position)\n\(Self.late)\n", to: "book.jsonl")
        let pairs = try folder.write(
            "{\"present\": \(Self.position)}\n{\"present\": \(Self.late)}\n", to: "pairs.jsonl")
        let loans = try folder.write("{\"loan\": \"L1\", \"case\": {}}\n", to: "loans.jsonl")
        for (call, start, end) in [
            (
                ["report", report, positions],
                "\(positions):2: loan L2: INVALID_POSITION: arrears: ", "\(positions): 1 of 2"
            ),
            (
                ["alerts", rules, pairs],
                "\(pairs):2: loan L2: INVALID_POSITION: present.arrears: ", "\(pairs): 1 of 2"
            ),
            (
                ["positions", "--as-of", "2026-06-30", loans],
                "\(loans):1: loan L1: MALFORMED_INPUT: case.format: ", "\(loans): 1 of 1"
            ),
        ] {
            let run = try Engine.run(call)
            let lines = run.error.split(separator: "\n")
            #expect(run.status == 1 && lines.count == 2)
            #expect(lines[0].hasPrefix("loan-engine: " + start))
            #expect(lines[1] == "loan-engine: \(end) lines in error")
        }
    }

    @Test("A file of another kind is told once, with what the command reads")
    func kinds() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(Self.rules, to: "rules.json")
        let report = try folder.write(Self.report, to: "report.json")
        let book = try folder.write("\(Self.position)\n\(Self.position)\n", to: "book.jsonl")
        let pairs = try folder.write("{\"present\": \(Self.position)}\n", to: "pairs.jsonl")
        for (call, file, form) in [
            (["alerts", rules], book, #"alerts reads lines {"previous", "present"} of positions"#),
            (["positions", "--as-of", "2026-06-30"], book, "positions reads lines "),
            (["report", report], pairs, "report reads positions (position/1)"),
        ] {
            let run = try Engine.run(call + [file])
            let told = run.error.split(separator: "\n").filter {
                $0.hasPrefix("loan-engine: \(file): \(form)")
            }
            #expect(run.status == 1 && told.count == 1)
        }
        let table = try Engine.run("report", report, "--format", "table", pairs)
        #expect(
            table.lines == ["No positions.", "Not counted: 1 line in error, the first at line 1"])
        let right = try Engine.run("report", report, book)
        #expect(right.status == 0 && right.error.isEmpty)
    }

    @Test("A document over several lines, where one a line is expected, is told once")
    func severalLines() throws {
        let folder = try TemporaryFolder()
        let report = try folder.write(Self.report, to: "report.json")
        let text = "{\n  \"loan\": \"L1\",\n  \"currency\": \"USD\"\n}\n"
        let whole = try folder.write(text, to: "whole.json")
        let hint = "loan-engine: \(whole): the file looks like one document over several lines"
        for call in [
            ["report", report], ["positions", "--as-of", "2026-06-30"], ["evaluate", "-l"],
            ["expression", "-l"],
        ] {
            let run = try Engine.run(call + [whole])
            let hints = run.error.split(separator: "\n").filter { $0.hasPrefix(hint) }
            #expect(run.status == 1 && hints.count == 1)
        }
        let lines = try folder.write("{}\n{}\n", to: "lines.jsonl")
        for command in ["evaluate", "disclose", "expression"] {
            let told = try Engine.run(command, lines).error
            #expect(told.contains("\(lines): the file looks like a document a line; --jsonl-input"))
            #expect(!(try Engine.run(command, whole).error.contains("looks like")))
        }
        let short = try folder.write("{}\n{\n", to: "short.jsonl")
        #expect(!(try Engine.run("evaluate", "-l", short).error.contains("several lines")))
    }

    @Test("An error in an expression says where in it")
    func position() throws {
        let run = try Engine.run("expression", input: #"{"expression": "1 + "}"#)
        #expect(run.status == 1 && run.error.hasSuffix("; at position 4\n"))
    }

    @Test("A role that no rule is for is told, with those that there are")
    func role() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(Self.rules, to: "rules.json")
        let line = "{\"present\": \(Self.position)}"
        let run = try Engine.run("alerts", rules, "--role", "BOSS", input: line)
        #expect(run.status == 0 && run.output == "{\"line\":1,\"alerts\":[]}\n")
        #expect(
            run.error == "loan-engine: alerts: --role BOSS: no rule is for it; there are: "
                + "BRANCH, SUPERVISOR\n")
        #expect(try Engine.run("alerts", rules, "--role", "BRANCH", input: line).error.isEmpty)
    }

    @Test(
        "Options that would do nothing are refused, by their names",
        arguments: [
            (["report", "--grouping", "1"], "--grouping: allowed: only with --format csv"),
            (["report", "--history", "x"], "--history: allowed: only with --format html"),
            (["report", "--partial", "--format", "csv"], "--format csv: allowed: none with"),
            (["report", "--format", "xml"], "--format xml: allowed: "),
            (["disclose", "--regime", "FR"], "--regime FR: allowed: EU, UK, US, XIRR"),
            (["disclose", "--decimals", "2"], "--decimals 2: allowed: only with --regime"),
            (["disclose", "--regime", "US", "--period", "DAY"], "--period DAY: allowed: only"),
            (
                ["disclose", "--regime", "EU", "--unit-period", "1:DAY"],
                "--unit-period 1:DAY: allowed"
            ),
            (["disclose", "--regime", "EU", "--period", "AGE"], "--period AGE: allowed: MONTH, "),
            (
                ["disclose", "--regime", "EU", "--decimals", "13"],
                "--decimals 13: allowed: 0 to 12"
            ),
            (["positions", "--as-of", "2026-06-31"], "--as-of: "),
            (["positions", "--as-of", "2026-06-30", "--from", "2026-06-01"], "--to: "),
        ])
    func options(_ call: [String], _ message: String) throws {
        let run = try Engine.run(call + ["x.json"])
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix("loan-engine: \(call[0]): \(message)"))
    }
}
