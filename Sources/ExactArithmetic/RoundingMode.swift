/// How the exact value between two neighbours becomes one of them.
///
/// | mode        | 2.5 | 1.5 | 1.1 | −1.1 | −1.5 | −2.5 |
/// | ----------- | --- | --- | --- | ---- | ---- | ---- |
/// | `HALF_EVEN` |  2  |  2  |  1  |  −1  |  −2  |  −2  |
/// | `HALF_UP`   |  3  |  2  |  1  |  −1  |  −2  |  −3  |
/// | `HALF_DOWN` |  2  |  1  |  1  |  −1  |  −1  |  −2  |
/// | `UP`        |  3  |  2  |  2  |  −2  |  −2  |  −3  |
/// | `DOWN`      |  2  |  1  |  1  |  −1  |  −1  |  −2  |
/// | `CEILING`   |  3  |  2  |  2  |  −1  |  −1  |  −2  |
/// | `FLOOR`     |  2  |  1  |  1  |  −2  |  −2  |  −3  |
///
/// The names and meanings are those of Java's `RoundingMode`, which most loan systems use.
public enum RoundingMode: UInt8, NamedCase {
    /// To the nearest; a tie to the even neighbour (banker's rounding).
    case halfEven = 0
    /// To the nearest; a tie away from zero.
    case halfUp = 1
    /// To the nearest; a tie toward zero.
    case halfDown = 2
    /// Away from zero.
    case up = 3
    /// Toward zero.
    case down = 4
    /// Toward positive infinity.
    case ceiling = 5
    /// Toward negative infinity.
    case floor = 6

    /// The name in the case format.
    public var name: String {
        switch self {
        case .halfEven: "HALF_EVEN"
        case .halfUp: "HALF_UP"
        case .halfDown: "HALF_DOWN"
        case .up: "UP"
        case .down: "DOWN"
        case .ceiling: "CEILING"
        case .floor: "FLOOR"
        }
    }
}

/// What a division left over, against half of the divisor: all that any rounding mode needs to know.
@usableFromInline
enum Remainder {
    case zero
    case belowHalf
    case half
    case aboveHalf

    /// The class of `remainder` in a division by `divisor`, for `remainder < divisor`.
    @inlinable
    init(_ remainder: UInt64, of divisor: UInt64) {
        // remainder < divisor, so `divisor - remainder` cannot underflow, and comparing with it
        // asks whether 2 × remainder reaches the divisor without doubling anything.
        let rest = divisor &- remainder
        if remainder == 0 {
            self = .zero
        } else if remainder < rest {
            self = .belowHalf
        } else if remainder == rest {
            self = .half
        } else {
            self = .aboveHalf
        }
    }
}

extension RoundingMode {
    /// Whether a value whose magnitude lies between two neighbours takes the larger one.
    ///
    /// - Parameters:
    ///   - remainder: Where the magnitude lies between the neighbours.
    ///   - isOdd: Whether the smaller neighbour's magnitude is odd.
    ///   - isNegative: The value's sign.
    @inlinable
    func roundsAwayFromZero(_ remainder: Remainder, isOdd: Bool, isNegative: Bool) -> Bool {
        if case .zero = remainder { return false }
        switch self {
        case .up: return true
        case .down: return false
        case .ceiling: return !isNegative
        case .floor: return isNegative
        case .halfEven, .halfUp, .halfDown: break
        }
        switch remainder {
        case .zero, .belowHalf: return false
        case .aboveHalf: return true
        case .half: return self == .halfUp || (self == .halfEven && isOdd)
        }
    }
}
