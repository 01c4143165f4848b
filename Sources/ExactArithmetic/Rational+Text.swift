extension Rational: CustomStringConvertible {
    /// The longest text that `init(text:)` reads, in bytes. Longer ones could make a 3 660
    /// installment annuity take minutes; no rate is quoted to 256 digits.
    public static let maximumTextLength = 256

    /// Reads a decimal (`24`, `-2.5`, `0.125`) or a ratio of whole numbers (`100/3`), exactly.
    ///
    /// ASCII digits only, at least one on each side of a point or slash; no exponent, grouping,
    /// plus sign or space.
    ///
    /// - Throws: `malformedText`, `textTooLong`, or `divisionByZero` for a ratio over zero.
    public init(text: String) throws(ArithmeticError) {
        let bytes = text.utf8
        guard bytes.count <= Rational.maximumTextLength else { throw .textTooLong }
        let isNegative = bytes.first == UInt8(ascii: "-")
        var numerator = BigInteger(0 as Int64)
        var denominator = BigInteger(1 as Int64)
        var separator: UInt8?
        var digitsSinceSeparator = 0
        for byte in isNegative ? bytes.dropFirst() : bytes[...] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = BigInteger(UInt64(byte - UInt8(ascii: "0")))
                if separator == UInt8(ascii: "/") {
                    denominator.multiply(by: 10)
                    denominator.add(digit)
                } else {
                    numerator.multiply(by: 10)
                    numerator.add(digit)
                    if separator != nil { denominator.multiply(by: 10) }
                }
                digitsSinceSeparator += 1
            case UInt8(ascii: "."), UInt8(ascii: "/"):
                guard separator == nil, digitsSinceSeparator > 0 else { throw .malformedText }
                separator = byte
                digitsSinceSeparator = 0
                if byte == UInt8(ascii: "/") { denominator = BigInteger(0 as Int64) }
            default:
                throw .malformedText
            }
        }
        guard digitsSinceSeparator > 0 else { throw .malformedText }
        if isNegative { numerator.multiply(by: -1) }
        try self.init(numerator, over: denominator)
    }

    /// The fraction in lowest terms, `100/3`, or the whole number, `24`.
    public var description: String {
        if let (numerator, denominator) = signedNumeratorWords {
            return denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
        }
        let numerator = BigInteger(numeratorOf: self).text
        return isWhole ? numerator : numerator + "/" + BigInteger(denominatorOf: self).text
    }
}

extension Rational {
    /// The number as a plain decimal, or nil where that takes more than `maximumDigits` digits after
    /// the point, at most `maximumTextLength` of them: `5/2` is `2.5`, `1/3` is nil.
    public func decimalText(maximumDigits: Int = Rational.maximumTextLength) -> String? {
        var scaled = self
        for digits in 0...min(max(maximumDigits, 0), Rational.maximumTextLength) {
            if scaled.isWhole {
                return Rational.placePoint(in: BigInteger(numeratorOf: scaled).text, digits)
            }
            scaled = scaled * Rational(10)
        }
        return nil
    }

    /// Puts a point before the last `digits` digits of a whole number.
    private static func placePoint(in whole: String, _ digits: Int) -> String {
        guard digits > 0 else { return whole }
        var reversed: [UInt8] = []
        let isNegative = whole.utf8.first == UInt8(ascii: "-")
        for byte in (isNegative ? whole.utf8.dropFirst() : whole.utf8[...]).reversed() {
            reversed.append(byte)
            if reversed.count == digits { reversed.append(UInt8(ascii: ".")) }
        }
        while reversed.count <= digits + 1 {
            reversed.append(reversed.count == digits ? UInt8(ascii: ".") : UInt8(ascii: "0"))
        }
        if isNegative { reversed.append(UInt8(ascii: "-")) }
        return String(decoding: reversed.reversed(), as: UTF8.self)
    }

    private var isWhole: Bool {
        signedNumeratorWords.map { $0.denominator == 1 }
            ?? (BigInteger(denominatorOf: self).word == 1)
    }
}
