import ExactArithmetic
import LoanCalendar
import LoanEngine

/// Reads the values of a document whose form is checked, each error at the field's path.
struct DocumentReader {
    let value: JSONValue?
    let path: String
    /// The code for a value of the right type that means nothing.
    let code: String

    init(_ value: JSONValue?, at path: String = "", _ code: String) {
        (self.value, self.path, self.code) = (value, path, code)
    }

    func has(_ name: String) -> Bool {
        guard let own = value?[name] else { return false }
        return own != .null
    }

    func place(_ name: String) -> String { JSONPath.member(name, of: path) }

    func refusal(_ name: String, met: String, allowed: String) -> DocumentError {
        .refused(code, at: place(name), met: met, allowed: allowed)
    }

    func text(_ name: String) -> String? { value?[name]?.text }

    func bool(_ name: String) -> Bool? {
        if case .bool(let own) = value?[name] { return own }
        return nil
    }

    func integer(_ name: String) -> Int? {
        guard case .number(let text) = value?[name] else { return nil }
        return Int(text)
    }

    /// A whole number of a range, `fallback` where it is missing.
    func integer(
        _ name: String, in range: ClosedRange<Int>, else fallback: Int
    ) throws(DocumentError) -> Int {
        guard let own = integer(name) else { return fallback }
        guard range.contains(own) else {
            throw refusal(
                name, met: "\(own)", allowed: "\(range.lowerBound) to \(range.upperBound)")
        }
        return own
    }

    func object(_ name: String) -> DocumentReader {
        DocumentReader(value?[name], at: place(name), code)
    }

    func objects(_ name: String) -> [DocumentReader] {
        (value?[name]?.elements ?? []).enumerated().map { index, element in
            DocumentReader(element, at: JSONPath.element(index, of: place(name)), code)
        }
    }

    func elements(_ name: String) -> [JSONValue] { value?[name]?.elements ?? [] }

    /// One of a closed set of words.
    func word<Set: RawRepresentable & CaseIterable>(
        _ name: String, _ set: Set.Type
    ) throws(DocumentError) -> Set? where Set.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let own = Set(rawValue: text) else {
            throw refusal(
                name, met: Excerpt.quoted(text),
                allowed: Set.allCases.map { $0.rawValue }.joined(separator: ", "))
        }
        return own
    }

    func mode(_ name: String) throws(DocumentError) -> RoundingMode? {
        guard let text = text(name) else { return nil }
        guard let own = RoundingMode(name: text) else {
            throw refusal(name, met: Excerpt.quoted(text), allowed: RoundingMode.allNames)
        }
        return own
    }

    /// An exact decimal or ratio.
    func rational(_ name: String) throws(DocumentError) -> Rational? {
        guard let text = text(name) else { return nil }
        guard let own = try? Rational(text: text) else {
            throw refusal(
                name, met: Excerpt.quoted(text),
                allowed: "a decimal such as 12.5, or a ratio such as 100/3"
            )
        }
        return own
    }

    func date(_ name: String) throws(DocumentError) -> CivilDate? {
        guard let text = text(name) else { return nil }
        return try date(text, at: place(name))
    }

    func date(_ text: String, at path: String) throws(DocumentError) -> CivilDate {
        do throws(DateTextError) {
            return try CivilDate(text: text)
        } catch .outOfRange {
            throw .refused(
                "DATE_OUT_OF_RANGE", at: path, met: Excerpt.quoted(text),
                allowed: "0001-01-01 to 9999-12-31")
        } catch {
            throw .refused(
                code, at: path, met: Excerpt.quoted(text), allowed: "a date such as 2026-03-01")
        }
    }

    func currency(_ name: String) throws(DocumentError) -> Currency? {
        guard let value, value[name] != nil else { return nil }
        do throws(LoanError) {
            return try Currency(FieldReader(value, at: path, .invalidTerms))
        } catch {
            throw DocumentError(
                error.code == .invalidTerms ? code : error.code.name, at: error.path, error.message)
        }
    }

    /// An amount of zero or more, in minor units.
    func amount(_ name: String, in currency: Currency) throws(DocumentError) -> Int64? {
        guard let text = text(name) else { return nil }
        return try amount(text, at: place(name), in: currency)
    }

    func amount(
        _ text: String, at path: String, in currency: Currency
    ) throws(DocumentError) -> Int64 {
        let minor: Int64
        do throws(ArithmeticError) {
            minor = try currency.amount(text)
        } catch .outOfRange {
            throw .refused(
                "AMOUNT_OUT_OF_RANGE", at: path, met: text, allowed: "up to \(currency.text(.max))")
        } catch {
            throw .refused(
                code, at: path, met: Excerpt.quoted(text),
                allowed: "a decimal of at most \(currency.exponent) digits after the point")
        }
        guard minor >= 0 else {
            throw .refused(code, at: path, met: text, allowed: "zero or more")
        }
        return minor
    }
}

extension DocumentShape {
    /// A code, or a code and its exponent.
    static let currency = DocumentShape.either([
        .string,
        .object([
            .init("code", .string, required: true), .init("exponent", .integer, required: true),
        ]),
    ])
}
