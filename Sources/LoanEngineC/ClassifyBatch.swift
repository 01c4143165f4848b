// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// Checks and classifies one loan's rows.
@inline(__always)
private func classify<Rows: HostRows>(
    _ rows: Rows, _ day: CivilDate, _ policy: HostDelinquency,
    _ position: UnsafeMutablePointer<le_position>?
) -> Int32 {
    do throws(CallError) {
        var rows = rows
        try rows.check()
        let found = try classify(&rows, day, policy)
        position?.pointee = found
        return Int32(LE_OK)
    } catch {
        position?.pointee = .empty
        return error.code
    }
}

/// How many loans ahead rows are asked for.
private var ahead: Int { 2 }

/// Asks for the rows of a loan to come, as far as the first lines go.
@inline(__always)
private func fetch(_ rows: UnsafeMutablePointer<le_row>, _ offsets: Offsets, _ loan: Int) {
    guard let (start, count) = offsets.range(of: loan) else { return }
    let bytes = UnsafeRawPointer(rows + start)
    for line in 0..<min((count &* MemoryLayout<le_row>.stride &+ 63) / 64, 128) {
        machine_prefetch(bytes + 64 &* line)
    }
}

/// `le_classify_batch` of loan_engine.h, which documents it.
@_cdecl("le_classify_batch") @implementation
public func le_classify_batch(
    _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
    _ offsets: UnsafePointer<UInt64>?, _ loanCount: Int, _ asOf: Int32,
    _ policy: UnsafePointer<le_delinquency_policy>?,
    _ positions: UnsafeMutablePointer<le_position>?, _ codes: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let day = try date(asOf, "as_of")
        let policy = try HostDelinquency(policy)
        let positions = try optional(positions, "positions")
        let codes = try array(codes, loanCount, "codes")
        let offsets = try Offsets(checked: offsets, loanCount)
        switch try BatchRows(rows, columns) {
        case .structs(let rows, _):
            for loan in 0..<loanCount {
                if loan < loanCount - ahead { fetch(rows, offsets, loan + ahead) }
                guard let (start, count) = offsets.range(of: loan) else { continue }
                let slice = RowArray(
                    rows: UnsafeMutableBufferPointer(start: rows + start, count: count))
                codes[loan] = classify(slice, day, policy, positions.map { $0 + loan })
            }
        case .columns(let columns):
            let all = try RowColumns(columns, needsSequence: true)
            for loan in 0..<loanCount {
                guard let (start, count) = offsets.range(of: loan) else { continue }
                let slice = RowColumns(all, from: start, count: count)
                codes[loan] = classify(slice, day, policy, positions.map { $0 + loan })
            }
        }
    }
}
