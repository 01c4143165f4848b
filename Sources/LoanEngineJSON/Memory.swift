import CLoanEngineJSON
import LoanCases

/// How a call ended: a code, and the text that goes with it.
struct Outcome {
    var code: Int32
    var text: [UInt8]

    init(_ code: Int32, _ text: [UInt8]) { (self.code, self.text) = (code, text) }

    init(_ output: DocumentCommand.Output) {
        self.init(output.error?.number ?? Int32(LE_JSON_OK), output.bytes)
    }

    init(_ error: DocumentError) { self.init(error.number, error.line) }
}

/// Bytes that a caller reads from, nil for no bytes.
///
/// - Throws: `INVALID_ARGUMENT` where there is a length without an address, or one that no memory has.
func bytes(
    _ start: UnsafePointer<CChar>?, _ length: Int, _ name: StaticString
) throws(DocumentError) -> UnsafeRawBufferPointer? {
    guard length >= 0 else {
        throw .argument(name, "a length beyond the address space is not allowed")
    }
    guard let start else {
        if length == 0 { return nil }
        throw .argument(name, "NULL is not allowed here with a length")
    }
    return UnsafeRawBufferPointer(start: start, count: length)
}

/// The word that `kind` points to, at most 32 bytes of it.
func kind(_ start: UnsafePointer<CChar>?) throws(DocumentError) -> String {
    guard let start else { throw .argument("kind", "NULL is not allowed here") }
    var letters: [UInt8] = []
    while letters.count < 32, start[letters.count] != 0 {
        letters.append(UInt8(bitPattern: start[letters.count]))
    }
    return String(decoding: letters, as: UTF8.self)
}

/// A buffer of the caller's for texts.
struct Buffer {
    let start: UnsafeMutablePointer<CChar>?
    let capacity: Int

    /// A capacity of half the address space arrives below zero, and holds all that there is.
    init(_ start: UnsafeMutablePointer<CChar>?, _ capacity: Int) {
        (self.start, self.capacity) = (start, capacity < 0 ? .max : capacity)
    }

    /// - Throws: `INVALID_ARGUMENT` for a capacity without an address.
    func check() throws(DocumentError) {
        guard start != nil || capacity == 0 else {
            throw .argument("out", "NULL is not allowed here with a capacity")
        }
    }

    /// Writes a text at `offset`, and a zero behind it where there is room.
    ///
    /// - Returns: Whether it fits; nothing is written where it does not.
    func write(_ text: [UInt8], at offset: Int) -> Bool {
        guard text.count <= capacity - offset else { return false }
        guard let start else { return text.isEmpty }
        var place = UnsafeMutableRawPointer(start).advanced(by: offset)
        text.withUnsafeBytes { bytes in
            if let source = bytes.baseAddress {
                place.copyMemory(from: source, byteCount: bytes.count)
            }
        }
        if text.count < capacity - offset {
            place += text.count
            place.storeBytes(of: 0, as: UInt8.self)
        }
        return true
    }

    /// Hands over how a call ended.
    func hand(over outcome: Outcome, _ needed: UnsafeMutablePointer<Int>?) -> Int32 {
        needed?.pointee = outcome.text.count
        if start == nil, capacity > 0 { return Int32(LE_JSON_INVALID_ARGUMENT) }
        return write(outcome.text, at: 0) ? outcome.code : Int32(LE_JSON_BUFFER_TOO_SMALL)
    }
}

/// Whether a pointer suits its type.
func isAligned<Value>(_ pointer: UnsafeMutablePointer<Value>?) -> Bool {
    UInt(bitPattern: pointer) % UInt(MemoryLayout<Value>.alignment) == 0
}

extension DocumentError {
    /// A call that is wrong.
    static func argument(_ name: StaticString, _ message: StaticString) -> DocumentError {
        DocumentError(argument: "\(name)", "\(message)")
    }
}

/// The lines of an input: each ends at a line feed, the last one perhaps at the end.
struct Lines {
    let bytes: UnsafeRawBufferPointer
    var offset = 0

    /// The next line without its end; nil inside for one of more than `most` bytes, nil after the last.
    mutating func next(atMost most: Int) -> [UInt8]?? {
        guard offset < bytes.count else { return nil }
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        defer { offset = min(end + 1, bytes.count) }
        if end - offset > most { return .some(nil) }
        return Array(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
    }
}
