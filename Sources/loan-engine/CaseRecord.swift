import LoanCases

/// What became of one case that was verified.
struct CaseRecord {
    enum Outcome {
        case passed
        /// Where it differs, at least one place.
        case failed([Difference])
        /// Why it could not be read, in the system's words.
        case unreadable(String)
    }

    /// The path of the file.
    let file: String
    /// The line of the file, from 1, where a line is a case.
    let line: Int?
    /// The case's name, where it has one.
    let name: String?
    let outcome: Outcome
    let nanoseconds: Int64

    /// `FILE` or `FILE:LINE`.
    var place: String { line.map { "\(file):\($0)" } ?? file }

    /// The lines that say how it differs; none where it does not.
    var explanation: [String] {
        switch outcome {
        case .passed: []
        case .unreadable(let text): ["cannot read: \(text)"]
        case .failed(let differences):
            differences.map { "\($0.path): expected \($0.expected), actual \($0.actual)" }
        }
    }
}

/// How many cases came to what.
struct CaseTally {
    var passed = 0
    var failed = 0
    /// Of the failed ones, those that could not be read.
    var unreadable = 0
    /// Left out by the filter.
    var filteredOut = 0
    /// Not looked at, after the first failure; nil where nobody knows how many.
    var notRun: Int? = 0

    mutating func add(_ outcome: CaseRecord.Outcome) {
        switch outcome {
        case .passed: passed += 1
        case .failed: failed += 1
        case .unreadable:
            failed += 1
            unreadable += 1
        }
    }

    /// `N passed, N failed`, and what was left out where something was.
    var text: String {
        "\(passed) passed, \(failed) failed"
            + (notRun == 0 ? "" : ", \(notRun.map { "\($0)" } ?? "the rest") not run")
            + (filteredOut > 0 ? ", \(filteredOut) filtered out" : "")
    }
}

/// Everything that a report tells of a run.
struct CaseRun {
    var tally = CaseTally()
    var records: [CaseRecord] = []
    var nanoseconds: Int64 = 0
}
