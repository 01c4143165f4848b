// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension le_position {
    /// LE_POSITION_INIT.
    static var empty: le_position {
        var position = le_position()
        position.struct_size = UInt32(MemoryLayout<le_position>.size)
        position.arrears_since = Int32.min
        position.bucket = -1
        position.next_due_date = Int32.min
        return position
    }

    init(_ position: Position, _ policy: DelinquencyPolicy) {
        self = .empty
        days_past_due = Int32(truncatingIfNeeded: position.arrears.daysPastDue)
        outstanding = le_amounts(position.outstanding)
        arrears = le_amounts(position.arrears.amounts)
        if let since = position.arrears.since { arrears_since = since.dayNumber }
        if let next = position.nextDue {
            next_due_sequence = Int32(truncatingIfNeeded: next.sequence)
            next_due_date = next.dueDate.dayNumber
            next_due_amount = next.amountMinor
        }
        let reached = policy.buckets.lastIndex {
            $0.fromDay <= position.arrears.daysPastDue
        }
        if let reached { bucket = Int32(truncatingIfNeeded: reached) }
    }
}

/// Writes what the caller's header knows of a position.
func write(_ value: le_position, to position: UnsafeMutablePointer<le_position>) {
    writePrefix(of: value, to: position, size: position.pointee.struct_size)
}

extension DelinquencyPolicy {
    /// The policy that a pointer points to, or none for NULL.
    init(_ pointer: UnsafePointer<le_delinquency_policy>?) throws(CallError) {
        guard let pointer else {
            self.init()
            return
        }
        let start = try required(pointer, "policy")
        let policy = try read(
            start, size: start.pointee.struct_size, defaults: le_delinquency_policy(), "policy")
        guard policy.reserved == 0 else {
            throw .argument("policy.reserved", "reserved fields are zero")
        }
        try self.init(
            graceDays: policy.grace_days,
            bucketFromDays: try array(
                policy.bucket_from_days, Int(policy.bucket_count), "policy.bucket_from_days"))
    }
}

/// Classifies rows that are checked.
func classify<Rows: HostRows>(
    _ rows: inout Rows, _ day: CivilDate, _ policy: DelinquencyPolicy
) throws(CallError) -> le_position {
    guard let position = Position(of: &rows, asOf: day, graceDays: policy.graceDays) else {
        throw CallError(LE_INVALID_ROWS, at: "rows", "the sum of all dues does not fit")
    }
    return le_position(position, policy)
}

/// `le_classify` of loan_engine.h, which documents it.
@_cdecl("le_classify") @implementation
public func le_classify(
    _ rows: UnsafeMutablePointer<le_row>?, _ rowCount: Int, _ asOf: Int32,
    _ policy: UnsafePointer<le_delinquency_policy>?, _ position: UnsafeMutablePointer<le_position>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    call(error) { () throws(CallError) in
        clear(position, .empty) { $0.struct_size }
        let position = try writable(position, "position") { $0.struct_size }
        let day = try date(asOf, "as_of")
        let policy = try DelinquencyPolicy(policy)
        let rows = try checkedRows(rows, rowCount)
        var target = RowArray(rows: rows)
        let found = try classify(&target, day, policy)
        if let position { write(found, to: position) }
    }
}
