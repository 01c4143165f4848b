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

    /// Amounts in the lanes of their components, whose sum fits.
    init(_ parts: SIMD4<Int64>) {
        principalMinor = parts[Component.principal.lane]
        interestMinor = parts[Component.interest.lane]
        feeMinor = parts[Component.fee.lane]
        penaltyMinor = parts[Component.penalty.lane]
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
