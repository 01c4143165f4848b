// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// `le_schedule_batch` of loan_engine.h, which documents it.
@_cdecl("le_schedule_batch") @implementation
public func le_schedule_batch(
    _ loans: UnsafePointer<le_loans>?, _ results: UnsafeMutablePointer<le_results>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let loans = try Loans(loans)
        let results = try Results(results, loans.count)
        let rows = try results.rows()
        var batch = ScheduleBatch(
            loans: loans, results: results, target: rows?.target ?? .columns(le_row_columns()),
            capacity: rows?.capacity ?? maximumCount, offsets: rows?.offsets)
        batch.offsets?[results.first] = 0
        switch batch.target {
        case .structs(let rows)
        where batch.capacity >= ScheduleBatch.streamedRows && StreamedStore.suits(rows):
            batch.fill { RowWriter<StreamedStore>(rows: rows + $0) }
            machine_stream_end()
        case .structs(let rows):
            batch.fill { RowWriter<CachedStore>(rows: rows + $0) }
        case .columns(let columns):
            batch.fill { ColumnWriter(columns: columns, offset: $0) }
        }
        if batch.isStopped { throw batch.results.finishStopped(at: batch.next) }
        batch.results.finish(at: batch.next)
        if let needed = batch.needed, batch.next == results.first {
            batch.offsets?[results.first + 1] = UInt64(needed)
            throw .tooSmall("results.rows", needed: needed)
        }
    }
}

/// The schedules of many loans, one after the other.
private struct ScheduleBatch {
    let loans: Loans
    var results: Results
    let target: BatchRows
    let capacity: Int
    let offsets: UnsafeMutablePointer<UInt64>?
    /// The loan that comes next, and how many rows are filled.
    var next = 0
    var filled = 0
    var isStopped = false
    /// What the loan that did not fit needs.
    var needed: Int?

    /// The number of rows from which schedules are written past the caches, which do not hold them.
    static var streamedRows: Int { (16 << 20) / MemoryLayout<le_row>.stride }

    /// Fills all loans; `sink` is where the rows of a loan go that begin at an offset.
    @inline(__always)
    mutating func fill<Sink: HostSink>(_ sink: (Int) -> Sink) {
        next = results.first
        while next < loans.count {
            if results.stop.isSet {
                isStopped = true
                return
            }
            var place = sink(filled)
            if let product = loans.plainProduct(of: next),
                let plain = PlainTerms(product, loans.own, next),
                plain.termCount <= capacity - filled,
                let summary = PlainSchedule.build(plain, into: &place)
            {
                results.codes[next] = Int32(LE_OK)
                filled &+= summary.count
                if results.hasPositions {
                    results.positions.write(
                        le_summary(summary), maturity: place.lastDueDate, at: next)
                }
            } else {
                if !general() { return }
            }
            offsets?[next &+ 1] = UInt64(filled)
            next &+= 1
        }
    }

    /// A loan that is not plain, or whose schedule machine words do not settle.
    ///
    /// - Returns: False where its rows do not fit.
    @inline(never)
    private mutating func general() -> Bool {
        do throws(CallError) {
            let contract = try Contract(schedule: try loans.terms(of: next), loans.parts)
            guard contract.maximumRows <= capacity - filled else {
                needed = contract.maximumRows
                return false
            }
            let schedule = try engine { () throws(LoanError) in
                try RepaymentSchedule(for: contract)
            }
            schedule.forEachRow(of: contract) { target.write($0, from: filled) }
            filled += schedule.items.count
            results.codes[next] = Int32(LE_OK)
            results.positions.write(
                le_summary(
                    count: schedule.items.count, installmentMinor: schedule.installmentMinor,
                    totals: schedule.totals),
                maturity: schedule.items.last?.dueDate.dayNumber ?? noDate, at: next)
        } catch {
            results.fail(next, error)
            results.positions.write(.empty, maturity: noDate, at: next)
        }
        return true
    }
}
