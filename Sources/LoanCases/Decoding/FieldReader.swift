/// Reads the values of an object whose shape is checked, each error at the field's path.
struct FieldReader {
    private let value: JSONValue?
    private let path: String
    /// The code for a value of the right type that means nothing: `invalidTerms` for terms.
    private let code: LoanError.Code

    /// The members of `value`, none where it is nil.
    init(_ value: JSONValue?, at path: String, _ code: LoanError.Code) {
        self.value = value
        self.path = path
        self.code = code
    }

    func path(of name: String) -> String { JSONPath.member(name, of: path) }

    func has(_ name: String) -> Bool { value?[name] != nil }

    func text(_ name: String) -> String? { value?[name]?.text }

    /// A whole number, or nil where the field is missing or its number does not fit.
    func integer(_ name: String) -> Int? {
        guard case .number(let text) = value?[name] else { return nil }
        return Int(text)
    }

    func elements(_ name: String) -> [JSONValue]? { value?[name]?.elements }

    /// The members of an object within this one.
    func object(_ name: String) -> FieldReader {
        FieldReader(value?[name], at: path(of: name), code)
    }

    /// The elements of an array of objects within this one.
    func objects(_ name: String) -> [FieldReader] {
        let path = path(of: name)
        return (elements(name) ?? []).enumerated().map { index, element in
            FieldReader(element, at: JSONPath.element(index, of: path), code)
        }
    }

    /// The refusal of the object itself.
    func refusal(met: String, allowed: String) -> LoanError {
        .notAllowed(code, at: path, met: met, allowed: allowed)
    }

    func refusal(_ name: String, met: String, allowed: String) -> LoanError {
        .notAllowed(code, at: path(of: name), met: met, allowed: allowed)
    }

    /// A member of a closed set, `fallback` where the field is missing.
    ///
    /// - Parameter hint: What to write instead of a text that is no member, where that is known.
    func named<Set: NamedCase>(
        _ name: String, else fallback: Set, hint: (String) -> String? = { _ in nil }
    ) throws(LoanError) -> Set {
        guard let text = text(name) else { return fallback }
        return try FieldReader.named(text, at: path(of: name), code, hint: hint)
    }

    /// A member of a closed set, or nil where the field is missing.
    func named<Set: NamedCase>(_ name: String) throws(LoanError) -> Set? {
        guard let text = text(name) else { return nil }
        return try FieldReader.named(text, at: path(of: name), code)
    }

    /// An array of members of a closed set; empty where the field is missing.
    func names<Set: NamedCase>(_ name: String) throws(LoanError) -> [Set] {
        var members: [Set] = []
        for (index, element) in (elements(name) ?? []).enumerated() {
            let path = JSONPath.element(index, of: path(of: name))
            members.append(try FieldReader.named(element.text ?? "", at: path, code))
        }
        return members
    }

    /// The member of a closed set called `text`.
    static func named<Set: NamedCase>(
        _ text: String, at path: String, _ code: LoanError.Code,
        hint: (String) -> String? = { _ in nil }
    ) throws(LoanError) -> Set {
        guard let member = Set(name: text) else {
            throw .notAllowed(
                code, at: path, met: Excerpt.quoted(text),
                allowed: Set.allNames + (hint(text).map { "; " + $0 } ?? ""))
        }
        return member
    }

    /// An array of whole numbers; empty where the field is missing.
    func counts(_ name: String) throws(LoanError) -> [Int] {
        var counts: [Int] = []
        for (index, element) in (elements(name) ?? []).enumerated() {
            guard case .number(let text) = element, let count = Int(text) else {
                throw .notAllowed(
                    code, at: JSONPath.element(index, of: path(of: name)),
                    met: Excerpt.of(element), allowed: "a whole number within 64 bits")
            }
            counts.append(count)
        }
        return counts
    }

    /// A whole number, `fallback` where the field is missing. One beyond 64 bits is refused here;
    /// any other range is for the caller, or the terms' validation, to check.
    func count(_ name: String, else fallback: Int) throws(LoanError) -> Int {
        guard case .number(let text) = value?[name] else { return fallback }
        guard let count = Int(text) else {
            throw refusal(
                name, met: Excerpt.of(.number(text)), allowed: "a whole number within 64 bits")
        }
        return count
    }

    /// An amount in minor units, or nil where the field is missing.
    func amount(_ name: String, in currency: Currency) throws(LoanError) -> Int64? {
        guard let text = text(name) else { return nil }
        do throws(ArithmeticError) {
            return try currency.amount(text)
        } catch .outOfRange {
            throw .notAllowed(
                .amountOutOfRange, at: path(of: name), met: Excerpt.quoted(text),
                allowed: "\(currency.text(0)) to \(currency.text(.max))")
        } catch .tooManyFractionDigits {
            throw refusal(
                name, met: Excerpt.quoted(text),
                allowed: "at most \(currency.exponent) digits after the point in \(currency.code)")
        } catch {
            throw refusal(
                name, met: Excerpt.quoted(text),
                allowed: "a plain decimal such as \"\(currency.text(123_450))\"")
        }
    }

    /// An exact percentage, or nil where the field is missing.
    func percent(_ name: String) throws(LoanError) -> Rational? {
        guard let text = text(name) else { return nil }
        do throws(ArithmeticError) {
            return try Rational(text: text)
        } catch {
            throw refusal(
                name, met: Excerpt.quoted(text),
                allowed: "a decimal such as \"2.5\" or a ratio such as \"100/3\", zero or more, "
                    + "of at most \(Rational.maximumTextLength) characters")
        }
    }

    /// A date, or nil where the field is missing.
    func date(_ name: String) throws(LoanError) -> CivilDate? {
        guard let text = text(name) else { return nil }
        return try FieldReader.date(text, at: path(of: name), code)
    }

    /// An array of dates; empty where the field is missing.
    func dates(_ name: String) throws(LoanError) -> [CivilDate] {
        var dates: [CivilDate] = []
        for (index, element) in (elements(name) ?? []).enumerated() {
            let path = JSONPath.element(index, of: path(of: name))
            dates.append(try FieldReader.date(element.text ?? "", at: path, code))
        }
        return dates
    }

    private static func date(
        _ text: String, at path: String, _ code: LoanError.Code
    ) throws(LoanError) -> CivilDate {
        do throws(DateTextError) {
            return try CivilDate(text: text)
        } catch {
            throw .notAllowed(
                error == .outOfRange ? .dateOutOfRange : code, at: path,
                met: Excerpt.quoted(text),
                allowed: "a date YYYY-MM-DD from 0001-01-01 to 9999-12-31")
        }
    }
}
