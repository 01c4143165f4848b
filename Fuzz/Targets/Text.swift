// Bytes as amounts, rates and dates: read or refused, never a trap; what is read has the value that
// a second, plain reading finds, and is read again from what is written.
import LoanEngine
import TestSupport

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count <= 1_024 else { return -1 }
    var input = FuzzInput(start, count)
    let shape = input.byte()
    let text = input.text()
    switch shape % 4 {
    case 0: checkAmount(text, fractionDigits: Int(shape / 4) % 8)
    case 1: checkRational(text, digits: Int(shape / 4))
    case 2: checkDate(text)
    default:
        // A second input from the same bytes: numbers, written first.
        var input = FuzzInput(start, count)
        checkWriting(&input)
    }
    return 0
}

/// Sign and digits of a plain decimal by its grammar, `-?[0-9]+(\.[0-9]+)?`, or nil.
private func decimalParts(
    _ text: String
) -> (isNegative: Bool, whole: Substring.UTF8View, fraction: Substring.UTF8View)? {
    var rest = Substring(text).utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    let whole = rest.prefix { $0 != UInt8(ascii: ".") }
    var fraction = rest.dropFirst(whole.count)
    if let point = fraction.first {
        law(point == UInt8(ascii: "."), "not a point")
        fraction = fraction.dropFirst()
        if fraction.isEmpty { return nil }
    }
    if whole.isEmpty || !isDigits(whole) || !isDigits(fraction) { return nil }
    return (isNegative, whole, fraction)
}

private func isDigits(_ bytes: Substring.UTF8View) -> Bool {
    bytes.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
}

private func checkAmount(_ text: String, fractionDigits: Int) {
    var expected: Result<Int64, ArithmeticError>
    if let (isNegative, whole, fraction) = decimalParts(text) {
        // Beyond 30 digits that count, a number fits no 64 bits anyway.
        let digits = (String(Substring(whole)) + String(Substring(fraction))).drop { $0 == "0" }
        let zeros = String(repeating: "0", count: max(0, fractionDigits - fraction.count))
        let magnitude = Int128(digits.count > 30 ? String(digits.prefix(31)) : "0" + digits + zeros)
        let value = (magnitude ?? .max / 2) * (isNegative ? -1 : 1)
        if fraction.count > fractionDigits {
            expected = .failure(.tooManyFractionDigits)
        } else if let amount = Int64(exactly: value) {
            expected = .success(amount)
        } else {
            expected = .failure(.outOfRange)
        }
    } else {
        expected = .failure(.malformedText)
    }
    do throws(ArithmeticError) {
        let amount = try DecimalText.parse(text, fractionDigits: fractionDigits)
        law(expected == .success(amount), "amount \(text) is \(amount), expected \(expected)")
        let written = DecimalText.format(amount, fractionDigits: fractionDigits)
        let again = try? DecimalText.parse(written, fractionDigits: fractionDigits)
        law(again == amount, "amount \(amount) is written \(written)")
    } catch {
        law(expected == .failure(error), "amount \(text): \(error), expected \(expected)")
    }
}

/// Residues modulo 2⁶¹ − 1, a prime, in which fractions of any length can be compared.
private enum Residue {
    static let modulus: UInt64 = (1 << 61) - 1

    static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
        modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }

    /// Of a number by its digits; a point is passed over.
    static func of(_ digits: some Sequence<UInt8>) -> UInt64 {
        digits.reduce(0) { residue, byte in
            if byte == UInt8(ascii: ".") { return residue }
            return (product(residue, 10) + UInt64(byte - UInt8(ascii: "0"))) % modulus
        }
    }

    static func powerOfTen(_ exponent: Int) -> UInt64 {
        (0..<exponent).reduce(1) { power, _ in product(power, 10) }
    }
}

/// Numerator and denominator, as residues, of a text of the grammar `decimal | -?[0-9]+/[0-9]+`.
private func residues(
    _ text: String
) -> (isNegative: Bool, numerator: UInt64, denominator: UInt64)? {
    if let (isNegative, whole, fraction) = decimalParts(text) {
        let digits = Array(whole) + Array(fraction)
        return (isNegative, Residue.of(digits), Residue.powerOfTen(fraction.count))
    }
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let parts = Substring(text).utf8.dropFirst(isNegative ? 1 : 0).split(
        separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && isDigits($0) }) else { return nil }
    if parts[1].allSatisfy({ $0 == UInt8(ascii: "0") }) { return nil }
    return (isNegative, Residue.of(parts[0]), Residue.of(parts[1]))
}

private func checkRational(_ text: String, digits: Int) {
    let expected = text.utf8.count > Rational.maximumTextLength ? nil : residues(text)
    do throws(ArithmeticError) {
        let value = try Rational(text: text)
        guard let expected else { finding("\(text) is read as \(value)") }
        checkSame(value, expected, text)
        checkWriting(value, digits: digits)
    } catch {
        law(expected == nil, "\(text): \(error)")
    }
}

private func checkSame(
    _ value: Rational, _ expected: (isNegative: Bool, numerator: UInt64, denominator: UInt64),
    _ text: String
) {
    guard let found = residues("\(value)") else { finding("\(text) is written \(value)") }
    law(
        Residue.product(found.numerator, expected.denominator)
            == Residue.product(expected.numerator, found.denominator), "\(text) is \(value)")
    let isZero = !text.utf8.prefix { $0 != UInt8(ascii: "/") }.contains {
        $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9")
    }
    law(value.signum == (isZero ? 0 : expected.isNegative ? -1 : 1), "\(text): sign of \(value)")
}

/// Written as a ratio and as a decimal, and read again.
private func checkWriting(_ value: Rational, digits: Int) {
    for text in ["\(value)", value.decimalText(), value.decimalText(maximumDigits: digits)] {
        guard let text, text.utf8.count <= Rational.maximumTextLength else { continue }
        let again = try? Rational(text: text)
        law(again == value, "\(value) is written \(text)")
    }
    if let decimal = value.decimalText(maximumDigits: digits) {
        let fraction = decimal.utf8.split(separator: UInt8(ascii: ".")).dropFirst().first
        law((fraction?.count ?? 0) <= digits, "\(decimal) has more than \(digits) digits")
        law(fraction?.last != UInt8(ascii: "0"), "\(decimal) ends in a zero")
    }
}

private func checkDate(_ text: String) {
    let bytes = Array(text.utf8)
    var expected: (year: Int, month: Int, day: Int)?
    let pattern = bytes.count == 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
    if pattern, let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
        let day = number(bytes[8..<10]), year >= 1, month >= 1, month <= 12, day >= 1,
        day <= Reference.length(ofMonth: month, in: year)
    {
        expected = (year, month, day)
    }
    guard let date = try? CivilDate(text: text) else {
        law(expected == nil, "\(text) is refused")
        return
    }
    guard let expected else { finding("\(text) is read as \(date)") }
    law(date.components == expected, "\(text) has the components \(date.components)")
    law("\(date)" == text, "\(text) is written \(date)")
    law(Int(date.dayNumber) == dayNumber(expected), "\(text) is day \(date.dayNumber)")
    law(CivilDate(dayNumber: Int(date.dayNumber)) == date, "\(text), by its number")
}

private func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}

/// Days since 1970-01-01, counted in years and months.
private func dayNumber(_ date: (year: Int, month: Int, day: Int)) -> Int {
    let before = date.year - 1
    var days = before * 365 + before / 4 - before / 100 + before / 400
    for month in 1..<date.month { days += Reference.length(ofMonth: month, in: date.year) }
    return days + date.day - 1 - 719_162
}

/// Amounts, rates and dates by their numbers, written and read again.
private func checkWriting(_ input: inout FuzzInput) {
    let amount = input.integer()
    let digits = input.int(0...6)
    let text = DecimalText.format(amount, fractionDigits: digits)
    law((try? DecimalText.parse(text, fractionDigits: digits)) == amount, "\(amount) is \(text)")
    checkWriting(Rational(amount, over: max(1, input.magnitude())), digits: 18)
    if let date = CivilDate(dayNumber: Int(input.word(3)) - 719_162) {
        law((try? CivilDate(text: "\(date)")) == date, "\(date)")
        law(dayNumber(date.components) == Int(date.dayNumber), "\(date): \(date.dayNumber)")
    }
}
