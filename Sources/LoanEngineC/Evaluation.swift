// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// `le_evaluate_capacity` of loan_engine.h, which documents it.
@_cdecl("le_evaluate_capacity") @implementation
public func le_evaluate_capacity(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ events: UnsafePointer<le_event>?, _ eventCount: Int,
    _ capacity: UnsafeMutablePointer<le_capacity>?, _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(capacity, le_capacity())
    return call(error) { () throws(CallError) in
        let capacity = try required(capacity, "capacity")
        let events = try eventArray(events, eventCount)
        let parts = try Parts(parts, partsSize)
        let terms = try LoanTerms(try read(terms), parts)
        let contract = try engine { () throws(LoanError) in try Contract(terms) }
        // What charges join after the last row, besides.
        var rows = contract.maximumRows + 1
        for index in 0..<events.count {
            let event = try events.event(index)
            guard event.type == Int32(EventType.reschedule.rawValue) else { continue }
            let entry = try LogEntry(event, at: index, in: terms.currency, parts)
            if case .reschedule(let terms, _) = entry.event {
                rows += (terms.dueDates?.count ?? terms.termCount ?? 0) + 1
            }
        }
        var charges = 0
        for rule in terms.servicing.lateCharges {
            charges += rule.repetition == nil ? 1 : min(rule.repetition?.times ?? 64, 64)
        }
        let postings = rows * (4 + charges) + 8 * events.count
        capacity.pointee = le_capacity(
            rows: UInt32(clamping: rows), postings: UInt32(clamping: postings))
    }
}

/// `le_evaluate` of loan_engine.h, which documents it.
@_cdecl("le_evaluate") @implementation
public func le_evaluate(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ status: Int32, _ events: UnsafePointer<le_event>?, _ eventCount: Int, _ asOf: Int32,
    _ rows: UnsafeMutablePointer<le_row>?, _ postings: UnsafeMutablePointer<le_posting>?,
    _ capacity: UnsafeMutablePointer<le_capacity>?,
    _ statement: UnsafeMutablePointer<le_statement>?, _ stop: UnsafePointer<Int32>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    var room = le_capacity()
    if let capacity, isAligned(capacity) { room = capacity.pointee }
    clear(capacity, le_capacity())
    clear(statement, .empty) { $0.struct_size }
    return call(error) { () throws(CallError) in
        let capacity = try optional(capacity, "capacity")
        let statement = try writable(statement, "statement") { $0.struct_size }
        let rows = try optional(rows, "rows")
        let postings = try optional(postings, "postings")
        guard capacity != nil || rows == nil && postings == nil else {
            throw .argument("capacity", "NULL is not allowed here with rows or postings")
        }
        let stop = try StopFlag(stop)
        let events = try eventArray(events, eventCount)
        let status = try loanStatus(status)
        let day = asOf == noDate ? nil : try date(asOf, "as_of")
        let parts = try Parts(parts, partsSize)
        let terms = try LoanTerms(try read(terms), parts)
        let account = try account(terms, status, events, parts, stop)
        let view = try engine { () throws(LoanError) in
            try account.view(asOf: day, isQuoted: statement != nil)
        }
        let (rowCount, postingCount) = (view.statement.items.count, view.postingCount)
        capacity?.pointee = le_capacity(
            rows: UInt32(truncatingIfNeeded: rowCount),
            postings: UInt32(truncatingIfNeeded: postingCount))
        if let statement { write(le_statement(view, terms), to: statement) }
        guard rows == nil || rowCount <= Int(room.rows) else {
            throw .tooSmall("rows", needed: rowCount)
        }
        guard postings == nil || postingCount <= Int(room.postings) else {
            throw .tooSmall("postings", needed: postingCount)
        }
        if let rows {
            var place = rows
            view.forEachRow {
                place.pointee = $0
                place += 1
            }
        }
        if let postings {
            var place = postings
            view.forEachPosting(account.log) {
                place.pointee = $0
                place += 1
            }
        }
    }
}

/// `le_terms_init` of loan_engine.h, which documents it.
@_cdecl("le_terms_init") @implementation
public func le_terms_init(_ terms: UnsafeMutablePointer<le_terms>?, _ size: Int) {
    initialize(terms, size, defaultTerms)
}

/// `le_statement_init` of loan_engine.h, which documents it.
@_cdecl("le_statement_init") @implementation
public func le_statement_init(_ statement: UnsafeMutablePointer<le_statement>?, _ size: Int) {
    initialize(statement, size, .empty)
}

/// `le_error_init` of loan_engine.h, which documents it.
@_cdecl("le_error_init") @implementation
public func le_error_init(_ error: UnsafeMutablePointer<le_error>?, _ size: Int) {
    initialize(error, size, le_error())
}
