/// The parts that an installment's dues consist of.
public enum Component: UInt8, NamedCase {
    /// A charge for paying late. The schedule has none; a host may add it to its rows.
    case penalty = 0
    /// The installment fee.
    case fee = 1
    /// Interest.
    case interest = 2
    /// Principal.
    case principal = 3

    /// The name in the case format.
    public var name: String {
        switch self {
        case .penalty: "PENALTY"
        case .fee: "FEE"
        case .interest: "INTEREST"
        case .principal: "PRINCIPAL"
        }
    }
}

/// An amount for each component and their sum, in minor units.
public struct ComponentAmounts: Sendable, Equatable {
    /// Principal.
    public private(set) var principalMinor: Int64 = 0
    /// Interest.
    public private(set) var interestMinor: Int64 = 0
    /// Fees.
    public private(set) var feeMinor: Int64 = 0
    /// Penalties.
    public private(set) var penaltyMinor: Int64 = 0
    /// The sum of the four.
    public private(set) var totalMinor: Int64 = 0

    /// Zero throughout.
    public init() {}

    /// Amounts of principal, interest, fee and penalty, in this order, whose sum fits.
    init(_ parts: SIMD4<Int64>) {
        principalMinor = parts[0]
        interestMinor = parts[1]
        feeMinor = parts[2]
        penaltyMinor = parts[3]
        totalMinor = parts.wrappedSum()
    }

    /// Adds to one component and the total, each not negative.
    ///
    /// - Returns: False where the total leaves 64 bits; the amounts have no meaning then. (The
    ///   components are not negative, so none leaves the range before the total does.)
    mutating func add(_ amountMinor: Int64, to component: Component) -> Bool {
        let (total, overflow) = totalMinor.addingReportingOverflow(amountMinor)
        totalMinor = total
        switch component {
        case .penalty: penaltyMinor &+= amountMinor
        case .fee: feeMinor &+= amountMinor
        case .interest: interestMinor &+= amountMinor
        case .principal: principalMinor &+= amountMinor
        }
        return !overflow
    }
}
