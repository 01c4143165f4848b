/// A case whose expectation is rewritten from its result.
public struct Blessing: Sendable {
    /// The case with the new expectation, everything else as it was written.
    public let root: JSONValue
    /// What the old expectation had otherwise.
    public let changes: [Difference]
    /// Whether the new expectation differs from the old one at all.
    public let isChanged: Bool

    /// Evaluates the case `root` and rewrites its `expect`.
    ///
    /// A case that expects some fields goes on expecting those, with the result's values. One that
    /// expects nothing, or whose result became or ceased to be an error, expects the whole result.
    /// So does one whose `expect` is no object, which is the only fault that blessing mends: it is
    /// left out when the case is evaluated.
    ///
    /// - Throws: What is wrong with a `root` that is no object and has no place for an expectation.
    public init(of root: JSONValue) throws(LoanError) {
        var members: [JSONValue.Member] = []
        if case .object(let written) = root {
            members = written
        } else if let error = CaseResult(evaluating: root).error {
            throw error
        }
        let place = members.firstIndex { $0.key == "expect" }
        var old: JSONValue?
        if let place, case .object = members[place].value { old = members[place].value }
        let isUnfit = place != nil && old == nil
        let result = CaseResult(
            evaluating: isUnfit ? .object(members.filter { $0.key != "expect" }) : root)
        let value = try result.value

        changes = Difference.between(expected: old, result: value)
        let keepsShape =
            old.map { !$0.isEmptyObject } ?? false
            && (old?["error"] == nil) == (value["error"] == nil)
        let new =
            keepsShape ? Blessing.project(value, onto: old ?? .null) : Blessing.whole(of: value)
        isChanged = new != old
        if let place {
            members[place].value = new
        } else {
            members.append(JSONValue.Member("expect", new))
        }
        self.root = .object(members)
    }

    /// All of a result but for the format and name, which say nothing about the loan. Of an error,
    /// code and path: its wording may be improved.
    private static func whole(of result: JSONValue) -> JSONValue {
        if let error = result["error"] {
            return .object([
                JSONValue.Member(
                    "error",
                    .object([
                        JSONValue.Member("code", error["code"] ?? .null),
                        JSONValue.Member("path", error["path"] ?? .null),
                    ]))
            ])
        }
        guard case .object(let members) = result else { return result }
        return .object(members.filter { $0.key != "format" && $0.key != "name" })
    }

    /// The fields of `result` that `old` has. Elements beyond those of `old` take the fields of its
    /// last one. What says the same in other digits stays as it was written.
    private static func project(_ result: JSONValue, onto old: JSONValue) -> JSONValue {
        switch (result, old) {
        case (.object, .object(let members)):
            return .object(
                members.compactMap { member in
                    result[member.key].map {
                        JSONValue.Member(member.key, project($0, onto: member.value))
                    }
                })
        case (.array(let elements), .array(let wanted)):
            return .array(
                elements.enumerated().map { index, element in
                    guard let pattern = index < wanted.count ? wanted[index] : wanted.last else {
                        return element
                    }
                    return project(element, onto: pattern)
                })
        default:
            return Difference.isEqual(old, result) ? old : result
        }
    }
}

extension JSONValue {
    fileprivate var isEmptyObject: Bool { self == .object([]) }

    /// Reads a document.
    ///
    /// - Throws: `malformedInput` where it is not JSON, with line and column.
    public init(json bytes: [UInt8]) throws(LoanError) {
        self = try JSONParser.parse(bytes)
    }
}
