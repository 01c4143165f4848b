import LoanEngine
import TestSupport
import Testing

/// Relief costs: who pays later pays no less interest, and free periods are free.
///
/// Rounding in coarse steps, and periods whose interest no level payment pays, can turn this round:
/// each law is held on the domain in which it follows from the contract, and the last test has the
/// figures of loans just outside. docs/testing.md gives the domains.
@Suite("Laws of grace")
struct GraceLaws {
    private enum Relief {
        case principal
        case interestFree
        case capitalized
    }

    /// What the borrower pays beyond what was lent and the fees.
    private static func cost(_ terms: LoanTerms) throws -> Int64? {
        guard let totals = try LawTerms.schedule(terms)?.totals else { return nil }
        return totals.totalMinor - totals.feeMinor - terms.principalMinor
    }

    /// The terms with one more installment of a relief.
    private static func longer(_ terms: LoanTerms, _ relief: Relief) -> LoanTerms {
        var terms = terms
        switch relief {
        case .principal: terms.grace.principal += 1
        case .interestFree: terms.grace.interestFree += 1
        case .capitalized: terms.grace.capitalized += 1
        }
        return terms
    }

    /// Holds `law` of (cost before, cost after) for every step of a relief that `terms` can take;
    /// returns the steps.
    private static func forEachStep(
        _ terms: LoanTerms, _ relief: Relief, from start: Grace = Grace(), _ place: String,
        _ law: (Int64, Int64) -> Bool
    ) throws -> Int {
        var terms = terms
        terms.grace = start
        var steps = 0
        while max(terms.grace.principal, terms.grace.interestFree, terms.grace.capitalized)
            < terms.termCount - 1, steps < 8
        {
            let more = longer(terms, relief)
            if let before = try cost(terms), let after = try cost(more), !law(before, after) {
                Issue.record("\(place): \(before), then \(after): \(more.grace) of \(more)")
            }
            steps += 1
            terms = more
        }
        return steps
    }

    @Test("Flat and bullet: grace of principal changes no interest", arguments: LawTerms.seeds)
    func indifferent(_ seed: UInt64) {
        LawTerms.forEach(seed, upTo: 20) { terms, _, place in
            guard terms.interestMethod == .flat || terms.amortization == .bullet else { return }
            let start = Grace(
                interestFree: terms.grace.interestFree, capitalized: terms.grace.capitalized)
            _ = try Self.forEachStep(terms, .principal, from: start, place) { $0 == $1 }
        }
    }

    @Test(
        "Equal principal: longer grace of principal lowers no row's interest",
        arguments: LawTerms.seeds)
    func equalPrincipal(_ seed: UInt64) {
        LawTerms.forEach(seed, upTo: 10) { terms, generator, place in
            var terms = terms
            terms.termCount = min(terms.termCount, 20)
            (terms.interestMethod, terms.amortization) = (.declining, .equalPrincipal)
            (terms.leveling, terms.flatInterest, terms.balloonMinor) = (.none, .term, 0)
            if terms.rate.per == .loan { terms.rate.per = .year }
            // From n³ units up, rounding moves a share by less than one grace more or less does.
            let count = Int64(terms.termCount)
            terms.principalMinor =
                count * count * count * terms.rounding.installmentUnitMinor
                + Int64(generator.random.magnitude(bits: 30))
            terms.grace = Grace(interestFree: terms.grace.interestFree)
            while LawTerms.rowsWithoutPrincipal(terms) < terms.termCount - 1 {
                let more = Self.longer(terms, .principal)
                if let before = try LawTerms.schedule(terms),
                    let after = try LawTerms.schedule(more)
                {
                    for (left, right) in zip(before.items, after.items)
                    where right.interestDueMinor < left.interestDueMinor {
                        Issue.record("\(place): row \(left.sequence) of \(more)")
                    }
                }
                terms = more
            }
        }
    }

    /// Level payments whose rounding is small beside the loan: at most 24 rows, at most 5 % a
    /// period, a principal of at least 10⁶ of each rounding unit and twice the balloon, and no first
    /// period of its own length.
    private static func everyday(_ terms: LoanTerms, _ generator: inout TermsGenerator) -> LoanTerms
    {
        var everyday = terms
        (everyday.interestMethod, everyday.amortization) = (.declining, .equalInstallments)
        (everyday.flatInterest, everyday.firstDueDate) = (.term, nil)
        everyday.termCount = min(max(terms.termCount, 2), 24)
        everyday.termEvery = 1
        everyday.nonWorkingDays = nil
        let unit = max(terms.rounding.interestUnitMinor, terms.rounding.installmentUnitMinor)
        everyday.principalMinor = 1_000_000 * unit + Int64(generator.random.magnitude(bits: 36))
        everyday.balloonMinor = terms.balloonMinor % (everyday.principalMinor / 2)
        everyday.leveling = everyday.balloonMinor > 0 ? .none : terms.leveling
        // A day, a week and a month at up to 5 %: the period's own unit, so that it is one fraction.
        let per: RateUnit =
            terms.termUnit == .day ? .day : terms.termUnit == .week ? .week : .month
        let tenths = Int64(generator.random.int(1...45))
        everyday.rate = InterestRate(percent: Rational(tenths, over: 10), per: per)
        return everyday
    }

    @Test("Level payments: longer grace of principal never costs less", arguments: LawTerms.seeds)
    func levelPayments(_ seed: UInt64) {
        var steps = 0
        LawTerms.forEach(seed, upTo: 6) { terms, generator, place in
            let terms = Self.everyday(terms, &generator)
            steps += try Self.forEachStep(terms, .principal, place) { $0 <= $1 }
        }
        #expect(steps >= 6)
    }

    @Test("Capitalized grace never costs less", arguments: LawTerms.seeds)
    func capitalized(_ seed: UInt64) {
        LawTerms.forEach(seed, upTo: 5) { terms, generator, place in
            var level = Self.everyday(terms, &generator)
            _ = try Self.forEachStep(level, .capitalized, place) { $0 <= $1 }
            // Bullet: of any terms whatever.
            level = terms
            (level.interestMethod, level.amortization) = (.declining, .bullet)
            (level.leveling, level.flatInterest, level.balloonMinor) = (.none, .term, 0)
            if level.rate.per == .loan { level.rate.per = .year }
            _ = try Self.forEachStep(level, .capitalized, place) { $0 <= $1 }
        }
    }

    @Test("Interest-free grace never costs more", arguments: LawTerms.seeds)
    func interestFree(_ seed: UInt64) {
        LawTerms.forEach(seed, upTo: 5) { terms, generator, place in
            let level = Self.everyday(terms, &generator)
            _ = try Self.forEachStep(level, .interestFree, place) { $0 >= $1 }
            // Where principal falls due whatever the interest: of any terms whatever.
            guard terms.interestMethod == .flat || terms.amortization != .equalInstallments else {
                return
            }
            let isWhole = terms.rate.per == .loan
            let start = Grace(principal: terms.grace.principal)
            _ = try Self.forEachStep(terms, .interestFree, from: start, place) {
                isWhole ? $0 == $1 : $0 >= $1
            }
        }
    }

    @Test("Just outside these domains the figures are those of the contract")
    func counterexamples() throws {
        func costs(_ terms: LoanTerms, _ graces: [Int]) throws -> [Int64?] {
            try graces.map { grace in
                var terms = terms
                terms.grace.principal = grace
                return try Self.cost(terms)
            }
        }
        // 5 yen in twelve equal shares at 100 % a month. Over seven rows a share is 0.71, and seven
        // of 1 leave less than nothing, so shares are 0 and the last takes 5: 12 × 5 of interest. Over
        // six a share is 1: 7 × 5 + 4 + 3 + 2 + 1.
        var coarse = Samples.hundreds
        (coarse.principalMinor, coarse.amortization) = (5, .equalPrincipal)
        coarse.rate = try InterestRate(percent: "100", per: .month)
        #expect(try costs(coarse, [5, 6]) == [60, 45])

        // 1 200.00 at 24 % a year in six payments, the first after two years. A of 310.84 takes the
        // 576.00 of that period in two rows, and principal waits. With grace they are paid at once.
        var long = Samples.terms
        (long.principalMinor, long.termCount, long.dayCount) = (1_200_00, 6, .thirty360)
        (long.disbursedAt, long.firstDueDate) = (day(2024, 1, 15), day(2026, 1, 15))
        #expect(try costs(long, [0, 1]) == [659_33, 648_95])
    }
}
