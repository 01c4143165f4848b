import ExactArithmetic
import TestSupport
import Testing

@Suite("Rounding modes")
struct RoundingModeTests {
    /// Tenths and what each mode makes of them. Source: the table in the documentation of Java's
    /// `java.math.RoundingMode`, without UNNECESSARY, plus the ties 0.5 and −0.5.
    private static let table:
        [(
            tenths: Int64, up: Int64, down: Int64, ceiling: Int64, floor: Int64, halfUp: Int64,
            halfDown: Int64, halfEven: Int64
        )] = [
            (55, 6, 5, 6, 5, 6, 5, 6),
            (25, 3, 2, 3, 2, 3, 2, 2),
            (16, 2, 1, 2, 1, 2, 2, 2),
            (11, 2, 1, 2, 1, 1, 1, 1),
            (10, 1, 1, 1, 1, 1, 1, 1),
            (5, 1, 0, 1, 0, 1, 0, 0),
            (0, 0, 0, 0, 0, 0, 0, 0),
            (-5, -1, 0, 0, -1, -1, 0, 0),
            (-10, -1, -1, -1, -1, -1, -1, -1),
            (-11, -2, -1, -1, -2, -1, -1, -1),
            (-16, -2, -1, -1, -2, -2, -2, -2),
            (-25, -3, -2, -2, -3, -3, -2, -2),
            (-55, -6, -5, -5, -6, -6, -5, -6),
        ]

    @Test("The published table, by rational and by machine words", arguments: table.indices)
    func publishedTable(_ index: Int) throws {
        let row = Self.table[index]
        let expected: [(RoundingMode, Int64)] = [
            (.up, row.up), (.down, row.down), (.ceiling, row.ceiling), (.floor, row.floor),
            (.halfUp, row.halfUp), (.halfDown, row.halfDown), (.halfEven, row.halfEven),
        ]
        for (mode, result) in expected {
            #expect(try Rational(row.tenths, over: 10).rounded(by: mode) == result, "\(mode)")
            #expect(try roundedProduct(row.tenths, 1, over: 10, by: mode) == result, "\(mode)")
        }
    }

    @Test("Rounding to a unit is of the exact value, once")
    func unit() throws {
        // 2.4999 to 5 is 0 and not, by way of 2.5 or 3, 5.
        #expect(try Rational(24_999, over: 10_000).rounded(toMultipleOf: 5, by: .halfUp) == 0)
        #expect(try Rational(25_000, over: 10_000).rounded(toMultipleOf: 5, by: .halfUp) == 5)
        #expect(try Rational(25_000, over: 10_000).rounded(toMultipleOf: 5, by: .halfEven) == 0)
        #expect(try Rational(75_000, over: 10_000).rounded(toMultipleOf: 5, by: .halfEven) == 10)
        #expect(try roundedProduct(123_456, 1, over: 300, unit: 5, by: .up) == 415)
        #expect(try roundedProduct(100_000, 2, over: 100, by: .halfEven) == 2_000)
    }

    @Test("Every small fraction, unit and mode against the definition")
    func exhaustive() throws {
        for mode in RoundingMode.allCases {
            for denominator in 1...12 as ClosedRange<Int64> {
                for unit in [1, 2, 3, 10] as [Int64] {
                    for numerator in -60...60 as ClosedRange<Int64> {
                        let expected = Reference.rounded(
                            Int128(numerator), over: Int128(denominator), unit: Int128(unit),
                            by: mode)
                        let exact = try Rational(numerator, over: denominator.magnitude)
                            .rounded(toMultipleOf: unit, by: mode)
                        let fast = try roundedProduct(
                            numerator, 1, over: denominator.magnitude, unit: unit, by: mode)
                        if Int128(exact) != expected || Int128(fast) != expected {
                            Issue.record(
                                "\(numerator)/\(denominator) to \(unit) by \(mode.name): rational \(exact), words \(fast), expected \(expected)"
                            )
                        }
                    }
                }
            }
        }
    }

    @Test("Members count from 0: hosts keep the numbers")
    func numbers() {
        #expect(countsFromZero(RoundingMode.self))
    }

    @Test("Names round trip, byte by byte", arguments: RoundingMode.allCases)
    func names(_ mode: RoundingMode) {
        #expect(RoundingMode(name: mode.name) == mode)
        #expect(RoundingMode(name: mode.name.lowercased()) == nil)
        #expect(RoundingMode(name: mode.name + " ") == nil)
        #expect(RoundingMode(name: "") == nil)
        #expect(RoundingMode(name: "HALF＿EVEN") == nil)
        #expect(
            RoundingMode.allNames == "HALF_EVEN, HALF_UP, HALF_DOWN, UP, DOWN, CEILING, FLOOR")
    }
}
