// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// The rows of a batch: structs or columns.
private enum BatchRows {
    case structs(UnsafeMutablePointer<le_row>, isStreamed: Bool)
    case columns(le_columns)

    /// The bytes of rows from which schedules are written past the caches, which do not hold them.
    private static var streamedBytes: Int { 16 << 20 }

    func sink(at offset: Int, capacity: Int) -> HostSink {
        switch self {
        case .structs(let rows, _): .rows(rows + offset, capacity: capacity)
        case .columns(let columns): .columns(ColumnWriter(columns: columns, offset: offset))
        }
    }

    init(
        _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
        count: Int = 0
    ) throws(CallError) {
        guard (rows == nil) != (columns == nil) else {
            throw .argument("rows", "allowed: rows or columns, and NULL for the other")
        }
        guard let columns else {
            self = .structs(
                try required(rows, "rows"),
                isStreamed: count >= BatchRows.streamedBytes / MemoryLayout<le_row>.stride)
            return
        }
        let start = try required(columns, "columns")
        let read = try read(
            start, size: start.pointee.struct_size, defaults: le_columns(), "columns")
        guard read.reserved == 0 else {
            throw .argument("columns.reserved", "reserved fields are zero")
        }
        for column in [
            read.sequence, read.start_date, read.due_date, read.status, read.days_past_due,
        ] { _ = try optional(column, "columns") }
        for column in [
            read.principal_due, read.interest_due, read.fee_due, read.penalty_due,
            read.balance_after, read.principal_paid, read.interest_paid, read.fee_paid,
            read.penalty_paid,
        ] { _ = try optional(column, "columns") }
        self = .columns(read)
    }
}

/// The code that a step for one loan ends with.
private func code(_ body: () throws(CallError) -> Void) -> Int32 {
    do throws(CallError) {
        try body()
        return Int32(LE_OK)
    } catch {
        return error.code
    }
}

/// `le_schedule_batch` of loan_engine.h, which documents it.
@_cdecl("le_schedule_batch") @implementation
public func le_schedule_batch(
    _ terms: UnsafePointer<le_terms>?, _ loanCount: Int, _ rows: UnsafeMutablePointer<le_row>?,
    _ columns: UnsafePointer<le_columns>?, _ capacity: Int,
    _ offsets: UnsafeMutablePointer<UInt64>?, _ codes: UnsafeMutablePointer<Int32>?,
    _ summaries: UnsafeMutablePointer<le_summary>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let codes = try array(codes, loanCount, "codes")
        let offsets = try array(offsets, loanCount + 1, "offsets")
        let summaries = try optional(summaries, "summaries")
        guard capacity >= 0, capacity <= maximumCount else {
            throw .argument("capacity", "the capacity is not allowed here")
        }
        let target = try BatchRows(rows, columns, count: capacity)
        if loanCount == 0 {
            offsets[0] = 0
            return
        }
        let terms = try required(terms, "terms")
        let stride = Int(terms.pointee.struct_size)
        guard stride >= 8, stride <= 4_096, stride % MemoryLayout<le_terms>.alignment == 0 else {
            throw .argument("terms.struct_size", "the size is not allowed here")
        }
        offsets[0] = 0
        defer { machine_stream_end() }
        var filled = 0
        for loan in 0..<loanCount {
            let one = UnsafeRawPointer(terms).advanced(by: loan * stride)
                .assumingMemoryBound(to: le_terms.self)
            if stride == Int(one.pointee.struct_size),
                let summary = level(one, into: target, at: filled, of: capacity)
            {
                codes[loan] = Int32(LE_OK)
                filled += summary.count
                if let summaries { summaries[loan] = le_summary(summary) }
            } else {
                var summary = le_summary.empty
                codes[loan] = code { () throws(CallError) in
                    summary = le_summary(
                        try build(one, stride: stride, into: target, at: filled, of: capacity))
                }
                filled += Int(summary.count)
                summaries?[loan] = summary
            }
            offsets[loan + 1] = UInt64(filled)
        }
    }
}

/// The schedule of a plain loan into its place in the batch, or nil where it is another kind of loan or
/// does not fit.
@inline(__always)
private func level(
    _ terms: UnsafePointer<le_terms>, into target: BatchRows, at offset: Int, of capacity: Int
) -> ScheduleSummary? {
    guard let terms = LevelTerms(terms), terms.termCount <= capacity - offset else { return nil }
    switch target {
    case .structs(let rows, isStreamed: true):
        var sink = RowStream(rows: rows + offset)
        return LevelSchedule.build(terms, into: &sink)
    case .structs(let rows, isStreamed: false):
        var sink = RowWriter(rows: rows + offset)
        return LevelSchedule.build(terms, into: &sink)
    case .columns(let columns):
        var sink = ColumnWriter(columns: columns, offset: offset)
        return LevelSchedule.build(terms, into: &sink)
    }
}

/// One loan's schedule into its place in the batch, by the general builder.
@inline(never)
private func build(
    _ terms: UnsafePointer<le_terms>, stride: Int, into target: BatchRows, at offset: Int,
    of capacity: Int
) throws(CallError) -> ScheduleSummary {
    guard Int(terms.pointee.struct_size) == stride else {
        throw .argument("terms.struct_size", "allowed: the same for all loans")
    }
    let terms = try LoanTerms(schedule: try read(terms))
    // Also what a count out of its range is refused by, before it is measured against the capacity.
    try engine { () throws(LoanError) in try terms.validate() }
    let room = capacity - offset
    guard terms.termCount <= room else {
        throw .tooSmall("rows", needed: offset + terms.termCount)
    }
    return try engine { () throws(LoanError) in
        try RepaymentSchedule.build(terms, into: target.sink(at: offset, capacity: room))
    }
}

/// Runs a step on the checked rows of each loan of a batch, and keeps its code; `reset` is for what
/// the caller gets of the loan otherwise.
private func forEachLoan(
    _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
    _ offsets: UnsafePointer<UInt64>?, _ loanCount: Int, _ codes: UnsafeMutablePointer<Int32>?,
    needsSequence: Bool, reset: (Int) -> Void,
    structs: (Int, inout RowArray) throws(CallError) -> Void,
    columns columnBody: (Int, inout RowColumns) throws(CallError) -> Void
) throws(CallError) {
    let codes = try array(codes, loanCount, "codes")
    let offsets = try array(offsets, loanCount + 1, "offsets")
    for loan in 0..<loanCount where offsets[loan] > offsets[loan + 1] {
        throw .argument("offsets[\(loan + 1)]", "offsets do not fall")
    }
    guard offsets[loanCount] <= maximumCount else {
        throw .argument("offsets[\(loanCount)]", "allowed: at most \(maximumCount)")
    }
    let target = try BatchRows(rows, columns)
    switch target {
    case .structs(let rows, _):
        for loan in 0..<loanCount {
            let (start, end) = (Int(offsets[loan]), Int(offsets[loan + 1]))
            var slice = RowArray(
                rows: UnsafeMutableBufferPointer(start: rows + start, count: end - start))
            reset(loan)
            codes[loan] = code { () throws(CallError) in
                try slice.check()
                try structs(loan, &slice)
            }
        }
    case .columns(let columns):
        let all = try RowColumns(columns, needsSequence: needsSequence)
        for loan in 0..<loanCount {
            let (start, end) = (Int(offsets[loan]), Int(offsets[loan + 1]))
            var slice = RowColumns(all, from: start, count: end - start)
            reset(loan)
            codes[loan] = code { () throws(CallError) in
                try slice.check()
                try columnBody(loan, &slice)
            }
        }
    }
}

/// Allocates one loan's payment.
///
/// - Returns: What no row took.
private func allocate<Rows: HostRows>(
    _ payment: le_payment, _ policy: AllocationPolicy, over rows: inout Rows
) throws(CallError) -> Int64 {
    if payment.amount == 0 { return 0 }
    let day = try check(payment, "payment")
    var allocator = Allocator(policy)
    var recorder = NoRecords()
    return allocator.allocate(payment.amount, on: day, over: &rows, recording: &recorder)
}

/// `le_allocate_batch` of loan_engine.h, which documents it.
@_cdecl("le_allocate_batch") @implementation
public func le_allocate_batch(
    _ policy: UnsafePointer<le_allocation_policy>?, _ payments: UnsafePointer<le_payment>?,
    _ loanCount: Int, _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
    _ offsets: UnsafePointer<UInt64>?, _ overpaid: UnsafeMutablePointer<Int64>?,
    _ codes: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let policy = try AllocationPolicy(policy)
        let payments = try array(payments, loanCount, "payments")
        let overpaid = try optional(overpaid, "overpaid")
        try forEachLoan(
            rows, columns, offsets, loanCount, codes,
            needsSequence: false, reset: { overpaid?[$0] = 0 },
            structs: { (loan, rows) throws(CallError) in
                let left = try allocate(payments[loan], policy, over: &rows)
                overpaid?[loan] = left
            },
            columns: { (loan, rows) throws(CallError) in
                let left = try allocate(payments[loan], policy, over: &rows)
                overpaid?[loan] = left
            })
    }
}

/// `le_classify_batch` of loan_engine.h, which documents it.
@_cdecl("le_classify_batch") @implementation
public func le_classify_batch(
    _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
    _ offsets: UnsafePointer<UInt64>?, _ loanCount: Int, _ asOf: Int32,
    _ policy: UnsafePointer<le_delinquency_policy>?,
    _ positions: UnsafeMutablePointer<le_position>?, _ codes: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let day = try date(asOf, "as_of")
        let policy = try DelinquencyPolicy(policy)
        let positions = try optional(positions, "positions")
        try forEachLoan(
            rows, columns, offsets, loanCount, codes,
            needsSequence: true, reset: { positions?[$0] = .empty },
            structs: { (loan, rows) throws(CallError) in
                let position = try classify(&rows, day, policy)
                positions?[loan] = position
            },
            columns: { (loan, rows) throws(CallError) in
                let position = try classify(&rows, day, policy)
                positions?[loan] = position
            })
    }
}
