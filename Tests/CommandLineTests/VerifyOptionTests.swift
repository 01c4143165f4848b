import Foundation
import LoanCases
import Testing

@Suite("loan-engine verify: which cases, and how far")
struct VerifyOptionTests {
    /// Five cases, three of them right.
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let (right, wrong) = (CaseFile.right, CaseFile.wrong)
        try folder.write(CaseFile.text(name: "One", expect: right), to: "x/a.json")
        try folder.write(CaseFile.text(name: "Two * stars", expect: right), to: "x/b.json")
        try folder.write(CaseFile.text(name: "Drei Zwölftel", expect: wrong), to: "y/a.json")
        try folder.write("{", to: "y/b.json")
        try folder.write(CaseFile.text(name: "Five", expect: right), to: "y/c.json")
        return folder
    }

    @Test(
        "--filter: where the pattern occurs in the path or the name",
        arguments: [
            ("/x/", "2 passed, 0 failed, 3 filtered out", 0),
            ("/y/", "1 passed, 2 failed, 2 filtered out", 1),
            ("a.json", "1 passed, 1 failed, 3 filtered out", 1),
            ("One", "1 passed, 0 failed, 4 filtered out", 0),
            ("y/*json", "1 passed, 2 failed, 2 filtered out", 1),
            ("?/c.j", "1 passed, 0 failed, 4 filtered out", 0),
            ("o * s", "1 passed, 0 failed, 4 filtered out", 0),
            ("Zw?lf", "0 passed, 1 failed, 4 filtered out", 1),
            ("x*a*b*c", "0 passed, 0 failed, 5 filtered out", 2),
            ("one", "0 passed, 0 failed, 5 filtered out", 2),
            ("???x??", "2 passed, 0 failed, 3 filtered out", 0),
        ])
    func filter(_ pattern: String, _ counts: String, _ status: Int32) throws {
        let folder = try Self.folder()
        let run = try Engine.run("verify", "--filter", pattern, folder.path)
        #expect(run.status == status && run.lines.last == counts)
        #expect(run.error.contains("no case has what --filter asks for") == (status == 2))
    }

    @Test("--filter: any of several, and never one that cannot be read")
    func filters() throws {
        let folder = try Self.folder()
        let both = try Engine.run("verify", "-k", "One", "--filter=Five", folder.path)
        #expect(both.status == 0 && both.output == "2 passed, 0 failed, 3 filtered out\n")
        let gone = try Engine.run("verify", "-k", "One", folder.path, folder.path + "/gone")
        #expect(gone.status == 1 && gone.output == "1 passed, 1 failed, 4 filtered out\n")
        let empty = try Engine.run("verify", "--filter", "", folder.path)
        #expect(empty.status == 2 && empty.output.isEmpty)
        // Many stars take no more than their time.
        let stars = String(repeating: "*a", count: 2_000) + "b"
        #expect(try Engine.run("verify", "-k", stars, folder.path).status == 2)
    }

    @Test("--fail-fast: nothing is run after the first failure")
    func failFast() throws {
        let folder = try Self.folder()
        let run = try Engine.run("verify", "--fail-fast", folder.path)
        #expect(run.status == 1 && run.lines.last == "2 passed, 1 failed, 2 not run")
        #expect(run.lines.first == "FAIL \(folder.path)/y/a.json")
        let good = try Engine.run("verify", "-x", folder.path + "/x")
        #expect(good.status == 0 && good.output == "2 passed, 0 failed\n")
        let gone = try Engine.run("verify", "-x", folder.path + "/gone", folder.path)
        #expect(gone.status == 2 && gone.output == "0 passed, 1 failed, 5 not run\n")
        let lines = [CaseFile.text(expect: CaseFile.wrong), CaseFile.text()]
            .joined(separator: "\n")
        let first = try Engine.run("verify", "-x", "-l", input: lines)
        #expect(first.status == 1 && first.lines.last == "0 passed, 1 failed, the rest not run")
    }

    @Test("--jsonl-input: a line a case, named by file, line and name")
    func lines() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            [
                CaseFile.text(name: "L-1", expect: CaseFile.right), "{not json",
                CaseFile.text(name: "L-3", expect: CaseFile.wrong), "",
            ].joined(separator: "\n"), to: "export.jsonl")
        let run = try Engine.run("verify", "--jsonl-input", path)
        #expect(run.status == 1 && run.error.isEmpty)
        #expect(run.lines.count == 6)
        #expect(run.lines[0] == "FAIL \(path):2")
        #expect(run.lines[2] == "FAIL \(path):3: L-3")
        #expect(run.lines[3] == #"  schedule.installmentAmount: expected "401", actual "400""#)
        #expect(run.lines[5] == "1 passed, 2 failed")
        for arguments in [["-"], []] {
            let piped = try Engine.run(
                ["verify", "-l", "--json", "-"] + arguments, input: try folder.read("export.jsonl"))
            #expect(piped.status == 1)
            let report = try JSONValue(json: Array(piped.output.utf8))
            #expect(report["cases"]?.elements?[2]["line"] == .number("3"))
            #expect(report["cases"]?.elements?[2]["file"] == .string("-"))
        }
        // No line is no case, and no success.
        let none = try Engine.run("verify", "-l", input: "")
        #expect(none.status == 2 && none.output == "0 passed, 0 failed\n")
    }

    @Test("A name that is not UTF-8 is no case passed over in silence")
    func notText() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(expect: CaseFile.right), to: "a.json")
        var name = Array((folder.path + "/b?.json").utf8CString)
        name[name.count - 7] = CChar(bitPattern: 0xFF)
        let file = try #require(fopen(name, "wb"))
        fclose(file)
        defer { unlink(name) }
        let xml = folder.path + "/report.xml"
        let run = try Engine.run("verify", "--junit", xml, folder.path)
        #expect(run.status == 1 && run.output == "1 passed, 1 failed\n")
        #expect(run.error.contains("the name is not UTF-8"))
        #expect(try folder.read("report.xml").contains("b\u{FFFD}.json"))
    }

    @Test("Paths with control characters do not reach the terminal")
    func controls() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(expect: CaseFile.wrong), to: "a\u{1B}[2J\nb.json")
        let run = try Engine.run("verify", folder.path)
        #expect(run.lines.first == "FAIL \(folder.path)/a\u{FFFD}[2J\u{FFFD}b.json")
    }
}
