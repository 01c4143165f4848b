import ExactArithmetic
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
                .repayment(amountMinor: terms.principalMinor / 12 + 1),
                on: terms.disbursedAt.adding(days: 31 * month) ?? asOf)
        }
        return try account.statement(asOf: asOf)
    }

    /// A loan that is serviced: eight events in the order of their dates, a rule of late charges, and its
    /// statement.
    func serviced(_ terms: LoanTerms, _ accrual: Accrual) throws(LoanError) -> LoanStatement {
        var own = terms
        own.accrual = accrual
        own.servicing.lateCharges = [
            LateChargeRule(.percent(Rational(2), of: .overdue), afterDays: 5)
        ]
        var account = try LoanAccount(own)
        let share = terms.principalMinor / 12
        let events: [(Int, LoanEvent)] = [
            (31, .repayment(amountMinor: share)), (45, .charge(.fee, amountMinor: 500)),
            (62, .repayment(amountMinor: share / 2)), (90, .repayment(amountMinor: share)),
            (100, .rateChange(terms.rate)), (130, .repayment(amountMinor: 2 * share)),
            (140, .charge(.penalty, amountMinor: 100)), (150, .repayment(amountMinor: share)),
        ]
        for (day, event) in events {
            try account.apply(event, on: terms.disbursedAt.adding(days: day) ?? asOf, by: .admin)
        }
        return try account.statement(asOf: terms.disbursedAt.adding(days: 160) ?? asOf)
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
