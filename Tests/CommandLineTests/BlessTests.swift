import Foundation
import Testing

@Suite("loan-engine bless")
struct BlessTests {
    @Test("What was expected gets the result's values, and then passes")
    func bless() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(CaseFile.text(expect: CaseFile.wrong), to: "a.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let run = try Engine.run("bless", folder.path)
        #expect(run.status == 0)
        #expect(
            run.lines == [
                "blessed \(path)",
                #"  schedule.installmentAmount: "401" -> "400""#,
                #"  schedule.totals.fee: "1" -> "0""#,
                "1 changed, 0 unchanged, 0 refused, 0 failed",
            ])
        let text = try folder.read("a.json")
        #expect(
            text.hasSuffix(
                #""expect": {"schedule": {"installmentAmount": "400", "totals": {"fee": "0"}}}"#
                    + "\n}\n"))
        #expect(text.hasPrefix("{\n  \"format\": \"loan-case/1\",\n  \"name\": \"plain\",\n"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o640)
        #expect(try Engine.run("verify", folder.path).output == "1 passed, 0 failed\n")

        let again = try Engine.run("bless", path)
        #expect(
            again.status == 0 && again.output == "0 changed, 1 unchanged, 0 refused, 0 failed\n")
        #expect(try folder.read("a.json") == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.json"])
    }

    @Test("Nothing expected yet, and an error, round trip too")
    func blessWhole() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(), to: "whole.json")
        try folder.write(CaseFile.text(count: "0", expect: CaseFile.right), to: "error.json")
        #expect(try Engine.run("verify", folder.path).lines.last == "1 passed, 1 failed")
        let run = try Engine.run("bless", folder.path)
        #expect(run.status == 0 && run.lines.last == "2 changed, 0 unchanged, 0 refused, 0 failed")
        #expect(run.lines.contains("  expect: nothing -> the whole result"))
        #expect(try Engine.run("verify", folder.path).output == "2 passed, 0 failed\n")
        let error = try folder.read("error.json")
        #expect(
            error.contains(
                #""expect": {"error": {"code": "INVALID_TERMS", "path": "terms.termCount"}}"#))
        #expect(try folder.read("whole.json").contains(#""installmentAmount": "400""#))
    }

    @Test("An amount in other digits is the same amount, and stays as it was written")
    func blessSpelling() throws {
        let folder = try TemporaryFolder()
        let same = #"{"overpaidAmount": "0.0", "outstanding": {"total": "1200.000"}}"#
        let path = try folder.write(CaseFile.text(expect: same), to: "a.json")
        let before = try folder.read("a.json")
        let kept = try Engine.run("bless", path)
        #expect(kept.output == "0 changed, 1 unchanged, 0 refused, 0 failed\n")
        #expect(try folder.read("a.json") == before)
        let one = #"{"overpaidAmount": "0.0", "outstanding": {"total": "1201.000"}}"#
        try folder.write(CaseFile.text(expect: one), to: "a.json")
        let run = try Engine.run("bless", path)
        #expect(
            run.lines == [
                "blessed \(path)", #"  outstanding.total: "1201.000" -> "1200""#,
                "1 changed, 0 unchanged, 0 refused, 0 failed",
            ])
        let blessed = #"{"overpaidAmount": "0.0", "outstanding": {"total": "1200"}}"#
        #expect(try folder.read("a.json").hasSuffix(#""expect": "# + blessed + "\n}\n"))
    }

    @Test("What is not JSON is left alone")
    func blessBroken() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("{", to: "a.json")
        let alone = try Engine.run("bless", path)
        // It was read, so the call was not in vain; verify says the same of it.
        #expect(
            alone.status == 1 && alone.lines.last == "0 changed, 0 unchanged, 0 refused, 1 failed")
        #expect(try Engine.run("verify", path).status == 1)
        let missing = try Engine.run("bless", folder.path + "/none.json")
        #expect(
            missing.status == 2
                && missing.lines.last == "0 changed, 0 unchanged, 0 refused, 1 failed")
        #expect(alone.error.hasPrefix("loan-engine: \(path): MALFORMED_INPUT: $: not JSON: "))
        #expect(try folder.read("a.json") == "{")
        try folder.write(CaseFile.text(), to: "b.json")
        #expect(try Engine.run("bless", folder.path).status == 1)
    }

    /// A case that is wrong, of that source.
    private static func text(source: String) -> String {
        CaseFile.text(expect: CaseFile.wrong)
            .replacing(#""name": "plain""#, with: #""name": "plain", "source": \#(source)"#)
    }

    @Test(
        "A case whose figures are others' is refused, and the others are blessed",
        arguments: [
            #""Apache Fineract tests, EMI.feature:280""#, #""the lender's contract""#, #""""#,
            #""by hand: 400""#, #"" By hand: 400""#, #""By hand""#, #""Owner: 400""#,
        ])
    func refused(_ source: String) throws {
        let folder = try TemporaryFolder()
        let external = try folder.write(Self.text(source: source), to: "a.json")
        let before = try folder.read("a.json")
        let own = try folder.write(Self.text(source: #""By hand: 1200 / 3""#), to: "b.json")
        let run = try Engine.run("bless", folder.path)
        #expect(run.status == 3 && run.error.isEmpty)
        #expect(
            run.lines == [
                "refused \(external), the figures are others': \(source)",
                #"  schedule.installmentAmount: "401" -> "400""#,
                #"  schedule.totals.fee: "1" -> "0""#,
                "blessed \(own)",
                #"  schedule.installmentAmount: "401" -> "400""#,
                #"  schedule.totals.fee: "1" -> "0""#,
                "1 changed, 0 unchanged, 1 refused, 0 failed",
            ])
        #expect(try folder.read("a.json") == before)
        // A file that cannot be blessed weighs more.
        try folder.write("{", to: "c.json")
        #expect(try Engine.run("bless", folder.path).status == 1)
        let forced = try Engine.run("bless", "--force", external)
        #expect(forced.status == 0)
        #expect(forced.lines.last == "1 changed, 0 unchanged, 0 refused, 0 failed")
        // What does not change needs no leave.
        let again = try Engine.run("bless", external)
        #expect(again.status == 0)
        #expect(again.output == "0 changed, 1 unchanged, 0 refused, 0 failed\n")
    }

    @Test(
        "A case whose figures are the project's own is blessed",
        arguments: [
            "By hand: 400", "By the contract: 400", "By the table of transitions: 400",
            "Exact rational arithmetic (Python fractions), rounded once", "Own: reviewed",
        ])
    func own(_ source: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.text(source: "\"\(source)\""), to: "a.json")
        #expect(try Engine.run("bless", path).status == 0)
        #expect(try Engine.run("verify", path).status == 0)
    }

    @Test("Without expectations of its own, an external case is refused too")
    func refusedWhole() throws {
        let folder = try TemporaryFolder()
        let text = CaseFile.text()
            .replacing(#""name": "plain""#, with: #""name": "plain", "source": "a bank""#)
        let path = try folder.write(text, to: "a.json")
        #expect(try Engine.run("bless", path).status == 3)
        #expect(try folder.read("a.json") == text)
        let number = try folder.write(Self.text(source: "5"), to: "b.json")
        #expect(try Engine.run("bless", number).status == 3)
    }

    @Test("What is no object has no place for an expectation", arguments: ["[]", "5", "null"])
    func noObject(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "a.json")
        let run = try Engine.run("bless", path)
        #expect(run.status == 1 && run.error.hasPrefix("loan-engine: \(path): MALFORMED_INPUT: $"))
        #expect(try folder.read("a.json") == text)
    }

    @Test("A link stays a link, and what it points to is blessed")
    func link() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(expect: CaseFile.wrong), to: "real/a.txt")
        let link = folder.path + "/a.json"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "real/a.txt")
        #expect(try Engine.run("bless", link).status == 0)
        #expect(try folder.read("real/a.txt").contains(#""installmentAmount": "400""#))
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real/a.txt")
    }
}
