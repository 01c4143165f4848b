// Interest on the original principal, whatever was repaid.
extension ScheduleBuilder {
    /// All rows of a flat loan.
    ///
    /// - Returns: The level payment, for equal installments without grace; with any grace they are
    ///   equal shares of principal and interest, and there is none.
    mutating func buildFlat() throws(LoanError) -> Int64? {
        var interest = try FlatInterestShares(rows)
        if terms.amortization == .equalInstallments, terms.grace.isNone {
            let levelMinor = try rows.flatLevelPayment(of: try rows.flatSum(interest.totalMinor))
            while rows.left > 0 {
                let row = try rows.next()
                let interestMinor = try interest.next(row, rows)
                // Both are not negative, so the difference fits.
                put(
                    row, plannedMinor: max(levelMinor - interestMinor, 0),
                    interestMinor: interestMinor)
            }
            return levelMinor
        }
        let withoutPrincipal =
            terms.amortization == .bullet ? terms.termCount - 1 : terms.grace.withoutPrincipal
        var principal = StraightLine(
            rows.balance.minor, over: terms.termCount - withoutPrincipal, terms.residual,
            unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
        while rows.left > 0 {
            let row = try rows.next()
            put(
                row, plannedMinor: row.index < withoutPrincipal ? 0 : principal.next(),
                interestMinor: try interest.next(row, rows))
        }
        return nil
    }
}

extension RowsToCome {
    /// P + I.
    func flatSum(_ interestMinor: Int64) throws(LoanError) -> Int64 {
        let (sum, overflow) = balance.minor.addingReportingOverflow(interestMinor)
        if overflow { throw .amountOutOfRange("schedule.totals.total") }
        return sum
    }

    /// The segment's own level payment, else (P + I) / n, rounded.
    func flatLevelPayment(of sumMinor: Int64) throws(LoanError) -> Int64 {
        if let levelMinor = segment.levelMinor { return levelMinor }
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
    private let isByPeriod: Bool
    private var shares: StraightLine

    /// - Parameter rows: All of the loan's.
    init(_ rows: RowsToCome) throws(LoanError) {
        let (terms, rates) = (rows.terms, rows.segment.rates)
        principalMinor = rows.segment.flatMinor
        isByPeriod = terms.flatInterest == .period
        // The weights add up, since all periods share the unit. The largest sum, 3 660 periods of 366
        // months over 365 × 366, is below 2³⁵.
        var weights = PeriodWeight.zero
        var sumMinor: Int64 = 0
        var count = 0
        var ahead = rows.walk
        for index in 0..<terms.termCount {
            let period = try ahead.next()
            guard FlatInterestShares.carries(period, at: index, terms) else { continue }
            count += 1
            let weight = rows.weight(of: period, at: index)
            weights.add(weight)
            if isByPeriod {
                let interestMinor = try rates.interest(
                    on: principalMinor, weight, at: rows.segment.rowsBefore + index)
                let (sum, overflow) = sumMinor.addingReportingOverflow(interestMinor)
                if overflow { throw .amountOutOfRange("schedule.totals.interest") }
                sumMinor = sum
            }
        }
        if isByPeriod {
            totalMinor = sumMinor
        } else {
            // A rate for the whole loan counts once, whatever the number of periods; where none can carry
            // it, not at all.
            let weight =
                terms.rate.per == .loan ? PeriodWeight(numerator: count > 0 ? 1 : 0) : weights
            do throws(LoanError) {
                totalMinor = try rates.interest(on: principalMinor, weight, at: 0)
            } catch {
                throw .amountOutOfRange("schedule.totals.interest")
            }
        }
        shares = StraightLine(
            totalMinor, over: max(count, 1), terms.residual,
            unit: terms.rounding.interestUnitMinor, mode: terms.rounding.interestMode)
    }

    /// The interest of a row.
    mutating func next(_ row: RowsToCome.Row, _ rows: RowsToCome) throws(LoanError) -> Int64 {
        guard FlatInterestShares.carries(row.period, at: row.index, rows.terms) else { return 0 }
        if !isByPeriod { return shares.next() }
        return try rows.segment.rates.interest(
            on: principalMinor, rows.weight(of: row.period, at: row.index), at: row.place)
    }

    /// Whether a row carries interest: one that grace does not keep free of it, of a period that has
    /// days.
    static func carries(
        _ period: InterestPeriod, at index: Int, _ terms: LoanTerms
    ) -> Bool {
        terms.grace.accruesInterest(in: index) && period.start < period.end
    }
}
