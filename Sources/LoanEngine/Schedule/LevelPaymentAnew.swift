/// A level payment that is made anew: of what is owed at a cut, over rows each with its own rate.
///
///     1 337.45 over five rows at 1 %: 275.57
struct LevelPaymentAnew {
    /// What is owed, in minor units; with the interest of a first row that is cut.
    let principal: Rational
    let balloonMinor: Int64
    /// What each row's period counts for; zero in a first row that is cut.
    let weights: [PeriodWeight]
    let rates: PeriodRates

    /// A, rounded once: from bounds in machine words where they settle it, else exactly.
    ///
    /// - Throws: `outOfRange`.
    func rounded(_ rounding: Rounding) throws(ArithmeticError) -> Int64 {
        if let settled = try bounded(rounding) { return settled }
        return try exact().rounded(
            toMultipleOf: rounding.installmentUnitMinor, by: rounding.installmentMode)
    }

    /// A in machine words, or nil where they do not settle its rounding.
    ///
    /// A rises with the principal, and so does what it is rounded to. So where the whole amounts below
    /// and above the principal have the same level payment, the principal has it, too.
    func bounded(_ rounding: Rounding) throws(ArithmeticError) -> Int64? {
        guard let words = rates.words,
            var compounded = CompoundedRows(
                rows: weights.count, multiplesOf: words.numerator, over: words.denominator,
                unit: rounding.installmentUnitMinor)
        else { return nil }
        for weight in weights {
            guard weight.denominator == 1, compounded.addRow(weight.numerator) else { return nil }
        }
        let bounds = compounded.bounds
        func payment(of principalMinor: Int64) -> Int64? {
            guard principalMinor >= 0 else { return nil }
            return bounds.rounded(
                principalMinor: principalMinor, balloonMinor: balloonMinor,
                by: rounding.installmentMode)
        }
        let below = try principal.rounded(by: .floor)
        guard let least = payment(of: below) else { return nil }
        if Rational(below) == principal { return least }
        return least == payment(of: try principal.rounded(by: .ceiling)) ? least : nil
    }

    /// A, before it is rounded.
    func exact() -> LevelPayment {
        // Rows of the same rate have a closed form; a first one that is cut is put before them.
        let isCut = weights.first?.numerator == 0
        let whole = weights.dropFirst(isCut ? 1 : 0)
        if let weight = whole.first, whole.allSatisfy({ $0 == weight }) {
            var payment = LevelPayment(
                of: principal, balloonMinor: balloonMinor, unit: rates.unit * weight.ratio,
                equalPeriods: whole.count)
            if isCut { payment.addFirstPeriodWithoutInterest() }
            return payment
        }
        var payment = LevelPayment(of: principal, balloonMinor: balloonMinor, unit: rates.unit)
        for weight in weights { payment.addPeriod(weight) }
        return payment
    }
}
