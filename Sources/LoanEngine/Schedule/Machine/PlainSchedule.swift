/// The schedule of plain terms in machine words: the same rows as `RepaymentSchedule.build`, or none.
///
/// It follows the definition row by row with the exact roundings of `RatioMultiplier` and of the
/// level payment's bounds. Whatever is not settled in machine words (terms out of their range, dates
/// out of the calendar, day counts other than equal periods and actual days over a fixed year, a rate
/// of 100 % or more a period, interest in larger units than the minor, a level payment whose bounds do
/// not meet, that does not pay the interest or that ends a loan with a balloon early) makes it hand over
/// before or in the midst of the rows, and the general builder begins again.
public enum PlainSchedule {
    /// Rows of `terms` into `sink`.
    ///
    /// - Returns: What they come to, or nil where the terms are left to `RepaymentSchedule.build`; the
    ///   sink may have been given rows then.
    /// - Complexity: O(installments); no heap allocation.
    @inline(__always)
    public static func build<Sink: ScheduleSink>(
        _ terms: PlainTerms, into sink: inout Sink
    ) -> ScheduleSummary? {
        guard terms.rounding.interestUnitMinor == 1 else { return nil }
        if terms.termUnit == .month {
            guard
                let dates = MonthWalk(
                    from: terms.disbursedAt, first: terms.firstDueDate, every: terms.termEvery,
                    count: terms.termCount)
            else { return nil }
            return build(terms, dates, into: &sink)
        }
        guard
            let dates = DayWalk(
                from: terms.disbursedAt, first: terms.firstDueDate,
                every: terms.termEvery * (terms.termUnit == .week ? 7 : 1), count: terms.termCount)
        else { return nil }
        return build(terms, dates, into: &sink)
    }

    @inline(__always)
    private static func build<Dates: DueDateWalk, Sink: ScheduleSink>(
        _ terms: PlainTerms, _ dates: Dates, into sink: inout Sink
    ) -> ScheduleSummary? {
        if !terms.dayCount.usesDates { return build(terms, dates, WholePeriods(), into: &sink) }
        switch terms.dayCount {
        case .actual360, .actual364, .actual365Fixed:
            return build(terms, dates, DaysOfPeriods(), into: &sink)
        default:
            return nil
        }
    }

    private static func build<Dates: DueDateWalk, Measure: PeriodMeasure, Sink: ScheduleSink>(
        _ terms: PlainTerms, _ dates: Dates, _ measure: Measure, into sink: inout Sink
    ) -> ScheduleSummary? {
        guard let rate = terms.periodRate,
            let interest = RatioMultiplier(
                rate.numerator, over: rate.denominator, by: terms.rounding.interestMode),
            let levelMinor = levelPayment(terms, dates, measure, rate)
        else { return nil }
        // A copy that nothing else can reach, so that its parts stay in registers.
        var target = sink
        defer { sink = target }
        let feeMinor = terms.installmentFeeMinor
        var dates = dates
        var balanceMinor = terms.principalMinor
        let count = Int32(truncatingIfNeeded: terms.termCount)
        var sequence: Int32 = 1
        while true {
            let start = dates.date
            dates.advance()
            guard let amount = measure.amount(balanceMinor, from: start, to: dates.date),
                let interestMinor = rounded(interest, amount)
            else { return nil }
            let principalMinor = levelMinor &- interestMinor
            if sequence < count, principalMinor < balanceMinor {
                // Negative where the level payment does not cover the interest, which would be carried.
                guard principalMinor >= 0 else { return nil }
                balanceMinor &-= principalMinor
                target.put(
                    ScheduleRow(
                        sequence: sequence, startDate: start, dueDate: dates.date,
                        principalMinor: principalMinor, interestMinor: interestMinor,
                        feeMinor: feeMinor, balanceAfterMinor: balanceMinor))
                sequence &+= 1
                continue
            }
            // The last row of the terms, or one before it that brings the balance to zero.
            guard sequence == count || terms.balloonMinor == 0 else { return nil }
            target.put(
                ScheduleRow(
                    sequence: sequence, startDate: start, dueDate: dates.date,
                    principalMinor: balanceMinor, interestMinor: interestMinor, feeMinor: feeMinor,
                    balanceAfterMinor: 0))
            return summary(
                terms, levelMinor, rows: Int(sequence), lastPrincipalMinor: balanceMinor,
                lastInterestMinor: interestMinor)
        }
    }

    @inline(__always)
    private static func levelPayment<Dates: DueDateWalk, Measure: PeriodMeasure>(
        _ terms: PlainTerms, _ dates: Dates, _ measure: Measure,
        _ rate: (numerator: UInt64, denominator: UInt64)
    ) -> Int64? {
        if Measure.isConstant {
            return LevelPaymentBounds.levelPayment(
                principalMinor: terms.principalMinor, balloonMinor: terms.balloonMinor,
                rows: terms.termCount, rate: rate, terms.rounding)
        }
        return compoundedLevelPayment(terms, dates, measure, rate)
    }

    private static func compoundedLevelPayment<Dates: DueDateWalk, Measure: PeriodMeasure>(
        _ terms: PlainTerms, _ dates: Dates, _ measure: Measure,
        _ rate: (numerator: UInt64, denominator: UInt64)
    ) -> Int64? {
        guard
            var compounded = CompoundedRows(
                rows: terms.termCount, multiplesOf: rate.numerator, over: rate.denominator,
                unit: terms.rounding.installmentUnitMinor)
        else { return nil }
        var dates = dates
        for _ in 0..<terms.termCount {
            let start = dates.date
            dates.advance()
            guard let numerator = measure.amount(1, from: start, to: dates.date),
                compounded.addRow(numerator)
            else { return nil }
        }
        return compounded.bounds.rounded(
            principalMinor: terms.principalMinor, balloonMinor: terms.balloonMinor,
            by: terms.rounding.installmentMode)
    }

    /// The interest on `amount`, a balance times its numerator, or nil where it does not fit.
    @inline(__always)
    private static func rounded(_ interest: RatioMultiplier, _ amount: Int64) -> Int64? {
        interest.multiples(natural: amount) ?? doubtful(interest, amount)
    }

    @inline(never)
    private static func doubtful(_ interest: RatioMultiplier, _ amount: Int64) -> Int64? {
        do throws(ArithmeticError) { return try interest.rounded(amount) } catch { return nil }
    }

    /// What the rows come to: all but the last are level payments. Nil where it does not fit.
    @inline(__always)
    private static func summary(
        _ terms: PlainTerms, _ levelMinor: Int64, rows: Int, lastPrincipalMinor: Int64,
        lastInterestMinor: Int64
    ) -> ScheduleSummary? {
        let count = Int64(rows)
        let (levels, isLarge) = levelMinor.multipliedReportingOverflow(by: count - 1)
        // What the earlier rows paid of the principal is at most their level payments.
        let earlierInterestMinor = levels &- (terms.principalMinor &- lastPrincipalMinor)
        let (interestMinor, isLarger) = earlierInterestMinor.addingReportingOverflow(
            lastInterestMinor)
        let (feeMinor, isLargest) = terms.installmentFeeMinor.multipliedReportingOverflow(by: count)
        var totals = ComponentAmounts()
        guard !isLarge, !isLarger, !isLargest, totals.add(terms.principalMinor, to: .principal),
            totals.add(interestMinor, to: .interest), totals.add(feeMinor, to: .fee)
        else { return nil }
        return ScheduleSummary(
            count: rows, installmentMinor: levelMinor, totals: totals)
    }
}

/// What a period's interest is charged for.
private protocol PeriodMeasure {
    /// Whether every period counts 1.
    static var isConstant: Bool { get }
    /// A balance, not negative, times the period's numerator, or nil where it does not fit.
    func amount(_ balanceMinor: Int64, from start: CivilDate, to end: CivilDate) -> Int64?
}

/// Periods that all have the same rate.
private struct WholePeriods: PeriodMeasure {
    static var isConstant: Bool { true }

    @inline(__always)
    func amount(_ balanceMinor: Int64, from start: CivilDate, to end: CivilDate) -> Int64? {
        balanceMinor
    }
}

/// Periods of their actual days.
private struct DaysOfPeriods: PeriodMeasure {
    static var isConstant: Bool { false }

    @inline(__always)
    func amount(_ balanceMinor: Int64, from start: CivilDate, to end: CivilDate) -> Int64? {
        let (product, overflow) = balanceMinor.multipliedReportingOverflow(
            by: Int64(end.days(since: start)))
        return overflow ? nil : product
    }
}

extension PlainTerms {
    /// The rate of a period per unit of its numerator, not in lowest terms (which no result depends
    /// on), or nil where it does not fit.
    @inline(__always)
    fileprivate var periodRate: (numerator: UInt64, denominator: UInt64)? {
        let scale = RateScale(per: ratePer, unit: termUnit, every: termEvery, dayCount: dayCount)
        let (numerator, isLargeAbove) = percentNumerator.multipliedReportingOverflow(
            by: scale.numerator.magnitude)
        let (denominator, isLargeBelow) = percentDenominator.multipliedReportingOverflow(
            by: scale.denominator)
        return isLargeAbove || isLargeBelow ? nil : (numerator, denominator)
    }
}
