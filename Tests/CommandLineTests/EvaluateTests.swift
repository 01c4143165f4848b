import Foundation
import LoanCases
import Testing

@Suite("loan-engine evaluate")
struct EvaluateTests {
    private static func value(_ text: String) throws -> JSONValue {
        try JSONValue(json: Array(text.utf8))
    }

    @Test("json: an indented object, the default off a terminal")
    func json() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(CaseFile.text(), to: "a.json")
        let plain = try Engine.run("evaluate", path)
        #expect(plain.status == 0 && plain.error.isEmpty)
        #expect(plain.output.hasPrefix("{\n  \"format\": \"loan-result/1\",\n"))
        #expect(try Self.value(plain.output)["schedule"]?["installmentAmount"] == .string("400"))
        for arguments in ["--format=json", "-fjson"] {
            #expect(try Engine.run("evaluate", arguments, path).output == plain.output)
        }
        #expect(
            try Engine.run("evaluate", "-f", "json", "-", input: CaseFile.text()).output
                == plain.output)
        #expect(try Engine.run("evaluate", input: CaseFile.text()).output == plain.output)
    }

    @Test("jsonl: a line a case")
    func jsonl() throws {
        let folder = try TemporaryFolder()
        let first = try folder.write(CaseFile.text(name: "one"), to: "1.json")
        let second = try folder.write(CaseFile.text(name: "two"), to: "2.json")
        let run = try Engine.run("evaluate", "--format", "jsonl", first, second)
        #expect(run.status == 0 && run.lines.count == 2)
        #expect(
            try run.lines.map { try Self.value($0)["name"] } == [.string("one"), .string("two")])
        let result = CaseResult(evaluating: Array(CaseFile.text(name: "one").utf8))
        #expect(run.lines[0] == String(decoding: result.json, as: UTF8.self))
    }

    @Test("csv-loans, csv-allocations, csv-adjustments: tables of what is no installment")
    func otherTables() throws {
        let text = """
            {"format": "loan-case/1", "name": "one", "terms": {"currency": "USD",
             "principalAmount": "1200.00", "rate": {"percent": "12", "per": "YEAR"}, "termCount": 3,
             "termUnit": "MONTH", "disbursedAt": "2026-01-01"}, "events": [
             {"type": "CHARGE", "date": "2026-01-20", "component": "FEE", "amount": "5.00"},
             {"type": "REPAYMENT", "date": "2026-02-01", "amount": "10.00"}]}
            """
        func lines(_ table: String) throws -> [String] {
            try Engine.run("evaluate", "--format", table, input: text).output
                .components(separatedBy: "\r\n")
        }
        let adjustments = try lines("csv-adjustments")
        #expect(
            adjustments == [
                "name,currency,date,sequence,component,amount,kind,event,rule",
                "one,USD,2026-01-20,1,FEE,5.00,CHARGE,1,", "",
            ])
        let allocations = try lines("csv-allocations")
        #expect(allocations[1] == "one,USD,2,1,FEE,5.00" && allocations.count == 4)
        let loans = try lines("csv-loans")
        let (names, values) = (
            loans[0].components(separatedBy: ","), loans[1].components(separatedBy: ",")
        )
        #expect(names.count == values.count && loans.count == 3)
        let figures = Dictionary(uniqueKeysWithValues: zip(names, values))
        #expect(figures["settlement.total"] == "1207.00" && figures["disbursed.net"] == "1200.00")
        #expect(figures["arrears.since"] == "" && figures["nextDue.sequence"] == "1")
    }

    @Test("csv: a header and a line an installment")
    func csv() throws {
        let name = "a \\\"b\\\", c"
        let run = try Engine.run(
            "evaluate", "--format", "csv", input: CaseFile.text(name: name))
        #expect(run.status == 0)
        // A column that is added stands behind these. docs/case-format.md has whole lines.
        let lines = run.output.components(separatedBy: "\r\n")
        let beginnings = [
            "name,currency,sequence,startDate,dueDate,principalDue,interestDue,feeDue,penaltyDue,totalDue,balanceAfter,paidAmount,principalPaid,interestPaid,feePaid,penaltyPaid,status,daysPastDue",
            #""a ""b"", c",JPY,1,2026-01-01,2026-02-01,400,0,0,0,400,800,0,0,0,0,0,PENDING,0"#,
            #""a ""b"", c",JPY,2,2026-02-01,2026-03-01,400,0,0,0,400,400,0,0,0,0,0,PENDING,0"#,
            #""a ""b"", c",JPY,3,2026-03-01,2026-04-01,400,0,0,0,400,0,0,0,0,0,0,PENDING,0"#,
            "",
        ]
        #expect(lines.count == beginnings.count)
        for (line, beginning) in zip(lines, beginnings) { #expect(line.hasPrefix(beginning)) }
        #expect(lines.last == "")
        let formula = try Engine.run(
            "evaluate", "--format", "csv", input: CaseFile.text(name: "=1+1"))
        #expect(formula.output.contains("\r\n'=1+1,JPY,1,"))
    }

    @Test("table: aligned columns, no colours off a terminal")
    func table() throws {
        for environment in [[:], ["NO_COLOR": "1"], ["NO_COLOR": ""], ["CLICOLOR_FORCE": "0"]] {
            let run = try Engine.run(
                "evaluate", "--format", "table", input: CaseFile.text(), environment: environment)
            #expect(run.status == 0 && !run.output.contains("\u{1B}"))
            #expect(run.lines[0] == "plain")
            #expect(run.output.contains("1  2026-02-01        400         0    400      800"))
            #expect(run.output.contains("Next due: installment 1 on 2026-02-01, 400\n"))
            #expect(run.lines.allSatisfy { !$0.hasSuffix(" ") })
        }
    }

    @Test("table: upfront fees by how they are collected, and what is paid out")
    func upfrontFees() throws {
        let fees = ["DEDUCTED", "FINANCED", "SEPARATE"].map {
            #"{"name": "stamp", "percent": "10", "collect": "\#($0)"}"#
        }
        let text = CaseFile.text().replacing(
            #""termCount""#, with: #""upfrontFees": [\#(fees.joined(separator: ","))], "termCount""#
        )
        let run = try Engine.run("evaluate", "--format", "table", input: text)
        #expect(
            run.output.contains(
                "\nUpfront fees 120 deducted, 120 financed, 120 separate; paid out 1080\n"))
        let plain = try Engine.run("evaluate", "--format", "table", input: CaseFile.text())
        #expect(plain.status == 0 && !plain.output.contains("paid out"))
    }

    @Test("On a terminal: the table, coloured unless NO_COLOR says no")
    func terminal() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(CaseFile.text(), to: "a.json")
        let plain = try Engine.run("evaluate", "--format", "table", path).output
        func shown(_ environment: [String: String]) throws -> String {
            try Engine.runOnTerminal(["evaluate", path], environment: environment)
                .replacing("\r\n", with: "\n")
        }
        #expect(try shown(["TERM": "xterm"]).hasPrefix("\u{1B}[1mplain\u{1B}[0m\n"))
        #expect(try shown(["TERM": "xterm", "NO_COLOR": ""]).contains("\u{1B}["))
        #expect(try shown(["TERM": "xterm", "NO_COLOR": "1"]) == plain)
        #expect(try shown(["TERM": "dumb"]) == plain)
        #expect(try shown([:]) == plain)
    }

    @Test("A case in error: its object on standard output, a line on standard error, status 1")
    func error() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(CaseFile.text(count: "0"), to: "bad.json")
        let run = try Engine.run("evaluate", path)
        #expect(run.status == 1)
        #expect(try Self.value(run.output)["error"]?["path"] == .string("terms.termCount"))
        #expect(
            run.error
                == "loan-engine: \(path): INVALID_TERMS: terms.termCount: 0 is not allowed here; allowed: 1 to 3660\n"
        )
        // A good one beside it is evaluated all the same.
        let good = try folder.write(CaseFile.text(), to: "good.json")
        let both = try Engine.run("evaluate", "-f", "jsonl", path, good)
        #expect(both.status == 1 && both.lines.count == 2)
        #expect(try Self.value(both.lines[1])["schedule"] != nil)
        let table = try Engine.run("evaluate", "-f", "table", path)
        #expect(table.status == 1 && table.error == run.error)
    }

    @Test("--jsonl-input: a bad line in the middle is answered, and the rest goes on")
    func lines() throws {
        let input = [
            CaseFile.text(name: "one"), "{not json", CaseFile.text(name: "three", count: "0"), "",
            CaseFile.text(name: "five"),
        ].joined(separator: "\n")
        for (ending, arguments) in [("\n", ["-"]), ("", []), ("\n", ["--format", "json"])] {
            let run = try Engine.run(
                ["evaluate", "--jsonl-input"] + arguments, input: input + ending)
            #expect(run.status == 1 && run.lines.count == 5)
            let results = try run.lines.map(Self.value)
            #expect(results[0]["name"] == .string("one") && results[0]["schedule"] != nil)
            #expect(results[1]["error"]?["code"] == .string("MALFORMED_INPUT"))
            #expect(results[2]["name"] == .string("three"))
            #expect(results[2]["error"]?["path"] == .string("terms.termCount"))
            #expect(results[3]["error"]?["code"] == .string("MALFORMED_INPUT"))
            #expect(results[4]["name"] == .string("five") && results[4]["schedule"] != nil)
            let errors = run.error.split(separator: "\n")
            #expect(errors.count == 4)
            for (error, beginning) in zip(
                errors,
                [
                    "-:2: MALFORMED_INPUT: $: ", "-:3: INVALID_TERMS: terms.termCount: ",
                    "-:4: MALFORMED_INPUT: $: ", "-: 3 of 5 lines in error",
                ])
            {
                #expect(error.hasPrefix("loan-engine: " + beginning))
            }
        }
        let good = try Engine.run("evaluate", "--jsonl-input", input: CaseFile.text() + "\r\n")
        #expect(good.status == 0 && good.error.isEmpty && good.lines.count == 1)
        let none = try Engine.run("evaluate", "--jsonl-input", input: "")
        #expect(none.status == 0 && none.output.isEmpty)
    }

    @Test("--jsonl-input: thousands of lines, one result each, in order")
    func manyLines() throws {
        let count = 3_000
        let input = (0..<count).map { CaseFile.text(name: "case \($0)") }.joined(separator: "\n")
        let run = try Engine.run("evaluate", "--jsonl-input", input: input)
        #expect(run.status == 0 && run.lines.count == count)
        for (index, line) in run.lines.enumerated()
        where !line.hasPrefix(#"{"format":"loan-result/1","name":"case \#(index)","status""#) {
            Issue.record("line \(index + 1): \(line)")
        }
    }

    @Test("--jsonl-input in other formats")
    func lineFormats() throws {
        let input = CaseFile.text(name: "one") + "\n[]\n" + CaseFile.text(name: "three") + "\n"
        let csv = try Engine.run("evaluate", "-l", "-f", "csv", input: input)
        #expect(csv.status == 1)
        #expect(csv.output.components(separatedBy: "\r\n").count == 1 + 3 + 3 + 1)
        #expect(csv.error.hasPrefix("loan-engine: -:2: MALFORMED_INPUT: $: "))
        let table = try Engine.run("evaluate", "-l", "-f", "table", input: input)
        #expect(table.status == 1 && table.output.contains("three\n"))
    }

    @Test("A file that cannot be read: status 2 if it was all, 1 beside others")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let gone = folder.path + "/gone.json"
        for path in [gone, folder.path] {
            let run = try Engine.run("evaluate", path)
            #expect(run.status == 2 && run.output.isEmpty)
            #expect(run.error.hasPrefix("loan-engine: \(path): cannot read: "))
        }
        let good = try folder.write(CaseFile.text(), to: "a.json")
        let both = try Engine.run("evaluate", gone, good)
        #expect(both.status == 1)
        #expect(try Self.value(both.output)["schedule"] != nil)
        #expect(try Engine.run("evaluate", "--jsonl-input", gone).status == 2)
    }
}
