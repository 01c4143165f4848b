import Foundation
import Testing

@Suite("loan-engine, called")
struct UsageTests {
    @Test(
        "Wrong calls: a message on standard error, nothing on standard output, status 2",
        arguments: [
            [], ["evaluat"], ["--frob"], ["evaluate", "--frob"], ["evaluate", "--format"],
            ["evaluate", "--format", "xml"], ["evaluate", "-x"], ["verify"],
            ["verify", "--format"],
            ["verify", "--junit"], ["verify", "--frob", "x"],
            ["bless"], ["bless", "--all"], ["bless", "--force"], ["evaluate", "--help=1"],
        ])
    func wrong(_ arguments: [String]) throws {
        let run = try Engine.run(arguments)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.contains("loan-engine"))
    }

    @Test(
        "Help and version: on standard output, status 0",
        arguments: [
            ["help"], ["--help"], ["-h"], ["help", "evaluate"], ["help", "verify"],
            ["help", "bless"],
            ["evaluate", "--help"], ["verify", "-h"], ["bless", "--help"], ["--version"],
            ["version"],
        ])
    func help(_ arguments: [String]) throws {
        let run = try Engine.run(arguments)
        #expect(run.status == 0 && run.error.isEmpty && run.output.contains("loan-engine"))
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test("Names that begin with a dash come after --")
    func dashes() throws {
        let folder = try TemporaryFolder()
        try folder.write(CaseFile.text(), to: "-x.json")
        let run = try Engine.run("evaluate", "--", folder.path + "/-x.json")
        #expect(run.status == 0)
    }
}
