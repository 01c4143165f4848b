import CLoanEngine
import LoanEngine

// The terms that few loans have, and those of evaluation.

extension le_terms {
    /// Whether any of the terms is there that `LoanTerms` keeps in a place of its own.
    var hasUncommonTerms: Bool {
        accrual != 0 || first_period != 0 || installment_amount != 0 || due_dates.count != 0
            || due_dates.at != 0 || upfront_fees.count != 0 || upfront_fees.at != 0
            || due_days.0 != 0 || due_days.1 != 0 || due_days.2 != 0 || due_days.3 != 0
            || down_payment.amount != 0 || down_payment.percent.numerator != 0
            || down_payment.percent.denominator != 0
    }
}

extension LoanTerms {
    /// Sets those terms, in the order of the case format.
    mutating func setUncommon(_ terms: le_terms, _ parts: Parts) throws(CallError) {
        accrual = try named(terms.accrual, "accrual")
        let fees = try parts.elements(
            terms.upfront_fees, of: le_upfront_fee.self, "terms.upfront_fees")
        guard fees.count <= UpfrontFee.maximumCount else {
            throw .terms(
                "upfrontFees", met: "\(fees.count) fees",
                allowed: "at most \(UpfrontFee.maximumCount)")
        }
        for (index, fee) in fees.enumerated() {
            let path = "upfrontFees[\(index)]"
            guard fee.reserved == 0 else {
                throw .argument("terms.upfront_fees[\(index)].reserved", "reserved fields are zero")
            }
            upfrontFees.append(
                UpfrontFee(
                    name: "", try AmountOrPercent(fee.fee, path),
                    collection: try named(fee.collect, path + ".collect")))
        }
        downPayment = try AmountOrPercent.unlessZero(terms.down_payment, "downPayment")
        installmentMinor = terms.installment_amount == 0 ? nil : terms.installment_amount
        if terms.due_dates.count != 0 || terms.due_dates.at != 0 {
            for (name, isThere) in [
                ("termCount", terms.term_count != 0), ("termUnit", terms.term_unit != 0),
                ("termEvery", terms.term_every != 0), ("firstDueDate", firstDueDate != nil),
                ("dueDays", terms.due_days.0 != 0),
            ] where isThere {
                throw .terms(
                    name, met: "\(name) beside dueDates", allowed: "none: dueDates stand for it")
            }
            termUnit = .month
            let days = try dates(
                try parts.elements(terms.due_dates, of: Int32.self, "terms.due_dates"),
                "terms.dueDates")
            termCount = days.count
            dueDates = days
        }
        dueDays = try days(terms.due_days) { "terms." }
        firstPeriod = try named(terms.first_period, "firstPeriod")
    }
}

/// The days of the month of a field, or nil for none.
///
/// - Throws: `LE_INVALID_ARGUMENT` for a day behind a zero.
func days(
    _ field: (UInt8, UInt8, UInt8, UInt8), _ path: () -> String
) throws(CallError) -> [Int]? {
    var days: [Int] = []
    var hasEnded = false
    for day in [field.0, field.1, field.2, field.3] {
        if day == 0 {
            hasEnded = true
        } else if hasEnded {
            throw .argument(path() + "due_days", "a day behind a zero; allowed: zeros behind days")
        } else {
            days.append(Int(day))
        }
    }
    return days.isEmpty ? nil : days
}

extension AmountOrPercent {
    /// A share: an amount, or with a denominator a percentage.
    ///
    /// - Parameter field: Of the terms, such as `settlement.fee`.
    init(_ share: le_share, _ field: String) throws(CallError) {
        let percent = share.percent
        if percent.denominator == 0 {
            guard percent.numerator == 0 else {
                throw .terms(
                    field + ".percent", met: "a denominator of 0",
                    allowed: "above 0, or 0/0 for an amount")
            }
            self = .amount(minor: share.amount)
            return
        }
        guard share.amount == 0 else {
            throw .terms(
                field, met: "amount and percent", allowed: "one of amount and percent")
        }
        self = .percent(try Rational(percent, field + ".percent"))
    }

    /// The same, nil for an amount of zero.
    static func unlessZero(
        _ share: le_share, _ field: String
    ) throws(CallError) -> AmountOrPercent? {
        let figure = try AmountOrPercent(share, field)
        return figure == .amount(minor: 0) ? nil : figure
    }
}

extension Rational {
    /// A ratio of the terms.
    init(_ ratio: le_ratio, _ field: String) throws(CallError) {
        guard ratio.denominator > 0 else {
            throw .terms(field, met: "a denominator of \(ratio.denominator)", allowed: "above 0")
        }
        self.init(ratio.numerator, over: ratio.denominator.magnitude)
    }
}

extension ServicingTerms {
    /// Prepayment, settlement and late charges.
    init(_ terms: le_terms, _ parts: Parts) throws(CallError) {
        self.init()
        prepayment = Prepayment(
            effect: try named(terms.prepayment_effect, "prepayment.effect"),
            interest: try named(terms.prepayment_interest, "prepayment.interest"))
        settlement.interest = try named(terms.settlement_interest, "settlement.interest")
        settlement.fee = try AmountOrPercent.unlessZero(terms.settlement_fee, "settlement.fee")
        let retained = terms.settlement_retained
        if retained.numerator != 0 || retained.denominator != 0 {
            settlement.retainedPercent = try Rational(retained, "settlement.retained")
        }
        let rules = try parts.elements(
            terms.late_charges, of: le_late_charge.self, "terms.late_charges")
        guard rules.count <= ServicingTerms.maximumLateCharges else {
            throw .terms(
                "lateCharges", met: "\(rules.count) rules",
                allowed: "at most \(ServicingTerms.maximumLateCharges)")
        }
        for (index, rule) in rules.enumerated() {
            lateCharges.append(try LateChargeRule(rule, "lateCharges[\(index)]"))
        }
        lateChargeLimit = try AmountOrPercent.unlessZero(
            terms.late_charge_limit, "lateChargeLimit")
    }
}

extension LateChargeRule {
    fileprivate init(_ rule: le_late_charge, _ path: String) throws(CallError) {
        switch rule.kind {
        case Int32(LE_LATE_FIXED): try self.init(fixed: rule, path)
        case Int32(LE_LATE_DAILY): try self.init(daily: rule, path)
        default:
            throw .terms(
                path, met: "a kind of \(rule.kind)", allowed: "LE_LATE_FIXED or LE_LATE_DAILY")
        }
    }

    private init(fixed rule: le_late_charge, _ path: String) throws(CallError) {
        try LateChargeRule.refuse(rule.rate_per, path, "rate")
        try LateChargeRule.refuse(rule.year_days, path, "yearDays")
        try LateChargeRule.refuse(rule.counts_from, path, "from")
        let charge: Charge
        switch try AmountOrPercent(rule.charge, path) {
        case .amount(let amountMinor):
            try LateChargeRule.refuse(rule.of, path, "of")
            charge = .amount(minor: amountMinor)
        case .percent(let percent):
            charge = .percent(percent, of: try named(rule.of, path + ".of"))
        }
        var repetition: Repetition?
        if rule.every == 0 {
            try LateChargeRule.refuse(rule.every_unit, path, "every.unit")
            try LateChargeRule.refuse(rule.times, path, "times")
        } else {
            repetition = Repetition(
                every: Int(rule.every), try named(rule.every_unit, path + ".every.unit"),
                times: rule.times == 0 ? nil : Int(rule.times))
        }
        self.init(
            charge, afterDays: Int(rule.after_days),
            component: try named(rule.component, path + ".component"), repetition: repetition)
    }

    private init(daily rule: le_late_charge, _ path: String) throws(CallError) {
        try LateChargeRule.refuse(rule.every, path, "every")
        try LateChargeRule.refuse(rule.every_unit, path, "every.unit")
        try LateChargeRule.refuse(rule.times, path, "times")
        guard rule.charge.amount == 0 else {
            throw .terms(
                path + ".amount", met: "an amount with a rate", allowed: "none with a rate")
        }
        let rate = InterestRate(
            percent: try Rational(rule.charge.percent, path + ".rate.percent"),
            per: try named(rule.rate_per, path + ".rate.per"))
        self.init(
            .penalInterest(
                rate, of: try named(rule.of, path + ".of"), yearDays: Int(rule.year_days),
                from: try named(rule.counts_from, path + ".from")),
            afterDays: Int(rule.after_days),
            component: try named(rule.component, path + ".component"))
    }

    /// Refuses a field that the kind of rule does not have.
    private static func refuse(
        _ value: Int32, _ path: String, _ field: String
    ) throws(CallError) {
        if value != 0 {
            throw .terms(path + "." + field, met: "\(value)", allowed: "0 for such a rule")
        }
    }
}
