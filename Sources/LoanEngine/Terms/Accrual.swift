/// What interest is charged on from day to day.
public enum Accrual: UInt8, NamedCase {
    /// Interest is what the schedule says, whenever it is paid.
    case scheduled = 0
    /// Interest accrues on the principal that is really unpaid.
    case daily = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .scheduled: "SCHEDULED"
        case .daily: "DAILY"
        }
    }
}
