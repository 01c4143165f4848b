import CLoanEngine
import LoanEngine

/// The rows of a batch: structs or columns.
enum BatchRows {
    case structs(UnsafeMutablePointer<le_row>, isStreamed: Bool)
    case columns(le_columns)

    /// The bytes of rows from which schedules are written past the caches, which do not hold them.
    private static var streamedBytes: Int { 16 << 20 }

    func sink(at offset: Int, capacity: Int) -> HostSink {
        switch self {
        case .structs(let rows, _): .rows(rows + offset, capacity: capacity)
        case .columns(let columns): .columns(ColumnWriter(columns: columns, offset: offset))
        }
    }

    init(
        _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
        count: Int = 0
    ) throws(CallError) {
        guard (rows == nil) != (columns == nil) else {
            throw .argument("rows", "allowed: rows or columns, and NULL for the other")
        }
        guard let columns else {
            let start = try required(rows, "rows")
            let isLarge = count >= BatchRows.streamedBytes / MemoryLayout<le_row>.stride
            self = .structs(start, isStreamed: isLarge && StreamedStore.suits(start))
            return
        }
        let start = try required(columns, "columns")
        let read = try read(
            start, size: start.pointee.struct_size, defaults: le_columns(), "columns")
        guard read.reserved == 0 else {
            throw .argument("columns.reserved", "reserved fields are zero")
        }
        try read.check()
        self = .columns(read)
    }
}

/// The code that a step for one loan ends with.
func code(_ body: () throws(CallError) -> Void) -> Int32 {
    do throws(CallError) {
        try body()
        return Int32(LE_OK)
    } catch {
        return error.code
    }
}

/// The offsets of a batch: where each loan's rows begin.
struct Offsets {
    let offsets: UnsafeBufferPointer<UInt64>

    /// Offsets that do not fall, for `loanCount` loans.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at the offset.
    init(
        checked pointer: UnsafePointer<UInt64>?, _ loanCount: Int
    ) throws(CallError) {
        offsets = try Offsets.array(pointer, loanCount)
        for loan in 0..<loanCount where offsets[loan] > offsets[loan + 1] {
            throw .argument("offsets[\(loan + 1)]", "offsets do not fall")
        }
        guard offsets[loanCount] <= maximumCount else {
            throw .argument("offsets[\(loanCount)]", "allowed: at most \(maximumCount)")
        }
    }

    /// The same without a look at them: `range` looks at those of a loan.
    init(
        unchecked pointer: UnsafePointer<UInt64>?, _ loanCount: Int
    ) throws(CallError) {
        offsets = try Offsets.array(pointer, loanCount)
    }

    /// One offset more than loans; a count of any bits may have come, of which no sum is taken.
    private static func array(
        _ pointer: UnsafePointer<UInt64>?, _ loanCount: Int
    ) throws(CallError) -> UnsafeBufferPointer<UInt64> {
        guard loanCount >= 0, loanCount < maximumCount else {
            throw .argument(
                "loan_count", "the count is not allowed; allowed: 0 to \(maximumCount - 1)")
        }
        return UnsafeBufferPointer(start: try required(pointer, "offsets"), count: loanCount + 1)
    }

    /// Where a loan's rows begin, and how many they are; nil where its offsets fall.
    @inline(__always)
    func range(of loan: Int) -> (start: Int, count: Int)? {
        let (start, end) = (offsets[loan], offsets[loan + 1])
        guard start <= end, end <= UInt64(maximumCount) else { return nil }
        return (Int(start), Int(end - start))
    }
}
