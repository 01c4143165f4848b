import TestSupport
import Testing

@testable import LoanEngine

@Suite("Level payments made anew")
struct LevelPaymentAnewTests {
    @Test("Bounds in machine words give the exact answer, or none", arguments: 0..<20)
    func bounded(_ seed: Int) throws {
        var settled = 0
        for number in 0..<200 {
            var random = SplitMix64(seed: UInt64(seed), case: number)
            var terms = Samples.terms
            terms.rate.percent = Rational(
                Int64(random.int(0...5_000)), over: UInt64(random.int(1...100)))
            terms.dayCount = random.any(DayCount.self)
            terms.rounding.installmentMode = random.any(RoundingMode.self)
            terms.rounding.installmentUnitMinor = random.pick([1, 1, 5, 100])
            let rates = PeriodRates(terms, termination: day(2030, 1, 1))
            var weights = (0..<random.int(1...24)).map { _ in
                PeriodWeight(numerator: Int64(rates.isConstant ? 1 : random.int(27...32)))
            }
            if random.once(in: 2) { weights[0] = .zero }
            let payment = LevelPaymentAnew(
                principal: Rational(
                    Int64(truncatingIfNeeded: random.magnitude(bits: 40)),
                    over: UInt64(random.int(1...400))),
                balloonMinor: 0, weights: weights, rates: rates)
            let exact = try payment.exact().rounded(
                toMultipleOf: terms.rounding.installmentUnitMinor,
                by: terms.rounding.installmentMode)
            if let found = try payment.bounded(terms.rounding) {
                settled += 1
                if found != exact { Issue.record("case \(number): \(found), not \(exact)") }
            }
        }
        #expect(settled > 100)
    }

    @Test(
        "A' is the contract's formula over the rest of the row and those after it",
        arguments: 0..<20)
    func formula(_ seed: Int) throws {
        var compared = 0
        for number in 0..<40 {
            guard
                var sequence = PlanSequence(
                    seed: UInt64(seed), case: number, isDeclining: true,
                    {
                        ($0.amortization, $0.leveling, $0.grace) = (
                            .equalInstallments, .none, Grace()
                        )
                        $0.balloonMinor = min($0.balloonMinor, $0.principalMinor / 2)
                    })
            else { continue }
            sequence.advance()
            var plan = sequence.plan
            guard let index = plan.currentRow(on: sequence.date) else { continue }
            let amountMinor = plan.balanceMinor(at: index) / 3
            try plan.drawDown(amountMinor, on: sequence.date, at: "events[0]")
            try plan.prepay(
                amountMinor / 2, interestMinor: 1, .reduceInstallment, .atDueDate,
                on: sequence.date)

            // (b + C/(1+i_k) − B·v_n) / Σ v_j, v_j = Π 1/(1+i).
            let stretch = plan.stretch(of: index)
            var (discount, discounts, present) = (Rational(1), Rational.zero, Rational.zero)
            for (place, row) in plan.slots[index...].enumerated() {
                let from = place == 0 ? stretch.from : row.period.start
                let weight = plan.weight(of: row, after: from, upTo: row.period.end)
                let growth = Rational(1) + plan.rates.unit * weight.ratio
                discount = try discount.divided(by: growth)
                discounts = discounts + discount
                if place == 0 {
                    present = try (stretch.accrued - Rational(1)).divided(by: growth)
                }
            }
            let balloonMinor = min(plan.terms.balloonMinor, stretch.balanceMinor)
            present =
                present + Rational(stretch.balanceMinor) - Rational(balloonMinor) * discount
            let expected = try present.divided(by: discounts).rounded(
                toMultipleOf: plan.terms.rounding.installmentUnitMinor,
                by: plan.terms.rounding.installmentMode)
            if plan.levelMinor != max(expected, 0) {
                Issue.record("seed \(seed), case \(number): not \(expected)")
            }
            compared += 1
        }
        #expect(compared > 20)
    }
}
