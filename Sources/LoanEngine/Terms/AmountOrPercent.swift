/// What the terms state as an amount or as a percent of one that is known later: a fee, a down
/// payment, a limit.
public enum AmountOrPercent: Sendable, Equatable {
    /// In minor units; not negative in valid terms.
    case amount(minor: Int64)
    /// 5 for 5 %; not negative in valid terms.
    case percent(Rational)

    /// The amount itself, or the percent of `baseMinor`, rounded once to a multiple of `unit`.
    ///
    ///     2.5 % of 50 000.00: 1 250.00
    ///
    /// - Throws: `outOfRange` where it does not fit.
    public func amountMinor(
        of baseMinor: Int64, toMultipleOf unit: Int64, by mode: RoundingMode
    ) throws(ArithmeticError) -> Int64 {
        switch self {
        case .amount(let amountMinor): amountMinor
        case .percent(let percent):
            try percentage(percent, of: baseMinor, toMultipleOf: unit, by: mode)
        }
    }
}

/// A percentage of an amount in minor units, rounded once; in machine words where the ratio fits them.
func percentage(
    _ percent: Rational, of baseMinor: Int64, toMultipleOf unit: Int64, by mode: RoundingMode
) throws(ArithmeticError) -> Int64 {
    if let words = percent.words {
        let (hundredfold, overflow) = words.denominator.multipliedReportingOverflow(by: 100)
        if !overflow {
            return try roundedProduct(
                baseMinor, words.numerator, over: hundredfold, unit: unit, by: mode)
        }
    }
    return try (Rational(baseMinor) * percent * Rational(1, over: 100)).rounded(
        toMultipleOf: unit, by: mode)
}
