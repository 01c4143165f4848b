// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// Classifies rows that are checked: what they say of how the loan stands.
///
/// - Throws: `LE_INVALID_ROWS` for a sum that does not fit.
@inline(never)
func classified<Rows: HostRows>(
    _ rows: inout Rows, _ day: CivilDate, _ policy: HostDelinquency
) throws(CallError) -> le_position {
    guard let found = Position(of: &rows, asOf: day, policy.rule) else {
        throw .sumOfDues
    }
    var position = le_position(
        found, bucket: policy.bucket(daysPastDue: found.arrears.daysPastDue),
        overdueRows: rows.overdueRows)
    position.as_of = day.dayNumber
    position.status = found.status
    if rows.count > 0 { position.maturity_date = rows.dueDateNumber(at: rows.count - 1) }
    return position
}

extension Position {
    /// LE_COMPLETED where nothing is unpaid, else LE_ACTIVE: what rows alone say of a loan.
    var status: Int32 { Int32(outstanding.totalMinor == 0 ? LE_COMPLETED : LE_ACTIVE) }
}

extension CallError {
    static var sumOfDues: CallError {
        CallError(LE_INVALID_ROWS, at: "rows", "the sum of all dues does not fit")
    }
}

/// `le_classify` of loan_engine.h, which documents it.
@_cdecl("le_classify") @implementation
public func le_classify(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ rows: UnsafeMutablePointer<le_row>?, _ rowCount: Int, _ asOf: Int32,
    _ position: UnsafeMutablePointer<le_position>?, _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(position, .empty)
    return call(error) { () throws(CallError) in
        let position = try optional(position, "position")
        let day = try date(asOf, "as_of")
        var policy = HostDelinquency()
        let parts = try Parts(parts, partsSize)
        if terms != nil { policy = try HostDelinquency(try read(terms), parts) }
        let rows = try checkedRows(rows, rowCount)
        var target = RowArray(rows: rows)
        let found = try classified(&target, day, policy)
        position?.pointee = found
    }
}
