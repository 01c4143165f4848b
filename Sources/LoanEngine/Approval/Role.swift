/// Who acts. What each may do in which status is the table in `Transitions`.
public enum Role: UInt8, NamedCase {
    /// Sells, pays out and collects.
    case creditOfficer = 0
    /// Approves, and changes what was agreed or written.
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

    /// Everybody.
    static var all: [Role] { [.creditOfficer, .supervisor, .admin] }
    /// Those who may approve.
    static var approvers: [Role] { [.supervisor, .admin] }
}
