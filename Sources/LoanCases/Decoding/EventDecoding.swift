extension LogEntry {
    /// The event of a case whose shape is checked, in the case's currency.
    ///
    /// - Parameter path: The event's, such as `events[0]`.
    /// - Throws: `invalidEvent`, `amountOutOfRange` or `dateOutOfRange` at the value's path.
    init(_ fields: FieldReader, at path: String, in currency: Currency) throws(LoanError) {
        let type: EventType = try fields.named("type", else: .submit)
        let date = try fields.date("date") ?? CivilDate.first
        let parts = EventFields(
            amountMinor: try fields.amount("amount", in: currency),
            reversedEvent: fields.has("of") ? try fields.count("of", else: 0) : nil)
        let role: Role? = try fields.named("role")
        self.init(
            try LoanEvent(type, parts, at: path, in: currency), on: date, by: role,
            method: fields.text("method"), reference: fields.text("reference"))
    }
}
