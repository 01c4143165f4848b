/// A place where a result is not what a case expects.
public struct Difference: Sendable, Equatable {
    /// The field of the result, such as `schedule.items[0].interestDue`.
    public let path: String
    /// What the case expects there, as JSON on one line.
    public let expected: String
    /// What the result has there, as JSON on one line, or that it has no such field.
    public let actual: String

    /// A difference at `path`.
    public init(path: String, expected: String, actual: String) {
        self.path = path
        self.expected = expected
        self.actual = actual
    }

    /// Every difference between what is expected and the result.
    ///
    /// Of objects, the members that `expected` has are compared and no others; arrays have the same
    /// length and are compared element by element. Amounts are equal as numbers, so `"5"` is
    /// `"5.00"`. An error that is not expected is a difference, even where nothing is.
    public static func between(expected: JSONValue?, result: JSONValue) -> [Difference] {
        var differences: [Difference] = []
        let expected = expected ?? .object([])
        if let error = result["error"], expected["error"] == nil {
            differences.append(
                Difference(path: "error", expected: "no error", actual: line(error)))
            return differences
        }
        collect(expected, result, at: "", into: &differences)
        return differences
    }

    private static func collect(
        _ expected: JSONValue, _ actual: JSONValue?, at path: String,
        into differences: inout [Difference]
    ) {
        switch (expected, actual) {
        case (.object(let members), .some(.object)):
            for member in members {
                collect(
                    member.value, actual?[member.key],
                    at: JSONPath.member(member.key, of: path), into: &differences)
            }
        case (.array(let wanted), .some(.array(let found))) where wanted.count == found.count:
            for (index, (element, other)) in zip(wanted, found).enumerated() {
                collect(
                    element, other, at: JSONPath.element(index, of: path), into: &differences)
            }
        case (.array(let wanted), .some(.array(let found))):
            differences.append(
                Difference(
                    path: path, expected: "\(wanted.count) elements",
                    actual: "\(found.count) elements"))
        default:
            if let actual, isEqual(expected, actual) { return }
            differences.append(
                Difference(
                    path: path.utf8.isEmpty ? "$" : path, expected: line(expected),
                    actual: actual.map(line) ?? "no such field"))
        }
    }

    /// Whether two values other than objects and arrays say the same.
    static func isEqual(_ expected: JSONValue, _ actual: JSONValue) -> Bool {
        switch (expected, actual) {
        case (.string(let left), .string(let right)):
            left.utf8.elementsEqual(right.utf8) || isSameAmount(left, right)
        case (.number(let left), .number(let right)):
            left.utf8.elementsEqual(right.utf8)
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        default: false
        }
    }

    /// Whether both are plain decimals of the same value.
    private static func isSameAmount(_ left: String, _ right: String) -> Bool {
        do throws(ArithmeticError) {
            let digits = DecimalText.maximumFractionDigits
            return try DecimalText.parse(left, fractionDigits: digits)
                == DecimalText.parse(right, fractionDigits: digits)
        } catch {
            return false
        }
    }

    private static func line(_ value: JSONValue) -> String {
        String(decoding: JSONText.compact(value), as: UTF8.self)
    }
}
