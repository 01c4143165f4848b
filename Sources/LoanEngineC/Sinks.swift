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

/// How two words get into a row.
protocol PairStore {
    /// Writes them; `words` is aligned to 8 bytes.
    static func store(_ first: Int64, _ second: Int64, to words: UnsafeMutablePointer<Int64>)
}

/// As any store.
enum CachedStore: PairStore {
    @inline(__always)
    static func store(_ first: Int64, _ second: Int64, to words: UnsafeMutablePointer<Int64>) {
        machine_store(words, first, second)
    }
}

/// Past the caches, for words aligned to 16 bytes.
enum StreamedStore: PairStore {
    /// Whether rows there can be streamed; their size is a multiple of 16.
    static func suits(_ rows: UnsafeMutablePointer<le_row>) -> Bool {
        UInt(bitPattern: rows) % 16 == 0
    }

    @inline(__always)
    static func store(_ first: Int64, _ second: Int64, to words: UnsafeMutablePointer<Int64>) {
        machine_stream(words, first, second)
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
