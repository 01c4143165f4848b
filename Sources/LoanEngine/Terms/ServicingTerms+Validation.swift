extension ServicingTerms {
    /// Refuses what has no meaning by itself.
    ///
    /// - Throws: `invalidTerms` at the path of the field that is wrong, saying what is allowed.
    func validateFields(in currency: Currency) throws(LoanError) {
        if let fee = settlement.fee { try fee.validate("settlement.fee", in: currency) }
        try LoanTerms.require(
            settlement.retainedPercent.signum == 0
                || settlement.retainedPercent.signum > 0
                    && settlement.retainedPercent <= Rational(100),
            "settlement.retained", "\(settlement.retainedPercent)", "0 to 100")
        try LoanTerms.require(
            lateCharges.count <= ServicingTerms.maximumLateCharges, "lateCharges",
            "\(lateCharges.count) rules", "at most \(ServicingTerms.maximumLateCharges)")
        for (index, rule) in lateCharges.enumerated() {
            try rule.validate("lateCharges[\(index)]", in: currency)
        }
        if let lateChargeLimit { try lateChargeLimit.validate("lateChargeLimit", in: currency) }
    }

    /// Refuses what has no meaning together with other terms.
    ///
    /// - Throws: As `validateFields`.
    func validateCombinations(with terms: LoanTerms) throws(LoanError) {
        try LoanTerms.require(
            prepayment.effect == .advance || terms.interestMethod == .declining,
            "prepayment.effect", "\(prepayment.effect.name) with interestMethod FLAT",
            "ADVANCE with interestMethod FLAT")
    }
}

extension AmountOrPercent {
    /// Whether it is zero or more; `field` is that of the object that has it.
    func validate(_ field: String, in currency: Currency) throws(LoanError) {
        switch self {
        case .amount(let amountMinor):
            try LoanTerms.require(
                amountMinor >= 0, field + ".amount", currency.text(amountMinor), "zero or more")
        case .percent(let percent):
            try LoanTerms.require(
                percent.signum >= 0, field + ".percent", "\(percent)", "zero or more")
        }
    }
}

extension LateChargeRule {
    fileprivate func validate(_ field: String, in currency: Currency) throws(LoanError) {
        switch charge {
        case .amount(let amountMinor):
            try AmountOrPercent.amount(minor: amountMinor).validate(field, in: currency)
        case .percent(let percent, _):
            try AmountOrPercent.percent(percent).validate(field, in: currency)
        case .penalInterest(let rate, let base, let yearDays, _):
            try AmountOrPercent.percent(rate.percent).validate(field + ".rate", in: currency)
            try LoanTerms.require(
                rate.per != .loan, field + ".rate.per", rate.per.name,
                "YEAR, MONTH, WEEK or DAY")
            try LoanTerms.require(
                base != .installment, field + ".of", base.name, "OVERDUE_PRINCIPAL or OVERDUE")
            try LoanTerms.require(
                [360, 364, 365].contains(yearDays), field + ".yearDays", "\(yearDays)",
                "360, 364 or 365")
        }
        try LoanTerms.requireCount(
            afterDays, field + ".afterDays", 0, DelinquencyPolicy.maximumDays)
        try LoanTerms.require(
            component == .penalty || component == .fee, field + ".component", component.name,
            "PENALTY or FEE")
        guard let repetition else { return }
        try LoanTerms.requireCount(
            repetition.count, field + ".every.count", 1, LateChargeRule.maximumEvery)
        if let times = repetition.times {
            try LoanTerms.requireCount(
                times, field + ".times", 1, LateChargeRule.maximumCharges)
        }
    }
}
