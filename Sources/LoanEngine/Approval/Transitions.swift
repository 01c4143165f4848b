/// One line of the table: a status, an event that it takes, and who may do it.
struct TransitionRule {
    let type: EventType
    /// A bit for each status that takes the event.
    let from: UInt8
    /// The status afterwards, before money is looked at; nil where it stays.
    let to: LoanStatus?
    /// A bit for each role that may do it.
    let roles: UInt8

    init(_ type: EventType, from: LoanStatus..., to: LoanStatus?, by roles: [Role]) {
        self.type = type
        self.from = from.reduce(0) { $0 | $1.bit }
        self.to = to
        self.roles = roles.reduce(0) { $0 | $1.bit }
    }

    func takes(_ status: LoanStatus) -> Bool { from & status.bit != 0 }
    func admits(_ role: Role) -> Bool { roles & role.bit != 0 }
}

extension LoanStatus {
    fileprivate var bit: UInt8 { 1 << rawValue }
}

extension Role {
    fileprivate var bit: UInt8 { 1 << rawValue }
}

/// Which event leads from which status to which, and who may do it: section 8 of docs/semantics.md.
///
/// For a step of the application the status is that of the application, in the order written. For
/// an account event it is that of the account on the event's date.
public enum Transitions {
    /// The table. An event and a status meet in at most one line.
    static let table: [TransitionRule] = [
        TransitionRule(.submit, from: .draft, to: .pendingApproval, by: Role.all),
        TransitionRule(.approve, from: .pendingApproval, to: .approved, by: Role.approvers),
        TransitionRule(.reject, from: .pendingApproval, to: .rejected, by: Role.approvers),
        TransitionRule(.revise, from: .rejected, to: .draft, by: Role.all),
        TransitionRule(.cancel, from: .draft, to: .cancelled, by: Role.all),
        TransitionRule(
            .cancel, from: .pendingApproval, .approved, to: .cancelled, by: Role.approvers),
        TransitionRule(.disburse, from: .approved, to: .active, by: Role.all),
        TransitionRule(.repayment, from: .active, .completed, to: nil, by: Role.all),
        TransitionRule(.reversal, from: .active, .completed, to: .active, by: Role.approvers),
        TransitionRule(.reversal, from: .writtenOff, to: nil, by: Role.approvers),
        TransitionRule(.writeOff, from: .active, to: .writtenOff, by: [.admin]),
        TransitionRule(.recovery, from: .writtenOff, to: nil, by: Role.all),
        TransitionRule(.settlement, from: .active, to: .completed, by: Role.all),
        TransitionRule(.charge, from: .active, .completed, to: .active, by: Role.all),
        TransitionRule(.waiver, from: .active, to: nil, by: Role.approvers),
        TransitionRule(.drawdown, from: .active, to: nil, by: Role.all),
        TransitionRule(.rateChange, from: .active, to: nil, by: Role.approvers),
        TransitionRule(.reschedule, from: .active, to: nil, by: Role.approvers),
        TransitionRule(.interestPause, from: .active, to: nil, by: Role.approvers),
        TransitionRule(.refund, from: .completed, to: nil, by: Role.approvers),
    ]

    /// The status after an event of `type`, before money is looked at.
    ///
    /// - Parameters:
    ///   - role: Who acts; nil checks no role.
    ///   - path: The event's path in errors, such as `events[0]`.
    ///   - isKnown: Which types the caller knows: an error names no others.
    /// - Throws: `illegalTransition` at the type where the status does not take the event, else
    ///   `forbiddenRole` at the role where the role may not do it; both say what would be allowed.
    public static func status(
        after type: EventType, from status: LoanStatus, by role: Role?,
        at path: @autoclosure () -> String,
        naming isKnown: (EventType) -> Bool = { _ in true }
    ) throws(LoanError) -> LoanStatus {
        guard let rule = table.first(where: { $0.type == type && $0.takes(status) }) else {
            throw .notAllowed(
                .illegalTransition, at: path() + ".type",
                met: "\(type.name) in status \(status.name)"
                    + (role.map { " by \($0.name)" } ?? ""),
                allowed: names(of: allowed(in: status, by: role).filter(isKnown)))
        }
        if let role, !rule.admits(role) {
            throw .notAllowed(
                .forbiddenRole, at: path() + ".role",
                met: "\(type.name) in status \(status.name) by \(role.name)",
                allowed: names(of: Role.allCases.filter(rule.admits)))
        }
        return rule.to ?? status
    }

    /// Where a step of the application leads; nil for an account event.
    static func applicationStatus(after type: EventType) -> LoanStatus? {
        type.isApplicationStep ? table.first { $0.type == type }?.to : nil
    }

    /// The events that `status` takes, from `role` where one is given.
    public static func allowed(in status: LoanStatus, by role: Role? = nil) -> [EventType] {
        table.filter { $0.takes(status) && (role.map($0.admits) ?? true) }.map { $0.type }
    }

    private static func names(of members: [some NamedCase]) -> String {
        if members.isEmpty { return "nothing" }
        var text = ""
        for member in members { text += (text.utf8.isEmpty ? "" : ", ") + member.name }
        return text
    }
}
