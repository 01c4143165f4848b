import ExactArithmetic

/// A field of an object of a case, said once: its name and form, how it is read into a value of the
/// engine, and how it is written back.
///
/// A table of them, `caseFields`, is all that a case's reader, its writer and the check of its form
/// know of an object. What a missing field means is the value that is there already.
struct CaseField<Owner>: Sendable {
    /// A property of the owner: closures, for Embedded Swift has no key paths.
    struct Property<Value>: Sendable {
        let get: @Sendable (Owner) -> Value
        let set: @Sendable (inout Owner, Value) -> Void

        init(
            _ get: @escaping @Sendable (Owner) -> Value,
            _ set: @escaping @Sendable (inout Owner, Value) -> Void
        ) {
            (self.get, self.set) = (get, set)
        }
    }
    /// Sets what the field says, and nothing where it is missing.
    typealias Read =
        @Sendable (FieldReader, Currency, inout Owner) throws(LoanError) -> Void
    /// The field as JSON, or nil where its absence says the same.
    typealias Write = @Sendable (Owner, Currency) -> JSONValue?

    let form: Shape.Field
    let read: Read
    let write: Write

    init(_ form: Shape.Field, read: @escaping Read, write: @escaping Write) {
        self.form = form
        self.read = read
        self.write = write
    }
}

/// What is an object in a case.
protocol CaseObject: Sendable {
    /// Its fields, in the contract's order.
    static var caseFields: [CaseField<Self>] { get }
    /// What an object says in which every field is missing.
    static func absent(in currency: Currency) -> Self
}

extension CaseObject {
    /// The forms of its fields.
    static var forms: [Shape.Field] { caseFields.map { $0.form } }

    /// Reads the fields that are there, in the contract's order.
    ///
    /// - Throws: At the path of the first value that means nothing, with the reader's code, or
    ///   `amountOutOfRange` or `dateOutOfRange`.
    mutating func set(from fields: FieldReader, in currency: Currency) throws(LoanError) {
        for field in Self.caseFields { try field.read(fields, currency, &self) }
    }

    /// The fields that say more than their absence.
    func members(in currency: Currency) -> [JSONValue.Member] {
        Self.caseFields.compactMap { field in
            field.write(self, currency).map { JSONValue.Member(field.form.name, $0) }
        }
    }
}

/// An object of a case whose fields depend on each other, read and written as a whole.
protocol CaseElement: Sendable {
    /// Of an object whose form is checked.
    init(_ fields: FieldReader, _ currency: Currency) throws(LoanError)
    /// The object.
    func value(in currency: Currency) -> JSONValue
}

extension CaseField {
    /// The field, required unless another stands beside it; written where `isWritten` says so.
    func required(
        unless substitute: String, isWritten: @escaping @Sendable (Owner) -> Bool
    ) -> CaseField {
        var form = Shape.Field.required(form.name, form.shape)
        form.substitute = substitute
        let write = write
        return CaseField(form, read: read) { isWritten($0) ? write($0, $1) : nil }
    }
}

// MARK: The kinds of fields

extension CaseField where Owner: CaseObject {
    /// An amount, or none.
    static func amount(_ name: String, _ property: Property<Int64?>) -> CaseField {
        CaseField(.optional(name, .string)) { fields, currency, owner throws(LoanError) in
            if let amount = try fields.amount(name, in: currency) {
                property.set(&owner, amount)
            }
        } write: { owner, currency in
            property.get(owner).map { .string(currency.text($0)) }
        }
    }

    /// An amount.
    static func amount(
        _ name: String, _ property: Property<Int64>, isRequired: Bool = false
    ) -> CaseField {
        CaseField(Shape.Field(name: name, shape: .string, isRequired: isRequired)) {
            fields, currency, owner throws(LoanError) in
            if let amount = try fields.amount(name, in: currency) {
                property.set(&owner, amount)
            }
        } write: { owner, currency in
            differs(owner, property, in: currency, isRequired)
                .map { .string(currency.text($0)) }
        }
    }

    /// A whole number, or none.
    static func count(_ name: String, _ property: Property<Int?>) -> CaseField {
        CaseField(.optional(name, .integer)) { fields, _, owner throws(LoanError) in
            if fields.has(name) { property.set(&owner, try fields.count(name, else: 0)) }
        } write: { owner, _ in
            property.get(owner).map { .number("\($0)") }
        }
    }

    /// A whole number.
    static func count(
        _ name: String, _ property: Property<Int>, isRequired: Bool = false
    ) -> CaseField {
        CaseField(Shape.Field(name: name, shape: .integer, isRequired: isRequired)) {
            fields, _, owner throws(LoanError) in
            if fields.has(name) { property.set(&owner, try fields.count(name, else: 0)) }
        } write: { owner, currency in
            differs(owner, property, in: currency, isRequired).map { .number("\($0)") }
        }
    }

    /// A date, or none.
    static func date(_ name: String, _ property: Property<CivilDate?>) -> CaseField {
        CaseField(.optional(name, .string)) { fields, _, owner throws(LoanError) in
            if let date = try fields.date(name) { property.set(&owner, date) }
        } write: { owner, _ in
            property.get(owner).map { .string("\($0)") }
        }
    }

    /// A date that has to be there.
    static func date(required name: String, _ property: Property<CivilDate>) -> CaseField {
        CaseField(.required(name, .string)) { fields, _, owner throws(LoanError) in
            if let date = try fields.date(name) { property.set(&owner, date) }
        } write: { owner, _ in
            .string("\(property.get(owner))")
        }
    }

    /// A word of a closed set.
    ///
    /// - Parameter hint: What to write instead of a text that is no member, where that is known.
    static func word<Set: NamedCase & Equatable>(
        _ name: String, _ property: Property<Set>, isRequired: Bool = false,
        hint: @escaping @Sendable (String, FieldReader) -> String? = { _, _ in nil }
    ) -> CaseField {
        CaseField(Shape.Field(name: name, shape: .string, isRequired: isRequired)) {
            fields, _, owner throws(LoanError) in
            guard fields.has(name) else { return }
            let named = try fields.named(
                name, else: property.get(owner), hint: { hint($0, fields) })
            property.set(&owner, named)
        } write: { owner, currency in
            differs(owner, property, in: currency, isRequired).map { .string($0.name) }
        }
    }

    /// A word of a closed set, or none.
    static func word<Set: NamedCase>(_ name: String, _ property: Property<Set?>) -> CaseField {
        CaseField(.optional(name, .string)) { fields, _, owner throws(LoanError) in
            if let member: Set = try fields.named(name) { property.set(&owner, member) }
        } write: { owner, _ in
            property.get(owner).map { .string($0.name) }
        }
    }

    /// An exact percentage.
    static func percent(
        _ name: String, _ property: Property<Rational>, isRequired: Bool = false
    ) -> CaseField {
        CaseField(Shape.Field(name: name, shape: .string, isRequired: isRequired)) {
            fields, _, owner throws(LoanError) in
            if let percent = try fields.percent(name) { property.set(&owner, percent) }
        } write: { owner, currency in
            differs(owner, property, in: currency, isRequired).map { .string($0.shortText) }
        }
    }

    /// A text that is carried along, or none.
    static func text(_ name: String, _ property: Property<String?>) -> CaseField {
        CaseField(.optional(name, .string)) { fields, _, owner throws(LoanError) in
            property.set(&owner, fields.text(name) ?? property.get(owner))
        } write: { owner, _ in
            property.get(owner).map { .string($0) }
        }
    }

    /// A list of whole numbers, or none.
    static func counts(_ name: String, _ property: Property<[Int]?>) -> CaseField {
        CaseField(.optional(name, .array(.integer))) { fields, _, owner throws(LoanError) in
            if fields.has(name) { property.set(&owner, try fields.counts(name)) }
        } write: { owner, _ in
            property.get(owner).map { .array($0.map { .number("\($0)") }) }
        }
    }

    /// A list of dates, or none.
    static func dates(_ name: String, _ property: Property<[CivilDate]?>) -> CaseField {
        CaseField(.optional(name, .array(.string))) { fields, _, owner throws(LoanError) in
            if fields.has(name) { property.set(&owner, try fields.dates(name)) }
        } write: { owner, _ in
            property.get(owner).map { .array($0.map { .string("\($0)") }) }
        }
    }

    /// An object, or none.
    static func object<Part: CaseObject>(
        _ name: String, _ property: Property<Part?>
    ) -> CaseField {
        CaseField(.optional(name, .object(Part.forms))) {
            fields, currency, owner throws(LoanError) in
            guard fields.has(name) else { return }
            var part = Part.absent(in: currency)
            try part.set(from: fields.object(name), in: currency)
            property.set(&owner, part)
        } write: { owner, currency in
            property.get(owner).map { .object($0.members(in: currency)) }
        }
    }

    /// A list of objects that are read and written as a whole; left out where it is empty.
    static func objects<Part: CaseElement>(
        _ name: String, _ property: Property<[Part]>, _ form: Shape
    ) -> CaseField {
        CaseField(.optional(name, .array(form))) { fields, currency, owner throws(LoanError) in
            guard fields.has(name) else { return }
            var parts: [Part] = []
            for element in fields.objects(name) { parts.append(try Part(element, currency)) }
            property.set(&owner, parts)
        } write: { owner, currency in
            let parts = property.get(owner)
            return parts.isEmpty ? nil : .array(parts.map { $0.value(in: currency) })
        }
    }

    /// An object; left out where it would have no members.
    static func object<Part: CaseObject>(
        _ name: String, _ property: Property<Part>, isRequired: Bool = false
    ) -> CaseField {
        CaseField(
            Shape.Field(name: name, shape: .object(Part.forms), isRequired: isRequired)
        ) { fields, currency, owner throws(LoanError) in
            guard fields.has(name) else { return }
            var part = property.get(owner)
            try part.set(from: fields.object(name), in: currency)
            property.set(&owner, part)
        } write: { owner, currency in
            let members = property.get(owner).members(in: currency)
            return members.isEmpty ? nil : .object(members)
        }
    }

    /// A property's value, unless its absence says the same.
    private static func differs<Value: Equatable>(
        _ owner: Owner, _ property: Property<Value>, in currency: Currency, _ isRequired: Bool
    ) -> Value? {
        let value = property.get(owner)
        if isRequired || value != property.get(Owner.absent(in: currency)) { return value }
        return nil
    }
}
