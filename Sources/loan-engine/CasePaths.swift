/// The cases below the paths that a command was called with.
struct CasePaths {
    let files: [Files.Found]

    /// Nil after a message where no path was given.
    init?(_ operands: [String], of command: String) {
        guard !operands.isEmpty else {
            Output.error("loan-engine: \(command): no PATH; see 'loan-engine help \(command)'")
            return nil
        }
        files = Files.cases(below: operands)
        if files.isEmpty {
            Output.error("loan-engine: \(command): no *.json below the paths given")
        }
    }
}
