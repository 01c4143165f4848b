import CLoanEngine
import CMachine
import LoanEngine

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

/// Where the rows of a batch go, or lie: an array of structs, or columns of any other kind.
enum BatchRows {
    case structs(UnsafeMutablePointer<le_row>)
    case columns(le_row_columns)

    /// - Parameter name: Of the argument.
    init(_ columns: UnsafePointer<le_row_columns>?, _ name: String) throws(CallError) {
        let start = try required(columns, name)
        let read = try read(
            start, size: start.pointee.struct_size, defaults: le_row_columns(), name)
        try read.check()
        if let rows = read.array { self = .structs(rows) } else { self = .columns(read) }
    }

    /// Writes a row at its sequence, from `offset` on for the first.
    func write(_ row: le_row, from offset: Int) {
        switch self {
        case .structs(let rows): rows[offset + Int(row.sequence) - 1] = row
        case .columns(let columns): ColumnWriter(columns: columns, offset: offset).put(row)
        }
    }
}

extension RepaymentSchedule {
    /// Hands the rows to `body`, with what each is.
    func forEachRow(of contract: Contract, _ body: (le_row) -> Void) {
        let hasDownPayment = contract.downPaymentMinor > 0
        for (index, item) in items.enumerated() {
            body(
                le_row(
                    item,
                    kind: hasDownPayment && index == 0 ? LE_ROW_DOWN_PAYMENT : LE_ROW_INSTALLMENT))
        }
    }
}
