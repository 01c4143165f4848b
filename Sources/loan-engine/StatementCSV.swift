import LoanCases

/// Statements as CSV (RFC 4180) for a spreadsheet: one of four tables.
///
/// What is no installment is read from the result's JSON, so that a column is a key there.
enum StatementCSV: String, CaseIterable {
    /// A line an installment.
    case installments = "csv"
    /// A line for each event, installment and component that money paid.
    case allocations = "csv-allocations"
    /// A line for each thing that was added to a due or taken from it.
    case adjustments = "csv-adjustments"
    /// A line a loan: sums, arrears, what servicing has made of it.
    case loans = "csv-loans"

    /// The heading.
    var header: [UInt8] {
        let names =
            self == .installments ? InstallmentField.all.map { $0.name.description } : columns
        return StatementCSV.line(["name", "currency"] + names)
    }

    /// The lines of a result; none for an error, which is reported apart.
    func rows(of result: CaseResult) -> [UInt8] {
        guard case .success(let statement) = result.outcome, let currency = result.terms?.currency
        else { return [] }
        let first = [StatementCSV.safe(result.name ?? ""), currency.code]
        if self == .installments {
            return statement.items.flatMap { item in
                StatementCSV.line(
                    first
                        + InstallmentField.all.map {
                            StatementCSV.text(of: $0.value(item), currency)
                        })
            }
        }
        guard let value = try? result.value else { return [] }
        let objects =
            switch self {
            case .allocations: value["allocations"]?.elements ?? []
            case .adjustments: value["adjustments"]?.elements ?? []
            default: [value]
            }
        return objects.flatMap { object in
            StatementCSV.line(first + columns.map { StatementCSV.text(at: $0, in: object) })
        }
    }

    /// The paths of what a line holds.
    private var columns: [String] {
        switch self {
        case .installments: []
        case .allocations: ["event", "sequence", "component", "amount"]
        case .adjustments: ["date", "sequence", "component", "amount", "kind", "event", "rule"]
        case .loans:
            ["status", "asOf", "schedule.installmentAmount"] + amounts("schedule.totals")
                + amounts("outstanding") + amounts("arrears")
                + ["arrears.since", "arrears.daysPastDue", "arrears.bucket", "overpaidAmount"]
                + ["nextDue.sequence", "nextDue.dueDate", "nextDue.amount"]
                + ["amount", "deducted", "financed", "separate", "net"].map { "disbursed." + $0 }
                + ["accruedInterest"] + amounts("settlement") + ["settlement.rebate"]
                + amounts("waived") + amounts("writtenOff") + ["recovered", "refunded", "recalled"]
        }
    }

    private func amounts(_ place: String) -> [String] {
        ["principal", "interest", "fee", "penalty", "total"].map { place + "." + $0 }
    }

    /// What stands at a path, nothing for null.
    private static func text(at path: String, in value: JSONValue) -> String {
        var own: JSONValue? = value
        for key in path.split(separator: ".") { own = own?[String(key)] }
        switch own {
        case .string(let text)?: return safe(text)
        case .number(let text)?: return text
        default: return ""
        }
    }

    private static func text(of value: InstallmentField.Value, _ currency: Currency) -> String {
        switch value {
        case .number(let number): "\(number)"
        case .date(let date): "\(date)"
        case .amount(let amountMinor): currency.text(amountMinor)
        case .word(let word): word
        }
    }

    /// A name that a spreadsheet would take for a formula gets an apostrophe before it.
    private static func safe(_ text: String) -> String {
        guard let first = text.first, "=+-@\t\r".contains(first) else { return text }
        return "'" + text
    }

    private static func line(_ fields: [String]) -> [UInt8] {
        Array((fields.map(quoted).joined(separator: ",") + "\r\n").utf8)
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
        else { return field }
        var text = "\""
        for character in field.unicodeScalars {
            if character == "\"" { text += "\"" }
            text.unicodeScalars.append(character)
        }
        return text + "\""
    }
}
