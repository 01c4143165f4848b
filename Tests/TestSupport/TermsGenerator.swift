import LoanEngine

/// Random valid terms that together reach every option.
///
///     var generator = TermsGenerator(seed: 7, case: 3)
///     let terms = generator.terms()
///
/// Sizes (installments, digits of amounts and rates, holidays) grow with the seed, so the first seed
/// that fails fails small.
public struct TermsGenerator: Sendable {
    /// Where the random numbers come from; tests draw their own from it too.
    public var random: SplitMix64
    /// 1 and more: what grows with the seed.
    public let size: Int

    /// The generator of case `number` of `seed`.
    public init(seed: UInt64, case number: Int) {
        random = SplitMix64(seed: seed, case: number)
        size = 1 + Int(min(seed, 99))
    }

    /// The generator of those numbers and that size.
    public init(random: SplitMix64, size: Int) {
        (self.random, self.size) = (random, size)
    }

    /// The next terms.
    public mutating func terms() -> LoanTerms {
        let method: InterestMethod = random.once(in: 3) ? .flat : .declining
        let amortization = random.once(in: 3) ? random.any(Amortization.self) : .equalInstallments
        let count = random.int(1...3 + size / 2)
        let unit = random.any(TermUnit.self)
        let rate = rate(for: method, unit: unit)
        var terms = LoanTerms(
            currency: currency(), principalMinor: amount(bits: 6 + size / 3), rate: rate,
            interestMethod: method, amortization: amortization, termCount: count, termUnit: unit,
            termEvery: random.once(in: 3) ? random.int(1...size) : 1, disbursedAt: date(),
            dayCount: rate.per == .loan ? .equal : random.any(DayCount.self),
            rounding: rounding(), flatInterest: .term, residual: random.any(Residual.self),
            grace: grace(count, method), allocation: allocation(), delinquency: delinquency())
        if random.once(in: 3) {
            terms.firstDueDate = terms.disbursedAt.adding(days: random.int(1...10 + size))
        }
        if method == .flat, rate.per != .loan { terms.flatInterest = random.any(FlatInterest.self) }
        if method == .declining, amortization == .equalInstallments {
            switch random.int(0...3) {
            case 0: terms.leveling = .respread
            case 1: terms.balloonMinor = balloon(terms.principalMinor)
            default: break
            }
        }
        if random.once(in: 3) { terms.installmentFeeMinor = amount(bits: 1 + size / 4) }
        if random.once(in: 3) { addNonWorkingDays(to: &terms) }
        return terms
    }

    // MARK: Parts

    private mutating func currency() -> Currency {
        if random.once(in: 4), let own = Currency(code: "XTS", exponent: random.int(0...6)) {
            return own
        }
        return Currency(code: random.pick(["NGN", "USD", "JPY", "KWD", "CLF"])) ?? Samples.naira
    }

    private mutating func amount(bits: Int) -> Int64 {
        Int64(truncatingIfNeeded: max(1, random.magnitude(bits: min(bits, 62))))
    }

    private mutating func balloon(_ principalMinor: Int64) -> Int64 {
        switch random.int(0...3) {
        case 0: principalMinor
        case 1: 1
        default: Int64(random.int(1...Int(principalMinor)))
        }
    }

    /// Anything from 0 up to about the same rate a year whatever the unit.
    private mutating func rate(for method: InterestMethod, unit: TermUnit) -> InterestRate {
        var per = random.pick([RateUnit.year, .month, .week, .day])
        if method == .flat, random.once(in: 3) { per = .loan }
        if random.once(in: 8) { return InterestRate(percent: .zero, per: per) }
        let yearly = Rational(
            Int64(random.int(1...20 * (1 + size))), over: UInt64(random.int(1...7 + size)))
        var percent = yearly * Rational(1, over: per.perYear.magnitude)
        switch random.int(0...3) {
        case 0:
            // As people quote it: two digits.
            percent = Rational(Int64(random.int(1...6_000)), over: 100 * per.perYear.magnitude)
        case 1 where size > 20:
            // More digits than machine words hold.
            percent =
                percent * Rational(Int64.max - 1, over: UInt64(Int64.max))
                * Rational(Int64.max - 2, over: UInt64(Int64.max) - 24)
        default: break
        }
        return InterestRate(percent: percent, per: per)
    }

    /// Most dates are of our days; some lie around centuries and month ends.
    private mutating func date() -> CivilDate {
        let year = random.once(in: 6) ? random.pick([1, 1899, 1900, 2000, 2100]) : 2023
        let start = day(year, 1, 1)
        guard random.once(in: 3) else {
            return start.adding(days: random.int(0...3 * 365)) ?? start
        }
        let month = MonthSteps(from: day(year, 1, 31)).date(after: random.int(0...30))
        return month ?? start
    }

    private mutating func rounding() -> Rounding {
        var rounding = Rounding(mode: random.any(RoundingMode.self))
        if random.once(in: 2) { rounding.interestMode = random.any(RoundingMode.self) }
        let units: [Int64] = [1, 2, 3, 5, 10, 25, 100, 1_000]
        if random.once(in: 3) { rounding.interestUnitMinor = random.pick(units) }
        if random.once(in: 3) { rounding.installmentUnitMinor = random.pick(units) }
        return rounding
    }

    private mutating func grace(_ count: Int, _ method: InterestMethod) -> Grace {
        guard count > 1, random.once(in: 2) else { return Grace() }
        var grace = Grace()
        let most = min(count - 1, 1 + size / 8)
        if random.once(in: 2) { grace.principal = random.int(0...most) }
        if random.once(in: 2) { grace.interestFree = random.int(0...most) }
        if method == .declining, random.once(in: 2) { grace.capitalized = random.int(0...most) }
        return grace
    }

    private mutating func allocation() -> AllocationPolicy {
        let order = random.shuffled(Component.allCases)
        return AllocationPolicy(
            ComponentOrder(order) ?? .interestFirst, grouping: random.any(AllocationGrouping.self))
    }

    private mutating func delinquency() -> DelinquencyPolicy {
        var policy = DelinquencyPolicy(graceDays: random.once(in: 2) ? random.int(0...10) : 0)
        var from = 0
        for number in 0..<random.int(0...4) {
            policy.buckets.append(DelinquencyBucket(name: "B\(number)", fromDay: from))
            from += random.int(1...40)
        }
        return policy
    }

    private mutating func addNonWorkingDays(to terms: inout LoanTerms) {
        var weekdays: [Weekday] = []
        for _ in 0..<random.int(0...3) { weekdays.append(random.any(Weekday.self)) }
        var holidays: [CivilDate] = []
        for _ in 0..<random.int(0...size) {
            let distance = random.int(-5...40 + 10 * size)
            if let holiday = terms.disbursedAt.adding(days: distance) { holidays.append(holiday) }
        }
        var rule = random.any(NonWorkingDayRule.self)
        if rule == .skip, terms.termUnit != .day { rule = .following }
        let calendar = NonWorkingDays(weekdays: weekdays, holidays: holidays, rule: rule)
        terms.nonWorkingDays = calendar
        if rule == .skip, let first = terms.firstDueDate, !calendar.isWorking(first) {
            terms.firstDueDate = calendar.workingDay(after: first)
        }
    }
}
