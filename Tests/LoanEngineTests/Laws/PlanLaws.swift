import TestSupport
import Testing

@testable import LoanEngine

@Suite("Laws of plans")
struct PlanLaws {
    @Test("The plan of a schedule has its rows", arguments: 0..<40 as Range<UInt64>)
    func sameRows(_ seed: UInt64) throws {
        for number in 0..<20 {
            var generator = TermsGenerator(seed: seed, case: number)
            guard let (plan, schedule) = PlanSequence.plan(&generator) else { continue }
            let isSame = zip(plan.rows, schedule.items).allSatisfy { row, item in
                row.sequence == item.sequence && row.period.start == item.startDate
                    && row.period.dueDate == item.dueDate
                    && row.principalMinor == item.principalDueMinor
                    && row.interestMinor == item.interestDueMinor
                    && row.feeMinor == item.feeDueMinor
                    && row.balanceAfterMinor == item.balanceAfterMinor
            }
            if !isSame || plan.count != schedule.items.count {
                Issue.record("seed \(seed), case \(number): other rows")
            }
        }
    }

    @Test(
        "Changing the rate to itself, level payments kept, changes no row",
        arguments: 0..<60 as Range<UInt64>)
    func rateToItself(_ seed: UInt64) throws {
        for number in 0..<20 {
            var sequence = PlanSequence(seed: seed, case: number, isDeclining: true)
            // First on the schedule, then on whatever changes have made of it.
            for step in 0..<5 {
                if step > 1 { _ = sequence?.change() }
                guard var plan = sequence?.plan, let date = sequence?.date else { break }
                let before = Array(plan.rows)
                do {
                    try plan.changeRate(
                        plan.terms.rate, keep: .installment, on: date, at: "events[0]")
                } catch {
                    // Where a change before it has left the last row unpaid interest.
                    if error.code != .negativeAmortization || step < 2 {
                        Issue.record("seed \(seed), case \(number): \(error)")
                    }
                }
                if Array(plan.rows) != before {
                    Issue.record("seed \(seed), case \(number), step \(step): other rows")
                }
                sequence?.advance()
            }
        }
    }

    @Test(
        "Drawing down and prepaying as much on one date changes the rows after by rounding of A alone",
        arguments: 0..<60 as Range<UInt64>)
    func drawnAndPrepaid(_ seed: UInt64) throws {
        for number in 0..<20 {
            guard
                var sequence = PlanSequence(
                    seed: seed, case: number, isDeclining: true, { $0.leveling = .none })
            else { continue }
            sequence.advance()
            let (plan, date) = (sequence.plan, sequence.date)
            guard let index = plan.currentRow(on: date) else { continue }
            // The same rows with A, or the shares, made anew and nothing else.
            var anew = plan
            _ = try anew.prepay(0, .reduceInstallment, .atDueDate, on: date)
            var both = plan
            let amountMinor = Int64(sequence.generator.random.int(1...1_000_000))
            do {
                try both.drawDown(amountMinor, on: date, at: "events[0]")
                try both.prepay(amountMinor, .reduceInstallment, .atDueDate, on: date)
            } catch {
                if error.code != .amountOutOfRange {
                    Issue.record("seed \(seed), case \(number): \(error)")
                }
                continue
            }
            if Array(both.rows[(index + 1)...]) != Array(anew.rows[(index + 1)...])
                || both.levelMinor != anew.levelMinor
            {
                Issue.record("seed \(seed), case \(number), \(date): other rows")
            }
            let (prepaid, kept) = (both.rows[index], anew.rows[index])
            #expect(prepaid.principalMinor == kept.principalMinor + amountMinor)
            #expect(prepaid.interestMinor == kept.interestMinor)
            // A over exact balances is the A that it was; over rounded ones near it.
            if let levelMinor = plan.levelMinor, let anewMinor = anew.levelMinor,
                plan.terms.rounding.installmentUnitMinor == 1,
                plan.terms.rounding.interestUnitMinor == 1, plan.terms.grace.isNone,
                plan.rows[index].carriedMinor == 0
            {
                #expect(abs(levelMinor - anewMinor) <= Int64(2 * plan.slots.count))
            }
        }
    }

    @Test(
        "Whatever is done, principal is conserved and the balance falls to zero",
        arguments: 0..<120 as Range<UInt64>)
    func conservation(_ seed: UInt64) throws {
        for number in 0..<20 {
            guard var sequence = PlanSequence(seed: seed, case: number) else { continue }
            var failures: [String] = []
            for _ in 0..<10 {
                sequence.advance()
                let before = sequence.plan
                let outcome = sequence.change()
                failures += sequence.faults(after: outcome, before: before)
                if !failures.isEmpty { break }
            }
            for failure in failures {
                Issue.record("seed \(seed), case \(number): \(failure); \(sequence.log)")
            }
        }
    }

    @Test(
        "Interest accrues up to what the row owes, and never less on a later date",
        arguments: 0..<40 as Range<UInt64>)
    func accrual(_ seed: UInt64) throws {
        for number in 0..<10 {
            guard var sequence = PlanSequence(seed: seed, case: number) else { continue }
            for _ in 0..<4 {
                sequence.advance()
                _ = sequence.change()
                guard let index = sequence.plan.currentRow(on: sequence.date) else { break }
                let plan = sequence.plan
                let end = plan.rows[index].period.end
                var (date, accrued) = (sequence.date, Rational.zero)
                while date <= end {
                    let next = plan.accrued(in: index, to: date)
                    if next < accrued { Issue.record("seed \(seed), case \(number): falls") }
                    (date, accrued) = (date.adding(days: 7) ?? .last, next)
                }
                let row = plan.rows[index]
                guard plan.terms.interestMethod == .declining, row.kind.isRepaying,
                    index == plan.count - 1
                else { continue }
                // The last row owes all of it.
                #expect(
                    try plan.roundedInterest(in: index, to: end) + row.carriedMinor
                        == max(row.interestMinor, row.interestPaidAtCutsMinor),
                    "seed \(seed), case \(number)")
            }
        }
    }
}
