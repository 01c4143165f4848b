import ExactArithmetic

/// Operands whose exact quotient lies on a boundary of rounding, or as near to one as numbers allow:
/// where a fast path that is wrong anywhere is wrong.
public enum NearTies {
    /// Operands of `roundedProduct`.
    public struct Product: Sendable {
        /// The factor with a sign.
        public var value: Int64
        /// The other factor.
        public var numerator: UInt64
        /// More than zero.
        public var denominator: UInt64
        /// More than zero.
        public var unit: Int64
    }

    /// A product whose remainder in the division by `denominator × unit` is chosen: the half, its
    /// neighbours, nothing, or one more or less than that.
    ///
    /// For a divisor D and a factor p without a common divisor, value = r·p⁻¹ mod D leaves r.
    public static func product(_ random: inout SplitMix64) -> Product {
        let unit = random.once(in: 3) ? Int64(random.pick([5, 25, 100, 1_000, 7])) : 1
        let most = UInt64.max / unit.magnitude
        var denominator = min(max(2, largeOrSmall(&random)), most)
        if random.once(in: 2) { denominator = max(2, denominator & ~1) }
        let divisor = denominator * unit.magnitude
        var numerator = max(1, largeOrSmall(&random))
        var inverse = modularInverse(numerator % divisor, divisor)
        while inverse == nil {
            numerator = numerator == .max ? 1 : numerator + 1
            inverse = modularInverse(numerator % divisor, divisor)
        }
        let half = divisor / 2
        let remainder = random.pick([
            half, half, divisor - half, half - 1, half + 1, 0, 1, divisor - 1,
            random.next() % divisor,
        ])
        let value = divisor.dividingFullWidth(
            remainder.multipliedFullWidth(by: inverse ?? 1)
        ).remainder
        // The same residue with the other sign.
        let isNegative = value > Int64.max.magnitude || random.once(in: 3)
        let magnitude = isNegative ? divisor - value : value
        let signed = Int64(truncatingIfNeeded: magnitude & Int64.max.magnitude)
        return Product(
            value: isNegative ? -signed : signed, numerator: numerator, denominator: denominator,
            unit: unit)
    }

    /// Numbers of every size; next to a power of two now and then.
    private static func largeOrSmall(_ random: inout SplitMix64) -> UInt64 {
        switch random.int(0...4) {
        case 0: return random.magnitude(bits: 64)
        case 1: return (1 << 63) &+ UInt64(random.int(0...40)) &- 20
        case 2: return UInt64.max - UInt64(random.int(0...20))
        case 3: return random.pick([3, 12, 100, 300, 360, 365, 1_200, 3_600, 36_500, 1_095_000])
        default:
            let power: UInt64 = 1 << UInt64(random.int(1...62))
            return power &+ UInt64(random.int(0...4)) &- 2
        }
    }

    /// The number that times `value` leaves 1 modulo `modulus`, or nil where they share a divisor.
    static func modularInverse(_ value: UInt64, _ modulus: UInt64) -> UInt64? {
        var (older, newer) = (Int128(modulus), Int128(value))
        var (olderFactor, newerFactor): (Int128, Int128) = (0, 1)
        while newer > 0 {
            let quotient = older / newer
            (older, newer) = (newer, older - quotient * newer)
            (olderFactor, newerFactor) = (newerFactor, olderFactor - quotient * newerFactor)
        }
        guard older == 1 else { return nil }
        return UInt64(olderFactor < 0 ? olderFactor + Int128(modulus) : olderFactor)
    }

    /// Amounts P, more than zero and below `limit`, for which P × numerator / denominator lies next
    /// to half a whole number, or next to a whole number: for each size of P, about as near as any P
    /// of that size comes.
    ///
    /// From the convergents p/q of the ratio. Of two that follow one another and their sum, one has q
    /// even and p odd: q/2 times the ratio is then p/2 and next to nothing. Those of q itself lie next
    /// to p. Where numerator and denominator are small, the last ones are exact.
    public static func amounts(
        numerator: borrowing BigInteger, denominator: borrowing BigInteger, below limit: Int64
    ) -> [Int64] {
        var amounts: [Int64] = []
        var above = numerator.copy()
        var below = denominator.copy()
        // q, and the last bit of p, of the last two convergents.
        var (older, newer): (Int64, Int64) = (1, 0)
        var (olderBit, newerBit): (Int64, Int64) = (0, 1)
        while !below.isZero {
            guard let quotient = try? above.roundedQuotient(dividingBy: below, by: .down) else {
                break
            }
            above.add(below, times: 0 - quotient)
            let rest = above.copy()
            above = below.copy()
            below = rest.copy()
            let (product, overflow) = quotient.multipliedReportingOverflow(by: newer)
            let (sum, carry) = product.addingReportingOverflow(older)
            if overflow || carry || sum >= limit { break }
            (older, newer) = (newer, sum)
            (olderBit, newerBit) = (newerBit, (quotient & newerBit & 1) ^ olderBit)
            amounts += [newer, newer - 1, newer + 1]
            let three = [
                (newer, newerBit), (older, olderBit), (newer &+ older, newerBit ^ olderBit),
            ]
            for (q, bit) in three where q & 1 == 0 && bit == 1 && q > 1 {
                amounts += [q / 2, q / 2 + 1]
                if q < limit / 3 { amounts.append(q / 2 * 3) }
            }
        }
        return amounts.filter { $0 > 0 && $0 < limit }
    }
}
