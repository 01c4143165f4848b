import Foundation
import FoundationXML
import LoanCases
import Testing

@Suite("loan-engine verify: reports")
struct ReportTests {
    private static func attributes(_ node: XMLNode) -> [String: String] {
        var values: [String: String] = [:]
        for attribute in (node as? XMLElement)?.attributes ?? [] {
            values[attribute.name ?? ""] = attribute.stringValue
        }
        return values
    }

    @Test("JUnit XML: a suite a folder, a test a case, the first difference as message")
    func junit() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(name: "Right", expect: CaseFile.right), to: "cases/b.json")
        try folder.write(CaseFile.text(name: "Wrong", expect: CaseFile.wrong), to: "cases/a/w.json")
        try folder.write("{", to: "cases/c.json")
        let (root, gone) = (folder.path + "/cases", folder.path + "/gone.json")
        let report = folder.path + "/report.xml"
        let run = try Engine.run("verify", "--junit", report, root, gone)
        #expect(run.status == 1 && run.lines.last == "1 passed, 3 failed")
        let xml = try XMLDocument(data: Data(try folder.read("report.xml").utf8))
        let top = Self.attributes(try #require(xml.rootElement()))
        #expect(top["tests"] == "4" && top["failures"] == "2" && top["errors"] == "1")
        #expect(top["skipped"] == "0" && top["name"] == "loan-engine verify")
        let suites = try xml.nodes(forXPath: "/testsuites/testsuite").map(Self.attributes)
        #expect(suites.map { $0["name"] } == [root + "/a", root, folder.path])
        #expect(suites.map { $0["tests"] } == ["1", "2", "1"])
        #expect(suites.map { $0["failures"] } == ["1", "1", "0"])
        #expect(suites.map { $0["errors"] } == ["0", "0", "1"])
        let tests = try xml.nodes(forXPath: "//testcase").map(Self.attributes)
        #expect(tests.map { $0["name"] } == ["Wrong", "Right", "c.json", "gone.json"])
        let files = [root + "/a/w.json", root + "/b.json", root + "/c.json", gone]
        #expect(tests.map { $0["file"] } == files)
        let prefix = root.dropFirst().replacing("/", with: ".")
        #expect(tests[0]["classname"] == prefix + ".a.w")
        for time in (suites + tests + [top]).map({ $0["time"] ?? "" }) {
            #expect(time.wholeMatch(of: /[0-9]+\.[0-9]{6}/) != nil)
        }
        let failure = try #require(try xml.nodes(forXPath: "//failure").first)
        #expect(
            Self.attributes(failure)["message"]
                == #"schedule.installmentAmount: expected "401", actual "400" (and 1 more)"#)
        #expect(
            failure.stringValue
                == #"schedule.installmentAmount: expected "401", actual "400""# + "\n"
                + #"schedule.totals.fee: expected "1", actual "0""#)
        let error = try #require(try xml.nodes(forXPath: "//error").first)
        #expect(
            Self.attributes(error)["message"] == "cannot read: No such file or directory")
    }

    /// Names as JSON writes them, and as a report gives them back.
    private static let hostile: [(json: String, shown: String)] = [
        (#"<a href='x'>&amp;</a>"#, #"<a href='x'>&amp;</a>"#),
        ("]]>", "]]>"), (#"<![CDATA[ \" ]]>"#, #"<![CDATA[ " ]]>"#),
        (#"\u0000\u0001\u0008\u000b\u001b[2J"#, #"\u0000\u0001\u0008\u000b\u001b[2J"#),
        (#"a\tb\nc\rd"#, "a\tb\nc\rd"), (#"\u007f\u0085\u2028"#, "\u{7F}\u{85}\u{2028}"),
        (#"\ufffe\uffff"#, #"\ufffe\uffff"#), (#"\ud83d\udcb6 e\u0301"#, "\u{1F4B6} e\u{301}"),
        (#"<?xml?><!-- -- -->"#, "<?xml?><!-- -- -->"), ("&#0;&#xD800;", "&#0;&#xD800;"),
        (#"\u202e abc"#, "\u{202E} abc"), ("", ""),
    ]

    @Test("Reports are well-formed whatever cases and files are called")
    func hostileNames() throws {
        let folder = try TemporaryFolder()
        let names = [
            "]]>.json", "<&\"'>.json", "a\u{1}\u{1B}b.json", "line\nend\r\t.json",
            "ü\u{1F4B6}.json",
            "\u{FFFE}.json", "%s%n.json", ".x..json",
        ]
        for (index, name) in Self.hostile.enumerated() {
            let text = CaseFile.text(
                name: name.json, expect: #"{"\#(name.json)": "\#(name.json)"}"#)
            try folder.write(text, to: "cases/\(index)-\(names[index % names.count])")
        }
        let (xmlPath, jsonPath) = (folder.path + "/r.xml", folder.path + "/r.json")
        let run = try Engine.run(
            "verify", "--junit", xmlPath, "--json", jsonPath, folder.path + "/cases")
        #expect(run.status == 1 && run.lines.last == "0 passed, \(Self.hostile.count) failed")
        let xml = try XMLDocument(data: Data(try folder.read("r.xml").utf8))
        let report = try JSONValue(json: Array(try folder.read("r.json").utf8))
        let tests = try xml.nodes(forXPath: "//testcase").map(Self.attributes)
        #expect(tests.count == Self.hostile.count)
        for test in tests {
            let base = try #require(test["file"]?.split(separator: "/").last)
            let index = try #require(Int(base.prefix { $0 != "-" }))
            #expect(test["name"] == Self.hostile[index].shown)
        }
        let shown = Set(try #require(report["cases"]?.elements).map { $0["name"]?.text ?? "?" })
        let decoded = try Self.hostile.map { try JSONValue(json: Array("\"\($0.json)\"".utf8)) }
        #expect(shown == Set(decoded.compactMap(\.text)))
        // Another parser has the same opinion.
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = [
            "python3", "-c",
            "import sys, json, xml.etree.ElementTree as e; r = e.parse(sys.argv[1]).getroot(); "
                + "print(len(r.findall('*/testcase/failure')), len(json.load(open(sys.argv[2]))['cases']))",
            xmlPath, jsonPath,
        ]
        let pipe = Pipe()
        python.standardOutput = pipe
        try python.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said == "\(Self.hostile.count) \(Self.hostile.count)\n")
    }

    @Test("JSON: counts and, of each case, what became of it")
    func json() throws {
        let folder = try TemporaryFolder()
        let right = try folder.write(
            CaseFile.text(name: "Right", expect: CaseFile.right), to: "a.json")
        let wrong = try folder.write(
            CaseFile.text(name: "Wrong", expect: CaseFile.wrong), to: "b.json")
        let gone = folder.path + "/c.json"
        let run = try Engine.run("verify", "--json", "-", right, wrong, gone)
        #expect(run.status == 1)
        // Standard output holds the report and nothing else.
        let report = try JSONValue(json: Array(run.output.utf8))
        #expect(run.error.hasSuffix("1 passed, 2 failed\n"))
        #expect(run.error.contains("FAIL \(wrong)\n"))
        #expect(report["format"] == .string("loan-verify/1"))
        #expect(report["passed"] == .number("1") && report["failed"] == .number("2"))
        #expect(report["notRun"] == .number("0") && report["filteredOut"] == .number("0"))
        let cases = try #require(report["cases"]?.elements)
        #expect(cases.map { $0["file"]?.text } == [right, wrong, gone])
        #expect(cases.map { $0["name"] } == [.string("Right"), .string("Wrong"), .null])
        #expect(cases.map { $0["outcome"]?.text } == ["PASSED", "FAILED", "UNREADABLE"])
        #expect(cases[0]["differences"] == nil)
        #expect(cases[1]["differences"]?.elements?.count == 2)
        let first = try #require(cases[1]["differences"]?.elements?.first)
        #expect(first["path"] == .string("schedule.installmentAmount"))
        #expect(first["expected"] == .string(#""401""#) && first["actual"] == .string(#""400""#))
        #expect(cases[2]["reason"] == .string("No such file or directory"))
    }

    @Test("A report is there whole or not at all")
    func files() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(CaseFile.text(expect: CaseFile.right), to: "cases/a.json")
        let report = folder.path + "/r.json"
        #expect(try Engine.run("verify", "--json", report, path).status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["cases", "r.json"])
        // A run that reads nothing leaves its own report, not the last one's.
        #expect(try Engine.run("verify", "--json", report, "-k", "nothing", path).status == 2)
        let empty = try JSONValue(json: Array(try folder.read("r.json").utf8))
        #expect(empty["passed"] == .number("0") && empty["filteredOut"] == .number("1"))
        // However long the last one was.
        let large = try folder.read("r.json") + String(repeating: " ", count: 65 << 20)
        try folder.write(large, to: "r.json")
        #expect(try Engine.run("verify", "--json", report, path).status == 0)
        #expect(try folder.read("r.json").utf8.count < 1_000)
        // A case named by mistake stays as it is, and no case is run.
        let before = try folder.read("cases/a.json")
        for option in ["--json", "--junit"] {
            let mistake = try Engine.run("verify", option, path, path)
            #expect(mistake.status == 2 && mistake.output.isEmpty)
            #expect(mistake.error.hasPrefix("loan-engine: \(path): cannot write: it holds"))
        }
        #expect(try folder.read("cases/a.json") == before)
        // Nor where there is no place for a report.
        for place in [folder.path, folder.path + "/none/r.json"] {
            let run = try Engine.run("verify", "--junit", place, path)
            #expect(run.status == 2 && run.output.isEmpty)
            #expect(run.error.hasPrefix("loan-engine: \(place): cannot write: "))
        }
        #expect(try Engine.run("verify", "--junit", "-", "--json", "-", path).status == 2)
        #expect(try Engine.run("verify", "--junit", report, "--json", report, path).status == 2)
        // A device is written to, not replaced.
        #expect(try Engine.run("verify", "--json", "/dev/null", path).status == 0)
        let full = try Engine.run("verify", "--json", "/dev/full", path)
        #expect(full.status == 2 && full.error.contains("/dev/full: cannot write: No space"))
        let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
        #expect(kind as? FileAttributeType == .typeCharacterSpecial)
    }
}
