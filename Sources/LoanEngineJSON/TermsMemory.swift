import CLoanEngine
import ExactArithmetic
import LoanCalendar
import LoanCases
import LoanEngine

/// Terms as loan_engine.h has them: an `le_terms`, and behind it its parts, whose places count from the
/// same first byte.
struct TermsMemory {
    /// The alignment of the whole, and of every part in it.
    static var alignment: Int { 8 }

    /// The whole: a multiple of 8 bytes.
    private(set) var bytes = [UInt8](repeating: 0, count: MemoryLayout<le_terms>.size)

    /// - Parameter terms: Valid ones.
    /// - Throws: `AMOUNT_OUT_OF_RANGE` for a percentage other than the rate whose ratio is beyond 64 bits.
    init(_ terms: LoanTerms) throws(DocumentError) {
        var own = try le_terms(numbersOf: terms)
        if let text = try own.setRate(terms.rate) { own.rate_text = add(text) }
        if let days = terms.nonWorkingDays {
            own.non_working_rule = Int32(days.rule)
            for day in days.weekdays { own.non_working_weekdays |= 1 << UInt32(day.rawValue) }
            own.holidays = add(days.holidayDates.map { $0.dayNumber })
        }
        own.bucket_from_days = add(
            try numbers(terms.delinquency.buckets.map { $0.fromDay }, "delinquency.buckets"))
        own.late_charges = add(try le_late_charge.all(of: terms.servicing.lateCharges))
        own.upfront_fees = add(try le_upfront_fee.all(of: terms.upfrontFees))
        if let dates = terms.dueDates { own.due_dates = add(dates.map { $0.dayNumber }) }
        let written = own
        bytes.withUnsafeMutableBytes { target in
            withUnsafeBytes(of: written) { target.copyMemory(from: $0) }
        }
    }

    /// Puts elements behind what there is.
    private mutating func add<Element>(_ elements: [Element]) -> le_part {
        if elements.isEmpty { return le_part() }
        let place = bytes.count
        elements.withUnsafeBytes { bytes += $0 }
        while bytes.count % TermsMemory.alignment != 0 { bytes.append(0) }
        return le_part(
            at: UInt32(truncatingIfNeeded: place), count: UInt32(truncatingIfNeeded: elements.count)
        )
    }
}

extension le_terms {
    /// Those of the terms that are no parts, but the rate.
    fileprivate init(numbersOf terms: LoanTerms) throws(DocumentError) {
        self.init()
        struct_size = UInt32(MemoryLayout<le_terms>.size)
        currency_exponent = try number(terms.currency.exponent, "currency.exponent")
        principal = terms.principalMinor
        interest_method = Int32(terms.interestMethod)
        amortization = Int32(terms.amortization)
        accrual = Int32(terms.accrual)
        if terms.dueDates == nil {
            term_count = try number(terms.termCount, "termCount")
            term_unit = Int32(terms.termUnit)
            term_every = try number(terms.termEvery, "termEvery")
        }
        day_count = Int32(terms.dayCount)
        disbursed_at = terms.disbursedAt.dayNumber
        first_due_date = terms.firstDueDate?.dayNumber ?? .min
        first_period = Int32(terms.firstPeriod)
        leveling = Int32(terms.leveling)
        interest_mode = Int32(terms.rounding.interestMode)
        installment_mode = Int32(terms.rounding.installmentMode)
        interest_unit = terms.rounding.interestUnitMinor
        installment_unit = terms.rounding.installmentUnitMinor
        flat_interest = Int32(terms.flatInterest)
        residual = Int32(terms.residual)
        grace_principal = try number(terms.grace.principal, "grace.principal")
        grace_interest_free = try number(terms.grace.interestFree, "grace.interestFree")
        grace_capitalized = try number(terms.grace.capitalized, "grace.capitalized")
        grace_deferred = try number(terms.grace.deferred, "grace.deferred")
        balloon = terms.balloonMinor
        installment_fee = terms.installmentFeeMinor
        installment_amount = terms.installmentMinor ?? 0
        down_payment = try le_share(stated: terms.downPayment, "downPayment")
        for (place, day) in (terms.dueDays ?? []).enumerated() {
            let day = UInt8(truncatingIfNeeded: day)
            switch place {
            case 0: due_days.0 = day
            case 1: due_days.1 = day
            case 2: due_days.2 = day
            default: due_days.3 = day
            }
        }
        allocation = le_allocation_policy(terms.allocation)
        grace_days = try number(terms.delinquency.graceDays, "delinquency.graceDays")
        days_from = Int32(terms.delinquency.daysFrom)
        tolerance = terms.delinquency.toleranceMinor
        try setServicing(terms.servicing)
    }

    private mutating func setServicing(_ terms: ServicingTerms) throws(DocumentError) {
        prepayment_effect = Int32(terms.prepayment.effect)
        prepayment_interest = Int32(terms.prepayment.interest)
        settlement_interest = Int32(terms.settlement.interest)
        settlement_fee = try le_share(stated: terms.settlement.fee, "settlement.fee")
        let retained = terms.settlement.retainedPercent
        if retained.signum != 0 {
            settlement_retained = try le_ratio(retained, "settlement.retained")
        }
        late_charge_limit = try le_share(stated: terms.lateChargeLimit, "lateChargeLimit")
    }

    /// Sets the rate as a ratio.
    ///
    /// - Returns: Its text instead where the ratio is beyond 64 bits.
    fileprivate mutating func setRate(_ own: InterestRate) throws(DocumentError) -> [UInt8]? {
        rate_per = Int32(own.per)
        guard let ratio = le_ratio(own.percent) else { return Array(own.percent.shortText.utf8) }
        rate = ratio
        return nil
    }
}

extension le_allocation_policy {
    /// Zeros stand for the orders that are the default ones.
    fileprivate init(_ policy: AllocationPolicy) {
        self.init()
        if policy.pastDue != .interestFirst { past_due = policy.pastDue.numbers }
        if policy.due != policy.pastDue { due = policy.due.numbers }
        if policy.inAdvance != policy.pastDue { in_advance = policy.inAdvance.numbers }
        across = Int32(policy.grouping)
        advance = Int32(policy.advance)
    }
}

extension ComponentOrder {
    fileprivate var numbers: (UInt8, UInt8, UInt8, UInt8) {
        (first.rawValue, second.rawValue, third.rawValue, fourth.rawValue)
    }
}

extension le_late_charge {
    fileprivate static func all(
        of rules: [LateChargeRule]
    ) throws(DocumentError) -> [le_late_charge] {
        var all: [le_late_charge] = []
        for (index, rule) in rules.enumerated() {
            all.append(try le_late_charge(rule, "lateCharges[\(index)]"))
        }
        return all
    }

    private init(_ rule: LateChargeRule, _ field: String) throws(DocumentError) {
        self.init()
        switch rule.charge {
        case .amount(let amountMinor):
            kind = Int32(LE_LATE_FIXED.rawValue)
            charge.amount = amountMinor
        case .percent(let percent, let base):
            kind = Int32(LE_LATE_FIXED.rawValue)
            charge.percent = try le_ratio(percent, field + ".percent")
            of = Int32(base)
        case .penalInterest(let rate, let base, let days, let start):
            kind = Int32(LE_LATE_DAILY.rawValue)
            charge.percent = try le_ratio(rate.percent, field + ".rate.percent")
            rate_per = Int32(rate.per)
            of = Int32(base)
            year_days = try number(days, field + ".yearDays")
            counts_from = Int32(start)
        }
        component = Int32(rule.component)
        after_days = try number(rule.afterDays, field + ".afterDays")
        if let repetition = rule.repetition {
            every = try number(repetition.count, field + ".every.count")
            every_unit = Int32(repetition.unit)
            times = try number(repetition.times ?? 0, field + ".times")
        }
    }
}

extension le_upfront_fee {
    fileprivate static func all(of fees: [UpfrontFee]) throws(DocumentError) -> [le_upfront_fee] {
        var all: [le_upfront_fee] = []
        for (index, fee) in fees.enumerated() {
            var own = le_upfront_fee()
            own.fee = try le_share(fee.figure, "upfrontFees[\(index)]")
            own.collect = Int32(fee.collection)
            all.append(own)
        }
        return all
    }
}

extension le_share {
    fileprivate init(_ figure: AmountOrPercent, _ field: String) throws(DocumentError) {
        self.init()
        switch figure {
        case .amount(let amountMinor): amount = amountMinor
        case .percent(let percent): self.percent = try le_ratio(percent, field + ".percent")
        }
    }

    /// One that may be missing. An amount of zero would say that it is, so 0 % says what is stated.
    fileprivate init(stated figure: AmountOrPercent?, _ field: String) throws(DocumentError) {
        self.init()
        guard let figure else { return }
        try self.init(figure == .amount(minor: 0) ? .percent(.zero) : figure, field)
    }
}

extension le_ratio {
    /// A percentage in lowest terms, or nil where a part is beyond 64 bits.
    fileprivate init?(_ percent: Rational) {
        guard let words = percent.words, let numerator = Int64(exactly: words.numerator),
            let denominator = Int64(exactly: words.denominator)
        else { return nil }
        self.init(numerator: numerator, denominator: denominator)
    }

    fileprivate init(_ percent: Rational, _ field: String) throws(DocumentError) {
        guard let ratio = le_ratio(percent) else {
            throw DocumentError(
                "AMOUNT_OUT_OF_RANGE", at: "terms." + field,
                "the ratio in lowest terms does not fit; allowed: numerator and denominator up to "
                    + "9223372036854775807")
        }
        self = ratio
    }
}

extension Int32 {
    /// The number of a word: the sets of the header follow the enumerations.
    fileprivate init<Word: RawRepresentable>(_ word: Word) where Word.RawValue == UInt8 {
        self.init(word.rawValue)
    }
}

/// A number that valid terms have within 32 bits.
private func number(_ value: Int, _ field: String) throws(DocumentError) -> Int32 {
    guard let number = Int32(exactly: value) else {
        throw DocumentError("INVALID_TERMS", at: "terms." + field, "\(value) is not allowed here")
    }
    return number
}

private func numbers(_ values: [Int], _ field: String) throws(DocumentError) -> [Int32] {
    var numbers: [Int32] = []
    for value in values { numbers.append(try number(value, field)) }
    return numbers
}
