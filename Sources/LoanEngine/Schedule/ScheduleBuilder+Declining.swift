// Interest on the outstanding principal.
extension ScheduleBuilder {
    /// The leading rows without principal: in capitalized ones nothing falls due and the interest
    /// joins the balance; in the others the interest falls due.
    mutating func buildGrace() throws(LoanError) {
        while index < terms.grace.withoutPrincipal {
            let row = index
            let period = try walk.next()
            let interestMinor = try interest(of: period, at: row)
            if row < terms.grace.capitalized {
                let (sum, overflow) = balanceMinor.addingReportingOverflow(interestMinor)
                if overflow { throw .amountOutOfRange("schedule.items[\(row)].balanceAfter") }
                balanceMinor = sum
                put(period, principalMinor: 0, interestMinor: 0, feeMinor: 0)
            } else {
                put(period, principalMinor: 0, interestMinor: interestMinor)
            }
        }
    }

    /// Straight-line shares of the principal, interest on the balance.
    mutating func buildDecliningShares() throws(LoanError) {
        try buildGrace()
        var shares = StraightLine(
            balanceMinor, over: terms.termCount - index, terms.residual,
            unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
        while index < terms.termCount {
            let row = index
            let period = try walk.next()
            put(
                period, principalMinor: shares.next(),
                interestMinor: try interest(of: period, at: row))
        }
    }

    /// Interest each period, the principal in the last row.
    mutating func buildDecliningBullet() throws(LoanError) {
        try buildGrace()
        while index < terms.termCount {
            let row = index
            let isLast = isLast
            let period = try walk.next()
            put(
                period, principalMinor: isLast ? balanceMinor : 0,
                interestMinor: try interest(of: period, at: row))
        }
    }
}
