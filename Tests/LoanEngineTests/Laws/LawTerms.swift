import LoanEngine
import TestSupport
import Testing

/// The terms that every law of this folder is held over; `OptionDistributionLaws` counts what they
/// reach.
enum LawTerms {
    /// Sizes grow with the seed.
    static let seeds = 0..<100 as Range<UInt64>
    /// Terms of one seed.
    static let casesPerSeed = 60

    /// Calls `body` with each of a seed's terms, a generator for more, and the place for messages.
    static func forEach(
        _ seed: UInt64, upTo count: Int = casesPerSeed,
        _ body: (LoanTerms, inout TermsGenerator, String) throws -> Void
    ) {
        for number in 0..<min(count, casesPerSeed) {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = generator.terms()
            let place = "seed \(seed), case \(number)"
            do {
                try body(terms, &generator, place)
            } catch {
                Issue.record("\(place): \(error): \(terms)")
            }
        }
    }

    /// As above, with an account; terms that have no schedule are left out.
    static func forEachAccount(
        _ seed: UInt64, upTo count: Int = casesPerSeed,
        _ body: (LoanAccount, inout EventsGenerator, String) throws -> Void
    ) {
        forEach(seed, upTo: count) { terms, generator, place in
            guard let account = try? LoanAccount(terms) else { return }
            var events = EventsGenerator(for: account, random: generator.random)
            try body(account, &events, place)
        }
    }

    /// The schedule, or nil where the terms have none (`NEGATIVE_AMORTIZATION`, or out of range).
    static func schedule(_ terms: LoanTerms) throws -> RepaymentSchedule? {
        do throws(LoanError) {
            return try RepaymentSchedule(for: terms)
        } catch {
            switch error.code {
            case .negativeAmortization, .amountOutOfRange, .dateOutOfRange: return nil
            default: throw error
            }
        }
    }

    /// Rate × fraction of each period, by the contract's words; 0 where grace keeps it free.
    static func rates(_ terms: LoanTerms) throws -> [Rational] {
        try ReferencePeriods(terms).rates.enumerated().map { index, rate in
            index < terms.grace.interestFree ? .zero : rate
        }
    }

    /// Leading rows in which no principal falls due.
    static func rowsWithoutPrincipal(_ terms: LoanTerms) -> Int {
        max(terms.grace.principal, terms.grace.capitalized)
    }
}

/// Whether `found` is `exact` rounded to a multiple of `unit`, by comparisons alone: between which
/// two values the exact one must lie, and who gets the tie.
func isRounded(_ found: Int64, from exact: Rational, unit: Int64, by mode: RoundingMode) -> Bool {
    guard found % unit == 0 else { return false }
    let error = Rational(found) - exact
    let (whole, half) = (Rational(unit), Rational(unit, over: 2))
    switch mode {
    case .ceiling: return error >= .zero && error < whole
    case .floor: return error <= .zero && -error < whole
    case .up:
        let outward = exact.signum < 0 ? -error : error
        return outward >= .zero && outward < whole
    case .down:
        let inward = exact.signum < 0 ? error : -error
        return inward >= .zero && inward < whole
    case .halfEven, .halfUp, .halfDown:
        if error < half, -error < half { return true }
        guard error == half || -error == half else { return false }
        let isOutward = (error.signum > 0) == (exact.signum > 0)
        switch mode {
        case .halfUp: return isOutward
        case .halfDown: return !isOutward
        default: return found / unit % 2 == 0
        }
    }
}
