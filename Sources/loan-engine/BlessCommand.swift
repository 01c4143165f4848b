import LoanCases

/// `loan-engine bless`.
enum BlessCommand {
    static func run(_ arguments: [String]) -> ExitStatus {
        guard let paths = CasePaths(arguments, of: "bless", help: Help.bless) else {
            return .usage
        }
        guard !paths.isHelp else { return .success }
        var changed = 0
        var unchanged = 0
        var failed = paths.unreadable
        for path in paths.files {
            do {
                if try bless(path) { changed += 1 } else { unchanged += 1 }
            } catch let error as LoanError {
                failed += 1
                Output.error("loan-engine: \(path): \(error)")
            } catch {
                failed += 1
                let text = (error as? FileError)?.text ?? "\(error)"
                Output.error("loan-engine: \(path): cannot read or write: \(text)")
            }
        }
        Output.line("\(changed) changed, \(unchanged) unchanged, \(failed) failed")
        return changed + unchanged == 0 ? .usage : failed > 0 ? .failure : .success
    }

    /// Blesses one case; whether that changed it.
    private static func bless(_ path: String) throws -> Bool {
        let root = try JSONValue(json: try Files.read(path))
        let blessing = Blessing(of: root, result: try CaseResult(evaluating: root).value)
        guard blessing.isChanged else { return false }
        try Files.replace(path, with: JSONText.pretty(blessing.root))
        Output.line("blessed \(path)")
        for change in blessing.changes {
            Output.line("  \(change.path): \(change.expected) -> \(change.actual)")
        }
        return true
    }
}
