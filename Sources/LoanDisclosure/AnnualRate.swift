import ExactArithmetic

/// A rate in percent, rounded from the exact root of its equation, and the proof of it.
///
///     200 000.00 paid out, 240 monthly payments of 1 432.86 and 4 000.00 of charges: 6.434412
///
/// The signs of the equation at both ends of the bracket are proved. Section 3 of docs/disclosure.md.
public struct AnnualRate: Sendable, Equatable {
    /// In percent, with exactly `decimals` digits after the point.
    public let percent: String
    /// 0 to 12.
    public let decimals: Int
    /// How it was rounded.
    public let mode: RoundingMode
    /// Between which the exact root lies: half a unit each side, or, where rounding is directed, the two
    /// neighbours; the rate twice where the root is exactly it.
    public let bracket: [String]

    /// The root of the equation of flows: in machine words where they prove it.
    ///
    /// - Parameters:
    ///   - perYear: Unit periods a year; nil for the compound equation.
    ///   - inWords: False for the definition alone: what the machine words are held against.
    /// - Throws: `noRate`, `ambiguousRate`, `rateOutOfRange`.
    init(
        _ flows: [CashFlow], at times: [Rational], perYear: Rational?, decimals: Int,
        mode: RoundingMode, inWords: Bool = true
    ) throws(DisclosureError) {
        func grid() -> RateGrid {
            RateGrid(
                RateEquation(flows, at: times, unitPeriods: perYear),
                unitsPerPercent: Whole(10).power(UInt(decimals)) * Whole(2))
        }
        let words = perYear == nil && inWords ? WordRate(flows, at: times) : nil
        let perUnit = (0..<decimals).reduce(UInt64(200)) { unit, _ in unit * 10 }
        if let found = words?.root(perUnit: perUnit, sign: { grid().sign(Whole($0)) }),
            let own = AnnualRate(found.place, isExact: found.isExact, decimals, mode)
        {
            self = own
            return
        }
        let (half, isExact) = try grid().root(decimals)
        // Of what lies strictly between two neighbours any other is rounded alike.
        let place =
            isExact
            ? Rational(half, over: Whole(2))
            : Rational(half * Whole(2) + Whole(1), over: Whole(4))
        let rounded = place.rounded(to: mode)
        percent = rounded.decimal(decimals)
        self.decimals = decimals
        self.mode = mode
        if isExact, half.remainder(by: Whole(2)).signum == 0 {
            bracket = [percent, percent]
            return
        }
        switch mode {
        case .up, .down, .ceiling, .floor:
            let below = half.dividedDown(by: Whole(2))
            bracket = [below.decimal(decimals), (below + Whole(1)).decimal(decimals)]
        default:
            let tenths = rounded * Whole(10)
            bracket = [
                (tenths - Whole(5)).decimal(decimals + 1),
                (tenths + Whole(5)).decimal(decimals + 1),
            ]
        }
    }
}

extension AnnualRate {
    /// The same in machine words: nil where they do not hold it.
    ///
    /// - Parameter half: The last place not beyond the root, two places to a unit of the last digit.
    private init?(_ half: Int64, isExact: Bool, _ decimals: Int, _ mode: RoundingMode) {
        guard half.magnitude < 1 << 58 else { return nil }
        let below = half >> 1
        let isOdd = half & 1 == 1
        // In quarters; of what lies strictly between two neighbours any other is rounded alike.
        let quarters = 4 * below + (isExact ? (isOdd ? 2 : 0) : isOdd ? 3 : 1)
        let rounded: Int64
        do throws(ArithmeticError) {
            rounded = try roundedProduct(quarters, 1, over: 4, by: mode)
        } catch { return nil }
        self.decimals = decimals
        self.mode = mode
        percent = DecimalText.format(rounded, fractionDigits: decimals)
        if isExact, !isOdd {
            bracket = [percent, percent]
            return
        }
        switch mode {
        case .up, .down, .ceiling, .floor:
            bracket = [below, below + 1].map { DecimalText.format($0, fractionDigits: decimals) }
        default:
            bracket = [-5, 5].map {
                DecimalText.format(10 * rounded + $0, fractionDigits: decimals + 1)
            }
        }
    }
}

/// Rates at equal steps, on which the sign of an equation is asked for.
private struct RateGrid {
    let equation: RateEquation
    /// Steps in one percent.
    let unitsPerPercent: Whole

    init(_ equation: RateEquation, unitsPerPercent: Whole) {
        (self.equation, self.unitsPerPercent) = (equation, unitsPerPercent)
    }

    private var least: Whole { Whole(-99) * unitsPerPercent }
    private var end: Whole { Whole(1_000_000_000) * unitsPerPercent }

    private func percent(_ place: Whole) -> Rational { Rational(place, over: unitsPerPercent) }
    func sign(_ place: Whole) -> Int { equation.sign(atPercent: percent(place)) }

    /// The last place not beyond the root, and whether it is the root itself.
    func root(_ decimals: Int) throws(DisclosureError) -> (place: Whole, isExact: Bool) {
        let changes = equation.signChanges
        if changes == 0 {
            throw DisclosureError(
                .noRate, at: "flows", "all flows go one way; allowed: money out and money back")
        }
        if changes == 1 { return try onlyRoot() }
        if changes == 2, equation.unitPeriods == nil, beginsWithEarlyPayments {
            return try lesserRoot(decimals)
        }
        if runningSumsChangeOnce,
            equation.unitPeriods == nil
                || equation.terms.allSatisfy({ Whole(denominatorOf: $0.time) == Whole(1) })
        {
            return try search(from: Whole(0), to: end)
        }
        throw DisclosureError(
            .ambiguousRate, at: "flows",
            "the flows change sign \(changes) times, so that more than one rate may solve the equation"
        )
    }

    /// Whether payments come first, and all of these before time 0.
    private var beginsWithEarlyPayments: Bool {
        let early = equation.terms.prefix { $0.amount.signum < 0 }
        return early.last.map { $0.time.signum < 0 } ?? false
    }

    private func onlyRoot() throws(DisclosureError) -> (place: Whole, isExact: Bool) {
        let (low, high) = (sign(least), sign(end))
        if low == 0 { return (least, true) }
        if low == high || high == 0 {
            if high != signAtInfinity || high == 0 { throw outOfRange("10⁹ % or more") }
            if equation.unitPeriods != nil {
                throw DisclosureError(
                    .noRate, at: "flows", "no rate above −99 % solves the equation")
            }
            throw outOfRange("below −99 %")
        }
        return try search(from: least, to: end, low, high)
    }

    /// Of the value at a rate beyond all bounds: that of the first flow. Under `us` the flows of the first
    /// unit period shrink alike, as 1 / (f i), unless the first of them is at its beginning.
    private var signAtInfinity: Int {
        guard let first = equation.terms.first else { return 0 }
        let begin = Rational(first.time.floor, over: Whole(1))
        guard equation.unitPeriods != nil, first.time != begin else { return first.amount.signum }
        var sum = Rational.zero
        for term in equation.terms where term.time < begin + Rational(1) {
            let fraction = term.time - begin
            sum =
                sum + Rational(term.amount, over: Whole(1))
                * Rational(Whole(denominatorOf: fraction), over: Whole(numeratorOf: fraction))
        }
        return sum.signum
    }

    private func outOfRange(_ met: String) -> DisclosureError {
        DisclosureError(
            .rateOutOfRange, at: "flows", "the rate is \(met); allowed: from −99 % to below 10⁹ %")
    }

    /// Payments, advances, payments: two roots or none; the lesser.
    private func lesserRoot(_ decimals: Int) throws(DisclosureError) -> (
        place: Whole, isExact: Bool
    ) {
        let fine = RateGrid(
            equation.slope, unitsPerPercent: Whole(10).power(UInt(decimals + 12)))
        // The slope is positive before the top and negative after it.
        var (low, high) = (fine.least, fine.end)
        let isBelow = fine.sign(low) <= 0
        if isBelow { (low, high) = (Whole(-100) * fine.unitsPerPercent + Whole(1), low) }
        while high - low > Whole(1) {
            let middle = (low + high).shifted(by: -1)
            if fine.sign(middle) > 0 { low = middle } else { high = middle }
        }
        guard
            let top = [low, high].first(where: {
                equation.sign(atPercent: fine.percent($0)) > 0
            })
        else {
            throw DisclosureError(
                .noRate, at: "flows", "the payments before the first advance leave no rate")
        }
        if isBelow || sign(least) > 0 { throw outOfRange("below −99 %") }
        // The last place at or below the top; where the root lies above it, it is between two places.
        let place = fine.percent(top) * Rational(unitsPerPercent, over: Whole(1))
        let below = place.floor
        if sign(below) < 0 { return (below, false) }
        return try search(from: least, to: below, sign(least), sign(below))
    }

    private var runningSumsChangeOnce: Bool {
        var sum = Whole(0)
        var signs: [Int] = []
        for term in equation.terms {
            sum = sum + term.amount
            if sum.signum != 0, sum.signum != signs.last { signs.append(sum.signum) }
        }
        return signs.count == 2 && sum.signum != 0
    }

    private func search(
        from: Whole, to: Whole, _ low: Int? = nil, _ high: Int? = nil
    ) throws(DisclosureError) -> (place: Whole, isExact: Bool) {
        let lowSign = low ?? sign(from)
        let highSign = high ?? sign(to)
        if lowSign == 0 { return (from, true) }
        if highSign == 0 { return (to, true) }
        guard lowSign != highSign else { throw outOfRange("10⁹ % or more") }
        var (low, high) = (from, to)
        var (atLow, atHigh) = (probe(low).size, probe(high).size)
        var turn = 0
        while high - low > Whole(1) {
            turn += 1
            var place = (low + high).shifted(by: -1)
            // Where the function is nearly straight between both ends, a line finds the root.
            if turn % 3 != 0, turn > 12 || high - low < unitsPerPercent * Whole(200) {
                let (a, b) = (atLow, atHigh)
                if (a + b).signum > 0 {
                    place = low + ((high - low) * a).dividedDown(by: a + b)
                    // Once near it, both sides are closed in.
                    let step = (high - low).shifted(by: -20) + Whole(1)
                    if turn % 3 == 2 { place = place + (a < b ? step : Whole(0) - step) }
                }
            }
            place = max(min(place, high - Whole(1)), low + Whole(1))
            let own = probe(place)
            if own.sign == 0 { return (place, true) }
            if own.sign == lowSign {
                (low, atLow) = (place, own.size)
            } else {
                (high, atHigh) = (place, own.size)
            }
        }
        return (low, false)
    }

    private func probe(_ place: Whole) -> (sign: Int, size: Whole) {
        equation.probe(atPercent: percent(place))
    }
}
