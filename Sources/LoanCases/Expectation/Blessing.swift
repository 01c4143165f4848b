/// A case whose expectation is rewritten from its result.
public struct Blessing: Sendable {
    /// The case with the new expectation, everything else as it was written.
    public let root: JSONValue
    /// What the old expectation had otherwise.
    public let changes: [Difference]
    /// Whether the new expectation differs from the old one at all.
    public let isChanged: Bool

    /// Rewrites `expect` of the case `root`.
    ///
    /// A case that expects some fields goes on expecting those, with the result's values. One that
    /// expects nothing, or whose result became or ceased to be an error, expects the whole result.
    public init(of root: JSONValue, result: JSONValue) {
        let old = root["expect"]
        changes = Difference.between(expected: old, result: result)
        let keepsShape =
            old.map { !$0.isEmptyObject } ?? false
            && (old?["error"] == nil) == (result["error"] == nil)
        let new =
            keepsShape
            ? Blessing.project(result, onto: old ?? .null) : Blessing.whole(of: result)
        isChanged = new != old
        guard case .object(var members) = root else {
            self.root = root
            return
        }
        if let index = members.firstIndex(where: { $0.key == "expect" }) {
            members[index].value = new
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
