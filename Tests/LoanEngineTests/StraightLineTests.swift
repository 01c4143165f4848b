import TestSupport
import Testing

@testable import LoanEngine

@Suite("Straight-line shares")
struct StraightLineTests {
    @Test("The examples of the documentation")
    func examples() {
        func shares(_ total: Int64, _ residual: Residual, _ unit: Int64 = 1) -> [Int64] {
            var line = StraightLine(total, over: 3, residual, unit: unit, mode: .halfEven)
            return (0..<3).map { _ in line.next() }
        }
        #expect(shares(100_00, .last) == [33_33, 33_33, 33_34])
        #expect(shares(100_00, .first) == [33_34, 33_33, 33_33])
        #expect(shares(100_00, .spread, 100) == [33_00, 34_00, 33_00])
    }

    @Test("Every small total, count, unit and mode", arguments: Residual.allCases)
    func exhaustive(_ residual: Residual) {
        for mode in RoundingMode.allCases {
            for unit in [1, 2, 3, 5, 7] as [Int64] {
                for count in 1...8 {
                    for total in 0...40 as ClosedRange<Int64> {
                        check(total, count, residual, unit, mode, "exhaustive")
                    }
                }
            }
        }
    }

    @Test("Large totals and counts", arguments: 0..<64 as Range<UInt64>)
    func random(_ seed: UInt64) {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            let total = Int64(random.magnitude(bits: min(Int(seed), 63)))
            let count = random.int(1...2 + 2 * Int(seed))
            let unit = 1 + Int64(random.magnitude(bits: random.once(in: 4) ? 62 : 10))
            check(
                random.once(in: 8) ? .max : total, count, random.any(Residual.self), unit,
                random.any(RoundingMode.self), "seed \(seed), case \(number)")
        }
    }

    private func check(
        _ total: Int64, _ count: Int, _ residual: Residual, _ unit: Int64, _ mode: RoundingMode,
        _ place: @autoclosure () -> String
    ) {
        var line = StraightLine(total, over: count, residual, unit: unit, mode: mode)
        let shares = (0..<count).map { _ in line.next() }
        let expected = ReferenceShares.shares(
            of: total, over: count, residual, unit: unit, mode: mode)
        if shares != expected || shares.reduce(0, &+) != total || shares.contains(where: { $0 < 0 })
        {
            Issue.record(
                "\(place()): \(total) over \(count), \(residual.name), to \(unit) by \(mode.name): \(shares), expected \(expected)"
            )
        }
    }
}
