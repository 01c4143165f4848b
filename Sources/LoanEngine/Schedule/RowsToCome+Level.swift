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

    /// Whether all rows that are left have the same rate.
    private var isConstant: Bool {
        rates.isConstant && terms.grace.accruesInterest(in: index)
    }

    /// Whether the row to come is whole: the balance bears interest for all of its period, and none has
    /// accrued in it yet.
    private var beginsWhole: Bool {
        !isFirst(index) || (segment.accrued.signum == 0 && segment.from == walk.date)
    }

    /// A over the rows that are left, before it is rounded.
    ///
    /// Where the segment begins in the midst of a row, what is owed at the row's end is
    ///
    ///     G = balance + accrued + balance × i, with i the rate of the rest of the row,
    ///
    /// and the level payments are those of a loan of G whose first row bears no interest.
    func exactLevelPayment() -> LevelPayment {
        var principal = Rational(balance.minor)
        var isWhole = beginsWhole
        if isWhole, isConstant {
            return LevelPayment(
                of: principal, balloonMinor: terms.balloonMinor, unit: rates.unit,
                equalPeriods: left)
        }
        var ahead = walk
        if !isWhole, let period = ahead.nextIfAny() {
            principal =
                principal + segment.accrued
                + rates.exactInterest(on: balance.minor, weight(of: period, at: index))
        }
        var payment = LevelPayment(
            of: principal, balloonMinor: terms.balloonMinor, unit: rates.unit)
        lookAhead { weight in
            payment.addPeriod(isWhole ? weight : .zero)
            isWhole = true
            return true
        }
        return payment
    }

    /// A in machine words, or nil where they do not settle its rounding.
    func boundedLevelPayment() -> Int64? {
        guard beginsWhole, let words = rates.words else { return nil }
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
