import ExactArithmetic

/// The form of a JSON value: what the case format says before any value is looked at.
indirect enum Shape: Sendable {
    /// A string.
    case string
    /// A number written as a whole number: no point, no exponent.
    case integer
    /// An array of values of one shape.
    case array(Shape)
    /// An object of these members and no others.
    case object([Field])
    /// An object of any members.
    case anyObject
    /// A string or an object of these members.
    case stringOrObject([Field])

    /// A member of an object.
    struct Field: Sendable {
        let name: String
        let shape: Shape
        let isRequired: Bool
        /// The field beside which a required one may be missing.
        var substitute: String?

        static func required(_ name: String, _ shape: Shape) -> Field {
            Field(name: name, shape: shape, isRequired: true)
        }

        static func optional(_ name: String, _ shape: Shape) -> Field {
            Field(name: name, shape: shape, isRequired: false)
        }
    }

    private var allowed: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number without point or exponent"
        case .array: "an array"
        case .object, .anyObject: "an object"
        case .stringOrObject: "a string or an object"
        }
    }

    /// Checks `value` against the shape, in the order written; what is missing, last.
    ///
    /// - Throws: `malformedInput` at the first value of another type, or the first member that is
    ///   unknown or missing.
    func check(_ value: JSONValue, at path: String) throws(LoanError) {
        switch (self, value) {
        case (.string, .string), (.anyObject, .object), (.stringOrObject, .string):
            return
        case (.integer, .number(let text)) where !text.utf8.contains(where: Shape.isFractional):
            return
        case (.array(let shape), .array(let elements)):
            for (index, element) in elements.enumerated() {
                try shape.check(element, at: JSONPath.element(index, of: path))
            }
        case (.object(let fields), .object(let members)),
            (.stringOrObject(let fields), .object(let members)):
            try Shape.check(members, against: fields, at: path)
        default:
            var allowed = allowed
            if case (.string, .number(let text)) = (self, value), text.utf8.count < 32 {
                allowed += ", \"\(text)\""
            }
            throw .notAllowed(
                .malformedInput, at: path.utf8.isEmpty ? "$" : path, met: Excerpt.of(value),
                allowed: allowed)
        }
    }

    private static func isFractional(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
    }

    private static func check(
        _ members: [JSONValue.Member], against fields: [Field], at path: String
    ) throws(LoanError) {
        for member in members {
            let memberPath = JSONPath.member(member.key, of: path)
            guard let field = fields.first(where: { $0.name.isWritten(member.key) })
            else {
                let names = fields.map { $0.name }.joined(separator: ", ")
                throw LoanError(
                    .malformedInput, at: memberPath, "unknown field; allowed here: \(names)")
            }
            try field.shape.check(member.value, at: memberPath)
        }
        func has(_ name: String) -> Bool { members.contains { $0.key.isWritten(name) } }
        for field in fields where field.isRequired {
            guard has(field.name) || field.substitute.map(has) ?? false else {
                throw LoanError(
                    .malformedInput, at: JSONPath.member(field.name, of: path),
                    "the field is missing; allowed: \(field.shape.allowed)")
            }
        }
    }
}

extension Shape {
    /// A case of `loan-case/1`: section 1 of docs/case-format.md.
    static let loanCase: Shape = .object([
        .required("format", .string),
        .optional("name", .string),
        .optional("source", .string),
        .required("terms", .object(LoanTerms.forms)),
        .optional("status", .string),
        .optional("events", .array(LogEntry.form)),
        .optional("asOf", .string),
        .optional("expect", .anyObject),
    ])
}
