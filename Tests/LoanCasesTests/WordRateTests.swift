import ExactArithmetic
import LoanCalendar
import TestSupport
import Testing

@testable import LoanDisclosure

/// Annual rates in machine words are those of the definition.
@Suite("Annual rates in machine words")
struct WordRateTests {
    /// Money out and money back: mostly one change of sign, now and then more.
    private static func flows(_ random: inout SplitMix64) throws -> (
        flows: [CashFlow], times: [Rational]
    ) {
        let count = random.pick([1, 2, 3, 12, 40])
        let principal = Int64(random.int(1...random.pick([500, 1_000_000, 1 << 40])))
        let start = try CivilDate(text: "2026-01-31")
        let rate = random.int(0...random.pick([3, 40, 4000]))
        var days = 0
        var flows = [CashFlow(.advance, amountMinor: principal, at: .date(start))]
        var times = [Rational.zero]
        let isByDate = random.once(in: 2)
        let step = Rational(Int64(random.int(1...14)), over: UInt64(random.int(1...24)))
        if random.once(in: 3) {
            flows.append(CashFlow(.charge, amountMinor: principal / 40, at: .date(start)))
            times.append(.zero)
        }
        for number in 1...count {
            days += random.pick([7, 28, 30, 31, 365])
            let due = principal / Int64(count) + principal * Int64(rate) / 1000 / Int64(count)
            flows.append(
                CashFlow(.payment, amountMinor: due, at: .date(start.adding(days: days) ?? start)))
            times.append(
                isByDate ? Rational(Int64(days), over: 365) : step * Rational(Int64(number)))
        }
        if random.once(in: 8) {
            flows.append(CashFlow(.advance, amountMinor: principal / 9, at: .date(start)))
            times.append(random.once(in: 2) ? Rational(1, over: 3) : Rational(30))
        }
        return (flows, times)
    }

    @Test("Drawn flows", arguments: 0..<12 as Range<UInt64>)
    func drawn(_ seed: UInt64) throws {
        for number in 0..<10 {
            var random = SplitMix64(seed: seed, case: number)
            let (flows, times) = try WordRateTests.flows(&random)
            let decimals = random.int(0...12)
            let mode = random.any(RoundingMode.self)
            let (own, defined) = (
                WordRateTests.rate(flows, times, decimals, mode, inWords: true),
                WordRateTests.rate(flows, times, decimals, mode, inWords: false)
            )
            if own != defined {
                Issue.record("seed \(seed), case \(number): \(own), not \(defined)")
            }
        }
    }

    private static func rate(
        _ flows: [CashFlow], _ times: [Rational], _ decimals: Int, _ mode: RoundingMode,
        inWords: Bool
    ) -> Result<AnnualRate, DisclosureError> {
        do throws(DisclosureError) {
            return .success(
                try AnnualRate(
                    flows, at: times, perYear: nil, decimals: decimals, mode: mode, inWords: inWords
                ))
        } catch { return .failure(error) }
    }

    private static func yearly(_ out: Int64, _ back: Int64) throws -> (
        flows: [CashFlow], times: [Rational]
    ) {
        let day = try CivilDate(text: "2026-01-01")
        return (
            [
                CashFlow(.advance, amountMinor: out, at: .date(day)),
                CashFlow(.payment, amountMinor: back, at: .date(day)),
            ], [.zero, Rational(1)]
        )
    }

    /// The root of one year is back/out − 1: on a place, half way between two, or just beside.
    @Test(
        "Roots on places and beside them",
        arguments: [
            0, 1, 12_345, 100_000, 99_999, 500, 1_499, 1_500, 1_501, 49_999_999, 50_000_000,
        ])
    func places(_ above: Int64) throws {
        let out: Int64 = 100_000_000
        let (flows, times) = try WordRateTests.yearly(out, out + above)
        for decimals in [0, 2, 3, 6, 12] {
            for mode in RoundingMode.allCases {
                let own = WordRateTests.rate(flows, times, decimals, mode, inWords: true)
                #expect(own == WordRateTests.rate(flows, times, decimals, mode, inWords: false))
            }
        }
    }

    @Test("Most rates need no definition")
    func reach() throws {
        var found = 0
        for number in 0..<200 {
            var random = SplitMix64(seed: 9, case: number)
            let payments = random.int(1...60)
            let times = (0...payments).map { Rational(Int64($0), over: 12) }
            let day = try CivilDate(text: "2026-01-01")
            let principal = Int64(random.int(10_000...10_000_000))
            let due = principal / Int64(payments) + Int64(random.int(100...20_000))
            let flows = (0...payments).map { index in
                CashFlow(
                    index == 0 ? .advance : .payment, amountMinor: index == 0 ? principal : due,
                    at: .date(day))
            }
            let words = WordRate(flows, at: times)
            let isAsked = words?.root(
                perUnit: 20_000,
                sign: { _ in
                    Issue.record("case \(number): asks for a sign")
                    return 0
                })
            if isAsked != nil { found += 1 }
        }
        #expect(found > 190, "\(found)")
    }
}
