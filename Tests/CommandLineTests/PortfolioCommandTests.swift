import Foundation
import Testing

@Suite("Commands beside a loan")
struct PortfolioCommandTests {
    private static let loan = """
        {"format": "loan-case/1", "terms": {"currency": "USD", "principalAmount": "1200.00",
         "rate": {"percent": "24", "per": "YEAR"}, "termCount": 12, "termUnit": "MONTH",
         "disbursedAt": "2026-01-15"}}
        """

    /// Runs `body` with files of those contents.
    private static func with(_ contents: String..., run body: ([String]) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try contents.enumerated().map { index, text in
            let path = folder.appendingPathComponent("\(index).json")
            try text.write(to: path, atomically: true, encoding: .utf8)
            return path.path
        }
        try body(paths)
    }

    @Test("quote prints the schedule that evaluate prints of its case")
    func quote() throws {
        let options = ["--principal", "50000", "--rate", "2%/month", "--count", "3"]
        let table = try Engine.run(["quote"] + options)
        #expect(table.status == 0 && table.output.contains("Disbursed on 2026-01-01"))
        let json = try Engine.run(["quote"] + options + ["--format", "json"])
        let written = try Engine.run(["quote"] + options + ["--format", "case"])
        let evaluated = try Engine.run("evaluate", "--format", "json", input: written.output)
        #expect(json.output == evaluated.output && evaluated.status == 0)
    }

    @Test(
        "quote names the option that is wrong, as typed, and what is allowed",
        arguments: [
            ("--principal", "5.001"), ("--principal", "-5"), ("--rate", "x%"),
            ("--rate", "10%/loan"), ("--rate", "24%/fortnight"), ("--count", "0"),
            ("--count", "1.5"), ("--every", "moon"), ("--every", "400 days"),
            ("--currency", "XXX1"), ("--method", "round"), ("--amortization", "round"),
            ("--disbursed", "2026-13-01"), ("--first-due", "2025-01-01"), ("--grace", "3"),
            ("--fee", "x"), ("--day-count", "moon"), ("--format", "xml"),
        ])
    func wrongQuote(_ option: String, _ value: String) throws {
        var options = ["--principal": "5", "--rate": "24%", "--count": "3"]
        options[option] = value
        let run = try Engine.run(["quote"] + options.flatMap { [$0.key, $0.value] })
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix("loan-engine: quote: \(option) \(value): allowed: "))
        #expect(!run.error.contains("terms.") && !run.error.contains("disbursedAt"))
    }

    @Test("quote takes the words of its help and of a case, and no option twice or in vain")
    func wordsOfQuote() throws {
        let options = ["quote", "-p", "50000", "-r", "24%", "-n", "3", "-f", "case"]
        for (option, word, name) in [
            ("-a", "equal", "EQUAL_PRINCIPAL"), ("-a", "principal", "EQUAL_PRINCIPAL"),
            ("-a", "BULLET", "BULLET"), ("-m", "flat", "FLAT"), ("-y", "act/360", "ACT/360"),
            ("-c", "ngn", "NGN"),
        ] {
            let run = try Engine.run(options + [option, word])
            #expect(run.status == 0 && run.output.contains("\"\(name)\""))
        }
        let plain = try Engine.run(options)
        for word in ["level", "installments", "EQUAL_INSTALLMENTS"] {
            #expect(try Engine.run(options + ["-a", word]).output == plain.output)
        }
        let again = try Engine.run(options + ["--rate", "25%"])
        #expect(again.status == 2 && again.error.contains("quote: --rate: given again"))
        let vain = try Engine.run(options + ["-a", "bullet", "--grace", "1"])
        #expect(vain.status == 2 && vain.error.contains("--grace 1: allowed: none with"))
    }

    @Test("diff is 0 for the same, 1 for others, 2 for what cannot be read")
    func diff() throws {
        let other = Self.loan.replacingOccurrences(of: "1200.00", with: "1300.00")
        try Self.with(Self.loan, other) { paths in
            #expect(try Engine.run("diff", paths[0], paths[0]).status == 0)
            let run = try Engine.run("diff", paths[0], paths[1])
            #expect(run.status == 1 && run.output.contains("schedule.totals.principal"))
            let dated = try Engine.run(
                "diff", paths[0], "--as-of", "2026-01-15", "--as-of", "2026-05-01")
            #expect(dated.status == 1 && dated.output.contains("arrears.daysPastDue"))
            #expect(try Engine.run("diff", paths[0], "/nothing").status == 2)
        }
    }

    @Test("what-if shows what an event would change")
    func whatIf() throws {
        try Self.with(Self.loan) { paths in
            let event = #"{"type": "REPAYMENT", "date": "2026-02-15", "amount": "500.00"}"#
            let run = try Engine.run("what-if", paths[0], "--event", event)
            #expect(run.status == 0 && run.output.contains("outstanding.total"))
            let refused = try Engine.run(
                "what-if", paths[0], "--event", #"{"type": "REPAYMENT", "date": "2026-02-15"}"#)
            #expect(refused.status == 1)
        }
    }

    @Test("what-if and diff tell rows that fall away or come new in one line")
    func folded() throws {
        try Self.with(Self.loan) { paths in
            let event = #"{"type": "SETTLEMENT", "date": "2026-03-01", "amount": "1300.00"}"#
            let run = try Engine.run("what-if", paths[0], "--event", event)
            #expect(run.status == 0 && run.lines.count < 50)
            let words = run.lines.map { $0.split(separator: " ").joined(separator: " ") }
            #expect(words.contains("rows 3 to 12 2026-04-15 to 2027-01-15 fall away"))
            #expect(
                words.contains { $0.hasPrefix("allocations 1 to ") && $0.contains("new: event 1") })
            // Data has each figure, null where there is none.
            let data = try Engine.run("what-if", paths[0], "--event", event, "--format", "json")
            #expect(
                data.output.contains(
                    #"{"path": "schedule.items[11].dueDate", "left": "2027-01-15", "right": null}"#)
            )
            #expect(!data.output.contains(#""left": null, "right": null"#))
        }
    }

    @Test("Commands that compare say errors as evaluate does, and nothing on standard output")
    func errorsOfComparisons() throws {
        let event = #"{"type": "REPAYMENT", "date": "2026-02-15", "amount": "5.00"}"#
        let wrong = Self.loan.replacingOccurrences(of: "1200.00", with: "0.00")
        try Self.with(Self.loan, wrong, "[]", "{") { paths in
            for (path, error) in [
                (paths[1], "INVALID_TERMS: terms.principalAmount: "),
                (paths[2], "MALFORMED_INPUT: $: "),
                (paths[3], "MALFORMED_INPUT: $: "),
            ] {
                for call in [["diff", paths[0], path], ["what-if", path, "--event", event]] {
                    let run = try Engine.run(call)
                    #expect(run.status == 2 && run.output.isEmpty)
                    #expect(run.error.hasPrefix("loan-engine: \(path): \(error)"))
                }
            }
            let late = event.replacingOccurrences(of: "2026", with: "2025")
            let run = try Engine.run("what-if", paths[0], "--event", late)
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.error.hasPrefix("loan-engine: what-if: --event: INVALID_EVENT: date: "))
            for call in [["diff", paths[0], paths[0]], ["what-if", paths[0], "--event", event]] {
                let dated = try Engine.run(call + ["--as-of", "x"])
                #expect(dated.status == 2 && dated.error.contains("--as-of x: allowed: "))
                let format = try Engine.run(call + ["--format", "x"])
                #expect(format.status == 2 && format.error.contains("--format x: allowed: "))
            }
        }
    }

    @Test("what-if repeats events, pays what falls due, and draws both balances")
    func projection() throws {
        let loan = Self.loan.replacingOccurrences(
            of: #""disbursedAt""#,
            with: #""prepayment": {"effect": "REDUCE_TERM"}, "disbursedAt""#)
        let chart = FileManager.default.temporaryDirectory
            .appendingPathComponent("chart-\(UUID().uuidString).svg")
        defer { try? FileManager.default.removeItem(at: chart) }
        try Self.with(loan) { paths in
            let run = try Engine.run(
                "what-if", paths[0], "--as-due", "--every", "month", "--svg", chart.path, "--event",
                #"{"type": "REPAYMENT", "date": "2026-03-15", "amount": "50.00"}"#)
            // Twelve payments of 113.47 without; with 163.47 from the second on it is done in nine.
            #expect(
                run.lines[0].hasPrefix(
                    "Done on 2026-10-15, 3 months earlier, with 3 installments fewer. In all "))
            #expect(run.lines[0].contains("less interest"))
            let drawn = try String(contentsOf: chart, encoding: .utf8)
            #expect(drawn.hasPrefix("<svg ") && drawn.hasSuffix("</svg>\n"))
            for wrong in [
                ["--every", "moon"], ["--times", "2"], ["--every", "day", "--times", "0"],
            ] {
                let run = try Engine.run(
                    ["what-if", paths[0], "--event", "{}"] + wrong)
                #expect(run.status == 2 && run.error.contains("allowed: "))
            }
        }
    }

    @Test("explain says how a figure came about, for people and as data")
    func explain() throws {
        try Self.with(Self.loan) { paths in
            let row = try Engine.run("explain", paths[0], "--row", "1", "--figure", "settlement")
            #expect(row.status == 0 && row.output.contains("Interest due of row 1: 24.00"))
            #expect(row.output.contains("balance 1200.00 × rate of a period 0.02"))
            #expect(row.output.contains("Settlement figure: "))
            #expect(!row.output.contains("(schedule.items[1].interestDue)"))
            let data = try Engine.run("explain", paths[0], "--format", "json")
            #expect(data.output.contains(#""format": "loan-explanation/1""#))
            #expect(data.output.contains(#""equation": {"#))
            let nothing = try Engine.run("explain", paths[0], "--row", "99")
            #expect(nothing.status == 1 && nothing.error.contains("--row 99: no such installment"))
            #expect(try Engine.run("explain", paths[0], "--figure", "moon").status == 1)
            #expect(try Engine.run("explain").status == 2)
            #expect(try Engine.run("explain", "/nothing").status == 2)
        }
    }

    @Test("positions of loans are what report and alerts read")
    func pipeline() throws {
        let line = Self.loan.replacingOccurrences(of: "\n", with: " ")
        let positions = try Engine.run(
            "positions", "--as-of", "2026-06-30", "--from", "2026-06-01", "--to", "2026-06-30",
            "--previous", "2026-05-31",
            input: #"{"loan": "L1", "case": \#(line), "dimensions": {"officer": "O1"}}"# + "\n{}\n")
        #expect(positions.status == 1 && positions.lines.count == 2)
        #expect(positions.lines[1].contains(#"{"line":2,"error":{"code":"MALFORMED_INPUT""#))
        let spec = """
            {"format": "report/1", "asOf": "2026-06-30", "groupBy": [["officer"]],
             "period": {"from": "2026-06-01", "to": "2026-06-30"}}
            """
        let rules = """
            {"format": "alert-rules/1", "rules": [{"id": "LATE", "type": "DPD", "days": 30}]}
            """
        try Self.with(spec, rules) { paths in
            let report = try Engine.run("report", paths[0], input: positions.lines[0])
            #expect(report.status == 0 && report.output.contains(#""grossPortfolio": "1200.00""#))
            let csv = try Engine.run(
                "report", paths[0], "--format", "csv", input: positions.lines[0])
            #expect(csv.lines[0].hasPrefix("currency,officer,counts.loans"))
            let table = try Engine.run(
                "report", paths[0], "--format", "table", input: positions.lines[0])
            #expect(table.output.contains("By officer") && table.output.contains("1200.00"))
            let page = try Engine.run(
                "report", paths[0], "--format", "html", input: positions.lines[0])
            #expect(
                page.output.hasPrefix("<!doctype html>") && page.output.contains("<td>1200.00</td>")
            )
            let alerts = try Engine.run(
                "alerts", paths[1],
                input: #"{"previous": null, "present": \#(positions.lines[0])}"#)
            #expect(alerts.output.contains(#""id":"LATE/L1/2026-02-15""#))
            let wrong = try Engine.run("report", paths[1], input: "")
            #expect(wrong.status == 2)
        }
    }

    @Test("disclose takes a loan, and a document a line")
    func disclose() throws {
        let run = try Engine.run("disclose", "--regime", "XIRR", input: Self.loan)
        // 2 % a month, compounded.
        #expect(run.status == 0 && run.output.contains(#""percent": "26."#))
        let lines = try Engine.run("disclose", "-l", input: "{}\n")
        #expect(lines.status == 1 && lines.output.contains(#"{"line":1,"error""#))
    }
}
