import LoanEngine
import TestSupport
import Testing

@Suite("Figures that leave their range")
struct RangeTests {
    private static func failure(of terms: LoanTerms) -> LoanError? {
        do throws(LoanError) {
            _ = try RepaymentSchedule(for: terms)
            return nil
        } catch {
            return error
        }
    }

    private static func yen(_ principal: Int64, _ percent: Int64, per: RateUnit = .month)
        -> LoanTerms
    {
        var terms = Samples.hundreds
        terms.principalMinor = principal
        terms.rate = InterestRate(percent: Rational(percent), per: per)
        return terms
    }

    @Test("Amounts: an error at the figure, never a trap")
    func amounts() {
        func expect(
            _ path: String, _ terms: LoanTerms, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            let error = Self.failure(of: terms)
            #expect(error?.code == .amountOutOfRange, sourceLocation: sourceLocation)
            #expect(error?.path == path, sourceLocation: sourceLocation)
        }
        let huge = Int64.max
        // The level payment on 2⁶³ − 1 at 100 % a month is more than that.
        var terms = Self.yen(huge, 100)
        terms.termCount = 1
        expect("schedule.installmentAmount", terms)

        terms = Self.yen(huge, 200)
        terms.amortization = .bullet
        expect("schedule.items[0].interestDue", terms)
        terms.amortization = .equalPrincipal
        expect("schedule.items[0].interestDue", terms)

        terms = Self.yen(huge, 1)
        terms.amortization = .bullet
        expect("schedule.totals.total", terms)

        terms = Self.yen(huge, 1)
        terms.grace.capitalized = 2
        expect("schedule.items[0].balanceAfter", terms)

        terms = Self.yen(huge, 50, per: .loan)
        terms.interestMethod = .flat
        expect("schedule.totals.total", terms)
        terms.amortization = .bullet
        expect("schedule.totals.total", terms)
        terms.rate.percent = Rational(300)
        expect("schedule.totals.interest", terms)

        terms = Self.yen(huge, 10)
        (terms.interestMethod, terms.flatInterest) = (.flat, .period)
        expect("schedule.totals.interest", terms)

        terms = Samples.hundreds
        terms.installmentFeeMinor = .max
        expect("schedule.totals.total", terms)

        // Rounding up to the unit leaves the range, however the payment is found.
        terms = Self.yen(huge, 0)
        terms.termCount = 1
        (terms.rounding.installmentUnitMinor, terms.rounding.installmentMode) = (1_000, .up)
        expect("schedule.installmentAmount", terms)
        terms.interestMethod = .flat
        expect("schedule.installmentAmount", terms)
    }

    @Test("Level payments rounded down: what they do not pay leaves the range")
    func carried() {
        // 5 of the 6 × 10¹⁸ of interest are paid a month: 10 × 10¹⁸ are owed in the fifth row.
        var terms = Self.yen(6_000_000_000_000_000_000, 100)
        terms.termCount = 8
        terms.rounding.installmentMode = .down
        terms.rounding.installmentUnitMinor = 5_000_000_000_000_000_000
        #expect(Self.failure(of: terms)?.code == .amountOutOfRange)
        #expect(Self.failure(of: terms)?.path == "schedule.items[4].interestDue")

        // The first row pays 0.5 × 10¹⁸ of principal; the last one owes 6 × 10¹⁸ and as much interest.
        terms = Self.yen(6_500_000_000_000_000_000, 100)
        terms.termCount = 2
        terms.rounding.installmentMode = .down
        terms.rounding.installmentUnitMinor = 7_000_000_000_000_000_000
        #expect(Self.failure(of: terms)?.code == .amountOutOfRange)
        #expect(Self.failure(of: terms)?.path == "schedule.totals.total")
    }

    @Test("The largest amounts that fit")
    func largest() throws {
        for amortization in Amortization.allCases {
            var terms = Self.yen(.max, 0)
            terms.amortization = amortization
            let schedule = try RepaymentSchedule(for: terms)
            #expect(schedule.totals.totalMinor == .max && schedule.items[11].balanceAfterMinor == 0)
            terms.interestMethod = .flat
            #expect(try RepaymentSchedule(for: terms).totals.totalMinor == .max)
        }
        var terms = Self.yen(.max - 12, 0)
        terms.installmentFeeMinor = 1
        #expect(try RepaymentSchedule(for: terms).totals.totalMinor == .max)
    }

    @Test("An absurd rate, in every method, is a result or an error")
    func absurdRates() throws {
        let percents = [
            "1" + String(repeating: "0", count: 255),
            "0." + String(repeating: "0", count: 253) + "1",
            "1/" + String(repeating: "9", count: 254), String(repeating: "9", count: 256),
        ]
        for percent in percents {
            for method in InterestMethod.allCases {
                for amortization in Amortization.allCases {
                    for count in [DayCount.equal, .actualActualISDA] {
                        var terms = Samples.terms
                        terms.rate = try InterestRate(percent: percent, per: .day)
                        (terms.interestMethod, terms.amortization) = (method, amortization)
                        terms.dayCount = count
                        if let error = Self.failure(of: terms) {
                            #expect(error.code == .amountOutOfRange, "\(error)")
                        }
                    }
                }
            }
        }
    }

    @Test("Dates beyond 9999-12-31")
    func dates() {
        func expect(
            _ index: Int?, _ terms: LoanTerms, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            let error = Self.failure(of: terms)
            #expect(
                error?.code == (index == nil ? nil : .dateOutOfRange),
                sourceLocation: sourceLocation)
            #expect(
                error?.path == index.map { "schedule.items[\($0)].dueDate" },
                sourceLocation: sourceLocation)
        }
        var terms = Samples.hundreds
        terms.disbursedAt = day(9999, 3, 31)
        terms.termCount = 9
        expect(nil, terms)
        terms.termCount = 10
        expect(9, terms)
        terms.disbursedAt = .last
        expect(0, terms)
        terms.termUnit = .day
        expect(0, terms)
        terms.disbursedAt = day(9999, 12, 30)
        expect(1, terms)
        // The date itself is inside; the working day after it is not.
        terms.termCount = 1
        expect(nil, terms)
        terms.nonWorkingDays = NonWorkingDays(holidays: [.last], rule: .following)
        expect(0, terms)
        terms.nonWorkingDays = NonWorkingDays(holidays: [.last], rule: .skip)
        expect(0, terms)
    }

    @Test("Level payments that do not even pay the interest")
    func negativeAmortization() throws {
        var terms = Self.yen(1_000, 10)
        // 147 rounded down to hundreds is 100: just the interest.
        terms.rounding = Rounding(mode: .down, installmentUnitMinor: 100)
        let level = try RepaymentSchedule(for: terms)
        #expect(level.items[11].principalDueMinor == 1_000)
        // Rounded to thousands it is nothing.
        terms.rounding.installmentUnitMinor = 1_000
        let error = Self.failure(of: terms)
        #expect(error?.code == .negativeAmortization)
        #expect(error?.path == "schedule.installmentAmount")
        // Without interest nothing is carried, and the last row takes it all.
        terms.rate.percent = .zero
        #expect(try RepaymentSchedule(for: terms).items[11].principalDueMinor == 1_000)
    }

    @Test("Repayments beyond all amounts")
    func repayments() throws {
        var account = try LoanAccount(Samples.hundreds)
        try account.apply(.repayment(amountMinor: 1_199, on: day(2026, 1, 1)))
        // Overpaid by all that fits, and by one more.
        do throws(LoanError) {
            var over = account
            try over.apply(.repayment(amountMinor: .max, on: day(2026, 1, 2)))
            let statement = try over.statement(asOf: .last)
            #expect(statement.overpaidMinor == .max - 1 && statement.status == .completed)
        } catch {
            Issue.record("\(error)")
        }
        var written = try LoanAccount(Samples.hundreds)
        try written.apply(.step(.writeOff, on: day(2026, 1, 1)))
        try written.apply(.recovery(amountMinor: 1_200, on: day(2026, 1, 1)))
        try written.apply(.recovery(amountMinor: .max, on: day(2026, 1, 1)))
        do throws(LoanError) {
            try written.apply(.recovery(amountMinor: 1, on: day(2026, 1, 1)))
            Issue.record("taken")
        } catch {
            #expect(error.code == .amountOutOfRange && error.path == "events[3].amount")
        }
        #expect(try written.statement(asOf: .last).overpaidMinor == .max)
    }
}
