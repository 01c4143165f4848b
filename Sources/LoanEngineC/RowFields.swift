// The fields of a row as the C interface writes them: structs, and a column for each. scripts/fields.py
// holds this file to loan_engine.h: every column is written here.
//
// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension le_row {
    /// - Parameter kind: What the row is.
    init(_ item: LoanStatement.Item, kind: le_row_kind_) {
        self.init(item.installment, kind: kind)
        status = Int32(item.status.rawValue)
        days_past_due = Int32(truncatingIfNeeded: item.daysPastDue)
    }

    init(_ row: Installment, kind: le_row_kind_) {
        self.init(
            sequence: row.sequence, start_date: row.startDate.dayNumber,
            due_date: row.dueDate.dayNumber, status: Int32(LE_ROW_PENDING),
            principal_due: row.principalDueMinor, interest_due: row.interestDueMinor,
            fee_due: row.feeDueMinor, penalty_due: row.penaltyDueMinor,
            balance_after: row.balanceAfterMinor, principal_paid: row.principalPaidMinor,
            interest_paid: row.interestPaidMinor, fee_paid: row.feePaidMinor,
            penalty_paid: row.penaltyPaidMinor, days_past_due: 0, kind: Int32(kind))
    }
}

/// Writes a schedule into rows that have room for all that its terms ask for, two words at a time:
/// half as many stores wait for memory.
struct RowWriter<Store: PairStore>: HostSink {
    /// The loan's first row.
    let rows: UnsafeMutablePointer<le_row>
    private(set) var lastDueDate = noDate

    init(rows: UnsafeMutablePointer<le_row>) { self.rows = rows }

    @inline(__always)
    mutating func put(_ row: ScheduleRow) {
        lastDueDate = row.dueDate.dayNumber
        // Sequences count from 1: never negative.
        let place = rows + (Int(UInt32(bitPattern: row.sequence)) &- 1)
        let words = UnsafeMutableRawPointer(place).assumingMemoryBound(to: Int64.self)
        let parts = RowParts(row)
        // In the order of le_row, which static_asserts.c holds it to.
        Store.store(parts.first, parts.second, to: words)
        Store.store(row.principalMinor, row.interestMinor, to: words + 2)
        Store.store(row.feeMinor, 0, to: words + 4)
        Store.store(row.balanceAfterMinor, 0, to: words + 6)
        Store.store(0, 0, to: words + 8)
        Store.store(0, 0, to: words + 10)
    }
}

/// The first two words of a row, two fields of 32 bits each.
private struct RowParts {
    let first: Int64
    let second: Int64

    @inline(__always)
    init(_ row: ScheduleRow) {
        first = RowParts.word(row.sequence, row.startDate.dayNumber)
        second = RowParts.word(row.dueDate.dayNumber, Int32(LE_ROW_PENDING))
    }

    @inline(__always)
    private static func word(_ first: Int32, _ second: Int32) -> Int64 {
        #if _endian(little)
            Int64(second) << 32 | Int64(UInt32(bitPattern: first))
        #else
            Int64(first) << 32 | Int64(UInt32(bitPattern: second))
        #endif
    }
}

/// How two words get into a row.
protocol PairStore {
    /// Writes them; `words` is aligned to 8 bytes.
    static func store(_ first: Int64, _ second: Int64, to words: UnsafeMutablePointer<Int64>)
}

/// Where a host's rows go.
protocol HostSink: ScheduleSink {
    /// The due date of the row that was put last.
    var lastDueDate: Int32 { get }
}

/// Writes rows into a caller's columns, those that are there.
struct ColumnWriter: HostSink {
    let columns: le_row_columns
    /// The loan's first row.
    let offset: Int
    private(set) var lastDueDate = noDate

    init(columns: le_row_columns, offset: Int) {
        self.columns = columns
        self.offset = offset
    }

    /// A row of a plain schedule.
    mutating func put(_ row: ScheduleRow) {
        lastDueDate = row.dueDate.dayNumber
        put(
            le_row(
                sequence: row.sequence, start_date: row.startDate.dayNumber,
                due_date: row.dueDate.dayNumber, status: Int32(LE_ROW_PENDING),
                principal_due: row.principalMinor, interest_due: row.interestMinor,
                fee_due: row.feeMinor, penalty_due: 0, balance_after: row.balanceAfterMinor,
                principal_paid: 0, interest_paid: 0, fee_paid: 0, penalty_paid: 0,
                days_past_due: 0, kind: Int32(LE_ROW_INSTALLMENT)))
    }

    /// A row at its sequence.
    @inline(__always)
    func put(_ row: le_row) {
        let index = offset &+ Int(row.sequence) &- 1
        set(columns.sequence, index, row.sequence)
        set(columns.start_date, index, row.start_date)
        set(columns.due_date, index, row.due_date)
        set(columns.status, index, row.status)
        set(columns.days_past_due, index, row.days_past_due)
        set(columns.kind, index, row.kind)
        set(columns.principal_due, index, row.principal_due)
        set(columns.interest_due, index, row.interest_due)
        set(columns.fee_due, index, row.fee_due)
        set(columns.penalty_due, index, row.penalty_due)
        set(columns.balance_after, index, row.balance_after)
        set(columns.principal_paid, index, row.principal_paid)
        set(columns.interest_paid, index, row.interest_paid)
        set(columns.fee_paid, index, row.fee_paid)
        set(columns.penalty_paid, index, row.penalty_paid)
    }

    @inline(__always)
    private func set<Element>(
        _ start: UnsafeMutablePointer<Element>?, _ index: Int, _ value: Element
    ) {
        guard let start else { return }
        Column(start, stride: Int(columns.stride))[index] = value
    }
}
