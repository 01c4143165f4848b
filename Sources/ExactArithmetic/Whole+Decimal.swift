// Digits after the point, of numbers of any size.
extension Whole {
    /// The number over 10^`decimals`, with so many digits after the point.
    public func decimal(_ decimals: Int) -> String {
        if let word { return DecimalText.format(word, fractionDigits: decimals) }
        let digits = magnitude.text
        let sign = signum < 0 ? "-" : ""
        if decimals == 0 { return sign + digits }
        let padded =
            String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        let point = padded.utf8.count - decimals
        return sign + String(decoding: padded.utf8.prefix(point), as: UTF8.self) + "."
            + String(decoding: padded.utf8.dropFirst(point), as: UTF8.self)
    }
}

extension Rational {
    /// Rounded to a whole number of any size.
    public func rounded(to mode: RoundingMode) -> Whole {
        if let (numerator, denominator) = signedNumeratorWords {
            do throws(ArithmeticError) {
                return Whole(try roundedProduct(numerator, 1, over: denominator, by: mode))
            } catch {}
        }
        let below = floor
        let rest = self - Rational(below, over: Whole(1))
        if rest.signum == 0 { return below }
        let half = Rational(1, over: 2)
        let isNegative = signum < 0
        let isUp: Bool
        switch mode {
        case .ceiling: isUp = true
        case .floor: isUp = false
        case .up: isUp = !isNegative
        case .down: isUp = isNegative
        case .halfUp, .halfDown, .halfEven:
            if rest == half {
                switch mode {
                case .halfUp: isUp = !isNegative
                case .halfDown: isUp = isNegative
                default: isUp = below.remainder(by: Whole(2)).signum != 0
                }
            } else {
                isUp = half < rest
            }
        }
        return isUp ? below + Whole(1) : below
    }
}
