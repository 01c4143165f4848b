import LoanCases

/// `loan-engine bless`.
enum BlessCommand {
    static func run(_ arguments: [String]) -> ExitStatus {
        let force: Unicode.Scalar = "\u{E000}"
        let definitions = [
            Options.Definition(name: "force", letter: force, takesValue: false),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "bless", definitions) else { return .usage }
        if options.has("h") {
            Output.line(Help.bless)
            return .success
        }
        guard let paths = CasePaths(options.operands, of: "bless") else { return .usage }
        var counts: [Outcome: Int] = [:]
        for found in paths.files {
            counts[outcome(of: found, isForced: options.has(force)), default: 0] += 1
        }
        func count(_ outcome: Outcome) -> Int { counts[outcome] ?? 0 }
        let failed = count(.notACase) + count(.unreadable)
        Output.line(
            "\(count(.changed)) changed, \(count(.unchanged)) unchanged, "
                + "\(count(.refused)) refused, \(failed) failed")
        if count(.unreadable) == paths.files.count { return .usage }
        return failed > 0 ? .failure : count(.refused) > 0 ? .refused : .success
    }

    private enum Outcome {
        case changed, unchanged, refused
        /// Read, but not JSON or no object.
        case notACase
        /// Not read, or not written.
        case unreadable
    }

    private static func outcome(of found: Files.Found, isForced: Bool) -> Outcome {
        let path = Output.printable(found.path)
        do {
            if let error = found.error { throw error }
            return try bless(found.path, isForced: isForced)
        } catch let error as LoanError {
            Output.error("loan-engine: \(path): \(error)")
            return .notACase
        } catch {
            let text = (error as? FileError)?.text ?? "\(error)"
            Output.error("loan-engine: \(path): cannot read or write: \(text)")
            return .unreadable
        }
    }

    /// Blesses one case, unless its figures are others'.
    private static func bless(_ path: String, isForced: Bool) throws -> Outcome {
        let root = try JSONValue(json: try Files.read(path))
        let blessing = try Blessing(of: root)
        guard blessing.isChanged else { return .unchanged }
        let isRefused = CaseOrigin(of: root) == .external && !isForced
        if isRefused {
            let source = root["source"].map { JSONText.compact($0) } ?? []
            Output.line(
                "refused \(Output.printable(path)), the figures are others': "
                    + String(decoding: source, as: UTF8.self))
        } else {
            try Files.replace(path, with: JSONText.pretty(blessing.root))
            Output.line("blessed \(Output.printable(path))")
        }
        for change in blessing.changes {
            Output.line("  \(change.path): \(change.expected) -> \(change.actual)")
        }
        if blessing.changes.isEmpty {
            let old = root["expect"].map { String(decoding: JSONText.compact($0), as: UTF8.self) }
            Output.line("  expect: \(old ?? "nothing") -> the whole result")
        }
        return isRefused ? .refused : .changed
    }
}
