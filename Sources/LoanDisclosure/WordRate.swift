import ExactArithmetic

/// The only root of the compound equation, in machine words: Σ c·e^(−y·t) = 0 for y = ln(1 + X) above zero.
///
/// A secant guesses y; what counts are the signs at y − δ and y + δ, each proved by a bound of the error.
/// The flows change sign once, so that there is one root, and it lies between the two. Where both ends lie
/// between the same two places of the grid, so does the root. Whatever is not proved is left to
/// `RateEquation`, which gives the same answers.
///
/// Numbers: y and factors in steps of 2^−124, spans of 2^−120, e^(−y·span) of 2^−64, sums of 2^−`bits`.
struct WordRate {
    /// Σ of the amounts of one time that is not zero, by rising time.
    private struct Term {
        let time: Rational
        var amount: Int128
    }

    private var terms: [Term] = []
    /// Of each term, which span lies before the next.
    private var places: [UInt8] = []
    private var spans: [UInt128] = []
    private var bits = 0

    private static let maximumSpans = 16

    /// Nil for flows that machine words do not hold, or whose sign changes more than once or never.
    init?(_ flows: [CashFlow], at times: [Rational]) {
        var given: [Term] = []
        given.reserveCapacity(flows.count)
        var isSorted = true
        for (flow, time) in zip(flows, times) where flow.amountMinor != 0 {
            let amount = Int128(flow.kind == .advance ? flow.amountMinor : -flow.amountMinor)
            if let last = given.last, time < last.time { isSorted = false }
            given.append(Term(time: time, amount: amount))
        }
        if !isSorted { given.sort { $0.time < $1.time } }
        terms.reserveCapacity(given.count)
        for term in given {
            if let last = terms.last, last.time == term.time {
                terms[terms.count - 1].amount += term.amount
            } else {
                terms.append(term)
            }
        }
        terms.removeAll { $0.amount == 0 }
        var changes = 0
        var size: Int128 = 0
        places.reserveCapacity(terms.count)
        guard var last = terms.first?.time else { return nil }
        var known: [Rational] = []
        for (index, term) in terms.enumerated() {
            size += term.amount.magnitude > Int128(Int64.max) ? Int128.max >> 1 : abs(term.amount)
            guard size <= Int128(Int64.max) else { return nil }
            if index == 0 {
                last = term.time
                continue
            }
            if (term.amount < 0) != (terms[index - 1].amount < 0) { changes += 1 }
            let span = term.time - last
            last = term.time
            if let place = known.firstIndex(of: span) {
                places.append(UInt8(truncatingIfNeeded: place))
                continue
            }
            guard known.count < WordRate.maximumSpans, let fixed = WordRate.fixed(span) else {
                return nil
            }
            places.append(UInt8(truncatingIfNeeded: known.count))
            known.append(span)
            spans.append(fixed)
        }
        guard changes == 1 else { return nil }
        bits = size.leadingZeroBitCount - 2
    }

    /// A span in steps of 2^−120, rounded down; nil from 200 years on.
    private static func fixed(_ span: Rational) -> UInt128? {
        guard let (numerator, denominator) = span.words, numerator / denominator < 200,
            denominator < 1 << 32, numerator < 1 << 40
        else { return nil }
        // In two steps: each quotient has 60 bits after the point more.
        let high = (UInt128(numerator) << 60) / UInt128(denominator)
        let rest = (UInt128(numerator) << 60) % UInt128(denominator)
        return high << 60 + (rest << 60) / UInt128(denominator)
    }

    // MARK: The root

    /// The last place not beyond the root and whether it is the root, of `perUnit` places in 1 of the rate;
    /// nil where that is not proved.
    ///
    /// - Parameter sign: That of the equation at a place, decided exactly.
    func root(perUnit: UInt64, sign: (Int64) -> Int) -> (place: Int64, isExact: Bool)? {
        let total = terms.reduce(Int128(0)) { $0 + $1.amount }
        if total == 0 { return (0, true) }
        // Above zero lies a root where the sign there is not that of the first flow.
        guard perUnit > 0, perUnit < 1 << 50, let first = terms.first,
            (total < 0) != (first.amount < 0), let guess = slope(total)
        else { return nil }
        let width = min((UInt128(1) << 115) / UInt128(perUnit), UInt128(1) << 88)
        var (before, sumBefore) = (Int128(0), total << bits)
        var own = Int128(guess)
        for _ in 0..<32 {
            guard own > 0, own < WordRate.limit, let sum = sum(at: UInt128(own))?.sum else {
                return nil
            }
            let difference = sum - sumBefore
            // A step may be up to four times the one before.
            guard let part = WordRate.ratio(sum.magnitude >> 2, difference.magnitude) else {
                return nil
            }
            let quarter = WordRate.high((own - before).magnitude, UInt128(part) << 64)
            guard quarter < 1 << 123 else { return nil }
            let size = Int128(quarter << 2)
            // To the left where the sum has gone on the way to the right from below zero to above it.
            let isBack = ((sum < 0) == (difference < 0)) == (own > before)
            (before, sumBefore) = (own, sum)
            own = isBack ? own - size : own + size
            guard size >> 6 <= Int128(width), own > Int128(width),
                own < WordRate.limit - Int128(width)
            else { continue }
            let (low, high) = (UInt128(own) - width, UInt128(own) + width)
            if let signLow = provedSign(at: low), let signHigh = provedSign(at: high),
                signLow != signHigh
            {
                guard let least = WordRate.place(low, perUnit, isUpper: false),
                    let most = WordRate.place(high, perUnit, isUpper: true)
                else { return nil }
                if least == most { return (least, false) }
                guard most == least + 1 else { return nil }
                let own = sign(most)
                return own == 0 ? (most, true) : (own == signLow ? most : least, false)
            }
        }
        return nil
    }

    /// y up to which roots are looked for: a rate of some 9 000 %.
    private static let limit = Int128(9) << 123

    /// Where the tangent at zero meets zero, at most 2.
    private func slope(_ total: Int128) -> UInt128? {
        var moment: Int128 = 0
        for term in terms {
            guard let (numerator, denominator) = term.time.signedNumeratorWords,
                numerator.magnitude < 1 << 40, denominator < 1 << 32
            else { return nil }
            // All amounts together are below 2⁶³.
            moment &+= term.amount &* Int128((numerator << 16) / Int64(denominator))
        }
        guard moment != 0 else { return nil }
        let steps = (total.magnitude << 60) / moment.magnitude
        return steps == 0 ? nil : min(steps, UInt128(1) << 45) << 80
    }

    /// a/b in steps of 2^−64 to about 60 bits; nil where it is not below 1.
    private static func ratio(_ a: UInt128, _ b: UInt128) -> UInt64? {
        guard a < b else { return nil }
        let shift = max(64 - b.leadingZeroBitCount, 0)
        let (above, below) = (UInt64(a >> UInt128(shift)), UInt64(b >> UInt128(shift)))
        if above >= below { return .max }
        return below.dividingFullWidth((above, 0)).quotient
    }

    /// ⌊e^y·perUnit⌋ − perUnit, from a bound of e^y below or above it.
    private static func place(_ y: UInt128, _ perUnit: UInt64, isUpper: Bool) -> Int64? {
        // e^y = 2^k / (2^k·e^(−y)). The factor is known to 2^−80 and cut off at 2^−72.
        guard let (factor, halvings) = inverseExponential(of: y >> 8) else { return nil }
        let divisor = (factor >> 52) + (isUpper ? 0 : 2) - (isUpper ? 1 : 0)
        let above = UInt128(perUnit) << UInt128(72 + halvings)
        guard halvings < 6, divisor > 0, let own = Int64(exactly: above / divisor) else {
            return nil
        }
        return own - Int64(perUnit)
    }

    // MARK: Values

    /// −1 or 1, or nil where it is not proved.
    private func provedSign(at y: UInt128) -> Int? {
        guard let (sum, error) = sum(at: y), sum.magnitude > error else { return nil }
        return sum < 0 ? -1 : 1
    }

    /// Σ c·e^(−y·(t − t₀)) in steps of 2^−bits, and by how much it may be off at most.
    ///
    /// Horner's rule from the last time to the first. With s near S by E and q near v ≤ 1 by 2^−64,
    /// |S·v − s·q| ≤ E + |s|·2^−64, and one more for what shifting drops.
    private func sum(at y: UInt128) -> (sum: Int128, error: UInt128)? {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: WordRate.maximumSpans) { factors in
            for (index, span) in spans.enumerated() {
                // Steps of 2^−124 and of 2^−120 make steps of 2^−116.
                guard let factor = WordRate.factor(WordRate.high(y, span)) else { return nil }
                factors[index] = factor
            }
            var sum: Int128 = 0
            var error: UInt128 = 0
            for index in stride(from: terms.count - 1, through: 0, by: -1) {
                if index < places.count {
                    let factor = UInt128(factors[Int(places[index])])
                    let high = Int128(sum >> 64)
                    let low = UInt128(UInt64(truncatingIfNeeded: sum)) &* factor
                    error &+= high.magnitude &+ 2
                    sum = high &* Int128(factor) &+ Int128(low >> 64)
                }
                sum &+= terms[index].amount << Int128(bits)
            }
            return (sum, error)
        }
    }

    /// e^(−x) in steps of 2^−64, off by less than one; x in steps of 2^−116.
    private static func factor(_ x: UInt128) -> UInt64? {
        guard let (factor, halvings) = inverseExponential(of: x), halvings < 60 else { return nil }
        let rounded = ((factor >> UInt128(halvings)) + (1 << 59)) >> 60
        return UInt64(exactly: rounded)
    }

    /// 2^k·e^(−x), in steps of 2^−124 and off by less than 2^−80 of 1, and k: x = k·ln 2 + f, and
    /// e^(−f) = 1 − f·(1 − f/2·(1 − …)).
    private static func inverseExponential(of x: UInt128) -> (factor: UInt128, halvings: Int)? {
        var rest = x
        var halvings = 0
        while rest >= logarithmOf2 {
            rest -= logarithmOf2
            halvings += 1
            if halvings == 64 { return nil }
        }
        let f = rest << 12
        // The first power that is left out, over its factorial, is below 2^−84.
        let count = f < 1 << 122 ? 10 : f < 1 << 125 ? 14 : 23
        var sum = coefficient(count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            sum = coefficient(index) - high(sum, f)
        }
        return (sum, halvings)
    }

    /// The upper half of the product.
    private static func high(_ left: UInt128, _ right: UInt128) -> UInt128 {
        let (a, b) = (UInt64(truncatingIfNeeded: left >> 64), UInt64(truncatingIfNeeded: left))
        let (c, d) = (UInt64(truncatingIfNeeded: right >> 64), UInt64(truncatingIfNeeded: right))
        let (ad, bc) = (UInt128(a) &* UInt128(d), UInt128(b) &* UInt128(c))
        let low = (UInt128(b) &* UInt128(d)) >> 64
        let middle =
            low &+ UInt128(UInt64(truncatingIfNeeded: ad))
            &+ UInt128(UInt64(truncatingIfNeeded: bc))
        return UInt128(a) &* UInt128(c) &+ (ad >> 64) &+ (bc >> 64) &+ (middle >> 64)
    }

    /// ln 2 in steps of 2^−116, rounded down.
    private static var logarithmOf2: UInt128 {
        UInt128(0x000B_1721_7F7D_1CF7) << 64 | UInt128(0x9ABC_9E3B_3980_3F2F)
    }

    /// 1/n! in steps of 2^−124, rounded down.
    private static func coefficient(_ index: Int) -> UInt128 {
        UInt128(coefficients[2 * index]) << 64 | UInt128(coefficients[2 * index + 1])
    }

    private static let coefficients: [UInt64] = [
        0x1000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x1000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0800_0000_0000_0000, 0x0000_0000_0000_0000,
        0x02AA_AAAA_AAAA_AAAA, 0xAAAA_AAAA_AAAA_AAAA,
        0x00AA_AAAA_AAAA_AAAA, 0xAAAA_AAAA_AAAA_AAAA,
        0x0022_2222_2222_2222, 0x2222_2222_2222_2222,
        0x0005_B05B_05B0_5B05, 0xB05B_05B0_5B05_B05B,
        0x0000_D00D_00D0_0D00, 0xD00D_00D0_0D00_D00D,
        0x0000_1A01_A01A_01A0, 0x1A01_A01A_01A0_1A01,
        0x0000_02E3_BC74_AAD8, 0xE671_F558_3911_CA00,
        0x0000_0049_F93E_DDE2, 0x7D71_CBBC_05B4_FA99,
        0x0000_0006_B991_59FD, 0x5138_E3F9_D1F9_2E0D,
        0x0000_0000_8F76_C77F, 0xC6C4_BDAA_26D4_C3D6,
        0x0000_0000_0B09_2309, 0xD436_84BE_51C1_98E9,
        0x0000_0000_00C9_CBA5, 0x4603_E4E9_05D6_F8A2,
        0x0000_0000_000D_73F9, 0xF399_DC0F_88EC_32B5,
        0x0000_0000_0000_D73F, 0x9F39_9DC0_F88E_C32B,
        0x0000_0000_0000_0CA9, 0x63B8_1856_A535_9302,
        0x0000_0000_0000_00B4, 0x13C3_1DCB_ECBB_DD80,
        0x0000_0000_0000_0009, 0x7A4D_A340_A0AB_9265,
        0x0000_0000_0000_0000, 0x7950_AE90_0808_941E,
        0x0000_0000_0000_0000, 0x05C6_E3BD_B73D_5C62,
        0x0000_0000_0000_0000, 0x0043_38E5_B6DF_E14A,
        0x0000_0000_0000_0000, 0x0002_EC36_8262_C703,
    ]
}
