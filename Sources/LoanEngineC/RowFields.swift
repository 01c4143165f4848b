// The fields of a row as the C interface writes them: structs, and a column for each. scripts/fields.py
// holds this file to loan_engine.h: every column is written and checked here.
//
// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension le_row {
    @inline(__always)
    init(_ row: ScheduleRow) {
        self.init(
            sequence: row.sequence, start_date: row.startDate.dayNumber,
            due_date: row.dueDate.dayNumber, status: Int32(LE_ROW_PENDING),
            principal_due: row.principalMinor, interest_due: row.interestMinor,
            fee_due: row.feeMinor, penalty_due: 0, balance_after: row.balanceAfterMinor,
            principal_paid: 0, interest_paid: 0, fee_paid: 0, penalty_paid: 0, days_past_due: 0,
            reserved: 0)
    }

    init(_ item: LoanStatement.Item) {
        let row = item.installment
        self.init(
            sequence: row.sequence, start_date: row.startDate.dayNumber,
            due_date: row.dueDate.dayNumber, status: Int32(item.status.rawValue),
            principal_due: row.principalDueMinor, interest_due: row.interestDueMinor,
            fee_due: row.feeDueMinor, penalty_due: row.penaltyDueMinor,
            balance_after: row.balanceAfterMinor, principal_paid: row.principalPaidMinor,
            interest_paid: row.interestPaidMinor, fee_paid: row.feePaidMinor,
            penalty_paid: row.penaltyPaidMinor,
            days_past_due: Int32(truncatingIfNeeded: item.daysPastDue), reserved: 0)
    }
}

/// Writes a schedule into rows that have room for all that its terms ask for, two words at a time:
/// half as many stores wait for memory.
struct RowWriter<Store: PairStore>: ScheduleSink {
    /// The loan's first row.
    let rows: UnsafeMutablePointer<le_row>

    @inline(__always)
    mutating func put(_ row: ScheduleRow) {
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

/// Writes a schedule into a caller's columns, those that are there.
struct ColumnWriter: ScheduleSink {
    let columns: le_columns
    /// The loan's first row.
    let offset: Int

    mutating func put(_ row: ScheduleRow) {
        let index = offset + Int(row.sequence) - 1
        columns.sequence?[index] = row.sequence
        columns.start_date?[index] = row.startDate.dayNumber
        columns.due_date?[index] = row.dueDate.dayNumber
        columns.status?[index] = Int32(LE_ROW_PENDING)
        columns.days_past_due?[index] = 0
        columns.principal_due?[index] = row.principalMinor
        columns.interest_due?[index] = row.interestMinor
        columns.fee_due?[index] = row.feeMinor
        columns.penalty_due?[index] = 0
        columns.balance_after?[index] = row.balanceAfterMinor
        columns.principal_paid?[index] = 0
        columns.interest_paid?[index] = 0
        columns.fee_paid?[index] = 0
        columns.penalty_paid?[index] = 0
    }
}

extension le_columns {
    /// Refuses columns that are there and misaligned.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at `columns`.
    func check() throws(CallError) {
        for column in [
            sequence, start_date, due_date, status, days_past_due,
        ] { _ = try optional(column, "columns") }
        for column in [
            principal_due, interest_due, fee_due, penalty_due, balance_after, principal_paid,
            interest_paid, fee_paid, penalty_paid,
        ] { _ = try optional(column, "columns") }
    }
}
