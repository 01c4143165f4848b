import LoanEngine
import TestSupport
import Testing

/// What holds of a schedule whatever series of dates, fees, down payment, stated installment and
/// deferred interest its terms have.
@Suite("Laws of the terms that most loans do not have")
struct PlanTermsLaws {
    private static func generated(_ seed: UInt64, _ number: Int) -> LoanTerms {
        var generator = TermsGenerator(seed: seed, case: number)
        var terms = generator.terms()
        PlanTermsGenerator.add(to: &terms, &generator.random)
        return terms
    }

    /// The schedule of terms, or nil where there is none.
    private static func schedule(_ contract: Contract) -> RepaymentSchedule? {
        do throws(LoanError) { return try RepaymentSchedule(for: contract) } catch { return nil }
    }

    @Test(
        "Principal sums to what is lent, balances fall to zero, nothing is negative, dates rise",
        arguments: 0..<40 as Range<UInt64>)
    func conservation(_ seed: UInt64) throws {
        var schedules = 0
        for number in 0..<50 {
            let contract = try Contract(Self.generated(seed, number))
            let terms = contract.terms
            guard let schedule = Self.schedule(contract) else { continue }
            schedules += 1
            let rows = schedule.items
            var balance = contract.lentMinor
            var isRight = rows.count <= contract.maximumRows && rows.last?.balanceAfterMinor == 0
            for (index, row) in rows.enumerated() {
                let isGrown = terms.grace.capitalized > 0 && row.balanceAfterMinor > balance
                isRight =
                    isRight && row.sequence == index + 1 && row.principalDueMinor >= 0
                    && row.interestDueMinor >= 0 && row.feeDueMinor >= 0
                    && (isGrown || row.balanceAfterMinor == balance - row.principalDueMinor)
                balance = row.balanceAfterMinor
                guard index > 0 else { continue }
                let before = rows[index - 1]
                // Only a down payment and a first installment on its day share a date.
                isRight =
                    isRight
                    && (row.dueDate > before.dueDate
                        || (index == 1 && row.dueDate == terms.disbursedAt))
            }
            if terms.grace.capitalized == 0 {
                isRight = isRight && schedule.totals.principalMinor == contract.lentMinor
            }
            if !isRight { Issue.record("seed \(seed), case \(number): \(terms)") }
        }
        #expect(schedules > 10)
    }

    @Test(
        "Deferring interest changes when it is due, not how much",
        arguments: 0..<20 as Range<UInt64>)
    func deferral(_ seed: UInt64) throws {
        for number in 0..<40 {
            var terms = Self.generated(seed, number)
            terms.interestMethod = .declining
            (terms.flatInterest, terms.grace.capitalized, terms.installmentFeeMinor) = (.term, 0, 0)
            if terms.rate.per == .loan { terms.rate.per = .year }
            terms.grace.deferred = min(2, terms.termCount - 1)
            var paid = terms
            paid.grace.principal = max(terms.grace.principal, terms.grace.deferred)
            paid.grace.deferred = 0
            guard let deferred = try? Contract(terms), let plain = try? Contract(paid),
                let later = Self.schedule(deferred), let now = Self.schedule(plain)
            else { continue }
            if later.totals != now.totals || later.installmentMinor != now.installmentMinor {
                Issue.record("seed \(seed), case \(number): \(later.totals), not \(now.totals)")
            }
        }
    }

    @Test(
        "Listing the due dates that a rhythm has changes nothing",
        arguments: 0..<20 as Range<UInt64>)
    func listed(_ seed: UInt64) throws {
        var compared = 0
        for number in 0..<40 {
            var generator = TermsGenerator(seed: seed, case: number)
            var terms = generator.terms()
            guard terms.rate.per != .loan, terms.nonWorkingDays?.rule != .skip,
                terms.termCount <= 400
            else { continue }
            if !terms.dayCount.usesDates { terms.dayCount = .actual365Fixed }
            guard let contract = try? Contract(terms), let rhythm = Self.schedule(contract)
            else { continue }
            var dueDates = DueDates(
                from: terms.disbursedAt, first: terms.firstDueDate,
                terms.termUnit == .month
                    ? .months(terms.termEvery)
                    : .days(terms.termEvery * (terms.termUnit == .week ? 7 : 1)),
                nonWorkingDays: nil)
            terms.dueDates = (0..<terms.termCount).compactMap { _ in dueDates.next()?.end }
            (terms.termUnit, terms.termEvery, terms.firstDueDate) = (.month, 1, nil)
            let listed = try RepaymentSchedule(for: terms)
            if listed != rhythm { Issue.record("seed \(seed), case \(number)") }
            compared += 1
        }
        #expect(compared > 5)
    }

    @Test(
        "Stating the level payment that is computed changes nothing",
        arguments: 0..<20 as Range<UInt64>)
    func stated(_ seed: UInt64) throws {
        for number in 0..<40 {
            var terms = Self.generated(seed, number)
            terms.leveling = .none
            terms.installmentMinor = nil
            guard terms.amortization == .equalInstallments, let contract = try? Contract(terms),
                let computed = Self.schedule(contract), let level = computed.installmentMinor,
                level > 0
            else { continue }
            terms.installmentMinor = level
            let stated = try RepaymentSchedule(for: terms)
            if stated != computed { Issue.record("seed \(seed), case \(number)") }
        }
    }

    @Test("A financed fee is a larger principal", arguments: 0..<20 as Range<UInt64>)
    func financed(_ seed: UInt64) throws {
        for number in 0..<40 {
            var terms = Self.generated(seed, number)
            let larger = terms.principalMinor.addingReportingOverflow(700)
            if larger.overflow { continue }
            terms.upfrontFees = []
            var fees = terms
            fees.upfrontFees = [
                UpfrontFee(name: "a", .amount(minor: 700), collection: .financed),
                UpfrontFee(name: "b", .percent(Rational(0)), collection: .deducted),
            ]
            terms.principalMinor = larger.partialValue
            guard let one = try? Contract(terms), let other = try? Contract(fees) else { continue }
            if Self.schedule(one) != Self.schedule(other) {
                Issue.record("seed \(seed), case \(number)")
            }
        }
    }
}
