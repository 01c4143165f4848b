/// The parts that an installment's dues consist of.
public enum Component: UInt8, NamedCase {
    /// Penalties: late charges, and what is charged as one. The schedule has none.
    case penalty = 0
    /// Fees: the installment's, and what is charged as one.
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

    /// Where the component stands among the four amounts of a row: principal 0, interest 1, fee 2,
    /// penalty 3, as rows and results list them. It is the reverse of the default order of payment,
    /// in which the members are declared.
    @inlinable @inline(__always)
    public var lane: Int { 3 &- Int(rawValue) }
}
