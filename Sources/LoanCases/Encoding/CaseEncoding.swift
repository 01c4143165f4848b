extension LoanCase {
    /// The case as a JSON value: fields in the contract's order, those left out that say what their
    /// absence says.
    public var value: JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: JSONValue?) {
            if let value { members.append(JSONValue.Member(key, value)) }
        }
        add("format", .string(LoanCase.format))
        add("name", name.map { .string($0) })
        add("source", source.map { .string($0) })
        add("terms", .object(terms.members(in: terms.currency)))
        add("status", status == .active ? nil : .string(status.name))
        if !events.isEmpty {
            add("events", .array(events.map { $0.value(in: terms.currency) }))
        }
        add("asOf", asOf.map { .string("\($0)") })
        add("expect", expect)
        return .object(members)
    }
}
