// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// The role that a number stands for; nil for LE_ROLE_NONE.
func role(_ number: Int32, _ path: String) throws(CallError) -> Role? {
    if number == Int32(LE_ROLE_NONE) { return nil }
    guard let role = member(number, Role.self) else {
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

/// `le_loan_status_name` of loan_engine.h, which documents it.
@_cdecl("le_loan_status_name") @implementation
public func le_loan_status_name(_ status: Int32) -> UnsafePointer<CChar>? {
    constant(member(status, LoanStatus.self)?.constantName ?? "UNKNOWN")
}

/// The event type that a number stands for: those that this version of the interface has.
func eventType(_ number: Int32) -> EventType? {
    member(number, EventType.self).flatMap { isInInterface($0) ? $0 : nil }
}

/// Whether this version of the interface has an event type.
private func isInInterface(_ type: EventType) -> Bool {
    Int32(type.rawValue) <= Int32(LE_RECOVERY)
}

/// The names of those types, as a message lists them.
var eventTypeNames: String {
    var text = ""
    for type in EventType.allCases where isInInterface(type) {
        text += (text.utf8.isEmpty ? "" : ", ") + type.name
    }
    return text
}

/// `le_event_name` of loan_engine.h, which documents it.
@_cdecl("le_event_name") @implementation
public func le_event_name(_ event: Int32) -> UnsafePointer<CChar>? {
    constant(eventType(event)?.constantName ?? "UNKNOWN")
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
        guard let type = eventType(event) else {
            throw .argument(
                "event", "\(event) is not allowed here; allowed: LE_SUBMIT to LE_RECOVERY")
        }
        let who = try LoanEngineC.role(role, "role")
        let to = try engine { () throws(LoanError) in
            try Transitions.status(
                after: type, from: from, by: who, at: "event", naming: isInInterface)
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
        for type in Transitions.allowed(in: from, by: who) where isInInterface(type) {
            events.pointee |= 1 << type.rawValue
        }
    }
}
