import CLoanEngine
import CMachine
import LoanEngine

/// Where the general builder's rows go: one type for all of a host's kinds of memory.
enum HostSink: ScheduleSink {
    /// Rows, as far as there are any: tries of a respread schedule may have more than the schedule.
    case rows(UnsafeMutablePointer<le_row>, capacity: Int)
    /// Columns, those that are there.
    case columns(ColumnWriter)
    /// No memory: for what a schedule comes to.
    case nowhere

    mutating func put(_ row: ScheduleRow) {
        switch self {
        case .rows(let rows, let capacity):
            if Int(row.sequence) <= capacity { rows[Int(row.sequence) - 1] = le_row(row) }
        case .columns(var columns):
            columns.put(row)
        case .nowhere:
            break
        }
    }
}

/// Writes a schedule into rows that have room for all that its terms ask for.
struct RowWriter: ScheduleSink {
    /// The loan's first row.
    let rows: UnsafeMutablePointer<le_row>

    @inline(__always)
    mutating func put(_ row: ScheduleRow) {
        rows[Int(row.sequence) &- 1] = le_row(row)
    }
}

/// The same past the caches, a word at a time.
struct RowStream: ScheduleSink {
    /// The loan's first row.
    let rows: UnsafeMutablePointer<le_row>

    @inline(__always)
    mutating func put(_ row: ScheduleRow) {
        let words = UnsafeMutableRawPointer(rows + (Int(row.sequence) &- 1))
            .assumingMemoryBound(to: Int64.self)
        // In the order of le_row, two fields of 32 bits to a word.
        machine_stream(words, RowStream.word(row.sequence, row.startDate.dayNumber))
        machine_stream(words + 1, RowStream.word(row.dueDate.dayNumber, Int32(LE_ROW_PENDING)))
        machine_stream(words + 2, row.principalMinor)
        machine_stream(words + 3, row.interestMinor)
        machine_stream(words + 4, row.feeMinor)
        machine_stream(words + 5, 0)
        machine_stream(words + 6, row.balanceAfterMinor)
        for index in 7..<12 { machine_stream(words + index, 0) }
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
