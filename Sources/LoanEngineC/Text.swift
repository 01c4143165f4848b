// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// Reads a caller's text.
///
/// - Throws: `LE_INVALID_ARGUMENT` for NULL, `LE_MALFORMED_INPUT` for more than LE_TEXT_MAX bytes or
///   what is not UTF-8.
func text(_ pointer: UnsafePointer<CChar>?, _ length: Int) throws(CallError) -> String {
    let start = try required(pointer, "text")
    let limit = Int(LE_TEXT_MAX)
    // LE_TEXT, SIZE_MAX, arrives as −1. One byte beyond the limit tells a text that is too long.
    var count = 0
    if length == -1 {
        while count <= limit, start[count] != 0 { count += 1 }
    } else {
        guard length >= 0 else { throw .argument("length", "the length is not allowed here") }
        count = min(length, limit + 1)
    }
    guard count <= limit else {
        throw CallError(
            LE_MALFORMED_INPUT, at: "text", "the text is too long; allowed: \(limit) bytes")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in 0..<count { bytes.append(UInt8(bitPattern: start[index])) }
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
        throw CallError(LE_MALFORMED_INPUT, at: "text", "only ASCII is allowed here")
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The exponent of a currency as a number of digits.
func fractionDigits(_ exponent: Int32) throws(CallError) -> Int {
    guard exponent >= 0, exponent <= DecimalText.maximumFractionDigits else {
        throw .argument("exponent", "\(exponent) is not allowed here; allowed: 0 to 6")
    }
    return Int(exponent)
}

extension CallError {
    /// An error of exact arithmetic on a caller's text.
    init(_ error: ArithmeticError) {
        switch error {
        case .outOfRange:
            self.init(LE_AMOUNT_OUT_OF_RANGE, at: "text", "the number does not fit in 64 bits")
        case .divisionByZero, .malformedText, .tooManyFractionDigits, .textTooLong:
            self.init(LE_MALFORMED_INPUT, at: "text", "the text is not a number of its form")
        }
    }
}

/// `le_currency_exponent` of loan_engine.h, which documents it.
@_cdecl("le_currency_exponent") @implementation
public func le_currency_exponent(
    _ code: UnsafePointer<CChar>?, _ length: Int, _ exponent: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(exponent, 0)
        let target = try required(exponent, "exponent")
        guard let digits = Currency.exponent(of: try text(code, length)) else {
            throw CallError(LE_MALFORMED_INPUT, at: "code", "no currency of ISO 4217")
        }
        target.pointee = Int32(digits)
    }
}

/// `le_amount_parse` of loan_engine.h, which documents it.
@_cdecl("le_amount_parse") @implementation
public func le_amount_parse(
    _ text: UnsafePointer<CChar>?, _ length: Int, _ exponent: Int32,
    _ amount: UnsafeMutablePointer<Int64>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(amount, 0)
        let target = try required(amount, "amount")
        let digits = try fractionDigits(exponent)
        let text = try LoanEngineC.text(text, length)
        do throws(ArithmeticError) {
            target.pointee = try DecimalText.parse(text, fractionDigits: digits)
        } catch {
            throw CallError(error)
        }
    }
}

/// `le_amount_format` of loan_engine.h, which documents it.
@_cdecl("le_amount_format") @implementation
public func le_amount_format(
    _ amount: Int64, _ exponent: Int32, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ needed: UnsafeMutablePointer<Int>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(needed, 0)
        let needed = try optional(needed, "needed")
        let digits = try fractionDigits(exponent)
        try write(DecimalText.format(amount, fractionDigits: digits), to: buffer, capacity, needed)
    }
}

/// `le_rate_parse` of loan_engine.h, which documents it.
@_cdecl("le_rate_parse") @implementation
public func le_rate_parse(
    _ text: UnsafePointer<CChar>?, _ length: Int, _ numerator: UnsafeMutablePointer<Int64>?,
    _ denominator: UnsafeMutablePointer<Int64>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(numerator, 0)
        clear(denominator, 0)
        let above = try required(numerator, "numerator")
        let below = try required(denominator, "denominator")
        let text = try LoanEngineC.text(text, length)
        do throws(ArithmeticError) {
            guard let parts = try Rational(text: text).signedWords else { throw .outOfRange }
            (above.pointee, below.pointee) = parts
        } catch {
            throw CallError(error)
        }
    }
}

/// `le_rate_format` of loan_engine.h, which documents it.
@_cdecl("le_rate_format") @implementation
public func le_rate_format(
    _ numerator: Int64, _ denominator: Int64, _ buffer: UnsafeMutablePointer<CChar>?,
    _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(needed, 0)
        let needed = try optional(needed, "needed")
        guard denominator > 0 else {
            throw .argument("denominator", "\(denominator) is not allowed here; allowed: above 0")
        }
        let rate = Rational(numerator, over: denominator.magnitude)
        try write(
            rate.decimalText(maximumDigits: 18) ?? rate.description, to: buffer, capacity, needed)
    }
}

extension Rational {
    /// Numerator and denominator as signed words, or nil where either does not fit.
    var signedWords: (Int64, Int64)? {
        guard let words = signedNumeratorWords, let below = Int64(exactly: words.denominator)
        else { return nil }
        return (words.numerator, below)
    }
}
