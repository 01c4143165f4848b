import CLoanEngine
import LoanEngine

/// The values of LE_TERMS_INIT, for what a shorter struct of an older header lacks.
var defaultTerms: le_terms {
    var terms = le_terms()
    terms.currency_exponent = 2
    terms.rate_denominator = 1
    terms.term_unit = Int32(LE_TERM_MONTH)
    terms.term_every = 1
    terms.first_due_date = Int32.min
    terms.interest_unit = 1
    terms.installment_unit = 1
    terms.allocation = defaultAllocationPolicy
    return terms
}

/// The values of LE_ALLOCATION_POLICY_INIT.
var defaultAllocationPolicy: le_allocation_policy {
    le_allocation_policy(order: (0, 1, 2, 3), across: 0, reserved: 0)
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
private func named<Set: NamedCase & RawRepresentable>(
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
    /// No heap allocation but for non-working days and a rate given as text.
    init(schedule terms: le_terms) throws(CallError) {
        guard terms.reserved.0 == 0, terms.reserved.1 == 0 else {
            throw .argument("terms.reserved", "reserved fields are zero")
        }
        guard let currency = Currency(code: "XXX", exponent: Int(terms.currency_exponent)) else {
            throw .terms("currency.exponent", met: "\(terms.currency_exponent)", allowed: "0 to 6")
        }
        // In the order of the case format, so that the first error is the same.
        let rate = try InterestRate(terms)
        let method: InterestMethod = try named(terms.interest_method, "interestMethod")
        let amortization: Amortization = try named(terms.amortization, "amortization")
        let unit: TermUnit = try named(terms.term_unit, "termUnit")
        let disbursedAt = try date(terms.disbursed_at, "terms.disbursedAt")
        let firstDueDate =
            terms.first_due_date == Int32.min
            ? nil : try date(terms.first_due_date, "terms.firstDueDate")
        self.init(
            currency: currency, principalMinor: terms.principal, rate: rate,
            interestMethod: method, amortization: amortization, termCount: Int(terms.term_count),
            termUnit: unit, termEvery: Int(terms.term_every), disbursedAt: disbursedAt,
            firstDueDate: firstDueDate, dayCount: try named(terms.day_count, "dayCount"),
            rounding: try Rounding(terms), leveling: try named(terms.leveling, "leveling"),
            flatInterest: try named(terms.flat_interest, "flatInterest"),
            residual: try named(terms.residual, "residual"),
            grace: Grace(
                principal: Int(terms.grace_principal),
                interestFree: Int(terms.grace_interest_free),
                capitalized: Int(terms.grace_capitalized)),
            balloonMinor: terms.balloon, installmentFeeMinor: terms.installment_fee,
            nonWorkingDays: try NonWorkingDays.of(terms))
    }

    /// All terms, with what allocation and classification depend on.
    init(_ terms: le_terms) throws(CallError) {
        try self.init(schedule: terms)
        allocation = try AllocationPolicy(terms.allocation)
        let days = try array(
            terms.bucket_from_days, Int(terms.bucket_count), "terms.bucket_from_days")
        delinquency = try DelinquencyPolicy(graceDays: terms.grace_days, bucketFromDays: days)
    }
}

extension Contract {
    /// The contract that a schedule is made of.
    init(schedule terms: le_terms) throws(CallError) {
        let terms = try LoanTerms(schedule: terms)
        self = try engine { () throws(LoanError) in try Contract(terms) }
    }
}

extension PlainTerms {
    /// The terms of a plain loan, or nil where they are another kind of loan, out of their ranges or of
    /// another header: `LoanTerms` reads those, and says what is wrong with them.
    @inline(__always)
    init?(_ pointer: UnsafePointer<le_terms>) {
        guard Int(pointer.pointee.struct_size) == MemoryLayout<le_terms>.size,
            pointer.pointee.isPlain,
            UInt32(bitPattern: pointer.pointee.currency_exponent) <= 6,
            pointer.pointee.rate_numerator >= 0, pointer.pointee.rate_denominator > 0,
            let per = member(pointer.pointee.rate_per, RateUnit.self),
            let unit = member(pointer.pointee.term_unit, TermUnit.self),
            let dayCount = member(pointer.pointee.day_count, DayCount.self),
            let interestMode = member(pointer.pointee.interest_mode, RoundingMode.self),
            let installmentMode = member(pointer.pointee.installment_mode, RoundingMode.self),
            let disbursedAt = CivilDate(dayNumber: Int(pointer.pointee.disbursed_at))
        else { return nil }
        var firstDueDate: CivilDate?
        if pointer.pointee.first_due_date != Int32.min {
            guard let date = CivilDate(dayNumber: Int(pointer.pointee.first_due_date)) else {
                return nil
            }
            firstDueDate = date
        }
        self.init(
            principalMinor: pointer.pointee.principal,
            percentNumerator: UInt64(bitPattern: pointer.pointee.rate_numerator),
            percentDenominator: UInt64(bitPattern: pointer.pointee.rate_denominator), ratePer: per,
            termCount: Int(pointer.pointee.term_count), termUnit: unit,
            termEvery: Int(pointer.pointee.term_every), disbursedAt: disbursedAt,
            firstDueDate: firstDueDate, dayCount: dayCount,
            rounding: Rounding(
                mode: interestMode, interestUnitMinor: pointer.pointee.interest_unit,
                installmentMode: installmentMode,
                installmentUnitMinor: pointer.pointee.installment_unit),
            balloonMinor: pointer.pointee.balloon,
            installmentFeeMinor: pointer.pointee.installment_fee)
    }
}

extension le_terms {
    /// Whether the terms are a plain loan's: those of LE_TERMS_INIT but for what `PlainTerms` holds and
    /// what no schedule depends on.
    ///
    /// The comparison is the one door to the fast path. A field that is not named here is compared
    /// with its default, so that one added to the struct keeps its loans away from a path that does
    /// not know it. The compiler leaves of it the words that hold such fields.
    var isPlain: Bool {
        @inline(__always) get {
            let plain = defaultTerms
            var terms = self
            terms.struct_size = plain.struct_size
            // Held.
            terms.currency_exponent = plain.currency_exponent
            terms.principal = plain.principal
            terms.rate_numerator = plain.rate_numerator
            terms.rate_denominator = plain.rate_denominator
            terms.rate_per = plain.rate_per
            terms.term_count = plain.term_count
            terms.term_unit = plain.term_unit
            terms.term_every = plain.term_every
            terms.disbursed_at = plain.disbursed_at
            terms.first_due_date = plain.first_due_date
            terms.day_count = plain.day_count
            terms.interest_mode = plain.interest_mode
            terms.interest_unit = plain.interest_unit
            terms.installment_mode = plain.installment_mode
            terms.installment_unit = plain.installment_unit
            terms.balloon = plain.balloon
            terms.installment_fee = plain.installment_fee
            // For le_evaluate alone.
            terms.allocation = plain.allocation
            terms.grace_days = plain.grace_days
            terms.bucket_count = plain.bucket_count
            terms.bucket_from_days = plain.bucket_from_days
            return haveSameBits(terms, plain)
        }
    }
}

extension InterestRate {
    fileprivate init(_ terms: le_terms) throws(CallError) {
        let per: RateUnit = try named(terms.rate_per, "rate.per")
        guard let text = terms.rate_text else {
            guard terms.rate_denominator > 0 else {
                throw .terms(
                    "rate.percent", met: "a denominator of \(terms.rate_denominator)",
                    allowed: "above 0")
            }
            self.init(
                percent: Rational(terms.rate_numerator, over: terms.rate_denominator.magnitude),
                per: per)
            return
        }
        var met = "rate_text"
        do throws(CallError) {
            let text = try LoanEngineC.text(text, -1)
            if text.isShortAndPlain { met = "\"\(text)\"" }
            do throws(ArithmeticError) {
                try self.init(percent: text, per: per)
            } catch {
                throw CallError(error)
            }
        } catch {
            throw .terms(
                "rate.percent", met: met,
                allowed: "a decimal such as \"2.5\" or a ratio such as \"100/3\", zero or more, "
                    + "of at most \(LE_TEXT_MAX) characters")
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
            interestUnitMinor: terms.interest_unit,
            installmentMode: try named(terms.installment_mode, "rounding.installmentMode"),
            installmentUnitMinor: terms.installment_unit)
    }
}

extension NonWorkingDays {
    /// The non-working days of the terms, or nil where they have none.
    fileprivate static func of(_ terms: le_terms) throws(CallError) -> NonWorkingDays? {
        let rule: NonWorkingDayRule = try named(terms.non_working_rule, "nonWorkingDays.rule")
        guard terms.non_working_weekdays < 1 << 7 else {
            throw .terms(
                "nonWorkingDays.weekdays", met: "\(terms.non_working_weekdays)",
                allowed: "a sum of LE_MONDAY to LE_SUNDAY")
        }
        guard terms.holiday_count <= NonWorkingDays.maximumHolidays else {
            throw .terms(
                "nonWorkingDays.holidays", met: "\(terms.holiday_count) dates",
                allowed: "at most \(NonWorkingDays.maximumHolidays)")
        }
        let numbers = try array(terms.holidays, Int(terms.holiday_count), "terms.holidays")
        if numbers.isEmpty, terms.non_working_weekdays == 0, rule != .skip { return nil }
        var holidays: [CivilDate] = []
        holidays.reserveCapacity(numbers.count)
        for (index, number) in numbers.enumerated() {
            holidays.append(try date(number, "terms.nonWorkingDays.holidays[\(index)]"))
        }
        var weekdays: [Weekday] = []
        for day in Weekday.allCases where terms.non_working_weekdays & 1 << day.rawValue != 0 {
            weekdays.append(day)
        }
        return NonWorkingDays(weekdays: weekdays, holidays: holidays, rule: rule)
    }
}

extension AllocationPolicy {
    init(_ policy: le_allocation_policy) throws(CallError) {
        let path = "allocation.order"
        let first: Component = try named(policy.order.0, path + "[0]")
        let second: Component = try named(policy.order.1, path + "[1]")
        let third: Component = try named(policy.order.2, path + "[2]")
        let fourth: Component = try named(policy.order.3, path + "[3]")
        let grouping: AllocationGrouping = try named(policy.across, "allocation.across")
        guard policy.reserved == 0 else {
            throw .argument("terms.allocation.reserved", "reserved fields are zero")
        }
        guard let order = ComponentOrder(first, second, third, fourth) else {
            let repeated = second == first ? 1 : third == first || third == second ? 2 : 3
            throw .terms(
                path + "[\(repeated)]", met: "a component a second time",
                allowed: "each of \(Component.allNames) once")
        }
        self.init(order, grouping: grouping)
    }

    /// The policy that a pointer points to, or the default for NULL.
    init(_ pointer: UnsafePointer<le_allocation_policy>?) throws(CallError) {
        guard let pointer else {
            self = .interestFirst
            return
        }
        try self.init(try required(pointer, "policy").pointee)
    }
}

extension DelinquencyPolicy {
    init(
        graceDays: Int32, bucketFromDays days: UnsafeBufferPointer<Int32>
    ) throws(CallError) {
        guard days.count <= DelinquencyPolicy.maximumBuckets else {
            throw .terms(
                "delinquency.buckets", met: "\(days.count) buckets",
                allowed: "at most \(DelinquencyPolicy.maximumBuckets)")
        }
        var buckets: [DelinquencyBucket] = []
        buckets.reserveCapacity(days.count)
        for day in days { buckets.append(DelinquencyBucket(name: "", fromDay: Int(day))) }
        self.init(graceDays: Int(graceDays), buckets: buckets)
        do throws(LoanError) { try validate() } catch { throw CallError(error) }
    }
}
