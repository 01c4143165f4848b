// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension le_summary {
    @inline(__always)
    init(count: Int, installmentMinor: Int64?, totals: ComponentAmounts) {
        self.init()
        struct_size = UInt32(MemoryLayout<le_summary>.size)
        self.count = UInt32(truncatingIfNeeded: count)
        installment = installmentMinor ?? 0
        has_installment = installmentMinor == nil ? 0 : 1
        self.totals = le_amounts(totals)
    }

    @inline(__always)
    init(_ summary: ScheduleSummary) {
        self.init(
            count: summary.count, installmentMinor: summary.installmentMinor,
            totals: summary.totals)
    }

    /// LE_SUMMARY_INIT.
    static var empty: le_summary {
        le_summary(count: 0, installmentMinor: nil, totals: ComponentAmounts())
    }
}

/// `le_schedule_build` of loan_engine.h, which documents it.
@_cdecl("le_schedule_build") @implementation
public func le_schedule_build(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ rows: UnsafeMutablePointer<le_row>?, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?,
    _ summary: UnsafeMutablePointer<le_summary>?, _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(count, 0)
    clear(summary, .empty) { $0.struct_size }
    return call(error) { () throws(CallError) in
        let count = try required(count, "count")
        let summary = try writable(summary, "summary") { $0.struct_size }
        let rows = try array(rows, capacity, "rows")
        let parts = try Parts(parts, partsSize)
        let contract = try Contract(schedule: try read(terms), parts)
        let schedule = try engine { () throws(LoanError) in
            try RepaymentSchedule(for: contract)
        }
        count.pointee = schedule.items.count
        if let start = rows.baseAddress {
            guard schedule.items.count <= rows.count else {
                throw .tooSmall("rows", needed: schedule.items.count)
            }
            schedule.forEachRow(of: contract) { start[Int($0.sequence) - 1] = $0 }
        }
        let built = le_summary(
            count: schedule.items.count, installmentMinor: schedule.installmentMinor,
            totals: schedule.totals)
        if let summary { write(built, to: summary) }
    }
}

/// Writes what the caller's header knows of a summary.
func write(_ value: le_summary, to summary: UnsafeMutablePointer<le_summary>) {
    writePrefix(of: value, to: summary, size: summary.pointee.struct_size)
}

/// `le_level_payment` of loan_engine.h, which documents it.
@_cdecl("le_level_payment") @implementation
public func le_level_payment(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ rounded: UnsafeMutablePointer<Int64>?,
    _ ratio: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(rounded, 0)
    clear(needed, 0)
    return call(error) { () throws(CallError) in
        let rounded = try required(rounded, "rounded")
        let needed = try optional(needed, "needed")
        guard ratio != nil || capacity == 0 else {
            throw .argument("ratio", "NULL is not allowed here with a capacity")
        }
        let parts = try Parts(parts, partsSize)
        let contract = try Contract(schedule: try read(terms), parts)
        let found = try engine { () throws(LoanError) in try LevelPaymentFigure(for: contract) }
        guard let figure = found else {
            throw .terms(
                "amortization", met: "terms without a level payment",
                allowed: "EQUAL_INSTALLMENTS, with interestMethod FLAT without grace")
        }
        rounded.pointee = figure.roundedMinor
        if ratio == nil, needed == nil { return }
        let text = figure.exact.description
        if ratio == nil {
            needed?.pointee = text.utf8.count + 1
            return
        }
        try write(text, to: ratio, named: "ratio", capacity, needed)
    }
}
