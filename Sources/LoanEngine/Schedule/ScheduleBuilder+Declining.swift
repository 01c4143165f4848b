// Interest on the outstanding principal.
extension ScheduleBuilder {
    /// The leading rows without principal: in capitalized ones nothing falls due and the interest
    /// joins the balance; in deferred ones it falls due later; in the others the interest falls due.
    mutating func buildGrace() throws(LoanError) {
        while !terms.grace.repaysPrincipal(in: rows.index) {
            let row = try rows.next()
            let interestMinor = try rows.interest(of: row)
            if terms.grace.capitalizes(row.index) {
                try capitalize(interestMinor, in: row)
            } else if terms.grace.defers(row.index) {
                postpone(interestMinor, in: row)
            } else {
                put(row, plannedMinor: 0, interestMinor: interestMinor)
            }
        }
    }

    /// Straight-line shares of the principal, interest on the balance.
    mutating func buildDecliningShares() throws(LoanError) {
        try buildGrace()
        var shares = StraightLine(
            rows.balance.minor, over: rows.left, terms.residual,
            unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
        while rows.left > 0 {
            let row = try rows.next()
            put(row, plannedMinor: shares.next(), interestMinor: try rows.interest(of: row))
        }
    }

    /// Interest each period, the principal in the last row.
    mutating func buildDecliningBullet() throws(LoanError) {
        try buildGrace()
        while rows.left > 0 {
            let row = try rows.next()
            put(row, plannedMinor: 0, interestMinor: try rows.interest(of: row))
        }
    }
}
