// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension LogEntry {
    /// An event of a call. A zero stands for no amount and no reversed event where the type has
    /// none.
    fileprivate init(
        _ event: le_event, _ path: String, in currency: Currency
    ) throws(CallError) {
        guard let type = eventType(event.type) else {
            throw CallError(
                .notAllowed(
                    .invalidEvent, at: path + ".type", met: "\(event.type)",
                    allowed: "a constant for one of \(eventTypeNames)"))
        }
        let day = try LoanEngineC.date(event.date, path + ".date")
        var who: Role?
        if event.role != Int32(LE_ROLE_NONE) {
            who = member(event.role, Role.self)
            guard who != nil else {
                throw CallError(
                    .notAllowed(
                        .invalidEvent, at: path + ".role", met: "\(event.role)",
                        allowed: "LE_ROLE_NONE, or a constant for one of \(Role.allNames)"))
            }
        }
        let fields = EventFields(
            amountMinor: event.amount == 0 && !type.hasAmount ? nil : event.amount,
            reversedEvent: event.reversed_event == 0 && type != .reversal
                ? nil : Int(event.reversed_event))
        let happened = try engine { () throws(LoanError) in
            try LoanEvent(type, fields, on: day, at: path, in: currency)
        }
        self.init(happened, on: day, by: who)
    }
}

extension le_allocation {
    fileprivate init(_ record: AllocationRecord) {
        self.init(
            event: Int32(truncatingIfNeeded: record.event),
            sequence: Int32(truncatingIfNeeded: record.sequence),
            component: Int32(record.component.rawValue), reserved: 0, amount: record.amountMinor)
    }
}

extension le_statement {
    /// LE_STATEMENT_INIT.
    fileprivate static var empty: le_statement {
        var statement = le_statement()
        statement.summary = .empty
        statement.position = .empty
        return statement
    }

    fileprivate init(_ statement: LoanStatement, _ policy: DelinquencyPolicy) {
        self = .empty
        status = Int32(statement.status.rawValue)
        as_of = statement.asOf.dayNumber
        overpaid = statement.overpaidMinor
        summary = le_summary(
            count: statement.items.count, installmentMinor: statement.installmentMinor,
            totals: statement.totals)
        position = le_position(statement.position, policy)
    }
}

private func write(_ value: le_statement, to statement: UnsafeMutablePointer<le_statement>) {
    writePrefix(of: value, to: statement, size: statement.pointee.struct_size)
}

/// The statement of a call's loan, in the order of checks that the case format has: the terms, the
/// schedule, the events' form, the events in the order entered.
private func evaluate(
    _ terms: LoanTerms, _ status: LoanStatus, _ events: UnsafeBufferPointer<le_event>,
    _ asOf: CivilDate?
) throws(CallError) -> LoanStatement {
    var account = try engine { () throws(LoanError) in try LoanAccount(terms, status: status) }
    var log: [LogEntry] = []
    log.reserveCapacity(events.count)
    for (index, event) in events.enumerated() {
        log.append(try LogEntry(event, "events[\(index)]", in: terms.currency))
    }
    return try engine { () throws(LoanError) in
        try account.apply(contentsOf: log)
        return try account.statement(asOf: asOf)
    }
}

/// `le_evaluate` of loan_engine.h, which documents it.
@_cdecl("le_evaluate") @implementation
public func le_evaluate(
    _ terms: UnsafePointer<le_terms>?, _ status: Int32, _ events: UnsafePointer<le_event>?,
    _ eventCount: Int, _ asOf: Int32, _ rows: UnsafeMutablePointer<le_row>?, _ rowCapacity: Int,
    _ rowCount: UnsafeMutablePointer<Int>?, _ allocations: UnsafeMutablePointer<le_allocation>?,
    _ allocationCapacity: Int, _ allocationCount: UnsafeMutablePointer<Int>?,
    _ statement: UnsafeMutablePointer<le_statement>?, _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(rowCount, 0)
    clear(allocationCount, 0)
    clear(statement, .empty) { $0.struct_size }
    return call(error) { () throws(CallError) in
        let rowCount = try required(rowCount, "row_count")
        let allocationCount = try optional(allocationCount, "allocation_count")
        let statement = try writable(statement, "statement") { $0.struct_size }
        let rows = try array(rows, rowCapacity, "rows")
        let records = try array(allocations, allocationCapacity, "allocations")
        let events = try array(events, eventCount, "events")
        guard events.count <= Int(LE_EVENTS_MAX) else {
            throw .argument("event_count", "allowed: at most \(LE_EVENTS_MAX)")
        }
        let status = try loanStatus(status)
        let day = asOf == Int32.min ? nil : try date(asOf, "as_of")
        let terms = try LoanTerms(try read(terms))
        let found = try evaluate(terms, status, events, day)

        rowCount.pointee = found.items.count
        allocationCount?.pointee = found.allocations.count
        guard found.items.count <= rows.count else {
            throw .tooSmall("rows", needed: found.items.count)
        }
        guard records.baseAddress == nil || found.allocations.count <= records.count else {
            throw .tooSmall("allocations", needed: found.allocations.count)
        }
        for (index, item) in found.items.enumerated() { rows[index] = le_row(item) }
        if records.baseAddress != nil {
            for (index, record) in found.allocations.enumerated() {
                records[index] = le_allocation(record)
            }
        }
        if let statement { write(le_statement(found, terms.delinquency), to: statement) }
    }
}
