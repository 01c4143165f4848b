// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension Role {
    /// The role that a number of the interface stands for: one more than its own, zero being none.
    init?(_ number: Int32) {
        guard number > 0, let role = member(number - 1, Role.self) else { return nil }
        self = role
    }
}

/// The role that a number stands for; nil for LE_ROLE_NONE.
func role(_ number: Int32, _ path: String) throws(CallError) -> Role? {
    if number == Int32(LE_ROLE_NONE) { return nil }
    guard let role = Role(number) else {
        throw .argument(path, "\(number) is not allowed here; allowed: LE_ROLE_NONE to LE_ADMIN")
    }
    return role
}

/// The loan status that a number stands for.
func loanStatus(_ number: Int32) throws(CallError) -> LoanStatus {
    guard let status = member(number, LoanStatus.self) else {
        throw .argument(
            "status", "\(number) is not allowed here; allowed: LE_DRAFT to LE_WRITTEN_OFF")
    }
    return status
}

/// `le_transition` of loan_engine.h, which documents it.
@_cdecl("le_transition") @implementation
public func le_transition(
    _ status: Int32, _ event: Int32, _ role: Int32, _ next: UnsafeMutablePointer<Int32>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    call(error) { () throws(CallError) in
        let next = try required(next, "next")
        let from = try loanStatus(status)
        guard let type = member(event, EventType.self) else {
            throw .argument(
                "event", "\(event) is not allowed here; allowed: LE_SUBMIT to LE_REFUND")
        }
        let who = try LoanEngineC.role(role, "role")
        let to = try engine { () throws(LoanError) in
            try Transitions.status(after: type, from: from, by: who, at: "event")
        }
        next.pointee = Int32(to.rawValue)
    }
}

/// `le_allowed_events` of loan_engine.h, which documents it.
@_cdecl("le_allowed_events") @implementation
public func le_allowed_events(
    _ status: Int32, _ role: Int32, _ events: UnsafeMutablePointer<UInt32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(events, 0)
        let events = try required(events, "events")
        let from = try loanStatus(status)
        let who = try LoanEngineC.role(role, "role")
        for type in Transitions.allowed(in: from, by: who) {
            events.pointee |= 1 << type.rawValue
        }
    }
}
