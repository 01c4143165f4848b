// How results write exact numbers.
extension Rational {
    /// The shortest decimal where one of at most 18 digits after the point exists, else a ratio in lowest
    /// terms: `0.5`, `12`, `1/3`.
    public var exactText: String { decimalText(maximumDigits: 18) ?? description }

    /// A plain decimal, `-12.50`; nil where the text is something else.
    public init?(plainDecimal text: String) {
        guard !text.utf8.contains(UInt8(ascii: "/")), let value = try? Rational(text: text) else {
            return nil
        }
        self = value
    }
}
