// How results write exact numbers.
extension Rational {
    /// The shortest decimal where one of at most 18 digits after the point exists, else a ratio in lowest
    /// terms: `0.5`, `12`, `1/3`.
    public var exactText: String { decimalText(maximumDigits: 18) ?? description }

    /// The most digits before and behind the point that a plain decimal can need: with more, zeros that say
    /// nothing left out, its numerator or its denominator has more than 4096 bits. 10^1233 has 4096, and the
    /// denominator of a decimal whose last digit, the kth, is not 0 is at least 2^k.
    private static let (maximumWholeDigits, maximumFractionDigits) = (1233 + 1, 4096)

    /// A plain decimal, `-12.50`, of any length; nil where the text is something else.
    ///
    /// - Throws: `textTooLong` where a numerator or denominator of 4096 bits surely does not hold it.
    public init?(plainDecimal text: String) throws(ArithmeticError) {
        let bytes = text.utf8
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative ? bytes.dropFirst() : bytes[...]
        let whole = digits.prefix { $0 != UInt8(ascii: ".") }
        var fraction = digits.dropFirst(whole.count)
        if !fraction.isEmpty {
            fraction = fraction.dropFirst()
            guard !fraction.isEmpty else { return nil }
        }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        guard !whole.isEmpty, whole.allSatisfy(isDigit), fraction.allSatisfy(isDigit) else {
            return nil
        }
        while fraction.last == UInt8(ascii: "0") { fraction = fraction.dropLast() }
        let leading = whole.drop { $0 == UInt8(ascii: "0") }
        guard leading.count <= Rational.maximumWholeDigits,
            fraction.count <= Rational.maximumFractionDigits
        else { throw .textTooLong }
        var numerator = BigInteger(0 as Int64)
        var denominator = BigInteger(1 as Int64)
        for byte in leading {
            numerator.multiply(by: 10)
            numerator.add(BigInteger(UInt64(byte - UInt8(ascii: "0"))))
        }
        for byte in fraction {
            numerator.multiply(by: 10)
            numerator.add(BigInteger(UInt64(byte - UInt8(ascii: "0"))))
            denominator.multiply(by: 10)
        }
        if isNegative { numerator.multiply(by: -1) }
        try self.init(numerator, over: denominator)
    }
}
