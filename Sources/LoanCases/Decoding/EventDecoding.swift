extension LoanEvent {
    /// The event of a case whose shape is checked, in the case's currency.
    ///
    /// - Throws: `invalidEvent`, `amountOutOfRange` or `dateOutOfRange` at the value's path.
    init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
        let type: EventType = try fields.named("type", else: .submit)
        let date = try fields.date("date") ?? CivilDate.first
        self.init(
            type: type, date: date, amountMinor: try fields.amount("amount", in: currency),
            reversedEvent: fields.has("of") ? try fields.count("of", else: 0) : nil,
            role: try fields.named("role"), method: fields.text("method"),
            reference: fields.text("reference"))
    }
}
