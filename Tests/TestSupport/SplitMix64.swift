/// The generator of every random test: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), whose whole
/// state is the seed, so a seed in a failure's message is all that is needed to have it again.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64
    /// The first bits of the next numbers, where somebody else says them.
    private var script: [UInt8] = []
    private var place = 0

    /// The generator of that seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The generator of one case of a seed: neighbouring cases have nothing in common.
    public init(seed: UInt64, case number: Int) {
        var mixer = SplitMix64(seed: seed &* 0x2545_F491_4F6C_DD1D ^ UInt64(number.magnitude))
        self.init(seed: mixer.next())
    }

    /// The generator of which a script says the numbers, two bytes each and these the ones that count
    /// most; where it ends, that of a seed.
    public init(script: [UInt8]) {
        self.init(seed: UInt64(script.count))
        self.script = script
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        if place + 1 < script.count {
            defer { place += 2 }
            // The bytes again below, so that wide ranges are reached in all their places.
            let word = UInt64(script[place]) << 8 | UInt64(script[place + 1])
            return word << 48 | word << 32 | word << 16 | word
        }
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of the range, each as likely. By multiplication, not by the standard library,
    /// whose way from bits to numbers may change from release to release.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        let width =
            UInt64(bitPattern: Int64(range.upperBound))
            &- UInt64(
                bitPattern: Int64(range.lowerBound))
        if width == .max { return Int(truncatingIfNeeded: next()) }
        let part = (width + 1).multipliedFullWidth(by: next()).high
        return range.lowerBound &+ Int(truncatingIfNeeded: part)
    }

    /// True once in `times`.
    public mutating func once(in times: Int) -> Bool { int(1...times) == 1 }

    /// A member of `choices`, which are not empty.
    public mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[int(0...choices.count - 1)]
    }

    /// A member of a closed set.
    public mutating func any<Set: CaseIterable>(_ set: Set.Type) -> Set {
        pick(Array(Set.allCases))
    }

    /// A number from 0 up whose length in bits, at most `bits` (64 or less), is uniform: small and
    /// huge ones alike.
    public mutating func magnitude(bits: Int) -> UInt64 {
        let length = int(0...bits)
        return length == 0 ? 0 : next() >> UInt64(64 - length)
    }

    /// The choices in random order.
    public mutating func shuffled<Choice>(_ choices: [Choice]) -> [Choice] {
        var result = choices
        var left = result.count
        while left > 1 {
            result.swapAt(left - 1, int(0...left - 1))
            left -= 1
        }
        return result
    }
}
