import LoanEngine
import TestSupport
import Testing

/// A small part of what `make soak` compares.
@Suite("Fast paths on the boundaries of rounding")
struct NearTieTests {
    private static func check(
        _ seed: UInt64, _ number: Int, _ body: (inout FastPathComparisons) -> Void
    ) -> FastPathComparisons {
        var comparisons = FastPathComparisons(seed: seed, case: number)
        body(&comparisons)
        for difference in comparisons.differences.prefix(3) {
            Issue.record("seed \(seed), case \(number): \(difference)")
        }
        return comparisons
    }

    @Test("Rounded products: ties, and remainders of one more or less")
    func products() {
        let ties = (0..<60).reduce(0) { $0 + Self.check(1, $1) { $0.products(350) }.ties }
        #expect(ties > 1_500, "too few of the products are ties")
    }

    @Test("Level payments next to a half and next to a whole number")
    func levelPayments() {
        for number in 0..<36 { _ = Self.check(2, number) { $0.levelPayments(200) } }
    }

    @Test("Rows whose interest is next to a boundary")
    func rows() {
        for number in 0..<30 { _ = Self.check(3, number) { $0.rows(100) } }
    }

    @Test("Amounts next to halves and wholes, by hand")
    func amounts() {
        let amounts = NearTies.amounts(
            numerator: BigInteger(22 as Int64), denominator: BigInteger(7 as Int64), below: 100)
        // 7 × 22/7 is whole.
        #expect(amounts.contains(7))
        // 3/8: 4 × 3/8 is one and a half.
        let halves = NearTies.amounts(
            numerator: BigInteger(3 as Int64), denominator: BigInteger(8 as Int64), below: 100)
        #expect(halves.contains(4) && halves.contains(12))
    }
}
