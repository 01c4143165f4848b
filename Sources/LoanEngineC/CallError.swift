import CLoanEngine
import LoanEngine

/// Why a call of the C interface fails: the one place where errors become codes.
struct CallError: Error {
    let code: Int32
    let path: String
    let message: String
    /// Which event of a log, or loan or payment of a batch, from 0; 0 where there is none.
    var index = 0

    init(_ code: le_code_, at path: String, _ message: String) {
        self.code = Int32(code)
        self.path = path
        self.message = message
    }

    /// The engine's own errors: their codes follow LE_OK in the order of their declaration.
    init(_ error: LoanError) {
        code = Int32(error.code.rawValue) + 1
        path = error.path
        message = error.message
    }

    static func argument(_ name: String, _ message: String) -> CallError {
        CallError(LE_INVALID_ARGUMENT, at: name, message)
    }

    static func terms(_ field: String, met: String, allowed: String) -> CallError {
        CallError(.notAllowed(.invalidTerms, at: "terms." + field, met: met, allowed: allowed))
    }

    static func tooSmall(_ name: String, needed: Int) -> CallError {
        CallError(LE_BUFFER_TOO_SMALL, at: name, "the capacity is too small; needed: \(needed)")
    }
}

/// Runs the body of a function and reports how it went: its code, and the error where it fails.
///
/// An `error` that cannot be written to is refused before anything is done but clearing outputs,
/// which is for before the call.
func call(
    _ error: UnsafeMutablePointer<le_error>?, _ body: () throws(CallError) -> Void
) -> Int32 {
    if let error {
        guard isAligned(error), error.pointee.struct_size >= structSizes.lowerBound else {
            return Int32(LE_INVALID_ARGUMENT)
        }
    }
    do throws(CallError) {
        try body()
        return Int32(LE_OK)
    } catch let failure {
        if let error { write(failure, to: error) }
        return failure.code
    }
}

/// `body` with the engine's errors as the C interface's.
func engine<Result>(
    _ body: () throws(LoanError) -> Result
) throws(CallError) -> Result {
    do throws(LoanError) { return try body() } catch { throw CallError(error) }
}

/// Fills an error whose struct_size is checked.
func write(_ failure: CallError, to error: UnsafeMutablePointer<le_error>) {
    // A shorter struct keeps what lies behind it, and its last text ends inside it.
    let size = error.pointee.struct_size
    let room = Int(min(size, UInt32(MemoryLayout<le_error>.size))) - 16
    var filled = le_error()
    filled.struct_size = size
    filled.code = failure.code
    filled.index = UInt64(truncatingIfNeeded: failure.index)
    let pathRoom = withUnsafeMutableBytes(of: &filled.path) { bytes in
        copy(failure.path, into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(room)))
        return bytes.count
    }
    withUnsafeMutableBytes(of: &filled.message) { bytes in
        copy(
            failure.message,
            into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(max(room - pathRoom, 0))))
    }
    writePrefix(of: filled, to: error, size: size)
}

/// Copies text and a terminating zero, cut between characters where it does not fit.
private func copy(_ text: String, into buffer: UnsafeMutableRawBufferPointer) {
    guard !buffer.isEmpty else { return }
    var length = 0
    for byte in text.utf8 where length < buffer.count - 1 {
        buffer[length] = byte
        length += 1
    }
    if length < text.utf8.count {
        // Drop what is left of a character that was cut: its continuation bytes and its first.
        while length > 0, buffer[length - 1] & 0xC0 == 0x80 { length -= 1 }
        if length > 0, buffer[length - 1] >= 0xC0 { length -= 1 }
    }
    buffer[length] = 0
}
