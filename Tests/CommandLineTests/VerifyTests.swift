import Foundation
import Testing

@Suite("loan-engine verify and bless")
struct VerifyTests {
    @Test("The project's own golden cases pass")
    func fixtures() throws {
        let fixtures = Engine.project.appendingPathComponent("Fixtures").path
        let run = try Engine.run("verify", fixtures)
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.lines.count == 1)
        let words = run.lines.last?.split(separator: " ") ?? []
        #expect(words.dropFirst() == ["passed,", "0", "failed"])
        #expect(words.first.flatMap { Int($0) } ?? 0 > 500)
    }

    @Test("Passed, failed, and where they differ")
    func differences() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(expect: CaseFile.right), to: "b/right.json")
        try folder.write("not a case", to: "b/notes.txt")
        try folder.write("not a case", to: "b/.hidden.json")
        let good = try Engine.run("verify", folder.path)
        #expect(good.status == 0 && good.output == "1 passed, 0 failed\n")

        let wrong = try folder.write(CaseFile.text(expect: CaseFile.wrong), to: "a/wrong.json")
        let broken = try folder.write("{", to: "c.json")
        let run = try Engine.run("verify", folder.path)
        #expect(run.status == 1)
        #expect(
            run.lines.dropLast(2) == [
                "FAIL \(wrong)",
                #"  schedule.installmentAmount: expected "401", actual "400""#,
                #"  schedule.totals.fee: expected "1", actual "0""#,
                "FAIL \(broken)",
            ])
        #expect(run.lines.last == "1 passed, 2 failed")
        // Files by themselves, in the order given.
        let alone = try Engine.run("verify", wrong)
        #expect(alone.status == 1 && alone.lines.last == "0 passed, 1 failed")
    }

    @Test("Nothing to read is status 2")
    func nothing() throws {
        let folder = try TemporaryFolder()
        let empty = try Engine.run("verify", folder.path)
        #expect(empty.status == 2 && empty.lines.last == "0 passed, 0 failed")
        let gone = try Engine.run("verify", folder.path + "/gone")
        #expect(gone.status == 2 && gone.lines.last == "0 passed, 1 failed")
        #expect(gone.error.hasPrefix("loan-engine: \(folder.path)/gone: cannot read: "))
        // Beside something readable it is a failure.
        let path = try folder.write(CaseFile.text(expect: CaseFile.right), to: "a.json")
        let both = try Engine.run("verify", path, folder.path + "/gone")
        #expect(both.status == 1 && both.lines.last == "1 passed, 1 failed")
    }

    @Test("bless: what was expected gets the result's values, and then passes")
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
                "1 changed, 0 unchanged, 0 failed",
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
        #expect(again.status == 0 && again.output == "0 changed, 1 unchanged, 0 failed\n")
        #expect(try folder.read("a.json") == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.json"])
    }

    @Test("bless: nothing expected yet, and an error, round trip too")
    func blessWhole() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(), to: "whole.json")
        try folder.write(CaseFile.text(count: "0", expect: CaseFile.right), to: "error.json")
        #expect(try Engine.run("verify", folder.path).lines.last == "1 passed, 1 failed")
        let run = try Engine.run("bless", folder.path)
        #expect(run.status == 0 && run.lines.last == "2 changed, 0 unchanged, 0 failed")
        #expect(try Engine.run("verify", folder.path).output == "2 passed, 0 failed\n")
        let error = try folder.read("error.json")
        #expect(
            error.contains(
                #""expect": {"error": {"code": "INVALID_TERMS", "path": "terms.termCount"}}"#))
        #expect(try folder.read("whole.json").contains(#""installmentAmount": "400""#))
    }

    @Test("bless: what is not JSON is left alone")
    func blessBroken() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("{", to: "a.json")
        let alone = try Engine.run("bless", path)
        #expect(alone.status == 2 && alone.lines.last == "0 changed, 0 unchanged, 1 failed")
        #expect(alone.error.hasPrefix("loan-engine: \(path): MALFORMED_INPUT: $: not JSON: "))
        #expect(try folder.read("a.json") == "{")
        try folder.write(CaseFile.text(), to: "b.json")
        #expect(try Engine.run("bless", folder.path).status == 1)
    }
}
