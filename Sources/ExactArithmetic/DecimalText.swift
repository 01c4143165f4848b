/// Amounts as text: plain decimals with a fixed number of digits after the point.
///
///     DecimalText.parse("50000.5", fractionDigits: 2) == 50_000_50
///     DecimalText.format(-5, fractionDigits: 2)       == "-0.05"
public enum DecimalText {
    /// The most digits after the point of any currency that the engine takes.
    public static let maximumFractionDigits = 6

    /// Reads a plain decimal as a whole number of units of 10^−`fractionDigits`.
    ///
    /// An optional `-`, ASCII digits, and after a point at most `fractionDigits` digits; digits
    /// stand on both sides of the point. No exponent, grouping, plus sign or space.
    ///
    /// - Throws: `malformedText`, `tooManyFractionDigits`, or `outOfRange` where the value does not
    ///   fit in 64 bits.
    /// - Complexity: O(length), whatever the length: nothing grows with it.
    public static func parse(
        _ text: String, fractionDigits: Int
    ) throws(ArithmeticError) -> Int64 {
        var magnitude: UInt64 = 0
        var isOutside = false
        var digitsBefore = 0
        var digitsAfter = 0
        var hasPoint = false
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        for byte in isNegative ? text.utf8.dropFirst() : text.utf8[...] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                isOutside = !append(UInt64(byte - UInt8(ascii: "0")), to: &magnitude) || isOutside
                if hasPoint { digitsAfter += 1 } else { digitsBefore += 1 }
            case UInt8(ascii: "."):
                guard !hasPoint, digitsBefore > 0 else { throw .malformedText }
                hasPoint = true
            default:
                throw .malformedText
            }
        }
        guard digitsBefore > 0, !hasPoint || digitsAfter > 0 else { throw .malformedText }
        guard digitsAfter <= fractionDigits else { throw .tooManyFractionDigits }
        for _ in digitsAfter..<max(fractionDigits, digitsAfter) {
            isOutside = !append(0, to: &magnitude) || isOutside
        }
        guard !isOutside, let value = signed(magnitude, isNegative: isNegative) else {
            throw .outOfRange
        }
        return value
    }

    /// Appends a decimal digit; false where the result leaves 64 bits.
    private static func append(_ digit: UInt64, to magnitude: inout UInt64) -> Bool {
        let (tenfold, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(digit)
        magnitude = sum
        return !overflow && !carry
    }

    /// The amount with exactly `fractionDigits` digits after the point (none, and no point, for 0).
    public static func format(_ value: Int64, fractionDigits: Int) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        append(value, fractionDigits: fractionDigits, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends what `format` returns to `output` as ASCII bytes.
    public static func append(_ value: Int64, fractionDigits: Int, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        let start = output.count
        var rest = value.magnitude
        var digits = 0
        repeat {
            if digits == fractionDigits, digits > 0 { output.append(UInt8(ascii: ".")) }
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            digits += 1
        } while rest > 0 || digits <= fractionDigits
        output[start...].reverse()
    }
}
