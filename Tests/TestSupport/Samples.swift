import LoanEngine

/// The date of those components, which name one.
public func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
        fatalError("\(year)-\(month)-\(day) is no date")
    }
    return date
}

/// Values that many tests begin with.
public enum Samples {
    /// Two digits.
    public static var naira: Currency { currency("NGN") }
    /// No digits: amounts in minor units read as they are.
    public static var yen: Currency { currency("JPY") }

    private static func currency(_ code: String) -> Currency {
        guard let currency = Currency(code: code) else { fatalError("\(code) is no currency") }
        return currency
    }

    /// The loan of the contract's example: 50 000.00 at 24 % a year over twelve months.
    public static var terms: LoanTerms {
        LoanTerms(
            currency: naira, principalMinor: 50_000_00,
            rate: InterestRate(percent: Rational(24), per: .year), termCount: 12, termUnit: .month,
            disbursedAt: day(2026, 3, 11))
    }

    /// 1 200 yen without interest, in twelve installments of 100.
    public static var hundreds: LoanTerms {
        LoanTerms(
            currency: yen, principalMinor: 1_200,
            rate: InterestRate(percent: .zero, per: .year), termCount: 12, termUnit: .month,
            disbursedAt: day(2026, 1, 1))
    }
}
