/// Who acts.
public enum Role: UInt8, NamedCase {
    /// Sells and collects.
    case creditOfficer = 0
    /// Approves.
    case supervisor = 1
    /// May do everything.
    case admin = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .creditOfficer: "CREDIT_OFFICER"
        case .supervisor: "SUPERVISOR"
        case .admin: "ADMIN"
        }
    }
}
