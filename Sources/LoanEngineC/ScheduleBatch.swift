// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

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
        let batch = ScheduleBatch(
            terms: terms, stride: stride, target: target, capacity: capacity, offsets: offsets,
            codes: codes, summaries: summaries)
        switch target {
        case .structs(let rows, isStreamed: true):
            batch.fill { RowWriter<StreamedStore>(rows: rows + $0) }
            machine_stream_end()
        case .structs(let rows, isStreamed: false):
            batch.fill { RowWriter<CachedStore>(rows: rows + $0) }
        case .columns(let columns):
            batch.fill { ColumnWriter(columns: columns, offset: $0) }
        }
    }
}

/// The schedules of many loans, one after the other.
private struct ScheduleBatch {
    let terms: UnsafePointer<le_terms>
    let stride: Int
    let target: BatchRows
    let capacity: Int
    let offsets: UnsafeMutableBufferPointer<UInt64>
    let codes: UnsafeMutableBufferPointer<Int32>
    let summaries: UnsafeMutablePointer<le_summary>?

    /// Fills all loans; `sink` is where the rows of a loan go that begin at an offset.
    @inline(__always)
    func fill<Sink: ScheduleSink>(_ sink: (Int) -> Sink) {
        var filled = 0
        for loan in 0..<codes.count {
            let one = UnsafeRawPointer(terms).advanced(by: loan &* stride)
                .assumingMemoryBound(to: le_terms.self)
            var place = sink(filled)
            // The size first: terms that say they are longer than the others end before they say.
            if Int(one.pointee.struct_size) == stride, let level = PlainTerms(one),
                level.termCount <= capacity - filled,
                let summary = PlainSchedule.build(level, into: &place)
            {
                codes[loan] = Int32(LE_OK)
                filled &+= summary.count
                if let summaries { summaries[loan] = le_summary(summary) }
            } else {
                filled &+= general(one, loan, at: filled)
            }
            offsets[loan &+ 1] = UInt64(filled)
        }
    }

    /// A loan that is not plain, or whose schedule machine words do not settle.
    ///
    /// - Returns: Its rows.
    @inline(never)
    private func general(_ terms: UnsafePointer<le_terms>, _ loan: Int, at offset: Int) -> Int {
        var summary = le_summary.empty
        codes[loan] = code { () throws(CallError) in
            summary = le_summary(
                try build(terms, stride: stride, into: target, at: offset, of: capacity))
        }
        summaries?[loan] = summary
        return Int(summary.count)
    }
}

/// One loan's schedule into its place in the batch, by the general builder.
private func build(
    _ terms: UnsafePointer<le_terms>, stride: Int, into target: BatchRows, at offset: Int,
    of capacity: Int
) throws(CallError) -> ScheduleSummary {
    guard Int(terms.pointee.struct_size) == stride else {
        throw .argument("terms.struct_size", "allowed: the same for all loans")
    }
    // Also what a count out of its range is refused by, before it is measured against the capacity.
    let contract = try Contract(schedule: try read(terms))
    let room = capacity - offset
    guard contract.maximumRows <= room else {
        throw .tooSmall("rows", needed: offset + contract.maximumRows)
    }
    return try engine { () throws(LoanError) in
        try RepaymentSchedule.build(contract, into: target.sink(at: offset, capacity: room))
    }
}
