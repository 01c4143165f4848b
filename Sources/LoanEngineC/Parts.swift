import CLoanEngine

/// The buffer that the parts of terms lie in: every part is checked against its bounds before it is read.
struct Parts {
    private let bytes: UnsafeRawBufferPointer

    /// The alignment of the buffer, and of every part in it.
    private static var alignment: Int { 8 }

    /// The buffer of a call.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at `parts` or `parts_size`.
    init(_ parts: UnsafeRawPointer?, _ size: Int) throws(CallError) {
        guard size >= 0, size <= maximumCount else {
            throw .argument("parts_size", "the size is not allowed; allowed: 0 to \(maximumCount)")
        }
        if size > 0 {
            guard let parts else { throw .argument("parts", "NULL is not allowed here") }
            guard UInt(bitPattern: parts) % UInt(Parts.alignment) == 0 else {
                throw .argument("parts", "the pointer is misaligned; allowed: multiples of 8")
            }
        }
        bytes = UnsafeRawBufferPointer(start: parts, count: parts == nil ? 0 : size)
    }

    /// The elements of a part.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at `path` where they do not lie in the buffer.
    func elements<Element>(
        _ part: le_part, of type: Element.Type = Element.self, _ path: @autoclosure () -> String
    ) throws(CallError) -> UnsafeBufferPointer<Element> {
        if part.count == 0 {
            guard part.at == 0 else {
                throw .argument(path(), "a place without elements; allowed: zero for none")
            }
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let size = Int(part.count) * MemoryLayout<Element>.stride
        return UnsafeBufferPointer(
            start: try start(part.at, size, path()).assumingMemoryBound(to: Element.self),
            count: Int(part.count))
    }

    /// The struct at a place that is not zero.
    ///
    /// - Throws: As `elements`.
    func value<Element>(
        at place: UInt32, of type: Element.Type = Element.self, _ path: @autoclosure () -> String
    ) throws(CallError) -> Element {
        try start(place, MemoryLayout<Element>.size, path()).load(as: Element.self)
    }

    private func start(
        _ place: UInt32, _ size: Int, _ path: String
    ) throws(CallError) -> UnsafeRawPointer {
        guard Int(place) % Parts.alignment == 0 else {
            throw .argument(path, "\(place) is not allowed here; allowed: multiples of 8")
        }
        guard let start = bytes.baseAddress, Int(place) + size <= bytes.count else {
            throw .argument(
                path,
                "bytes \(place) to \(Int(place) + size) do not lie in parts_size "
                    + "\(bytes.count)")
        }
        return start + Int(place)
    }
}
