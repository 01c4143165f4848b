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
