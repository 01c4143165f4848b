// The fields of a case's events: "Events" in docs/case-format.md.

extension EventFields: CaseObject {
    /// What only some types of events have; which, the engine says.
    static let caseFields: [CaseField<EventFields>] = [
        .amount("amount", \.amountMinor),
        .count("of", \.reversedEvent),
        .word("component", \.component),
        .text("reason", \.reason),
        .object("rate", \.rate),
        .word("keep", \.keep),
        .object("terms", \.terms),
        .word("arrears", \.arrears),
        .date("until", \.until),
    ]

    static func absent(in currency: Currency) -> EventFields { EventFields() }
}

/// What a reschedule agrees anew: a subset of the terms, under the same names.
extension RescheduleTerms: CaseObject {
    static let caseFields: [CaseField<RescheduleTerms>] = [
        .object("rate", \.rate),
        .word("amortization", \.amortization),
        CaseField.count("termCount", \.termCount)
            .required(unless: "dueDates") { $0.termCount != nil },
        .word("termUnit", \.termUnit),
        .count("termEvery", \.termEvery),
        .date("firstDueDate", \.firstDueDate),
        .counts("dueDays", \.dueDays),
        .dates("dueDates", \.dueDates),
        .object("grace", \.grace),
        .amount("balloonAmount", \.balloonMinor),
        .amount("installmentFee", \.installmentFeeMinor),
        .amount("installmentAmount", \.installmentMinor),
    ]

    static func absent(in currency: Currency) -> RescheduleTerms { RescheduleTerms() }
}

extension LogEntry {
    /// The form of an event.
    static let form = Shape.object(
        [.required("type", .string), .required("date", .string)] + EventFields.forms + [
            .optional("role", .string), .optional("method", .string),
            .optional("reference", .string),
        ])

    /// The event of a case whose form is checked, in the case's currency.
    ///
    /// - Parameter path: The event's, such as `events[0]`.
    /// - Throws: `invalidEvent`, `amountOutOfRange` or `dateOutOfRange` at the value's path.
    init(_ fields: FieldReader, at path: String, in currency: Currency) throws(LoanError) {
        let type: EventType = try fields.named("type", else: .submit)
        let date = try fields.date("date") ?? CivilDate.first
        var parts = EventFields()
        try parts.set(from: fields, in: currency)
        let role: Role? = try fields.named("role")
        self.init(
            try LoanEvent(type, parts, on: date, at: path, in: currency), on: date, by: role,
            method: fields.text("method"), reference: fields.text("reference"))
    }

    /// The event as a JSON value.
    func value(in currency: Currency) -> JSONValue {
        var members = [
            JSONValue.Member("type", .string(event.type.name)),
            JSONValue.Member("date", .string("\(date)")),
        ]
        members += event.fields.members(in: currency)
        for (key, text) in [
            ("method", method), ("reference", reference), ("role", role.map(\.name)),
        ] {
            if let text { members.append(JSONValue.Member(key, .string(text))) }
        }
        return .object(members)
    }
}
