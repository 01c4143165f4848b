import ExactArithmetic

/// The form of a document: which fields there are, and of which JSON type.
indirect enum DocumentShape: Sendable {
    case string
    /// A whole number written without a point.
    case integer
    /// Any number without an exponent.
    case number
    case bool
    case any
    case list(DocumentShape)
    case object([Field])
    /// An object of any names.
    case dictionary(DocumentShape)
    /// That, or null.
    case orNull(DocumentShape)
    case either([DocumentShape])

    /// A field of an object.
    struct Field: Sendable {
        let name: String
        let shape: DocumentShape
        let isRequired: Bool

        init(_ name: String, _ shape: DocumentShape, required isRequired: Bool = false) {
            (self.name, self.shape, self.isRequired) = (name, shape, isRequired)
        }
    }

    private var words: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number"
        case .number: "a number"
        case .bool: "true or false"
        case .any: "anything"
        case .list: "an array"
        case .object, .dictionary: "an object"
        case .orNull(let shape): shape.words + " or null"
        case .either(let shapes): shapes.map { $0.words }.joined(separator: " or ")
        }
    }

    /// - Throws: `MALFORMED_INPUT` at the first place that has another form.
    func check(
        _ value: JSONValue, at path: @autoclosure () -> String = ""
    ) throws(DocumentError) {
        switch (self, value) {
        case (.any, _): try DocumentShape.checkNumbers(value, at: path())
        case (.string, .string), (.bool, .bool), (.orNull, .null): return
        case (.number, .number(let text)) where DocumentShape.isPlain(text): return
        case (.integer, .number(let text)) where Int(text) != nil: return
        case (.orNull(let shape), _): try shape.check(value, at: path())
        case (.list(let shape), .array(let elements)):
            for (index, element) in elements.enumerated() {
                try shape.check(element, at: JSONPath.element(index, of: path()))
            }
        case (.dictionary(let shape), .object(let members)):
            for member in members {
                try shape.check(member.value, at: JSONPath.member(member.key, of: path()))
            }
        case (.object(let fields), .object(let members)):
            for member in members {
                guard let field = fields.first(where: { member.key.isWritten($0.name) }) else {
                    throw .refused(
                        "MALFORMED_INPUT", at: JSONPath.member(member.key, of: path()),
                        met: "an unknown field",
                        allowed: fields.map { $0.name }.joined(separator: ", "))
                }
                try field.shape.check(member.value, at: JSONPath.member(member.key, of: path()))
            }
            for field in fields where field.isRequired && value[field.name] == nil {
                throw .refused(
                    "MALFORMED_INPUT", at: JSONPath.member(field.name, of: path()),
                    met: "a missing field", allowed: field.shape.words)
            }
        case (.either(let shapes), _):
            // The one of the value's own kind says what is wrong inside.
            for shape in shapes where shape.isOfKind(value) {
                try shape.check(value, at: path())
                return
            }
            throw refusal(value, path())
        default: throw refusal(value, path())
        }
    }

    private func refusal(_ value: JSONValue, _ path: String) -> DocumentError {
        .refused("MALFORMED_INPUT", at: path, met: Excerpt.of(value), allowed: words)
    }

    private func isOfKind(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.string, .string), (.bool, .bool), (.list, .array), (.object, .object),
            (.dictionary, .object), (.integer, .number), (.number, .number), (.any, _):
            true
        default: false
        }
    }

    static func isPlain(_ text: String) -> Bool {
        !text.utf8.contains { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    }

    /// Numbers anywhere in a value have no exponent.
    private static func checkNumbers(
        _ value: JSONValue, at path: @autoclosure () -> String
    ) throws(DocumentError) {
        switch value {
        case .number(let text) where !isPlain(text):
            throw .refused(
                "MALFORMED_INPUT", at: path(), met: Excerpt.of(value),
                allowed: "a number without an exponent")
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                try checkNumbers(element, at: JSONPath.element(index, of: path()))
            }
        case .object(let members):
            for member in members {
                try checkNumbers(member.value, at: JSONPath.member(member.key, of: path()))
            }
        default: return
        }
    }
}
