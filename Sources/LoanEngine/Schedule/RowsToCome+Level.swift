// The level payment of the rows to come.
extension RowsToCome {
    /// A over the rows that are left: the segment's own; else computed and rounded once, from its
    /// bounds in machine words where they settle it, else exactly.
    func levelPayment() throws(LoanError) -> Int64 {
        if let levelMinor = segment.levelMinor ?? boundedLevelPayment() { return levelMinor }
        do throws(ArithmeticError) {
            return try exactLevelPayment().rounded(
                toMultipleOf: terms.rounding.installmentUnitMinor,
                by: terms.rounding.installmentMode)
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
    }

    /// The interest that the row to come has accrued before the segment began.
    private var accrued: Rational { isFirst(index) ? segment.accrued : .zero }

    /// What the row to come counts for.
    private var nextWeight: PeriodWeight {
        var ahead = walk
        return ahead.nextIfAny().map { weight(of: $0, at: index) } ?? .zero
    }

    /// Whether all rows that are left have the same rate, and nothing has accrued.
    private var isConstant: Bool {
        rates.isConstant && nextWeight == PeriodWeight(numerator: 1) && accrued.signum == 0
    }

    /// A over the rows that are left, before it is rounded.
    ///
    /// Where the segment begins in the midst of a row, what is owed at the row's end is
    ///
    ///     G = balance + accrued + balance × i, with i the rate of the rest of the row,
    ///
    /// and the level payments are those of a loan of G whose first row bears no interest; or, where all
    /// rows after it have the same rate, of G discounted by it, whose rows all have that rate.
    func exactLevelPayment() -> LevelPayment {
        if isConstant { return equalPayment(of: Rational(balance.minor)) }
        let first = nextWeight
        let isWhole = accrued.signum == 0 && first.denominator == 1
        var principal = Rational(balance.minor)
        if !isWhole {
            principal = principal + accrued + rates.exactInterest(on: balance.minor, first)
            if rates.isConstant, terms.grace.accruesInterest(in: index + 1) {
                let discount = Rational(1) + rates.unit
                // 1 or more: the division is never by zero.
                return equalPayment(of: (try? principal.divided(by: discount)) ?? principal)
            }
        }
        var payment = LevelPayment(
            of: principal, balloonMinor: terms.balloonMinor, unit: rates.unit)
        var isFirst = !isWhole
        lookAhead { weight in
            payment.addPeriod(isFirst ? .zero : weight)
            isFirst = false
            return true
        }
        return payment
    }

    private func equalPayment(of principal: Rational) -> LevelPayment {
        LevelPayment(
            of: principal, balloonMinor: terms.balloonMinor, unit: rates.unit, equalPeriods: left)
    }

    /// A in machine words, or nil where they do not settle its rounding.
    func boundedLevelPayment() -> Int64? {
        guard accrued.signum == 0, let words = rates.words else { return nil }
        let rounding = terms.rounding
        if isConstant {
            return LevelPaymentBounds.levelPayment(
                principalMinor: balance.minor, balloonMinor: terms.balloonMinor, rows: left,
                rate: words, rounding)
        }
        guard
            var compounded = CompoundedRows(
                rows: left, multiplesOf: words.numerator, over: words.denominator,
                unit: rounding.installmentUnitMinor)
        else { return nil }
        var isBounded = true
        lookAhead { weight in
            isBounded = weight.denominator == 1 && compounded.addRow(weight.numerator)
            return isBounded
        }
        guard isBounded else { return nil }
        return compounded.bounds.rounded(
            principalMinor: balance.minor, balloonMinor: terms.balloonMinor,
            by: rounding.installmentMode)
    }

    /// Hands `body` the weight of each row that is left, until it returns false.
    private func lookAhead(_ body: (PeriodWeight) -> Bool) {
        var ahead = walk
        var row = index
        while let period = ahead.nextIfAny(), body(weight(of: period, at: row)) { row += 1 }
    }
}
