/// How long the first period is, where periods are whole units. What a part of one
/// counts for is `PeriodWalk.oddFirst`.
public enum FirstPeriod: UInt8, NamedCase {
    /// One period, whatever the first due date is.
    case whole = 0
    /// Whole steps counted back from the first due date, and a part of one by its days.
    case prorated = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .whole: "WHOLE"
        case .prorated: "PRORATED"
        }
    }
}
