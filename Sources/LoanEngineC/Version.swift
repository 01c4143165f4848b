// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine

/// `le_version` of loan_engine.h, which documents it.
@_cdecl("le_version") @implementation
public func le_version() -> UInt32 {
    UInt32(LE_VERSION_MAJOR << 16 | LE_VERSION_MINOR << 8 | LE_VERSION_PATCH)
}

/// `le_version_string` of loan_engine.h, which documents it.
@_cdecl("le_version_string") @implementation
public func le_version_string() -> UnsafePointer<CChar>? { constant("0.1.0") }

/// `le_abi_version` of loan_engine.h, which documents it.
@_cdecl("le_abi_version") @implementation
public func le_abi_version() -> Int32 { LE_ABI_VERSION }

/// `le_status_name` of loan_engine.h, which documents it.
@_cdecl("le_status_name") @implementation
public func le_status_name(_ code: Int32) -> UnsafePointer<CChar>? {
    switch Int(code) {
    case LE_OK: constant("OK")
    case LE_MALFORMED_INPUT: constant("MALFORMED_INPUT")
    case LE_INVALID_TERMS: constant("INVALID_TERMS")
    case LE_INVALID_EVENT: constant("INVALID_EVENT")
    case LE_ILLEGAL_TRANSITION: constant("ILLEGAL_TRANSITION")
    case LE_FORBIDDEN_ROLE: constant("FORBIDDEN_ROLE")
    case LE_AMOUNT_OUT_OF_RANGE: constant("AMOUNT_OUT_OF_RANGE")
    case LE_DATE_OUT_OF_RANGE: constant("DATE_OUT_OF_RANGE")
    case LE_NEGATIVE_AMORTIZATION: constant("NEGATIVE_AMORTIZATION")
    case LE_INVALID_ARGUMENT: constant("INVALID_ARGUMENT")
    case LE_BUFFER_TOO_SMALL: constant("BUFFER_TOO_SMALL")
    case LE_INVALID_ROWS: constant("INVALID_ROWS")
    default: constant("UNKNOWN")
    }
}
