/// One line of the table of transitions.
struct TransitionRule {
    let type: EventType
    /// A bit for each status that takes the event.
    let from: UInt8
    /// The status afterwards; money may change it further: see `AccountState`.
    let to: LoanStatus
    /// A bit for each role that may do it.
    let roles: UInt8

    init(_ type: EventType, from: UInt8, to: LoanStatus, roles: UInt8) {
        self.type = type
        self.from = from
        self.to = to
        self.roles = roles
    }

    func takes(_ status: LoanStatus) -> Bool { from & status.bit != 0 }
    func admits(_ role: Role) -> Bool { roles & role.bit != 0 }
}

extension LoanStatus {
    fileprivate var bit: UInt8 { 1 << rawValue }
}

extension Role {
    fileprivate var bit: UInt8 { 1 << rawValue }
    fileprivate static var all: UInt8 { 0b111 }
    fileprivate static var approvers: UInt8 { Role.supervisor.bit | Role.admin.bit }
}

/// Which event leads from which status to which, and who may do it.
public enum Transitions {
    /// The table. An event and a status meet in at most one line.
    static let table: [TransitionRule] = [
        TransitionRule(.submit, from: LoanStatus.draft.bit, to: .pendingApproval, roles: Role.all),
        TransitionRule(
            .approve, from: LoanStatus.pendingApproval.bit, to: .approved, roles: Role.approvers),
        TransitionRule(
            .reject, from: LoanStatus.pendingApproval.bit, to: .rejected, roles: Role.approvers),
        TransitionRule(.revise, from: LoanStatus.rejected.bit, to: .draft, roles: Role.all),
        TransitionRule(.cancel, from: LoanStatus.draft.bit, to: .cancelled, roles: Role.all),
        TransitionRule(
            .cancel, from: LoanStatus.pendingApproval.bit | LoanStatus.approved.bit,
            to: .cancelled, roles: Role.approvers),
        TransitionRule(.disburse, from: LoanStatus.approved.bit, to: .active, roles: Role.all),
        TransitionRule(.repayment, from: LoanStatus.active.bit, to: .active, roles: Role.all),
        TransitionRule(
            .reversal, from: LoanStatus.active.bit | LoanStatus.completed.bit, to: .active,
            roles: Role.approvers),
        TransitionRule(
            .writeOff, from: LoanStatus.active.bit, to: .writtenOff, roles: Role.admin.bit),
        TransitionRule(
            .recovery, from: LoanStatus.writtenOff.bit, to: .writtenOff, roles: Role.all),
    ]

    /// The status after an event of `type`, before money is looked at.
    ///
    /// - Parameters:
    ///   - role: Who acts; nil checks no role.
    ///   - path: The event's path in errors, such as `events[0]`.
    /// - Throws: `illegalTransition` at the type where the status does not take the event, else
    ///   `forbiddenRole` at the role where the role may not do it; both say what would be allowed.
    public static func status(
        after type: EventType, from status: LoanStatus, by role: Role?, at path: String
    ) throws(LoanError) -> LoanStatus {
        guard let rule = table.first(where: { $0.type == type && $0.takes(status) }) else {
            throw .notAllowed(
                .illegalTransition, at: path + ".type",
                met: "\(type.name) in status \(status.name)"
                    + (role.map { " by \($0.name)" } ?? ""),
                allowed: names(of: allowed(in: status, by: role)))
        }
        if let role, !rule.admits(role) {
            throw .notAllowed(
                .forbiddenRole, at: path + ".role",
                met: "\(type.name) in status \(status.name) by \(role.name)",
                allowed: names(of: Role.allCases.filter(rule.admits)))
        }
        return rule.to
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
