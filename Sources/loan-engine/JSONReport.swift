import LoanCases

/// A run as one JSON object, `loan-verify/1`.
enum JSONReport {
    /// What every such report begins with.
    static let beginning = Array("{\n  \"format\": \"loan-verify/1\"".utf8)

    static func bytes(of run: CaseRun) -> [UInt8] {
        let tally = run.tally
        let members: [(String, JSONValue)] = [
            ("format", .string("loan-verify/1")),
            ("passed", .number("\(tally.passed)")), ("failed", .number("\(tally.failed)")),
            ("notRun", tally.notRun.map { .number("\($0)") } ?? .null),
            ("filteredOut", .number("\(tally.filteredOut)")),
            ("nanoseconds", .number("\(run.nanoseconds)")),
            ("cases", .array(run.records.map(value))),
        ]
        return JSONText.pretty(object(members))
    }

    private static func value(_ record: CaseRecord) -> JSONValue {
        var members: [(String, JSONValue)] = [("file", .string(record.file))]
        if let line = record.line { members.append(("line", .number("\(line)"))) }
        members.append(("name", record.name.map { .string($0) } ?? .null))
        switch record.outcome {
        case .passed: members.append(("outcome", .string("PASSED")))
        case .failed: members.append(("outcome", .string("FAILED")))
        case .unreadable: members.append(("outcome", .string("UNREADABLE")))
        }
        members.append(("nanoseconds", .number("\(record.nanoseconds)")))
        switch record.outcome {
        case .passed: break
        case .unreadable(let text): members.append(("reason", .string(text)))
        case .failed(let differences):
            let values = differences.map { difference in
                object([
                    ("path", .string(difference.path)),
                    ("expected", .string(difference.expected)),
                    ("actual", .string(difference.actual)),
                ])
            }
            members.append(("differences", .array(values)))
        }
        return object(members)
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONValue.Member($0.0, $0.1) })
    }
}
