extension LoanTerms {
    /// Refuses what has no meaning: first each field by itself, in the order of the case format,
    /// then the combinations.
    ///
    /// - Throws: As `Contract.init`.
    public func validate() throws(LoanError) { _ = try Contract(self) }

    /// Each field by itself.
    func validateFields() throws(LoanError) {
        try require(
            principalMinor > 0, "principalAmount", currency.text(principalMinor), "more than zero")
        try require(rate.percent.signum >= 0, "rate.percent", "\(rate.percent)", "zero or more")
        if hasUncommonTerms { try validateDueDateCount() }
        try requireCount(termCount, "termCount", 1, LoanTerms.maximumTermCount)
        try requireCount(termEvery, "termEvery", 1, LoanTerms.maximumTermEvery)
        if let firstDueDate {
            try require(
                firstDueDate >= disbursedAt, "firstDueDate", "\(firstDueDate)",
                "a date from disbursedAt, \(disbursedAt), on")
        }
        try require(
            rounding.interestUnitMinor > 0, "rounding.interestUnit",
            currency.text(rounding.interestUnitMinor), "more than zero")
        try require(
            rounding.installmentUnitMinor > 0, "rounding.installmentUnit",
            currency.text(rounding.installmentUnitMinor), "more than zero")
        try requireCount(grace.principal, "grace.principal", 0, termCount - 1)
        try requireCount(grace.interestFree, "grace.interestFree", 0, termCount - 1)
        try requireCount(grace.capitalized, "grace.capitalized", 0, termCount - 1)
        try requireCount(grace.deferred, "grace.deferred", 0, termCount - 1)
        try require(
            balloonMinor >= 0, "balloonAmount", currency.text(balloonMinor), "zero or more")
        try require(
            installmentFeeMinor >= 0, "installmentFee", currency.text(installmentFeeMinor),
            "zero or more")
        try delinquency.validate()
        try servicing.validateFields(in: currency)
        if hasUncommonTerms { try validateUncommonFields() }
    }

    /// What does not go together.
    ///
    /// - Parameter amortizedMinor: What the installments beyond a down payment repay.
    func validateCombinations(amortizedMinor: Int64) throws(LoanError) {
        let isLevel = interestMethod == .declining && amortization == .equalInstallments
        if rate.per == .loan {
            try require(
                interestMethod == .flat, "rate.per", "LOAN with interestMethod DECLINING",
                "LOAN only with interestMethod FLAT; else YEAR, MONTH, WEEK or DAY")
            try require(
                dayCount == .equal, "rate.per", "LOAN with dayCount \(dayCount.name)",
                "LOAN only with dayCount EQUAL")
        }
        if leveling == .respread {
            try require(
                isLevel, "leveling", "RESPREAD",
                "RESPREAD only with DECLINING and EQUAL_INSTALLMENTS")
            try require(balloonMinor == 0, "leveling", "RESPREAD", "NONE where there is a balloon")
        }
        if flatInterest == .period {
            try require(
                interestMethod == .flat && rate.per != .loan, "flatInterest", "PERIOD",
                "PERIOD only with interestMethod FLAT and a rate per time")
        }
        try require(
            grace.capitalized == 0 || interestMethod == .declining, "grace.capitalized",
            "\(grace.capitalized)", "0 with interestMethod FLAT")
        try require(
            grace.deferred == 0 || (interestMethod == .declining && grace.capitalized == 0),
            "grace.deferred", "\(grace.deferred)",
            "0 with interestMethod FLAT, and with capitalized grace")
        if balloonMinor > 0 {
            try require(
                isLevel, "balloonAmount", currency.text(balloonMinor),
                "none outside DECLINING with EQUAL_INSTALLMENTS")
            try require(
                balloonMinor <= amortizedMinor, "balloonAmount", currency.text(balloonMinor),
                "at most the principal, \(currency.text(amortizedMinor))")
        }
        if hasUncommonTerms { try validateUncommonCombinations() }
        try validateNonWorkingDays()
        try servicing.validateCombinations(with: self)
    }

    private func validateNonWorkingDays() throws(LoanError) {
        guard let nonWorkingDays else {
            if hasUncommonTerms { try validateDueDateCombinations() }
            return
        }
        try require(
            nonWorkingDays.holidayDates.count <= NonWorkingDays.maximumHolidays,
            "nonWorkingDays.holidays", "\(nonWorkingDays.holidayDates.count) dates",
            "at most \(NonWorkingDays.maximumHolidays)")
        try require(
            !nonWorkingDays.leavesNoWorkingDay, "nonWorkingDays", "more than a year of them",
            "a working day within every year")
        if hasUncommonTerms { try validateDueDateCombinations() }
        guard nonWorkingDays.rule == .skip else { return }
        try require(
            dueDates == nil && termUnit != .month, "nonWorkingDays.rule",
            dueDates == nil ? "SKIP with termUnit \(termUnit.name)" : "SKIP with dueDates",
            "SKIP only with termUnit DAY or WEEK; else FOLLOWING, MODIFIED_FOLLOWING or PRECEDING")
        if let firstDueDate {
            try require(
                nonWorkingDays.isWorking(firstDueDate), "firstDueDate", "\(firstDueDate)",
                "a working day under SKIP")
        }
        let weekday = (firstDueDate ?? disbursedAt).weekday
        try require(
            termUnit == .day || !nonWorkingDays.weekdays.contains(weekday), "nonWorkingDays.rule",
            "SKIP with weekly dates on \(weekday.name), which is no working day",
            "SKIP only where some of them are working days")
    }

    func require(
        _ condition: Bool, _ field: String, _ value: @autoclosure () -> String,
        _ allowed: @autoclosure () -> String
    ) throws(LoanError) {
        try LoanTerms.require(condition, field, value(), allowed())
    }

    func requireCount(
        _ value: Int, _ field: String, _ least: Int, _ most: Int
    ) throws(LoanError) {
        try LoanTerms.requireCount(value, field, least, most)
    }

    /// Refuses the value of a field unless `condition` holds.
    static func require(
        _ condition: Bool, _ field: String, _ value: @autoclosure () -> String,
        _ allowed: @autoclosure () -> String
    ) throws(LoanError) {
        if condition { return }
        throw .notAllowed(.invalidTerms, at: "terms." + field, met: value(), allowed: allowed())
    }

    /// Refuses a count that is out of its range.
    static func requireCount(
        _ value: Int, _ field: String, _ least: Int, _ most: Int
    ) throws(LoanError) {
        try require(value >= least && value <= most, field, "\(value)", "\(least) to \(most)")
    }
}

extension LoanError {
    /// The error for a value that is not allowed where it stands.
    public static func notAllowed(
        _ code: Code, at path: String, met value: String, allowed: String
    ) -> LoanError {
        LoanError(code, at: path, "\(value) is not allowed here; allowed: \(allowed)")
    }
}
