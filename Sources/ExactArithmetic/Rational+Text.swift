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
        let numerator = BigInteger(numeratorOf: self).text
        return isWhole ? numerator : numerator + "/" + BigInteger(denominatorOf: self).text
    }
}

extension Rational {
    /// The number as a plain decimal of at most 18 digits after the point, or nil where it has none
    /// or does not fit: `5/2` is `2.5`, `1/3` is nil.
    public var decimalText: String? {
        var digits = 0
        var scaled = self
        while digits <= 18 {
            if scaled.isWhole {
                return scaled.word.map { DecimalText.format($0, fractionDigits: digits) }
            }
            scaled = scaled * Rational(10)
            digits += 1
        }
        return nil
    }

    private var isWhole: Bool { BigInteger(denominatorOf: self).word == 1 }
    private var word: Int64? { BigInteger(numeratorOf: self).word }
}
