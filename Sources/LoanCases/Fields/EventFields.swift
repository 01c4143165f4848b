// The fields of a case's events: "Events" in docs/case-format.md.

extension EventFields: CaseObject {
    /// What only some types of events have; which, the engine says.
    static let caseFields: [CaseField<EventFields>] = [
        .amount("amount", .init({ $0.amountMinor }, { $0.amountMinor = $1 })),
        .count("of", .init({ $0.reversedEvent }, { $0.reversedEvent = $1 })),
        .word("component", .init({ $0.component }, { $0.component = $1 })),
        .text("reason", .init({ $0.reason }, { $0.reason = $1 })),
        .object("rate", .init({ $0.rate }, { $0.rate = $1 })),
        .word("keep", .init({ $0.keep }, { $0.keep = $1 })),
        .object("terms", .init({ $0.terms }, { $0.terms = $1 })),
        .word("arrears", .init({ $0.arrears }, { $0.arrears = $1 })),
        .date("until", .init({ $0.until }, { $0.until = $1 })),
    ]

    static func absent(in currency: Currency) -> EventFields { EventFields() }
}

/// What a reschedule agrees anew: a subset of the terms, under the same names.
extension RescheduleTerms: CaseObject {
    static let caseFields: [CaseField<RescheduleTerms>] = [
        .object("rate", .init({ $0.rate }, { $0.rate = $1 })),
        .word("amortization", .init({ $0.amortization }, { $0.amortization = $1 })),
        CaseField.count("termCount", .init({ $0.termCount }, { $0.termCount = $1 }))
            .required(unless: "dueDates") { $0.termCount != nil },
        .word("termUnit", .init({ $0.termUnit }, { $0.termUnit = $1 })),
        .count("termEvery", .init({ $0.termEvery }, { $0.termEvery = $1 })),
        .date("firstDueDate", .init({ $0.firstDueDate }, { $0.firstDueDate = $1 })),
        .counts("dueDays", .init({ $0.dueDays }, { $0.dueDays = $1 })),
        .dates("dueDates", .init({ $0.dueDates }, { $0.dueDates = $1 })),
        .object("grace", .init({ $0.grace }, { $0.grace = $1 })),
        .amount("balloonAmount", .init({ $0.balloonMinor }, { $0.balloonMinor = $1 })),
        .amount(
            "installmentFee", .init({ $0.installmentFeeMinor }, { $0.installmentFeeMinor = $1 })),
        .amount("installmentAmount", .init({ $0.installmentMinor }, { $0.installmentMinor = $1 })),
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
            ("method", method), ("reference", reference), ("role", role.map { $0.name }),
        ] {
            if let text { members.append(JSONValue.Member(key, .string(text))) }
        }
        return .object(members)
    }
}
