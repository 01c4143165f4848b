import LoanCases

/// `loan-engine verify`.
enum VerifyCommand {
    static func run(_ arguments: [String]) -> ExitStatus {
        guard let paths = CasePaths(arguments, of: "verify", help: Help.verify) else {
            return .usage
        }
        guard !paths.isHelp else { return .success }
        var passed = 0
        var failed = paths.unreadable
        var hasRead = false
        for (index, path) in paths.files.enumerated() {
            Output.progress("\(index + 1) of \(paths.files.count): \(path)")
            do throws(FileError) {
                let bytes = try Files.read(path)
                hasRead = true
                let differences = differences(of: bytes)
                if differences.isEmpty {
                    passed += 1
                } else {
                    failed += 1
                    show(differences, of: path)
                }
            } catch {
                failed += 1
                Output.progress("")
                Output.error("loan-engine: \(path): cannot read: \(error.text)")
            }
        }
        Output.progress("")
        Output.line("\(passed) passed, \(failed) failed")
        return !hasRead ? .usage : failed > 0 ? .failure : .success
    }

    /// How the result of a case differs from what it expects.
    private static func differences(of bytes: [UInt8]) -> [Difference] {
        do throws(LoanError) {
            let root = try JSONValue(json: bytes)
            let result = try CaseResult(evaluating: root).value
            return Difference.between(expected: root["expect"], result: result)
        } catch {
            return [Difference(path: "error", expected: "a case", actual: "\(error)")]
        }
    }

    private static func show(_ differences: [Difference], of path: String) {
        Output.progress("")
        Output.line("FAIL \(path)")
        for difference in differences {
            Output.line(
                "  \(difference.path): expected \(difference.expected), actual \(difference.actual)"
            )
        }
    }
}

/// The cases that `verify` and `bless` are called for.
struct CasePaths {
    let isHelp: Bool
    let files: [String]
    /// Paths that could not be read; each was reported.
    let unreadable: Int

    /// Nil after a message where the call is wrong.
    init?(_ arguments: [String], of command: String, help: String) {
        let definitions = [Options.Definition(name: "help", letter: "h", takesValue: false)]
        guard let options = Options(arguments, of: command, definitions) else { return nil }
        isHelp = options.has("h")
        if isHelp {
            Output.line(help)
            (files, unreadable) = ([], 0)
            return
        }
        guard !options.operands.isEmpty else {
            Output.error("loan-engine: \(command): no PATH; see 'loan-engine help \(command)'")
            return nil
        }
        var unreadable = 0
        files = Files.cases(below: options.operands) { path, error in
            unreadable += 1
            Output.error("loan-engine: \(path): cannot read: \(error.text)")
        }
        self.unreadable = unreadable
        if files.isEmpty, unreadable == 0 {
            Output.error("loan-engine: \(command): no *.json below the paths given")
        }
    }
}
