import LoanCases

/// A statement's installments as CSV (RFC 4180), a line each, for a spreadsheet.
enum StatementCSV {
    static let header = line(
        ["name", "currency"] + InstallmentField.all.map { $0.name.description })

    /// The lines of a result; none for an error, which is reported apart.
    static func rows(of result: CaseResult) -> [UInt8] {
        guard case .success(let statement) = result.outcome, let currency = result.terms?.currency
        else { return [] }
        var output: [UInt8] = []
        for item in statement.items {
            output += line(
                [safe(result.name ?? ""), currency.code]
                    + InstallmentField.all.map { text(of: $0.value(item), currency) })
        }
        return output
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
