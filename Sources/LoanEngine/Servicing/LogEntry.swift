/// One entry of a loan's log: what happened, when, and who did it.
public struct LogEntry: Sendable, Equatable {
    /// What happened.
    public let event: LoanEvent
    /// When.
    public let date: CivilDate
    /// Who did it; nil checks no role.
    public let role: Role?
    /// How it was paid: the host's word, carried and not interpreted.
    public let method: String?
    /// The host's reference, carried and not interpreted.
    public let reference: String?

    /// That event on that date.
    public init(
        _ event: LoanEvent, on date: CivilDate, by role: Role? = nil, method: String? = nil,
        reference: String? = nil
    ) {
        self.event = event
        self.date = date
        self.role = role
        self.method = method
        self.reference = reference
    }
}

/// Where errors are that an event brings about, from 0: `events[0]`. Made where one is: text is dear.
@inline(never)
func eventPath(_ index: Int) -> String { "events[\(index)]" }
