// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngineJSON
import LoanCases

/// The codes of the interface and their words: the one place where errors become codes.
private let words: [(code: le_json_code_, word: StaticString)] = [
    (LE_JSON_OK, "OK"),
    (LE_JSON_MALFORMED_INPUT, "MALFORMED_INPUT"),
    (LE_JSON_INVALID_TERMS, "INVALID_TERMS"),
    (LE_JSON_INVALID_EVENT, "INVALID_EVENT"),
    (LE_JSON_ILLEGAL_TRANSITION, "ILLEGAL_TRANSITION"),
    (LE_JSON_FORBIDDEN_ROLE, "FORBIDDEN_ROLE"),
    (LE_JSON_AMOUNT_OUT_OF_RANGE, "AMOUNT_OUT_OF_RANGE"),
    (LE_JSON_DATE_OUT_OF_RANGE, "DATE_OUT_OF_RANGE"),
    (LE_JSON_NEGATIVE_AMORTIZATION, "NEGATIVE_AMORTIZATION"),
    (LE_JSON_INVALID_FLOWS, "INVALID_FLOWS"),
    (LE_JSON_NO_RATE, "NO_RATE"),
    (LE_JSON_AMBIGUOUS_RATE, "AMBIGUOUS_RATE"),
    (LE_JSON_RATE_OUT_OF_RANGE, "RATE_OUT_OF_RANGE"),
    (LE_JSON_INVALID_EXPRESSION, "INVALID_EXPRESSION"),
    (LE_JSON_LIMIT_EXCEEDED, "LIMIT_EXCEEDED"),
    (LE_JSON_INVALID_CARD, "INVALID_CARD"),
    (LE_JSON_INVALID_APPLICANT, "INVALID_APPLICANT"),
    (LE_JSON_INVALID_POSITION, "INVALID_POSITION"),
    (LE_JSON_INVALID_REPORT, "INVALID_REPORT"),
    (LE_JSON_INVALID_RULES, "INVALID_RULES"),
    (LE_JSON_INVALID_ARGUMENT, "INVALID_ARGUMENT"),
    (LE_JSON_BUFFER_TOO_SMALL, "BUFFER_TOO_SMALL"),
    (LE_JSON_STOPPED, "STOPPED"),
    (LE_JSON_LINES_IN_ERROR, "LINES_IN_ERROR"),
]

/// The code that `word` stands for, or nil.
private func number(of word: UnsafeRawBufferPointer) -> Int32? {
    for own in words where own.word.utf8CodeUnitCount == word.count {
        if own.word.withUTF8Buffer({ $0.elementsEqual(word) }) { return Int32(own.code) }
    }
    return nil
}

extension DocumentError {
    /// Its code in the interface.
    var number: Int32 {
        Array(code.utf8).withUnsafeBytes { LoanEngineJSON.number(of: $0) }
            ?? Int32(LE_JSON_INVALID_ARGUMENT)
    }
}

/// `le_json_code_name` of loan_engine_json.h, which documents it.
@_cdecl("le_json_code_name") @implementation
public func le_json_code_name(_ code: Int32) -> UnsafePointer<CChar>? {
    for own in words where Int32(own.code) == code { return constant(own.word) }
    return nil
}

/// `le_json_code_number` of loan_engine_json.h, which documents it.
@_cdecl("le_json_code_number") @implementation
public func le_json_code_number(_ name: UnsafePointer<CChar>?, _ length: Int) -> Int32 {
    guard let name, (0...64).contains(length) else { return -1 }
    return number(of: UnsafeRawBufferPointer(start: name, count: length)) ?? -1
}

/// `le_json_version` of loan_engine_json.h, which documents it.
@_cdecl("le_json_version") @implementation
public func le_json_version() -> UnsafePointer<CChar>? { constant("0.2.0") }

/// `le_json_abi_version` of loan_engine_json.h, which documents it.
@_cdecl("le_json_abi_version") @implementation
public func le_json_abi_version() -> Int32 { LE_JSON_ABI_VERSION }

/// A constant as C text.
private func constant(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
