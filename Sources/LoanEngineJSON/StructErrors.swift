import CLoanEngine
import LoanCases

// Errors of calls that work on the structs of loan_engine.h: the code, and the error as its struct. The
// headers' codes are the same numbers.

/// Whether an `le_error` can be written to, or is not asked for.
func isWritable(_ error: UnsafeMutablePointer<le_error>?) -> Bool {
    guard let error else { return true }
    return isAligned(error) && error.pointee.struct_size >= 16
}

extension DocumentError {
    /// Fills an error that can be written to: as much as its struct_size holds, the last text ending
    /// inside it.
    func write(to error: UnsafeMutablePointer<le_error>?) {
        guard let error else { return }
        let size = min(Int(error.pointee.struct_size), MemoryLayout<le_error>.size)
        var filled = le_error()
        filled.struct_size = error.pointee.struct_size
        filled.code = number
        let room = size - 16
        let pathRoom = withUnsafeMutableBytes(of: &filled.path) { bytes in
            copy(path, into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(room)))
            return bytes.count
        }
        withUnsafeMutableBytes(of: &filled.message) { bytes in
            copy(
                message,
                into: UnsafeMutableRawBufferPointer(
                    rebasing: bytes.prefix(max(room - pathRoom, 0))))
        }
        withUnsafeBytes(of: filled) { bytes in
            if let start = bytes.baseAddress {
                UnsafeMutableRawPointer(error).copyMemory(from: start, byteCount: size)
            }
        }
    }
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
