import LoanEngine
import TestSupport

/// Comparisons of the engine's fast paths with exact rationals, on operands that are on or next to the
/// boundaries of rounding. Tests make thousands of them, `make soak` millions.
struct FastPathComparisons {
    private var random: SplitMix64
    /// Results that were compared.
    private(set) var count = 0
    /// Those whose exact value was half way between two neighbours.
    private(set) var ties = 0
    /// What differed.
    private(set) var differences: [String] = []

    /// Comparisons of case `number` of a seed.
    init(seed: UInt64, case number: Int) {
        random = SplitMix64(seed: seed, case: number)
    }

    private mutating func compare<Value: Equatable>(
        _ fast: Value, _ exact: Value, _ place: @autoclosure () -> String
    ) {
        count += 1
        if fast != exact { differences.append("\(place()): \(fast), exactly \(exact)") }
    }

    // MARK: Products

    /// At least `wanted` products.
    mutating func products(_ wanted: Int) {
        let end = count + wanted
        while count < end {
            let operands = NearTies.product(&random)
            let exact = Self.exact(operands)
            if Self.isTie(exact, toMultipleOf: operands.unit) {
                ties += RoundingMode.allCases.count
            }
            for mode in RoundingMode.allCases {
                let fast = try? roundedProduct(
                    operands.value, operands.numerator, over: operands.denominator,
                    unit: operands.unit, by: mode)
                let rounded = try? exact.rounded(toMultipleOf: operands.unit, by: mode)
                compare(fast, rounded, "\(operands) by \(mode.name)")
            }
        }
    }

    private static func exact(_ operands: NearTies.Product) -> Rational {
        var product = BigInteger(operands.value)
        product.multiply(by: BigInteger(operands.numerator))
        return (try? Rational(product, over: BigInteger(operands.denominator))) ?? .zero
    }

    /// Whether a value lies half way between two multiples of the unit: twice of it is an odd one.
    private static func isTie(_ value: Rational, toMultipleOf unit: Int64) -> Bool {
        guard let twice = try? (value + value).divided(by: Rational(unit)),
            let words = twice.signedNumeratorWords
        else { return false }
        return words.denominator == 1 && words.numerator & 1 == 1
    }

    // MARK: Level payments

    /// At least `wanted` level payments, of equal and of varying periods.
    mutating func levelPayments(_ wanted: Int) {
        let end = count + wanted
        while count < end {
            var terms = levelTerms()
            guard let ratio = Ratio(levelPaymentOf: terms) else { continue }
            let unit = terms.rounding.installmentUnitMinor
            var stepBelow = ratio.below.copy()
            stepBelow.multiply(by: unit)
            let limit = Int64(1) << Int64(random.int(20...62))
            let amounts = NearTies.amounts(
                numerator: ratio.above, denominator: stepBelow, below: limit)
            for amount in random.shuffled(amounts).prefix(24) {
                terms.principalMinor = amount
                var numerator = ratio.above.copy()
                numerator.multiply(by: amount)
                for mode in RoundingMode.allCases {
                    terms.rounding.installmentMode = mode
                    guard let fast = Self.levelPayment(terms) else { continue }
                    let exact = try? numerator.roundedQuotient(
                        dividingBy: ratio.below, toMultipleOf: unit, by: mode)
                    compare(fast, exact, "\(terms)")
                }
            }
        }
    }

    /// The level payment of the schedule; where there is no schedule, the figure alone.
    private static func levelPayment(_ terms: LoanTerms) -> Int64? {
        if let summary = try? RepaymentSchedule.build(terms, into: DiscardingSink()) {
            return summary.installmentMinor
        }
        return (try? LevelPaymentFigure(for: terms))??.roundedMinor
    }

    private mutating func levelTerms() -> LoanTerms {
        var terms = Samples.hundreds
        terms.principalMinor = 1
        terms.rate = InterestRate(percent: percent(), per: .month)
        terms.termCount = random.once(in: 12) ? random.int(1...360) : random.int(1...36)
        if random.once(in: 3) {
            terms.dayCount = random.pick([
                .actual360, .actual365Fixed, .actualActualISDA, .thirty360,
            ])
            terms.termCount = min(terms.termCount, 24)
        }
        if random.once(in: 3) {
            terms.rounding.installmentUnitMinor = random.pick([2, 5, 10, 25, 100, 1_000])
        }
        return terms
    }

    /// Rates as people quote them, those with thirds, and those with as many digits as words hold.
    private mutating func percent() -> Rational {
        switch random.int(0...5) {
        case 0: return Rational(Int64(random.int(1...400)), over: 1_200)
        case 1: return Rational(1, over: random.pick([3, 7, 9, 12, 300]))
        case 2: return Rational(Int64(random.pick([1, 2, 3, 4, 5, 10, 20, 25, 50, 100])))
        case 3: return Rational(Int64(random.int(1...60_000)), over: 10_000)
        case 4:
            let denominator = (UInt64(1) << 63) / 100 - UInt64(random.int(0...1_000))
            return Rational(Int64(random.next() >> 3), over: denominator)
        default:
            return Rational(
                Int64(1 + random.magnitude(bits: 40)), over: 1 + random.magnitude(bits: 44))
        }
    }

    // MARK: Rows

    /// At least `wanted` rows of schedules: every option, and principals whose first interest is on or
    /// next to a boundary.
    mutating func rows(_ wanted: Int) {
        let end = count + wanted
        while count < end { compareSchedule(random.once(in: 2) ? generatedTerms() : tiedTerms()) }
    }

    private mutating func generatedTerms() -> LoanTerms {
        var generator = TermsGenerator(
            seed: UInt64(random.int(0...60)), case: random.int(0...Int(Int32.max)))
        return generator.terms()
    }

    private mutating func tiedTerms() -> LoanTerms {
        let operands = NearTies.product(&random)
        var terms = Samples.hundreds
        terms.principalMinor = max(1, Int64(clamping: operands.value.magnitude))
        // The same remainder at a rate that is lower.
        let rate = operands.numerator % (operands.denominator * operands.unit.magnitude)
        var percent = BigInteger(rate)
        percent.multiply(by: 100)
        terms.rate = InterestRate(
            percent: (try? Rational(percent, over: BigInteger(operands.denominator))) ?? .zero,
            per: .month)
        terms.termCount = random.int(1...8)
        terms.amortization = random.any(Amortization.self)
        terms.rounding = Rounding(
            mode: random.any(RoundingMode.self), interestUnitMinor: operands.unit)
        return terms
    }

    private mutating func compareSchedule(_ terms: LoanTerms) {
        let expected: ReferenceSchedule
        do {
            expected = try ReferenceSchedule(terms)
        } catch {
            compare(Self.code(of: terms), (error as? ReferenceFailure)?.code, "\(terms)")
            return
        }
        guard let schedule = try? RepaymentSchedule(for: terms) else {
            differences.append("no schedule of \(terms)")
            count += 1
            return
        }
        let level = schedule.installmentMinor
        compare(level.map(Int.init) ?? -1, expected.level.map(Int.init) ?? -1, "\(terms)")
        compare(schedule.items.count, expected.rows.count, "\(terms)")
        for (row, wanted) in zip(schedule.items, expected.rows) {
            let figures = ReferenceSchedule.Row(
                principal: row.principalDueMinor, interest: row.interestDueMinor,
                fee: row.feeDueMinor, balance: row.balanceAfterMinor)
            compare(figures, wanted, "row \(row.sequence) of \(terms)")
        }
    }

    private static func code(of terms: LoanTerms) -> LoanError.Code? {
        do throws(LoanError) {
            _ = try RepaymentSchedule(for: terms)
            return nil
        } catch {
            return error.code
        }
    }
}

/// The level payment of a principal of 1, as a fraction that need not be in lowest terms.
private struct Ratio: ~Copyable {
    let above: BigInteger
    let below: BigInteger

    /// Rate × growth / (growth − 1) where the periods are equal, else 1 over the sum of the discount
    /// factors. Nil without interest.
    init?(levelPaymentOf terms: LoanTerms) {
        guard let rates = (try? ReferencePeriods(terms))?.rates, let rate = rates.first,
            rate.signum > 0
        else { return nil }
        if rates.allSatisfy({ $0 == rate }) {
            // With rate a/d: a·(d+a)ⁿ / d·((d+a)ⁿ − dⁿ).
            var growth = BigInteger(denominatorOf: rate)
            growth.add(BigInteger(numeratorOf: rate))
            growth.raise(to: UInt32(rates.count))
            var base = BigInteger(denominatorOf: rate)
            base.raise(to: UInt32(rates.count))
            var above = growth.copy()
            above.multiply(by: BigInteger(numeratorOf: rate))
            growth.subtract(base)
            growth.multiply(by: BigInteger(denominatorOf: rate))
            self.above = above
            below = growth
            return
        }
        var discount = Rational(1)
        var discounts = Rational.zero
        for rate in rates {
            guard let next = try? discount.divided(by: Rational(1) + rate) else { return nil }
            discount = next
            discounts = discounts + discount
        }
        above = BigInteger(denominatorOf: discounts)
        below = BigInteger(numeratorOf: discounts)
    }
}
