// Interest on the original principal, whatever was repaid.
extension ScheduleBuilder {
    /// All rows of a flat loan.
    ///
    /// - Returns: The level payment, for equal installments without grace; with any grace they are
    ///   equal shares of principal and interest, and there is none.
    mutating func buildFlat() throws(LoanError) -> Int64? {
        var interest = try FlatInterestShares(terms, rates, walk)
        if terms.amortization == .equalInstallments, terms.grace.isNone {
            return try buildFlatLevel(&interest)
        }
        let withoutPrincipal =
            terms.amortization == .bullet ? terms.termCount - 1 : terms.grace.withoutPrincipal
        var principal = StraightLine(
            balanceMinor, over: terms.termCount - withoutPrincipal, terms.residual,
            unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
        while index < terms.termCount {
            let row = index
            let period = try walk.next()
            put(
                period, principalMinor: row < withoutPrincipal ? 0 : principal.next(),
                interestMinor: try interest.next(rates, period, at: row))
        }
        return nil
    }

    /// Level payments A = (P + I) / n: each row's principal is what its interest leaves of A, the
    /// last row takes the balance.
    private mutating func buildFlatLevel(
        _ interest: inout FlatInterestShares
    ) throws(LoanError) -> Int64 {
        let levelMinor = try flatLevelPayment(try flatSum(interest.totalMinor))
        while index < terms.termCount {
            let row = index
            let isLast = isLast
            let period = try walk.next()
            let interestMinor = try interest.next(rates, period, at: row)
            // Both are not negative, so the difference fits.
            let left = max(levelMinor - interestMinor, 0)
            put(
                period, principalMinor: isLast ? balanceMinor : min(left, balanceMinor),
                interestMinor: interestMinor)
        }
        return levelMinor
    }

    /// P + I.
    func flatSum(_ interestMinor: Int64) throws(LoanError) -> Int64 {
        let (sum, overflow) = balanceMinor.addingReportingOverflow(interestMinor)
        if overflow { throw .amountOutOfRange("schedule.totals.total") }
        return sum
    }

    /// (P + I) / n, rounded.
    func flatLevelPayment(_ sumMinor: Int64) throws(LoanError) -> Int64 {
        do throws(ArithmeticError) {
            return try roundedProduct(
                sumMinor, 1, over: UInt64(terms.termCount.magnitude),
                unit: terms.rounding.installmentUnitMinor, by: terms.rounding.installmentMode)
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
    }
}

/// The interest of each row of a flat loan: shares of one total, or each period's own.
struct FlatInterestShares {
    /// The interest of all rows.
    let totalMinor: Int64
    private let principalMinor: Int64
    private let interestFree: Int
    private let isByPeriod: Bool
    private var shares: StraightLine

    /// - Parameter walk: At the first period.
    init(_ terms: LoanTerms, _ rates: PeriodRates, _ walk: PeriodWalk) throws(LoanError) {
        principalMinor = terms.principalMinor
        interestFree = terms.grace.interestFree
        isByPeriod = terms.flatInterest == .period
        // The numerators add up, since all periods share the weight. The largest sum, 3 660 periods
        // of 366 months over 365 × 366, is below 2³⁵.
        var numerators: Int64 = 0
        var sumMinor: Int64 = 0
        var ahead = walk
        for row in 0..<terms.termCount {
            let period = try ahead.next()
            guard row >= interestFree else { continue }
            let numerator = rates.numerator(of: period)
            numerators += numerator
            if isByPeriod {
                let interestMinor = try rates.interest(
                    on: principalMinor, numerator: numerator, at: row)
                let (sum, overflow) = sumMinor.addingReportingOverflow(interestMinor)
                if overflow { throw .amountOutOfRange("schedule.totals.interest") }
                sumMinor = sum
            }
        }
        if isByPeriod {
            totalMinor = sumMinor
        } else {
            // A rate for the whole loan counts once, whatever the number of periods.
            let numerator = terms.rate.per == .loan ? 1 : numerators
            do throws(LoanError) {
                totalMinor = try rates.interest(on: principalMinor, numerator: numerator, at: 0)
            } catch {
                throw .amountOutOfRange("schedule.totals.interest")
            }
        }
        shares = StraightLine(
            totalMinor, over: terms.termCount - interestFree, terms.residual,
            unit: terms.rounding.interestUnitMinor, mode: terms.rounding.interestMode)
    }

    /// The interest of the row to come, counting from 0.
    mutating func next(
        _ rates: PeriodRates, _ period: Period, at row: Int
    ) throws(LoanError) -> Int64 {
        if row < interestFree { return 0 }
        if !isByPeriod { return shares.next() }
        return try rates.interest(
            on: principalMinor, numerator: rates.numerator(of: period), at: row)
    }
}
