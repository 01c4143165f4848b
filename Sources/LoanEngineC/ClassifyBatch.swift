// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// Many loans' rows as of a day.
private struct Classification {
    let loans: Loans
    let policies: UnsafeBufferPointer<HostDelinquency>
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
            let policy = policies[product]
            if !loans.isDisbursed(loan) {
                leaveUnowed(&rows, loan)
                return
            }
            guard let found = Position(of: &rows, asOf: day, policy.rule) else {
                throw .sumOfDues
            }
            results.codes[loan] = Int32(LE_OK)
            if !results.hasPositions { return }
            results.positions.write(
                found, policy, overdueRows: rows.overdueRows,
                status: loans.statusNumber(of: loan),
                maturity: rows.count > 0 ? rows.dueDateNumber(at: rows.count - 1) : noDate,
                at: loan)
        } catch {
            results.fail(loan, error)
            results.positions.write(.empty, installment: 0, at: loan)
        }
    }

    /// A loan that is not paid out yet: it owes nothing, and no row is overdue or begun.
    @inline(never)
    private func leaveUnowed<Rows: HostRows>(_ rows: inout Rows, _ loan: Int) {
        for index in 0..<rows.count {
            let isPaid = rows.unpaidParts(at: index) == SIMD4(repeating: 0)
            rows.keep(isPaid ? .paid : .pending, at: index)
        }
        results.codes[loan] = Int32(LE_OK)
        if !results.hasPositions { return }
        var position = le_position.empty
        position.status = loans.statusNumber(of: loan) ?? 0
        position.bucket = policies[loans.productIndex(of: loan)].bucket(daysPastDue: 0)
        if rows.count > 0 { position.maturity_date = rows.dueDateNumber(at: rows.count - 1) }
        results.positions.write(position, installment: 0, at: loan)
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
        let policies = try loans.products { (terms, parts) throws(CallError) in
            try HostDelinquency(terms, parts)
        }
        let results = try Results(results, loans.count)
        let offsets = try Offsets(checked: offsets, loans.count)
        try policies.withUnsafeBufferPointer { (policies) throws(CallError) in
            var batch = Classification(
                loans: loans, policies: policies, day: day, results: results)
            try batch.classifyAll(target, offsets)
        }
    }
}
