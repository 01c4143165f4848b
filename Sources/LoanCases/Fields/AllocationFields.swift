// The fields of `allocation`: "Terms" in docs/case-format.md.

extension AllocationPolicy {
    /// The forms of its fields.
    static var forms: [Shape.Field] {
        [
            .optional("order", .array(.string)), .optional("pastDue", .array(.string)),
            .optional("due", .array(.string)), .optional("inAdvance", .array(.string)),
            .optional("across", .string), .optional("advance", .string),
        ]
    }

    /// Of an object whose form is checked. `order` stands for every timing that has no order of its
    /// own.
    init(_ fields: FieldReader) throws(LoanError) {
        let order = try ComponentOrder(fields, "order", else: .interestFirst)
        self.init(
            order, pastDue: try ComponentOrder(fields, "pastDue", else: order),
            due: try ComponentOrder(fields, "due", else: order),
            inAdvance: try ComponentOrder(fields, "inAdvance", else: order),
            grouping: try fields.named("across", else: .byInstallment),
            advance: try fields.named("advance", else: .next))
    }

    /// The object, or nil where its absence says the same.
    var value: JSONValue? {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ order: ComponentOrder) {
            if order == .interestFirst { return }
            members.append(
                JSONValue.Member(key, .array(order.components.map { .string($0.name) })))
        }
        if pastDue == due, due == inAdvance {
            add("order", due)
        } else {
            add("pastDue", pastDue)
            add("due", due)
            add("inAdvance", inAdvance)
        }
        if grouping != .byInstallment {
            members.append(JSONValue.Member("across", .string(grouping.name)))
        }
        if advance != .next { members.append(JSONValue.Member("advance", .string(advance.name))) }
        return members.isEmpty ? nil : .object(members)
    }
}

extension ComponentOrder {
    fileprivate init(
        _ fields: FieldReader, _ name: String, else fallback: ComponentOrder
    ) throws(LoanError) {
        guard fields.has(name) else {
            self = fallback
            return
        }
        let components: [Component] = try fields.names(name)
        for (index, component) in components.enumerated()
        where components[..<index].contains(component) {
            throw .notAllowed(
                .invalidTerms, at: JSONPath.element(index, of: fields.path(of: name)),
                met: "\(component.name) a second time",
                allowed: "each of \(Component.allNames) once")
        }
        guard let order = ComponentOrder(components) else {
            throw fields.refusal(
                name, met: "\(components.count) components",
                allowed: "each of \(Component.allNames) once")
        }
        self = order
    }
}
