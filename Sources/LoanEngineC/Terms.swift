import CLoanEngine
import LoanEngine

/// The values of LE_TERMS_INIT, for what a shorter struct of an older header lacks.
var defaultTerms: le_terms {
    var terms = le_terms()
    terms.first_due_date = noDate
    return terms
}

/// Reads a caller's terms, which may be of an older or newer header.
func read(
    _ pointer: UnsafePointer<le_terms>?
) throws(CallError) -> le_terms {
    let pointer = try required(pointer, "terms")
    return try read(
        pointer, size: pointer.pointee.struct_size, defaults: defaultTerms, "terms")
}

/// A member of a closed set in a field of the terms.
func named<Set: NamedCase & RawRepresentable>(
    _ value: Int32, _ field: String
) throws(CallError) -> Set where Set.RawValue == UInt8 {
    guard let member = member(value, Set.self) else {
        throw .terms(field, met: "\(value)", allowed: "a constant for one of \(Set.allNames)")
    }
    return member
}

extension LoanTerms {
    /// The terms that a schedule depends on; ranges and combinations are for `validate()`.
    ///
    /// No heap allocation but for parts and terms that few loans have.
    init(schedule terms: le_terms, _ parts: Parts) throws(CallError) {
        guard terms.reserved0 == 0, terms.reserved2 == 0, terms.reserved.0 == 0,
            terms.reserved.1 == 0, terms.reserved.2 == 0
        else {
            throw .argument("terms.reserved", "reserved fields are zero")
        }
        guard let currency = Currency(code: "XXX", exponent: Int(terms.currency_exponent)) else {
            throw .terms("currency.exponent", met: "\(terms.currency_exponent)", allowed: "0 to 6")
        }
        // In the order of the case format, so that the first error is the same.
        let rate = try InterestRate(
            terms.rate, terms.rate_text, terms.rate_per, parts, .invalidTerms, "terms.",
            textName: "terms.rate_text")
        let method: InterestMethod = try named(terms.interest_method, "interestMethod")
        let amortization: Amortization = try named(terms.amortization, "amortization")
        let unit: TermUnit = try named(terms.term_unit, "termUnit")
        let disbursedAt = try date(terms.disbursed_at, "terms.disbursedAt")
        let firstDueDate =
            terms.first_due_date == noDate
            ? nil : try date(terms.first_due_date, "terms.firstDueDate")
        self.init(
            currency: currency, principalMinor: terms.principal, rate: rate,
            interestMethod: method, amortization: amortization, termCount: Int(terms.term_count),
            termUnit: unit, termEvery: terms.term_every == 0 ? 1 : Int(terms.term_every),
            disbursedAt: disbursedAt, firstDueDate: firstDueDate,
            dayCount: try named(terms.day_count, "dayCount"), rounding: try Rounding(terms),
            leveling: try named(terms.leveling, "leveling"),
            flatInterest: try named(terms.flat_interest, "flatInterest"),
            residual: try named(terms.residual, "residual"),
            grace: Grace(
                principal: Int(terms.grace_principal),
                interestFree: Int(terms.grace_interest_free),
                capitalized: Int(terms.grace_capitalized), deferred: Int(terms.grace_deferred)),
            balloonMinor: terms.balloon, installmentFeeMinor: terms.installment_fee,
            nonWorkingDays: try NonWorkingDays.of(terms, parts))
        if terms.hasUncommonTerms { try setUncommon(terms, parts) }
    }

    /// All terms, with what evaluation depends on.
    @inline(never)
    init(_ terms: le_terms, _ parts: Parts) throws(CallError) {
        try self.init(schedule: terms, parts)
        allocation = try AllocationPolicy(terms.allocation, "terms.allocation")
        delinquency = try DelinquencyPolicy(terms, parts)
        servicing = try ServicingTerms(terms, parts)
    }
}

extension Contract {
    /// The contract that a schedule is made of.
    init(schedule terms: le_terms, _ parts: Parts) throws(CallError) {
        let terms = try LoanTerms(schedule: terms, parts)
        self = try engine { () throws(LoanError) in try Contract(terms) }
    }
}

extension InterestRate {
    /// A rate of two words, or of text for parts beyond them.
    ///
    /// - Parameters:
    ///   - path: Of what has the rate, with a dot: `terms.`.
    ///   - textName: The text's own name, for where it lies outside the parts.
    init(
        _ ratio: le_ratio, _ text: le_part, _ per: Int32, _ parts: Parts, _ code: LoanError.Code,
        _ path: String, textName: @autoclosure () -> String
    ) throws(CallError) {
        guard let unit = member(per, RateUnit.self) else {
            throw CallError(
                .notAllowed(
                    code, at: path + "rate.per", met: "\(per)",
                    allowed: "a constant for one of \(RateUnit.allNames)"))
        }
        if text.count == 0, text.at == 0 {
            guard ratio.denominator > 0 else {
                throw CallError(
                    .notAllowed(
                        code, at: path + "rate.percent",
                        met: "a denominator of \(ratio.denominator)", allowed: "above 0"))
            }
            self.init(
                percent: Rational(ratio.numerator, over: ratio.denominator.magnitude), per: unit)
            return
        }
        let letters = try parts.elements(text, of: CChar.self, textName())
        guard ratio.numerator == 0, ratio.denominator == 0 else {
            throw .argument(textName(), "a text beside a ratio; allowed: one of them")
        }
        var met = "rate_text"
        do throws(CallError) {
            let text = try LoanEngineC.text(letters.baseAddress, letters.count)
            if text.isShortAndPlain { met = "\"\(text)\"" }
            do throws(ArithmeticError) {
                try self.init(percent: text, per: unit)
            } catch {
                throw CallError(error)
            }
        } catch {
            throw CallError(
                .notAllowed(
                    code, at: path + "rate.percent", met: met,
                    allowed: "a decimal such as \"2.5\" or a ratio such as \"100/3\", zero or "
                        + "more, of at most \(LE_TEXT_MAX) characters"))
        }
    }
}

extension String {
    /// Whether a message can show it in quotes: at most 60 printable ASCII characters.
    fileprivate var isShortAndPlain: Bool {
        utf8.count <= 60
            && utf8.allSatisfy { byte in
                byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"")
                    && byte != UInt8(ascii: "\\")
            }
    }
}

extension Rounding {
    fileprivate init(_ terms: le_terms) throws(CallError) {
        self.init(
            interestMode: try named(terms.interest_mode, "rounding.interestMode"),
            interestUnitMinor: terms.interest_unit == 0 ? 1 : terms.interest_unit,
            installmentMode: try named(terms.installment_mode, "rounding.installmentMode"),
            installmentUnitMinor: terms.installment_unit == 0 ? 1 : terms.installment_unit)
    }
}

extension NonWorkingDays {
    /// The non-working days of the terms, or nil where they have none.
    fileprivate static func of(
        _ terms: le_terms, _ parts: Parts
    ) throws(CallError) -> NonWorkingDays? {
        let rule: NonWorkingDayRule = try named(terms.non_working_rule, "nonWorkingDays.rule")
        guard terms.non_working_weekdays < 1 << 7 else {
            throw .terms(
                "nonWorkingDays.weekdays", met: "\(terms.non_working_weekdays)",
                allowed: "a sum of LE_MONDAY to LE_SUNDAY")
        }
        guard terms.holidays.count <= NonWorkingDays.maximumHolidays else {
            throw .terms(
                "nonWorkingDays.holidays", met: "\(terms.holidays.count) dates",
                allowed: "at most \(NonWorkingDays.maximumHolidays)")
        }
        let numbers = try parts.elements(terms.holidays, of: Int32.self, "terms.holidays")
        if numbers.isEmpty, terms.non_working_weekdays == 0, rule != .skip { return nil }
        let holidays = try dates(numbers, "terms.nonWorkingDays.holidays")
        var weekdays: [Weekday] = []
        for day in Weekday.allCases where terms.non_working_weekdays & 1 << day.rawValue != 0 {
            weekdays.append(day)
        }
        return NonWorkingDays(weekdays: weekdays, holidays: holidays, rule: rule)
    }
}

/// The dates that numbers stand for.
///
/// - Throws: `LE_DATE_OUT_OF_RANGE` at the element.
func dates(
    _ numbers: UnsafeBufferPointer<Int32>, _ path: String
) throws(CallError) -> [CivilDate] {
    var found: [CivilDate] = []
    found.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
        found.append(try date(number, path + "[\(index)]"))
    }
    return found
}
