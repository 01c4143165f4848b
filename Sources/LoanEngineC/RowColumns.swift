// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// A column of a caller's: elements `stride` bytes apart.
struct Column<Element> {
    private let start: UnsafeMutableRawPointer
    private let stride: Int

    /// - Parameter stride: In bytes; 0 for one element after the other.
    @inline(__always)
    init(_ start: UnsafeMutablePointer<Element>, stride: Int) {
        self.start = UnsafeMutableRawPointer(start)
        self.stride = stride == 0 ? MemoryLayout<Element>.stride : stride
    }

    /// The column from another element on.
    @inline(__always)
    func from(_ index: Int) -> Column { Column(start: start + index &* stride, stride) }

    @inline(__always)
    private init(start: UnsafeMutableRawPointer, _ stride: Int) {
        self.start = start
        self.stride = stride
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { start.load(fromByteOffset: index &* stride, as: Element.self) }
        nonmutating set {
            (start + index &* stride).assumingMemoryBound(to: Element.self).pointee = newValue
        }
    }
}

/// Rows as columns; those that the call needs are there.
struct RowColumns: HostRows {
    private let sequences: Column<Int32>?
    private let startDates: Column<Int32>?
    private let dueDates: Column<Int32>
    private let statuses: Column<Int32>?
    private let daysPastDue: Column<Int32>?
    private let dueColumns: ComponentColumns
    private let paidColumns: ComponentColumns
    let count: Int
    private(set) var overdueRows: Int32 = 0

    /// All rows of the columns, from the first on. Sequences may be missing where the call does not
    /// need them.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at a column that is missing or misaligned.
    init(_ columns: le_row_columns, needsSequence: Bool) throws(CallError) {
        let stride = Int(columns.stride)
        sequences = try columns.column(columns.sequence, needsSequence ? "rows.sequence" : nil)
        startDates = try columns.column(columns.start_date, nil)
        let dueDate = try required(columns.due_date, "rows.due_date")
        dueDates = Column(dueDate, stride: stride)
        statuses = try columns.column(columns.status, nil)
        daysPastDue = try columns.column(columns.days_past_due, nil)
        dueColumns = ComponentColumns(
            penalty: try columns.column(needed: columns.penalty_due, "rows.penalty_due"),
            fee: try columns.column(needed: columns.fee_due, "rows.fee_due"),
            interest: try columns.column(needed: columns.interest_due, "rows.interest_due"),
            principal: try columns.column(needed: columns.principal_due, "rows.principal_due"))
        paidColumns = ComponentColumns(
            penalty: try columns.column(needed: columns.penalty_paid, "rows.penalty_paid"),
            fee: try columns.column(needed: columns.fee_paid, "rows.fee_paid"),
            interest: try columns.column(needed: columns.interest_paid, "rows.interest_paid"),
            principal: try columns.column(needed: columns.principal_paid, "rows.principal_paid"))
        count = 0
    }

    /// The rows of one loan.
    @inline(__always)
    init(_ all: RowColumns, from offset: Int, count: Int) {
        sequences = all.sequences?.from(offset)
        startDates = all.startDates?.from(offset)
        dueDates = all.dueDates.from(offset)
        statuses = all.statuses?.from(offset)
        daysPastDue = all.daysPastDue?.from(offset)
        dueColumns = all.dueColumns.from(offset)
        paidColumns = all.paidColumns.from(offset)
        self.count = count
    }

    func sequenceNumber(at index: Int) -> Int32 {
        sequences?[index] ?? Int32(truncatingIfNeeded: index + 1)
    }
    func startDateNumber(at index: Int) -> Int32 { startDates?[index] ?? noDate }
    func dueDateNumber(at index: Int) -> Int32 { dueDates[index] }
    func dues(at index: Int) -> SIMD4<Int64> { dueColumns.parts(at: index) }
    func paids(at index: Int) -> SIMD4<Int64> { paidColumns.parts(at: index) }
    func unpaid(_ component: Component, at index: Int) -> Int64 {
        dueColumns[component][index] &- paidColumns[component][index]
    }
    func paid(_ component: Component, at index: Int) -> Int64 { paidColumns[component][index] }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        paidColumns[component][index] &+= amountMinor
    }

    mutating func keep(_ standing: InstallmentStanding, at index: Int) {
        if standing.status == .overdue { overdueRows &+= 1 }
        statuses?[index] = Int32(standing.status.rawValue)
        daysPastDue?[index] = Int32(truncatingIfNeeded: standing.daysPastDue)
    }
}

/// A column for each component.
private struct ComponentColumns {
    let penalty: Column<Int64>
    let fee: Column<Int64>
    let interest: Column<Int64>
    let principal: Column<Int64>

    subscript(component: Component) -> Column<Int64> {
        switch component {
        case .penalty: penalty
        case .fee: fee
        case .interest: interest
        case .principal: principal
        }
    }

    @inline(__always)
    func parts(at index: Int) -> SIMD4<Int64> {
        SIMD4(principal[index], interest[index], fee[index], penalty[index])
    }

    @inline(__always)
    func from(_ offset: Int) -> ComponentColumns {
        ComponentColumns(
            penalty: penalty.from(offset), fee: fee.from(offset), interest: interest.from(offset),
            principal: principal.from(offset))
    }
}

extension le_row_columns {
    /// A column that may be missing, but for one that has a name to be missed by.
    func column<Element>(
        _ start: UnsafeMutablePointer<Element>?, _ name: String?
    ) throws(CallError) -> Column<Element>? {
        if let name { return Column(try required(start, name), stride: Int(stride)) }
        return try optional(start, "rows").map { Column($0, stride: Int(stride)) }
    }

    func column<Element>(
        needed start: UnsafeMutablePointer<Element>?, _ name: String
    ) throws(CallError) -> Column<Element> {
        Column(try required(start, name), stride: Int(stride))
    }

    /// Refuses a stride that is none, and columns that are there and misaligned.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at `rows`.
    func check() throws(CallError) {
        guard stride % 8 == 0 else {
            throw .argument("rows.stride", "\(stride) is not allowed here; allowed: multiples of 8")
        }
        for column in [sequence, start_date, due_date, status, days_past_due, kind] {
            _ = try optional(column, "rows")
        }
        for column in [
            principal_due, interest_due, fee_due, penalty_due, balance_after, principal_paid,
            interest_paid, fee_paid, penalty_paid,
        ] { _ = try optional(column, "rows") }
    }

    /// The array of `le_row` that the columns are the fields of, or nil where they are not all of one.
    var array: UnsafeMutablePointer<le_row>? {
        guard Int(stride) == MemoryLayout<le_row>.stride, let sequence else { return nil }
        let start = UnsafeMutableRawPointer(sequence).assumingMemoryBound(to: le_row.self)
        var own = le_row_columns(of: start)
        own.struct_size = struct_size
        guard isAligned(start), haveSameBits(own, self) else { return nil }
        return start
    }

    /// The columns of an array of rows.
    init(of rows: UnsafeMutablePointer<le_row>) {
        self.init()
        struct_size = UInt32(MemoryLayout<le_row_columns>.size)
        stride = UInt32(MemoryLayout<le_row>.stride)
        let start = UnsafeMutableRawPointer(rows)
        func field<Element>(_ offset: Int) -> UnsafeMutablePointer<Element> {
            (start + offset).assumingMemoryBound(to: Element.self)
        }
        // The offsets of le_row, which static_asserts.c holds.
        sequence = field(0)
        start_date = field(4)
        due_date = field(8)
        status = field(12)
        principal_due = field(16)
        interest_due = field(24)
        fee_due = field(32)
        penalty_due = field(40)
        balance_after = field(48)
        principal_paid = field(56)
        interest_paid = field(64)
        fee_paid = field(72)
        penalty_paid = field(80)
        days_past_due = field(88)
        kind = field(92)
    }
}

/// `le_row_columns_of` of loan_engine.h, which documents it.
@_cdecl("le_row_columns_of") @implementation
public func le_row_columns_of(
    _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafeMutablePointer<le_row_columns>?
) {
    guard let rows, isAligned(rows) else { return }
    clear(columns, le_row_columns(of: rows)) { $0.struct_size }
}
