import ExactArithmetic

/// A JSON document as it was written: members in order, numbers by their own text.
///
/// Foundation's parser is not used because it hides what the case format must see: repeated keys,
/// whether a number was written `12` or `12.0`, and where in the document an error is.
public indirect enum JSONValue: Sendable, Equatable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number by its text, such as `12` or `-1.5e3`.
    case number(String)
    /// A string, without its quotes and escapes.
    case string(String)
    /// Elements in order.
    case array([JSONValue])
    /// Members in the order written; no key stands twice.
    case object([Member])

    /// A key and its value.
    public struct Member: Sendable, Equatable {
        /// The key.
        public let key: String
        /// The value.
        public var value: JSONValue

        /// A member of that key and value.
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The value of the member `key`, or nil where this is no object or has no such member.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        for member in members where member.key.isWritten(key) { return member.value }
        return nil
    }

    /// The text of a string, else nil.
    public var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    /// Whether it is `true`.
    var isTrue: Bool {
        if case .bool(true) = self { return true }
        return false
    }

    /// The elements of an array, else nil.
    public var elements: [JSONValue]? {
        if case .array(let elements) = self { return elements }
        return nil
    }

    /// What kind of value it is, in words.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
