// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// Takes no notes.
struct NoRecords: AllocationRecorder {
    static var isIdle: Bool { true }

    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {}
}

/// Writes postings into a caller's memory, as far as there is any, and counts them all.
struct RecordWriter: AllocationRecorder {
    let postings: UnsafeMutableBufferPointer<le_posting>
    let rows: UnsafeMutableBufferPointer<le_row>
    var payment = le_payment()
    var count = 0

    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {
        if count < postings.count {
            postings[count] = le_posting(
                amount: amountMinor, date: payment.date, event: payment.event,
                sequence: rows[index].sequence, component: Int32(component.rawValue),
                kind: Int32(LE_ALLOCATED), rule: 0)
        }
        count += 1
    }
}

/// Refuses a payment of nothing, and one on no day.
func check(
    _ payment: le_payment, _ path: @autoclosure () -> String
) throws(CallError) -> CivilDate {
    guard payment.amount > 0 else {
        throw CallError(
            .notAllowed(
                .invalidEvent, at: path() + ".amount", met: "\(payment.amount)",
                allowed: "an amount of more than zero"))
    }
    return try date(payment.date, path() + ".date")
}

/// `le_allocate` of loan_engine.h, which documents it.
@_cdecl("le_allocate") @implementation
public func le_allocate(
    _ policy: UnsafePointer<le_allocation_policy>?, _ payment: UnsafePointer<le_payment>?,
    _ rows: UnsafeMutablePointer<le_row>?, _ rowCount: Int,
    _ postings: UnsafeMutablePointer<le_posting>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?, _ overpaid: UnsafeMutablePointer<Int64>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(count, 0)
    clear(overpaid, 0)
    return call(error) { () throws(CallError) in
        let count = try optional(count, "count")
        let overpaid = try optional(overpaid, "overpaid")
        let postings = try array(postings, capacity, "postings")
        let policy = try AllocationPolicy(policy)
        let payment = try required(payment, "payment")
        _ = try check(payment.pointee, "payment")
        let rows = try checkedRows(rows, rowCount)
        let payments = UnsafeBufferPointer(start: payment, count: 1)
        // At most four postings a row, but where what is left is spread again and again.
        let fits =
            postings.baseAddress == nil
            || policy.advance != .spread && postings.count / 4 >= rows.count
        if !fits {
            // First on a copy and without postings, to know that they fit.
            var copy = Array(rows)
            let needed = try rehearse(policy, payments, over: &copy)
            count?.pointee = needed
            guard needed <= postings.count else { throw .tooSmall("postings", needed: needed) }
        }
        let done = try replay(policy, payments, over: rows, into: postings)
        count?.pointee = done.needed
        overpaid?.pointee = done.overpaid
    }
}

/// How many postings payments need, on rows that nobody keeps.
private func rehearse(
    _ policy: AllocationPolicy, _ payments: UnsafeBufferPointer<le_payment>,
    over copy: inout [le_row]
) throws(CallError) -> Int {
    let nowhere = UnsafeMutableBufferPointer<le_posting>(start: nil, count: 0)
    return try copy.withUnsafeMutableBufferPointer { (copy) throws(CallError) in
        try replay(policy, payments, over: copy, into: nowhere).needed
    }
}

/// `le_unallocate` of loan_engine.h, which documents it.
@_cdecl("le_unallocate") @implementation
public func le_unallocate(
    _ postings: UnsafePointer<le_posting>?, _ count: Int,
    _ rows: UnsafeMutablePointer<le_row>?, _ rowCount: Int,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    call(error) { () throws(CallError) in
        let records = try array(postings, count, "postings")
        let rows = try checkedRows(rows, rowCount)
        var target = RowArray(rows: rows)
        for (done, record) in records.enumerated() {
            do throws(CallError) {
                try takeBack(record, from: &target, "postings[\(done)]")
            } catch {
                // Pay again what was taken back: rows are unchanged on failure.
                for earlier in records[..<done] {
                    if let (row, component) = place(of: earlier, in: target) {
                        target.pay(earlier.amount, of: component, at: row)
                    }
                }
                throw error
            }
        }
    }
}

/// The row and component that a record names, or nil.
private func place(
    of record: le_posting, in rows: RowArray
) -> (row: Int, component: Component)? {
    guard let component = member(record.component, Component.self) else { return nil }
    // Sequences rise, so the row is found by halving.
    var low = 0
    var high = rows.count
    while low < high {
        let middle = (low + high) / 2
        if rows.sequenceNumber(at: middle) < record.sequence {
            low = middle + 1
        } else {
            high = middle
        }
    }
    guard low < rows.count, rows.sequenceNumber(at: low) == record.sequence else { return nil }
    return (low, component)
}

private func takeBack(
    _ record: le_posting, from rows: inout RowArray, _ path: String
) throws(CallError) {
    guard record.kind == Int32(LE_ALLOCATED), let (row, component) = place(of: record, in: rows)
    else {
        throw CallError(
            LE_INVALID_EVENT, at: path,
            "allowed: LE_ALLOCATED with the sequence of a row and a component")
    }
    guard record.amount > 0, record.amount <= rows.paid(component, at: row) else {
        throw CallError(
            LE_INVALID_EVENT, at: path + ".amount",
            "\(record.amount) is not allowed here; allowed: above 0, at most what is paid")
    }
    rows.pay(-record.amount, of: component, at: row)
}

/// `le_reallocate` of loan_engine.h, which documents it.
@_cdecl("le_reallocate") @implementation
public func le_reallocate(
    _ policy: UnsafePointer<le_allocation_policy>?, _ payments: UnsafePointer<le_payment>?,
    _ paymentCount: Int, _ rows: UnsafeMutablePointer<le_row>?, _ rowCount: Int,
    _ postings: UnsafeMutablePointer<le_posting>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?, _ overpaid: UnsafeMutablePointer<Int64>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(count, 0)
    clear(overpaid, 0)
    return call(error) { () throws(CallError) in
        let count = try optional(count, "count")
        let overpaid = try optional(overpaid, "overpaid")
        let records = try array(postings, capacity, "postings")
        let policy = try AllocationPolicy(policy)
        let payments = try array(payments, paymentCount, "payments")
        var latest = CivilDate.first
        for (index, payment) in payments.enumerated() {
            let day = try check(payment, "payments[\(index)]")
            guard day >= latest else {
                throw CallError(
                    LE_INVALID_EVENT, at: "payments[\(index)].date",
                    "\(day) is not allowed here; allowed: from \(latest), the payment's before")
            }
            latest = day
        }
        let rows = try checkedRows(rows, rowCount)
        // First on a copy and without records, so that nothing is written where it fails.
        var copy = Array(rows)
        for index in copy.indices { copy[index].clearPaid() }
        let needed = try rehearse(policy, payments, over: &copy)
        count?.pointee = needed
        guard records.baseAddress == nil || needed <= records.count else {
            throw .tooSmall("postings", needed: needed)
        }
        for index in rows.indices { rows[index].clearPaid() }
        let left = try replay(policy, payments, over: rows, into: records).overpaid
        overpaid?.pointee = left
    }
}

extension le_row {
    fileprivate mutating func clearPaid() {
        principal_paid = 0
        interest_paid = 0
        fee_paid = 0
        penalty_paid = 0
    }
}

/// Applies payments in order.
///
/// - Returns: The number of records, and what no row took.
private func replay(
    _ policy: AllocationPolicy, _ payments: UnsafeBufferPointer<le_payment>,
    over rows: UnsafeMutableBufferPointer<le_row>,
    into postings: UnsafeMutableBufferPointer<le_posting>
) throws(CallError) -> (needed: Int, overpaid: Int64) {
    var overpaid: Int64 = 0
    var target = RowArray(rows: rows)
    var allocator = Allocator(policy)
    var writer = RecordWriter(postings: postings, rows: rows)
    for payment in payments {
        writer.payment = payment
        // `check` has seen that it is a date.
        let left = allocator.allocate(
            payment.amount, on: CivilDate(dayNumber: Int(payment.date)) ?? .last, over: &target,
            recording: &writer)
        let (sum, overflow) = overpaid.addingReportingOverflow(left)
        if overflow {
            throw CallError(LE_AMOUNT_OUT_OF_RANGE, at: "overpaid", "it does not fit in 64 bits")
        }
        overpaid = sum
    }
    return (writer.count, overpaid)
}
