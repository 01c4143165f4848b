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

    /// - Parameter bucket: The index of its bucket, or -1.
    @inline(__always)
    init(_ position: Position, bucket: Int32) {
        self.init(
            struct_size: UInt32(MemoryLayout<le_position>.size),
            days_past_due: Int32(truncatingIfNeeded: position.arrears.daysPastDue),
            outstanding: le_amounts(position.outstanding),
            arrears: le_amounts(position.arrears.amounts),
            arrears_since: position.arrears.since?.dayNumber ?? Int32.min, bucket: bucket,
            next_due_sequence: Int32(truncatingIfNeeded: position.nextDue?.sequence ?? 0),
            next_due_date: position.nextDue?.dueDate.dayNumber ?? Int32.min,
            next_due_amount: position.nextDue?.amountMinor ?? 0, reserved: (0, 0, 0, 0, 0, 0))
    }

    init(_ position: Position, _ policy: DelinquencyPolicy) {
        let buckets = policy.buckets
        let reached = DelinquencyPolicy.bucketIndex(
            reachedBy: position.arrears.daysPastDue, of: buckets.count,
            fromDay: { buckets[$0].fromDay })
        self.init(position, bucket: Int32(truncatingIfNeeded: reached))
    }
}

/// Writes what the caller's header knows of a position.
func write(_ value: le_position, to position: UnsafeMutablePointer<le_position>) {
    writePrefix(of: value, to: position, size: position.pointee.struct_size)
}

/// A host's delinquency policy, checked, its buckets where the host keeps them: no reference that a
/// batch would count for each loan.
struct HostDelinquency {
    let graceDays: Int
    let bucketFromDays: UnsafeBufferPointer<Int32>

    /// The policy that a pointer points to, or none for NULL.
    init(_ pointer: UnsafePointer<le_delinquency_policy>?) throws(CallError) {
        guard let pointer else {
            graceDays = 0
            bucketFromDays = UnsafeBufferPointer(start: nil, count: 0)
            return
        }
        let start = try required(pointer, "policy")
        let policy = try read(
            start, size: start.pointee.struct_size, defaults: le_delinquency_policy(), "policy")
        guard policy.reserved == 0 else {
            throw .argument("policy.reserved", "reserved fields are zero")
        }
        let days = try array(
            policy.bucket_from_days, Int(policy.bucket_count), "policy.bucket_from_days")
        _ = try DelinquencyPolicy(graceDays: policy.grace_days, bucketFromDays: days)
        graceDays = Int(policy.grace_days)
        bucketFromDays = days
    }

    /// The index of the last bucket that `daysPastDue` reaches, or -1 without buckets. They rise.
    @inline(__always)
    func bucket(daysPastDue: Int) -> Int32 {
        let reached = DelinquencyPolicy.bucketIndex(
            reachedBy: daysPastDue, of: bucketFromDays.count, fromDay: { Int(bucketFromDays[$0]) })
        return Int32(truncatingIfNeeded: reached)
    }
}

/// Classifies rows that are checked.
@inline(__always)
func classify<Rows: HostRows>(
    _ rows: inout Rows, _ day: CivilDate, _ policy: HostDelinquency
) throws(CallError) -> le_position {
    guard let position = Position(of: &rows, asOf: day, OverdueRule(graceDays: policy.graceDays))
    else {
        throw CallError(LE_INVALID_ROWS, at: "rows", "the sum of all dues does not fit")
    }
    return le_position(
        position, bucket: policy.bucket(daysPastDue: position.arrears.daysPastDue))
}

/// `le_classify` of loan_engine.h, which documents it.
@_cdecl("le_classify") @implementation
public func le_classify(
    _ rows: UnsafeMutablePointer<le_row>?, _ rowCount: Int, _ asOf: Int32,
    _ policy: UnsafePointer<le_delinquency_policy>?, _ position: UnsafeMutablePointer<le_position>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(position, .empty) { $0.struct_size }
    return call(error) { () throws(CallError) in
        let position = try writable(position, "position") { $0.struct_size }
        let day = try date(asOf, "as_of")
        let policy = try HostDelinquency(policy)
        let rows = try checkedRows(rows, rowCount)
        var target = RowArray(rows: rows)
        let found = try classify(&target, day, policy)
        if let position { write(found, to: position) }
    }
}
