// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// Many loans' rows as of a day.
private struct Classification {
    let loans: Loans
    let policies: [HostDelinquency]
    let day: CivilDate
    var results: Results

    /// How many loans ahead rows are asked for.
    static var ahead: Int { 2 }

    /// Checks and classifies one loan's rows.
    @inline(__always)
    mutating func classify<Rows: HostRows>(_ loan: Int, _ rows: Rows) {
        do throws(CallError) {
            let product = loans.productIndex(of: loan)
            guard product < policies.count, loans.hasStatus(loan) else {
                throw .argument("loans", "no product, or no status")
            }
            var rows = rows
            try rows.check()
            let isOwed = loans.isDisbursed(loan)
            var position = try LoanEngineC.classify(&rows, day, policies[product], isOwed: isOwed)
            results.codes[loan] = Int32(LE_OK)
            guard let positions = results.positions else { return }
            if let status = loans.statusNumber(of: loan) { position.status = status }
            positions.write(position, installment: 0, at: loan)
        } catch {
            results.fail(loan, error)
            results.positions?.write(.empty, installment: 0, at: loan)
        }
    }

    mutating func classifyAll(
        _ target: BatchRows, _ offsets: Offsets
    ) throws(CallError) {
        switch target {
        case .structs(let rows):
            for loan in results.first..<loans.count {
                if results.stop.isSet { throw results.finishStopped(at: loan) }
                if loan < loans.count - Classification.ahead {
                    fetch(rows, offsets, loan + Classification.ahead)
                }
                guard let (start, count) = offsets.range(of: loan) else { continue }
                classify(
                    loan,
                    RowArray(rows: UnsafeMutableBufferPointer(start: rows + start, count: count)))
            }
        case .columns(let columns):
            let all = try RowColumns(columns, needsSequence: true)
            for loan in results.first..<loans.count {
                if results.stop.isSet { throw results.finishStopped(at: loan) }
                guard let (start, count) = offsets.range(of: loan) else { continue }
                classify(loan, RowColumns(all, from: start, count: count))
            }
        }
        results.finish(at: loans.count)
    }
}

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
    _ loans: UnsafePointer<le_loans>?, _ rows: UnsafePointer<le_row_columns>?,
    _ offsets: UnsafePointer<UInt64>?, _ results: UnsafeMutablePointer<le_results>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let loans = try Loans(loans)
        let day = try date(loans.asOf, "loans.as_of")
        let target = try BatchRows(rows, "rows")
        var batch = Classification(
            loans: loans,
            policies: try loans.products { (terms, parts) throws(CallError) in
                try HostDelinquency(terms, parts)
            },
            day: day, results: try Results(results, loans.count))
        try batch.classifyAll(target, try Offsets(checked: offsets, loans.count))
    }
}
