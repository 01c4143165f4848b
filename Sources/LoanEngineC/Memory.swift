import CLoanEngine

// What the interface knows of memory that a caller hands it: how it is checked, read and written.

/// Whether a pointer suits its type.
func isAligned<Value>(_ pointer: UnsafePointer<Value>) -> Bool {
    UInt(bitPattern: pointer) % UInt(MemoryLayout<Value>.alignment) == 0
}

/// Whether a pointer suits its type.
func isAligned<Value>(_ pointer: UnsafeMutablePointer<Value>) -> Bool {
    isAligned(UnsafePointer(pointer))
}

/// The most elements that a call takes: beyond it, sizes in bytes would leave the address space.
let maximumCount = 1 << 40

/// A pointer that must be there.
func required<Value>(
    _ pointer: UnsafePointer<Value>?, _ name: String
) throws(CallError) -> UnsafePointer<Value> {
    guard let pointer else { throw .argument(name, "NULL is not allowed here") }
    guard isAligned(pointer) else { throw .argument(name, "the pointer is misaligned") }
    return pointer
}

/// A pointer to write to that must be there.
func required<Value>(
    _ pointer: UnsafeMutablePointer<Value>?, _ name: String
) throws(CallError) -> UnsafeMutablePointer<Value> {
    UnsafeMutablePointer(mutating: try required(UnsafePointer(pointer), name))
}

/// A pointer to write to that may be NULL.
func optional<Value>(
    _ pointer: UnsafeMutablePointer<Value>?, _ name: String
) throws(CallError) -> UnsafeMutablePointer<Value>? {
    guard let pointer else { return nil }
    return try required(pointer, name)
}

/// A pointer that may be NULL.
func optional<Value>(
    _ pointer: UnsafePointer<Value>?, _ name: String
) throws(CallError) -> UnsafePointer<Value>? {
    guard let pointer else { return nil }
    return try required(pointer, name)
}

/// Gives an output the value that it has on failure, before any argument is checked: whichever is at
/// fault, what can be written to is.
func clear<Value>(_ pointer: UnsafeMutablePointer<Value>?, _ value: Value) {
    if let pointer, isAligned(pointer) { pointer.pointee = value }
}

/// Likewise a struct that carries its size.
func clear<Value>(
    _ pointer: UnsafeMutablePointer<Value>?, _ value: Value, size: (Value) -> UInt32
) {
    guard let pointer, isAligned(pointer), structSizes.contains(size(pointer.pointee)) else {
        return
    }
    writePrefix(of: value, to: pointer, size: size(pointer.pointee))
}

/// An array that may be NULL where it is empty.
func array<Value>(
    _ pointer: UnsafePointer<Value>?, _ count: Int, _ name: String
) throws(CallError) -> UnsafeBufferPointer<Value> {
    guard count >= 0, count <= maximumCount else {
        throw .argument(name, "the count is not allowed; allowed: 0 to \(maximumCount)")
    }
    if count == 0, pointer == nil { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: try required(pointer, name), count: count)
}

/// An array to write to that may be NULL where it is empty.
func array<Value>(
    _ pointer: UnsafeMutablePointer<Value>?, _ count: Int, _ name: String
) throws(CallError) -> UnsafeMutableBufferPointer<Value> {
    UnsafeMutableBufferPointer(mutating: try array(UnsafePointer(pointer), count, name))
}

/// The sizes that structs with struct_size may have: of headers older and newer than this.
let structSizes: ClosedRange<UInt32> = 16...4_096

/// Reads a struct of a caller's header: a shorter one has `defaults` for what it lacks, a longer one
/// must be zero beyond what is known.
func read<Value>(
    _ pointer: UnsafePointer<Value>, size: UInt32, defaults: Value, _ name: String
) throws(CallError) -> Value {
    // Every header's struct ends with a whole field: a size that is no multiple of the alignment
    // would cut a pointer in two.
    guard structSizes.contains(size), Int(size) % MemoryLayout<Value>.alignment == 0 else {
        throw .argument(name + ".struct_size", "\(size) is not allowed here; set it to sizeof")
    }
    let bytes = UnsafeRawBufferPointer(start: pointer, count: Int(size))
    let known = MemoryLayout<Value>.size
    if Int(size) > known {
        for byte in bytes[known...] where byte != 0 {
            throw .argument(name, "fields behind what this version knows are not zero")
        }
    }
    var value = defaults
    withUnsafeMutableBytes(of: &value) { target in
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(known)))
    }
    return value
}

/// Whether two structs whose sizes are multiples of 8 bytes have the same bits, padding included.
@inline(__always)
func haveSameBits<Value>(_ left: Value, _ right: Value) -> Bool {
    withUnsafeBytes(of: left) { first in
        withUnsafeBytes(of: right) { second in
            var differences: UInt64 = 0
            for offset in stride(from: 0, to: MemoryLayout<Value>.size, by: 8) {
                differences |=
                    first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            }
            return differences == 0
        }
    }
}

/// Checks a struct that is to be written to.
func writable<Value>(
    _ pointer: UnsafeMutablePointer<Value>?, _ name: String, _ size: (Value) -> UInt32
) throws(CallError) -> UnsafeMutablePointer<Value>? {
    guard let pointer = try optional(pointer, name) else { return nil }
    guard structSizes.contains(size(pointer.pointee)) else {
        throw .argument(name + ".struct_size", "the size is not allowed here; set it to sizeof")
    }
    return pointer
}

/// Writes as much of `value` as the caller's header knows; its struct_size stays.
func writePrefix<Value>(of value: Value, to pointer: UnsafeMutablePointer<Value>, size: UInt32) {
    withUnsafeBytes(of: value) { bytes in
        let count = min(Int(size), bytes.count)
        guard count > 4 else { return }
        UnsafeMutableRawPointer(pointer).advanced(by: 4).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[4..<count]).baseAddress ?? .init(pointer),
            byteCount: count - 4)
    }
}

/// Gives a struct that begins with its size its defaults: `size` bytes, zeros behind what is known.
func initialize<Value>(_ pointer: UnsafeMutablePointer<Value>?, _ size: Int, _ defaults: Value) {
    guard let pointer, isAligned(pointer), size >= 0, size <= 4_096,
        structSizes.contains(UInt32(size))
    else { return }
    let bytes = UnsafeMutableRawPointer(pointer)
    for offset in 0..<size { bytes.storeBytes(of: 0, toByteOffset: offset, as: UInt8.self) }
    writePrefix(of: defaults, to: pointer, size: UInt32(size))
    bytes.storeBytes(of: UInt32(size), as: UInt32.self)
}

/// Writes text and a terminating zero where they fit.
///
/// - Throws: `LE_BUFFER_TOO_SMALL`; `needed` is written then too, and nothing else.
func write(
    _ text: String, to buffer: UnsafeMutablePointer<CChar>?, named name: String = "buffer",
    _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?
) throws(CallError) {
    guard buffer != nil || capacity == 0 else {
        throw .argument(name, "NULL is not allowed here with a capacity")
    }
    let count = text.utf8.count + 1
    needed?.pointee = count
    // A capacity of half the address space arrives below zero, and holds the text as well.
    guard capacity >= count || capacity < 0, let buffer else {
        throw .tooSmall(name, needed: count)
    }
    var place = buffer
    for byte in text.utf8 {
        place.pointee = CChar(bitPattern: byte)
        place += 1
    }
    place.pointee = 0
}

/// The member of a closed set whose number is `value`.
func member<Set: RawRepresentable>(
    _ value: Int32, _ type: Set.Type = Set.self
) -> Set? where Set.RawValue == UInt8 {
    UInt8(exactly: value).flatMap { Set(rawValue: $0) }
}

/// A constant as C text.
func constant(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
