import ExactArithmetic
import TestSupport
import Testing

/// What each of the seven modes promises, without a definition of any: order, distance, symmetry.
@Suite("Laws of rounding")
struct RoundingLaws {
    /// A value, a unit, and the value rounded by each mode's raw value: by rationals, which machine
    /// words must agree with.
    private struct Case {
        let exact: Rational
        let unit: Int64
        let rounded: [Int64]

        init(_ numerator: Int64, over denominator: Int64, unit: Int64) throws {
            exact = Rational(numerator, over: denominator.magnitude)
            self.unit = unit
            var rounded: [Int64] = []
            for mode in RoundingMode.allCases {
                rounded.append(try exact.rounded(toMultipleOf: unit, by: mode))
            }
            self.rounded = rounded
        }

        subscript(_ mode: RoundingMode) -> Int64 { rounded[Int(mode.rawValue)] }
    }

    private static let halves: [RoundingMode] = [.halfEven, .halfUp, .halfDown]

    /// What is wrong with a value's seven roundings, or nil.
    private static func fault(_ it: Case, _ negative: Case) -> String? {
        let unit = Rational(it.unit)
        let (floor, ceiling) = (it[.floor], it[.ceiling])
        func distance(_ value: Int64) -> Rational {
            let error = Rational(value) - it.exact
            return error.signum < 0 ? -error : error
        }
        let isExact = Rational(floor) == it.exact
        if it.rounded.contains(where: { $0 % it.unit != 0 }) { return "not a multiple" }
        if Rational(floor) > it.exact || Rational(ceiling) < it.exact { return "floor, ceiling" }
        if ceiling - floor != (isExact ? 0 : it.unit) { return "not neighbours" }
        // Every mode takes one of the two neighbours, so lies less than a unit away.
        if it.rounded.contains(where: { $0 != floor && $0 != ceiling }) { return "no neighbour" }
        if it.rounded.contains(where: { distance($0) >= unit }) { return "a unit away" }
        let isNegative = it.exact.signum < 0
        if it[.down] != (isNegative ? ceiling : floor) { return "DOWN is toward zero" }
        if it[.up] != (isNegative ? floor : ceiling) { return "UP is away from zero" }
        for mode in halves where distance(it[mode]) + distance(it[mode]) > unit {
            return "\(mode.name) is not the nearest"
        }
        // The three differ on ties alone; there, one is even and the others are out and in.
        let isTie = distance(it[.halfUp]) + distance(it[.halfUp]) == unit
        if isTie {
            if it[.halfUp] != it[.up] || it[.halfDown] != it[.down] { return "a tie" }
            if it[.halfEven] / it.unit % 2 != 0 { return "a tie to an odd neighbour" }
        } else if it[.halfUp] != it[.halfDown] || it[.halfUp] != it[.halfEven] {
            return "no tie"
        }
        // −x: five modes are symmetric, floor and ceiling change places.
        for mode in RoundingMode.allCases {
            let mirror: RoundingMode =
                mode == .floor ? .ceiling : mode == .ceiling ? .floor : mode
            if negative[mirror] != -it[mode] { return "\(mode.name) of −x" }
        }
        return nil
    }

    private static func check(
        _ numerator: Int64, _ denominator: Int64, _ unit: Int64,
        _ place: @autoclosure () -> String
    ) throws {
        let it = try Case(numerator, over: denominator, unit: unit)
        let negative = try Case(-numerator, over: denominator, unit: unit)
        if let fault = fault(it, negative) {
            Issue.record("\(place()): \(numerator)/\(denominator) to \(unit): \(fault)")
        }
        for mode in RoundingMode.allCases {
            let words = try roundedProduct(
                numerator, 1, over: denominator.magnitude, unit: unit, by: mode)
            // What is rounded stays as it is.
            let again = try Rational(it[mode]).rounded(toMultipleOf: unit, by: mode)
            if words != it[mode] || again != it[mode] {
                Issue.record(
                    "\(place()): \(numerator)/\(denominator) to \(unit) by \(mode.name): \(words), then \(again)"
                )
            }
        }
    }

    @Test("Neighbours, distance, ties, symmetry, idempotence: every ratio up to 40 over 16")
    func exhaustive() throws {
        for denominator in 1...16 as ClosedRange<Int64> {
            for unit in [1, 2, 5] as [Int64] {
                for numerator in 0...40 as ClosedRange<Int64> {
                    try Self.check(numerator, denominator, unit, "exhaustive")
                }
            }
        }
    }

    @Test("The same at every size", arguments: 0..<60 as Range<UInt64>)
    func random(_ seed: UInt64) throws {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            let unit = Int64(1 + random.magnitude(bits: Int(seed) / 3))
            let denominator = Int64(1 + random.magnitude(bits: Int(seed) / 3))
            var numerator = Int64(random.magnitude(bits: Int(seed)))
            if random.once(in: 3) {
                // An exact tie, or half a unit off it by one.
                let (half, isLarge) = unit.multipliedReportingOverflow(by: denominator)
                let (tie, overflow) = half.multipliedReportingOverflow(
                    by: 1 + 2 * Int64(random.int(0...2)))
                if !isLarge, !overflow { numerator = tie + Int64(random.int(-1...1)) }
                try Self.check(numerator, 2 * denominator, unit, "seed \(seed), case \(number)")
            } else {
                try Self.check(numerator, denominator, unit, "seed \(seed), case \(number)")
            }
        }
    }

    @Test("The larger value never rounds to less", arguments: RoundingMode.allCases)
    func monotone(_ mode: RoundingMode) throws {
        for unit in [1, 2, 3, 10] as [Int64] {
            var last = Int64.min
            // 840 is a multiple of 1 to 8: every ratio of these denominators, in rising order.
            for numerator in -3 * 840...3 * 840 as ClosedRange<Int64> {
                let rounded = try Rational(numerator, over: 840)
                    .rounded(toMultipleOf: unit, by: mode)
                if rounded < last { Issue.record("\(numerator)/840 to \(unit)") }
                last = rounded
            }
        }
    }

    @Test("A multiple of the unit more is that much more", arguments: RoundingMode.allCases)
    func translation(_ mode: RoundingMode) throws {
        // Of the modes toward or away from zero only on one side of it; to an even neighbour, by an
        // even multiple.
        for numerator in 0...120 as ClosedRange<Int64> {
            for unit in [1, 3] as [Int64] {
                let value = Rational(numerator, over: 12)
                let more = value + Rational(2 * 7 * unit)
                let isRight =
                    try more.rounded(toMultipleOf: unit, by: mode)
                    == value.rounded(toMultipleOf: unit, by: mode) + 2 * 7 * unit
                if !isRight { Issue.record("\(numerator)/12 to \(unit)") }
            }
        }
    }
}
