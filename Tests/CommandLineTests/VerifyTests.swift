import Foundation
import Testing

@Suite("loan-engine verify")
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
        let hidden = try folder.write("not a case", to: "b/.hidden.json")
        let below = try folder.write("not a case", to: "b/.folder/case.json")
        // A link to a folder is not followed, so none is walked twice.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/b/again", withDestinationPath: folder.path + "/b")
        for named in [hidden, below] {
            #expect(try Engine.run("verify", named).status == 1)
        }
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
}
