// The terms of the plan that most loans do not have.
extension LoanTerms {
    /// Each field by itself.
    func validateUncommonFields() throws(LoanError) {
        try require(
            upfrontFees.count <= UpfrontFee.maximumCount, "upfrontFees",
            "\(upfrontFees.count) fees", "at most \(UpfrontFee.maximumCount)")
        for (index, fee) in upfrontFees.enumerated() {
            try fee.figure.validate("upfrontFees[\(index)]", in: currency)
        }
        if let downPayment { try downPayment.validate("downPayment", in: currency) }
        if let installmentMinor {
            try require(
                installmentMinor > 0, "installmentAmount", currency.text(installmentMinor),
                "more than zero")
        }
        var least = disbursedAt
        for (index, date) in (dueDates ?? []).enumerated() {
            try require(
                date >= least, "dueDates[\(index)]", "\(date)",
                index == 0
                    ? "a date from disbursedAt, \(disbursedAt), on"
                    : "a date from \(least) on, after the one before")
            least = date.adding(days: 1) ?? date
        }
        if let dueDays { try validate(dueDays) }
    }

    /// Before `termCount`, which is the number of `dueDates`.
    func validateDueDateCount() throws(LoanError) {
        guard let dueDates else { return }
        try requireCount(dueDates.count, "dueDates", 1, LoanTerms.maximumTermCount)
        try require(
            termCount == dueDates.count, "termCount",
            "\(termCount) with \(dueDates.count) dueDates", "\(dueDates.count)")
        try require(
            firstDueDate == nil, "firstDueDate", "a first due date beside dueDates", "none")
        try require(dueDays == nil, "dueDays", "dueDays beside dueDates", "none")
    }

    private func validate(_ dueDays: [Int]) throws(LoanError) {
        try requireCount(dueDays.count, "dueDays", 1, LoanTerms.maximumDueDays)
        var least = 1
        for (index, day) in dueDays.enumerated() {
            try requireCount(day, "dueDays[\(index)]", least, 31)
            least = day + 1
        }
        try require(
            dueDays.count < 2 || dueDays[dueDays.count - 2] <= 27, "dueDays",
            "two days above 27", "at most one, which short months do not have")
    }

    /// What does not go with a series of due dates; among the last of all checks.
    func validateDueDateCombinations() throws(LoanError) {
        if dueDates != nil {
            try require(
                dayCount.usesDates, "dueDates", "dueDates with dayCount \(dayCount.name)",
                "only with a day count that looks at dates")
        }
        guard dueDays != nil else { return }
        try require(
            termUnit == .month, "dueDays", "dueDays with termUnit \(termUnit.name)",
            "only with termUnit MONTH")
        if let firstDueDate {
            try require(
                dueDateSeries.contains(firstDueDate), "firstDueDate", "\(firstDueDate)",
                "one of the dueDays")
        }
    }

    /// What does not go with interest on what is really unpaid.
    private func validateDailyAccrual() throws(LoanError) {
        func refuse(_ isMet: Bool, _ met: String, _ allowed: String) throws(LoanError) {
            try require(!isMet, "accrual", "DAILY with \(met)", allowed)
        }
        try refuse(interestMethod != .declining, "interestMethod FLAT", "DECLINING")
        try refuse(
            servicing.prepayment.interest == .wholePeriod, "a prepayment by WHOLE_PERIOD",
            "TO_DATE or AT_DUE_DATE")
        try refuse(balloonMinor > 0, "balloonAmount", "none")
        try refuse(
            grace.capitalized > 0 || grace.deferred > 0, "capitalized or deferred grace",
            "grace.principal and grace.interestFree")
        try refuse(
            servicing.settlement.interest == .fullTerm
                || servicing.settlement.interest == .ruleOf78,
            "a settlement by \(servicing.settlement.interest.name)", "TO_DATE or WHOLE_PERIOD")
    }

    /// What does not go together.
    func validateUncommonCombinations() throws(LoanError) {
        if accrual == .daily { try validateDailyAccrual() }
        try require(
            rate.per != .loan || dueDates == nil, "rate.per", "LOAN with dueDates",
            "YEAR, MONTH, WEEK or DAY")
        if let installmentMinor {
            try require(
                amortization == .equalInstallments && leveling == .none, "installmentAmount",
                currency.text(installmentMinor),
                "none outside EQUAL_INSTALLMENTS, and none with RESPREAD")
        }
    }
}
