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
public func le_version_string() -> UnsafePointer<CChar>? { constant("0.2.0") }

/// `le_abi_version` of loan_engine.h, which documents it.
@_cdecl("le_abi_version") @implementation
public func le_abi_version() -> Int32 { LE_ABI_VERSION }
