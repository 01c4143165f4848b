import ExactArithmetic
import Expressions
import LoanCalendar

extension ExpressionData {
    /// A JSON value as expressions see it: numbers exact, strings texts, null missing.
    init(json value: JSONValue) {
        switch value {
        case .null: self = .value(.missing)
        case .bool(let truth): self = .value(.boolean(truth))
        case .number(let text):
            self = ExpressionData(number: text) ?? .value(.missing)
        case .string(let text): self = .value(.text(text))
        case .array(let elements): self = .list(elements.map { ExpressionData(json: $0) })
        case .object(let members):
            self = .object(
                members.map { Field($0.key, ExpressionData(json: $0.value)) })
        }
    }

    /// A plain decimal as a number; nil where the text is something else.
    init?(number text: String) {
        do throws(ArithmeticError) {
            guard let number = try Rational(plainDecimal: text) else { return nil }
            self = .value(.number(number))
        } catch {
            self = .tooLarge
        }
    }
}

extension ExpressionValue {
    /// Its exact text, or null.
    var json: JSONValue {
        switch self {
        case .missing: .null
        case .number(let number): .string(number.exactText)
        case .text(let text): .string(text)
        case .boolean(let truth): .bool(truth)
        case .date(let date): .string(date.description)
        }
    }
}

/// `{"expression": …, "data": {…}}`: for trying rules.
public enum ExpressionDocument {
    private static let shape = DocumentShape.object([
        .init("expression", .string, required: true), .init("data", .any),
    ])

    /// `{"type", "value"}`.
    ///
    /// - Throws: `DocumentError`.
    public static func result(of root: JSONValue) throws(DocumentError) -> JSONValue {
        try shape.check(root)
        do throws(ExpressionError) {
            let expression = try Expression(root["expression"]?.text ?? "")
            let value = try expression.value(
                of: ExpressionData(json: root["data"] ?? .object([])))
            return .object([
                .init("type", .string(value.typeName)), .init("value", value.json),
            ])
        } catch {
            throw DocumentError(error, at: "expression")
        }
    }
}
