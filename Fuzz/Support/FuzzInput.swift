import ExactArithmetic

/// Numbers from the bytes that libFuzzer hands over, first to last; zeros where they end.
///
/// A field takes the same bytes whatever the fields before it were, as far as that goes: a mutation
/// of one byte then changes one field.
struct FuzzInput {
    private var bytes: UnsafeBufferPointer<UInt8>

    init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        bytes = UnsafeBufferPointer(start: start, count: count)
    }

    var isEmpty: Bool { bytes.isEmpty }

    mutating func byte() -> UInt8 {
        guard let first = bytes.first else { return 0 }
        bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst())
        return first
    }

    /// The next `count` bytes, little-endian.
    mutating func word(_ count: Int = 8) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<UInt64(count) { word |= UInt64(byte()) << (8 * place) }
        return word
    }

    /// What is left, as text; bytes that are not UTF-8 become replacement characters.
    mutating func text() -> String {
        defer { bytes = UnsafeBufferPointer(start: nil, count: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A whole number of the range, of at most 2¹⁶ numbers.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        let count = range.count
        let word = count <= 256 ? UInt64(byte()) : self.word(2)
        return range.lowerBound + Int(word % UInt64(count))
    }

    /// True for one of `times` values of a byte.
    mutating func once(in times: UInt8) -> Bool { byte() % times == times - 1 }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[int(0...choices.count - 1)]
    }

    mutating func any<Set: CaseIterable>(_ set: Set.Type) -> Set { pick(Array(Set.allCases)) }

    /// A number from 0 up: a first byte says how many bits it has, at most `bits`. Also powers of two
    /// and their neighbours, where words end.
    mutating func magnitude(bits: Int = 64) -> UInt64 {
        let shape = byte()
        let length = Int(shape & 0x3F) % (bits + 1)
        if length == 0 { return 0 }
        let top: UInt64 = 1 << UInt64(length - 1)
        switch shape >> 6 {
        case 0: return top
        case 1: return top - 1 + top
        default:
            let digits = word((length + 7) / 8)
            return digits & (top - 1 + top)
        }
    }

    /// The same with a sign.
    mutating func integer(bits: Int = 63) -> Int64 {
        let isNegative = once(in: 4)
        let magnitude = Int64(truncatingIfNeeded: magnitude(bits: min(bits, 63)))
        return isNegative ? 0 &- magnitude &- Int64(byte() & 1) : magnitude
    }
}
