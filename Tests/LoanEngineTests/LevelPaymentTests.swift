import LoanEngine
import TestSupport
import Testing

@Suite("Level payments")
struct LevelPaymentTests {
    /// (P − B·v_n) / Σ v_k by its definition, for n equal periods of the rate `rate`.
    private static func exact(
        _ principal: Int64, _ balloon: Int64, _ rate: Rational, _ count: Int
    ) throws -> Rational {
        let step = try Rational(1).divided(by: Rational(1) + rate)
        var discount = Rational(1)
        var sum = Rational.zero
        for _ in 0..<count {
            discount = discount * step
            sum = sum + discount
        }
        return try (Rational(principal) - Rational(balloon) * discount).divided(by: sum)
    }

    /// Holds the payment of monthly terms against the definition.
    private static func check(
        _ terms: LoanTerms, _ rate: Rational, _ place: @autoclosure () -> String
    ) throws {
        let payment = try exact(terms.principalMinor, terms.balloonMinor, rate, terms.termCount)
        let rounding = terms.rounding
        let expected = try payment.rounded(
            toMultipleOf: rounding.installmentUnitMinor, by: rounding.installmentMode)
        do throws(LoanError) {
            let found = try RepaymentSchedule(for: terms).installmentMinor
            if found != expected {
                Issue.record(
                    "\(place()): \(found as Any), exactly \(payment), expected \(expected)")
            }
        } catch {
            // There may be a payment that makes no schedule.
            if error.code != .negativeAmortization { Issue.record("\(place()): \(error)") }
        }
    }

    private static func terms(_ principal: Int64, percent: Rational, _ count: Int) -> LoanTerms {
        var terms = Samples.hundreds
        terms.principalMinor = principal
        terms.rate = InterestRate(percent: percent, per: .month)
        terms.termCount = count
        return terms
    }

    /// Sources: 4 727.98 by hand in the contract; 536.82 and 1 073.64 are the payments of 100 000 and
    /// 200 000 over 360 months at 5 % a year that any mortgage table prints; 599.55 the same at 6 %.
    @Test(
        "Published payments",
        arguments: [
            (50_000_00, "24", 12, 4_727_98), (100_000_00, "5", 360, 536_82),
            (200_000_00, "5", 360, 1_073_64), (100_000_00, "6", 360, 599_55),
        ] as [(Int64, String, Int, Int64)])
    func published(_ principal: Int64, _ percent: String, _ count: Int, _ payment: Int64) throws {
        var terms = Samples.terms
        terms.principalMinor = principal
        terms.rate = try InterestRate(percent: percent, per: .year)
        terms.termCount = count
        #expect(try RepaymentSchedule(for: terms).installmentMinor == payment)
    }

    @Test("Rounded once, exactly, for loans of every size", arguments: 0..<60 as Range<UInt64>)
    func random(_ seed: UInt64) throws {
        for number in 0..<20 {
            var random = SplitMix64(seed: seed, case: number)
            let principal = max(1, Int64(random.magnitude(bits: min(4 + Int(seed), 50))))
            let percent = Rational(
                Int64(random.int(1...3_000)), over: UInt64(random.pick([100, 100, 1_200, 997])))
            let count = random.int(1...3 + 2 * Int(seed))
            var terms = Self.terms(principal, percent: percent, count)
            terms.rounding = Rounding(
                mode: random.any(RoundingMode.self),
                installmentUnitMinor: random.pick([1, 1, 1, 5, 100, 12_345]))
            if random.once(in: 4) { terms.balloonMinor = principal / Int64(random.int(1...5)) }
            try Self.check(
                terms, percent * Rational(1, over: 100), "seed \(seed), case \(number)")
        }
    }

    @Test("Exact ties between two payments", arguments: RoundingMode.allCases)
    func ties(_ mode: RoundingMode) throws {
        // One period at 50 %: A = 3P/2. Two at 100 %: A = 4P/3. No interest: P/n.
        for principal in 1...99 as ClosedRange<Int64> {
            let ties: [(percent: Int64, count: Int, unit: Int64)] = [
                (50, 1, 1), (100, 2, 8), (100, 2, 2), (0, 2, 1), (0, 6, 1), (0, 4, 10),
            ]
            for tie in ties {
                var terms = Self.terms(principal, percent: Rational(tie.percent), tie.count)
                terms.rounding = Rounding(mode: mode, installmentUnitMinor: tie.unit)
                try Self.check(
                    terms, Rational(tie.percent, over: 100),
                    "\(principal) at \(tie.percent) % over \(tie.count) to \(tie.unit) by \(mode.name)"
                )
            }
        }
    }

    @Test("A hair's breadth on either side of a tie", arguments: RoundingMode.allCases)
    func nearTies(_ mode: RoundingMode) throws {
        // Interest of 0.5 on a principal of 10¹⁷ is 5·10⁻¹⁶ %; the next digits tip the balance.
        let principal: Int64 = 100_000_000_000_000_000
        for digits in [
            "0.0000000000000005", "0.00000000000000050000000000000000000001",
            "0.00000000000000049999999999999999999999",
        ] {
            for count in [1, 2, 3, 12] {
                for offset in 0...3 as ClosedRange<Int64> {
                    let percent = try Rational(text: digits)
                    var terms = Self.terms(principal + offset, percent: percent, count)
                    terms.rounding = Rounding(installmentMode: mode)
                    try Self.check(
                        terms, percent * Rational(1, over: 100),
                        "\(principal + offset) at \(digits) % over \(count) by \(mode.name)")
                }
            }
        }
    }

    @Test("The longest loan", arguments: [("2.5", 3_660), ("0.000001", 3_660), ("1/3", 1_200)])
    func longest(_ text: String, _ count: Int) throws {
        let percent = try Rational(text: text)
        let terms = Self.terms(1_000_000_000_00, percent: percent, count)
        let schedule = try RepaymentSchedule(for: terms)
        // The definition times Π(1 + i), by powers: (P·v) / s with s = (v − 1) / i.
        let rate = percent * Rational(1, over: 100)
        var power = Rational(1)
        for bit in String(count, radix: 2) {
            power = power * power
            if bit == "1" { power = power * (Rational(1) + rate) }
        }
        let payment = try (Rational(terms.principalMinor) * power * rate)
            .divided(by: power - Rational(1))
        #expect(try payment.rounded(by: .halfEven) == schedule.installmentMinor)
        #expect(schedule.items.last?.balanceAfterMinor == 0)
    }

    @Test(
        "Respreading keeps the principal and never worsens the last row",
        arguments: 0..<60 as Range<UInt64>)
    func respread(_ seed: UInt64) throws {
        for number in 0..<20 {
            var random = SplitMix64(seed: seed, case: number)
            let percent = Rational(Int64(random.int(0...600)), over: 100)
            var terms = Self.terms(
                1 + Int64(random.magnitude(bits: 6 + Int(seed) / 2)), percent: percent,
                random.int(1...2 + Int(seed)))
            terms.rounding = Rounding(
                mode: random.any(RoundingMode.self),
                installmentUnitMinor: random.pick([1, 1, 5, 10]))
            func difference() -> UInt64? {
                guard let schedule = try? RepaymentSchedule(for: terms),
                    let level = schedule.installmentMinor, let last = schedule.items.last
                else { return nil }
                return (last.totalDueMinor - level).magnitude
            }
            let plain = difference()
            terms.leveling = .respread
            let respread = difference()
            if (plain == nil) != (respread == nil) || respread ?? 0 > plain ?? 0 {
                Issue.record(
                    "seed \(seed), case \(number): \(plain as Any), respread \(respread as Any)")
            }
        }
    }

    @Test(
        "The figure of a level payment: exact, and rounded once", arguments: 0..<60 as Range<UInt64>
    )
    func figure(_ seed: UInt64) throws {
        for number in 0..<20 {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = generator.terms()
            guard let schedule = try? RepaymentSchedule(for: terms) else { continue }
            guard let figure = try LevelPaymentFigure(for: terms) else {
                if schedule.installmentMinor != nil {
                    Issue.record("seed \(seed), case \(number): no figure")
                }
                continue
            }
            let rounded = try figure.exact.rounded(
                toMultipleOf: terms.rounding.installmentUnitMinor,
                by: terms.rounding.installmentMode)
            let isKept = terms.leveling == .respread || schedule.installmentMinor == rounded
            if figure.roundedMinor != rounded || !isKept || schedule.installmentMinor == nil {
                Issue.record("seed \(seed), case \(number): \(figure), rounded \(rounded)")
            }
        }
    }

    @Test("A stated payment below the interest is told the least that is enough")
    func belowTheInterest() throws {
        var found = 0
        for number in 0..<2_000 {
            var generator = TermsGenerator(seed: 9, case: number)
            var terms = generator.terms()
            terms.installmentMinor = 1
            guard let error = Self.refusal(terms), error.code == .negativeAmortization else {
                continue
            }
            found += 1
            let words = error.message.split(separator: " ").map(String.init)
            let place = try #require(words.firstIndex(of: "least"))
            terms.installmentMinor = try terms.currency.amount(String(words[place + 1].dropLast()))
            if Self.refusal(terms)?.code == .negativeAmortization {
                Issue.record("case \(number): \(error)")
            }
        }
        #expect(found > 20)
    }

    private static func refusal(_ terms: LoanTerms) -> LoanError? {
        do throws(LoanError) {
            _ = try RepaymentSchedule(for: terms)
            return nil
        } catch {
            return error
        }
    }
}
