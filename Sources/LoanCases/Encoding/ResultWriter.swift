/// Writes a result as one line of JSON, keys in the contract's order.
///
/// Straight into bytes: results are most of what the command line does with a hundred thousand
/// loans, and a tree of values would cost more than the loans themselves.
struct ResultWriter {
    private(set) var bytes: [UInt8] = []
    private var fractionDigits = 0
    private var needsComma = false

    mutating func write(_ result: CaseResult) {
        object { writer in
            writer.text("format", CaseResult.format)
            writer.optional("name", result.name)
            switch result.outcome {
            case .success(let statement):
                writer.fractionDigits = result.terms?.currency.exponent ?? 0
                writer.write(statement)
                if let servicing = result.servicing { writer.write(servicing) }
            case .failure(let error):
                writer.key("error")
                writer.object { writer in
                    writer.text("code", error.code.name)
                    writer.text("path", error.path)
                    writer.text("message", error.message)
                }
            }
        }
    }

    private mutating func write(_ statement: LoanStatement) {
        text("status", statement.status.name)
        date("asOf", statement.asOf)
        key("schedule")
        object { writer in
            writer.optionalAmount("installmentAmount", statement.installmentMinor)
            writer.key("items")
            writer.array(statement.items) { $0.write($1) }
            writer.key("totals")
            writer.object { $0.write(statement.totals) }
        }
        key("allocations")
        array(statement.allocations) { writer, record in
            writer.object { writer in
                writer.number("event", record.event)
                writer.number("sequence", record.sequence)
                writer.text("component", record.component.name)
                writer.amount("amount", record.amountMinor)
            }
        }
        key("outstanding")
        object { $0.write(statement.outstanding) }
        key("arrears")
        object { writer in
            writer.write(statement.arrears.amounts)
            writer.optionalDate("since", statement.arrears.since)
            writer.number("daysPastDue", statement.arrears.daysPastDue)
            writer.optional("bucket", statement.bucket)
        }
        amount("overpaidAmount", statement.overpaidMinor)
        key("nextDue")
        guard let nextDue = statement.nextDue else { return null() }
        object { writer in
            writer.number("sequence", nextDue.sequence)
            writer.date("dueDate", nextDue.dueDate)
            writer.amount("amount", nextDue.amountMinor)
        }
    }

    private mutating func write(_ item: LoanStatement.Item) {
        object { writer in
            for field in InstallmentField.all {
                switch field.value(item) {
                case .number(let number): writer.number(field.name, number)
                case .date(let date): writer.date(field.name, date)
                case .amount(let amountMinor): writer.amount(field.name, amountMinor)
                case .word(let word): writer.text(field.name, word)
                }
            }
        }
    }

    private mutating func write(_ servicing: ServicingStatement) {
        key("adjustments")
        array(servicing.adjustments) { writer, adjustment in
            writer.object { writer in
                writer.date("date", adjustment.date)
                writer.number("sequence", adjustment.sequence)
                writer.text("component", adjustment.component.name)
                writer.amount("amount", adjustment.amountMinor)
                writer.text("kind", adjustment.kind.name)
                writer.optionalNumber("event", adjustment.event)
                writer.optionalNumber("rule", adjustment.rule)
            }
        }
        let disbursed = servicing.disbursed
        key("disbursed")
        object { writer in
            writer.amount("amount", disbursed.amountMinor)
            writer.amount("deducted", disbursed.deductedMinor)
            writer.amount("financed", disbursed.financedMinor)
            writer.amount("separate", disbursed.separateMinor)
            writer.amount("net", disbursed.netMinor)
        }
        amount("accruedInterest", servicing.accruedInterestMinor)
        key("settlement")
        if let quote = servicing.settlement {
            object { writer in
                writer.write(quote.amounts)
                writer.amount("rebate", quote.rebateMinor)
            }
        } else {
            null()
        }
        key("waived")
        object { $0.write(servicing.waived) }
        key("writtenOff")
        object { $0.write(servicing.writtenOff) }
        amount("recovered", servicing.recoveredMinor)
        amount("refunded", servicing.refundedMinor)
        amount("recalled", servicing.recalledMinor)
    }

    private mutating func write(_ amounts: ComponentAmounts) {
        amount("principal", amounts.principalMinor)
        amount("interest", amounts.interestMinor)
        amount("fee", amounts.feeMinor)
        amount("penalty", amounts.penaltyMinor)
        amount("total", amounts.totalMinor)
    }

    // MARK: JSON

    private mutating func object(_ body: (inout ResultWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    private mutating func array<Element>(
        _ elements: [Element], _ body: (inout ResultWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            body(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    private mutating func key(_ key: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func null() {
        bytes.append(contentsOf: "null".utf8)
    }

    private mutating func text(_ key: StaticString, _ text: String) {
        self.key(key)
        JSONText.append(text, to: &bytes)
    }

    private mutating func optional(_ key: StaticString, _ text: String?) {
        if let text { return self.text(key, text) }
        self.key(key)
        null()
    }

    private mutating func number(_ key: StaticString, _ number: Int) {
        self.key(key)
        DecimalText.append(Int64(number), fractionDigits: 0, to: &bytes)
    }

    private mutating func optionalNumber(_ key: StaticString, _ number: Int?) {
        if let number { return self.number(key, number) }
        self.key(key)
        null()
    }

    private mutating func amount(_ key: StaticString, _ amountMinor: Int64) {
        self.key(key)
        bytes.append(UInt8(ascii: "\""))
        DecimalText.append(amountMinor, fractionDigits: fractionDigits, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func optionalAmount(_ key: StaticString, _ amountMinor: Int64?) {
        if let amountMinor { return amount(key, amountMinor) }
        self.key(key)
        null()
    }

    private mutating func date(_ key: StaticString, _ date: CivilDate) {
        self.key(key)
        bytes.append(UInt8(ascii: "\""))
        date.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func optionalDate(_ key: StaticString, _ date: CivilDate?) {
        if let date { return self.date(key, date) }
        self.key(key)
        null()
    }
}
