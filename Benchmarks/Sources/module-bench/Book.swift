import LoanEngine

/// A portfolio of loans of twelve months whose terms differ, the same in every run.
struct Book {
    /// The loans' terms.
    let terms: [LoanTerms]
    /// The date of the statements.
    let asOf: CivilDate

    init(loans: Int, currency: Currency) throws {
        var numbers = Numbers()
        let first = try CivilDate(text: "2025-01-01")
        asOf = try CivilDate(text: "2027-03-01")
        var terms: [LoanTerms] = []
        for _ in 0..<loans {
            let hundredths = 1_200 + numbers.next(below: 2_400)
            let fraction = String(100 + hundredths % 100).dropFirst()
            terms.append(
                LoanTerms(
                    currency: currency,
                    principalMinor: Int64(50_000 + numbers.next(below: 5_000_000)),
                    rate: try InterestRate(percent: "\(hundredths / 100).\(fraction)", per: .year),
                    termCount: 12, termUnit: .month,
                    disbursedAt: first.adding(days: numbers.next(below: 730)) ?? first))
        }
        self.terms = terms
    }

    /// A loan after three repayments of an even share.
    func statement(of terms: LoanTerms) throws(LoanError) -> LoanStatement {
        var account = try LoanAccount(terms)
        for month in 1...3 {
            try account.apply(
                .repayment(
                    amountMinor: terms.principalMinor / 12 + 1,
                    on: terms.disbursedAt.adding(days: 31 * month) ?? asOf, role: nil))
        }
        return try account.statement(asOf: asOf)
    }
}

/// Numbers of a fixed sequence: SplitMix64.
private struct Numbers {
    private var state: UInt64 = 42

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((value ^ value >> 31) % UInt64(bound))
    }
}
