/// What a rate change does to the installments: `keep`.
public enum RateChangeKeep: UInt8, NamedCase {
    /// The number of installments stays: level payments are made anew.
    case term = 0
    /// The level payment stays: the last installment takes the rest, or the schedule ends early.
    case installment = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .term: "TERM"
        case .installment: "INSTALLMENT"
        }
    }
}
