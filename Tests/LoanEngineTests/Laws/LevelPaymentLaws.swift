import LoanEngine
import TestSupport
import Testing

/// The level payment by what it is for: paying the balance off, no more and no less.
@Suite("Laws of level payments")
struct LevelPaymentLaws {
    /// What payments of an amount A leave at the end, as a function of A: P·Π(1 + i) − A·S − B.
    private struct Outcome {
        private var grown: Rational
        private var payments = Rational.zero

        init(_ balance: Int64, _ rates: [Rational], balloon: Int64) {
            grown = Rational(balance)
            for rate in rates {
                let factor = Rational(1) + rate
                grown = grown * factor
                payments = payments * factor + Rational(1)
            }
            grown = grown - Rational(balloon)
        }

        /// Above zero: A is too small. Below: too large.
        func left(by payment: Rational) -> Int { (grown - payment * payments).signum }
    }

    /// Whether `payment` is the root of `outcome` rounded to `unit`: the root lies on the right side
    /// of the payments half a unit or a unit away.
    private static func isRounded(
        _ payment: Int64, _ outcome: Outcome, unit: Int64, by mode: RoundingMode
    ) -> Bool {
        let amount = Rational(payment)
        let (whole, half) = (Rational(unit), Rational(unit, over: 2))
        guard payment % unit == 0 else { return false }
        switch mode {
        case .up, .ceiling:
            return outcome.left(by: amount) <= 0 && outcome.left(by: amount - whole) > 0
        case .down, .floor:
            return outcome.left(by: amount) >= 0 && outcome.left(by: amount + whole) < 0
        case .halfUp:
            return outcome.left(by: amount - half) >= 0 && outcome.left(by: amount + half) < 0
        case .halfDown:
            return outcome.left(by: amount - half) > 0 && outcome.left(by: amount + half) <= 0
        case .halfEven:
            let (below, above) = (outcome.left(by: amount - half), outcome.left(by: amount + half))
            return (below > 0 && above < 0)
                || ((below == 0 || above == 0) && payment / unit % 2 == 0)
        }
    }

    private static func balanceAfterGrace(_ terms: LoanTerms, _ schedule: RepaymentSchedule)
        -> Int64
    {
        let grace = LawTerms.rowsWithoutPrincipal(terms)
        return grace == 0 ? terms.principalMinor : schedule.items[grace - 1].balanceAfterMinor
    }

    private static func check(_ terms: LoanTerms, _ place: String) throws {
        guard let schedule = try LawTerms.schedule(terms),
            let figure = try LevelPaymentFigure(for: terms)
        else { return }
        let (unit, mode) = (terms.rounding.installmentUnitMinor, terms.rounding.installmentMode)
        let outcome: Outcome
        if terms.interestMethod == .declining {
            let rates = try LawTerms.rates(terms)
                .dropFirst(LawTerms.rowsWithoutPrincipal(terms))
            outcome = Outcome(
                balanceAfterGrace(terms, schedule), Array(rates), balloon: terms.balloonMinor)
        } else {
            // (P + I) / n: payments free of interest on principal and interest.
            let none = [Rational](repeating: .zero, count: terms.termCount)
            outcome = Outcome(
                terms.principalMinor + schedule.totals.interestMinor, none, balloon: 0)
        }
        let isRight =
            outcome.left(by: figure.exact) == 0
            && isRounded(figure.roundedMinor, outcome, unit: unit, by: mode)
            && (terms.leveling == .respread || schedule.installmentMinor == figure.roundedMinor)
        if !isRight {
            Issue.record("\(place): \(figure), \(schedule.installmentMinor as Any): \(terms)")
        }
    }

    @Test(
        "A is the exactly rounded payment: a unit either way does not fit",
        arguments: LawTerms.seeds)
    func bracketed(_ seed: UInt64) {
        LawTerms.forEach(seed) { terms, _, place in try Self.check(terms, place) }
    }

    @Test("The same where A is a tie, in every mode", arguments: RoundingMode.allCases)
    func ties(_ mode: RoundingMode) throws {
        // Free of interest A = P / n, at 100 % over two rows A = 4P / 3: ties for half of these.
        for principal in 1...60 as ClosedRange<Int64> {
            for (percent, count, unit) in [(0, 2, 1), (0, 4, 1), (0, 4, 2), (100, 2, 8)] {
                var terms = Samples.hundreds
                terms.principalMinor = principal
                terms.rate = InterestRate(percent: Rational(Int64(percent)), per: .month)
                terms.termCount = count
                terms.rounding = Rounding(
                    installmentMode: mode, installmentUnitMinor: Int64(unit))
                try Self.check(terms, "\(principal) at \(percent) % over \(count) to \(unit)")
            }
        }
    }

    @Test("RESPREAD never leaves the last row further off", arguments: LawTerms.seeds)
    func respread(_ seed: UInt64) {
        LawTerms.forEach(seed) { terms, _, place in
            guard terms.leveling == .respread else { return }
            var plain = terms
            plain.leveling = .none
            let (before, after) = (try LawTerms.schedule(plain), try LawTerms.schedule(terms))
            func off(_ schedule: RepaymentSchedule?) -> UInt64? {
                guard let schedule, let level = schedule.installmentMinor,
                    let last = schedule.items.last
                else { return nil }
                return (last.totalDueMinor - last.feeDueMinor - level).magnitude
            }
            let isSame =
                before?.installmentMinor == after?.installmentMinor && before?.items == after?.items
            let isBetter = off(after).map { $0 < off(before) ?? 0 } ?? false
            if !isSame, !isBetter { Issue.record("\(place): \(terms)") }
        }
    }
}
