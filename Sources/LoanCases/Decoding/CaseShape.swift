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
            guard let field = fields.first(where: { $0.name.utf8.elementsEqual(member.key.utf8) })
            else {
                let names = fields.map(\.name).joined(separator: ", ")
                throw LoanError(
                    .malformedInput, at: memberPath, "unknown field; allowed here: \(names)")
            }
            try field.shape.check(member.value, at: memberPath)
        }
        for field in fields where field.isRequired {
            guard members.contains(where: { $0.key.utf8.elementsEqual(field.name.utf8) }) else {
                throw LoanError(
                    .malformedInput, at: JSONPath.member(field.name, of: path),
                    "the field is missing; allowed: \(field.shape.allowed)")
            }
        }
    }
}

extension Shape {
    /// A case of `loan-case/1`: section 7 of the contract, "Case format" in docs/case-format.md.
    static let loanCase: Shape = .object([
        .required("format", .string),
        .optional("name", .string),
        .optional("source", .string),
        .required("terms", terms),
        .optional("status", .string),
        .optional("events", .array(event)),
        .optional("asOf", .string),
        .optional("expect", .anyObject),
    ])

    private static let terms: Shape = .object([
        .required(
            "currency",
            .stringOrObject([
                .required("code", .string), .required("exponent", .integer),
            ])),
        .required("principalAmount", .string),
        .required("rate", rate),
        .optional("interestMethod", .string),
        .optional("amortization", .string),
        .required("termCount", .integer),
        .required("termUnit", .string),
        .optional("termEvery", .integer),
        .required("disbursedAt", .string),
        .optional("firstDueDate", .string),
        .optional("dayCount", .string),
        .optional(
            "rounding",
            .object([
                .optional("mode", .string),
                .optional("interestMode", .string), .optional("interestUnit", .string),
                .optional("installmentMode", .string), .optional("installmentUnit", .string),
            ])),
        .optional("leveling", .string),
        .optional("flatInterest", .string),
        .optional("residual", .string),
        .optional(
            "grace",
            .object([
                .optional("principal", .integer), .optional("interestFree", .integer),
                .optional("capitalized", .integer),
            ])),
        .optional("balloonAmount", .string),
        .optional("installmentFee", .string),
        .optional(
            "nonWorkingDays",
            .object([
                .optional("weekdays", .array(.string)), .optional("holidays", .array(.string)),
                .optional("rule", .string),
            ])),
        .optional(
            "allocation",
            .object([
                .optional("order", .array(.string)), .optional("pastDue", .array(.string)),
                .optional("due", .array(.string)), .optional("inAdvance", .array(.string)),
                .optional("across", .string), .optional("advance", .string),
            ])),
        .optional(
            "delinquency",
            .object([
                .optional("graceDays", .integer),
                .optional(
                    "buckets",
                    .array(
                        .object([
                            .required("name", .string), .required("fromDay", .integer),
                        ]))),
                .optional("tolerance", .string), .optional("daysFrom", .string),
            ])),
        .optional(
            "prepayment",
            .object([.optional("effect", .string), .optional("interest", .string)])),
        .optional(
            "settlement",
            .object([
                .optional("interest", .string), .optional("fee", amountOrPercent),
                .optional("retained", .string),
            ])),
        .optional("lateCharges", .array(lateCharge)),
        .optional(
            "lateChargeLimit",
            .object([
                .optional("amount", .string), .optional("percent", .string),
                .optional("of", .string),
            ])),
    ])

    private static let amountOrPercent: Shape = .object([
        .optional("amount", .string), .optional("percent", .string),
    ])

    private static let rate: Shape = .object([
        .required("percent", .string), .required("per", .string),
    ])

    private static let lateCharge: Shape = .object([
        .optional("amount", .string),
        .optional("percent", .string),
        .optional("rate", rate),
        .optional("of", .string),
        .optional("yearDays", .integer),
        .optional("afterDays", .integer),
        .optional("from", .string),
        .optional("component", .string),
        .optional(
            "every", .object([.required("count", .integer), .required("unit", .string)])),
        .optional("times", .integer),
    ])

    private static let event: Shape = .object([
        .required("type", .string),
        .required("date", .string),
        .optional("amount", .string),
        .optional("of", .integer),
        .optional("role", .string),
        .optional("method", .string),
        .optional("reference", .string),
    ])
}
