// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// `le_evaluate_batch` of loan_engine.h, which documents it.
@_cdecl("le_evaluate_batch") @implementation
public func le_evaluate_batch(
    _ loans: UnsafePointer<le_loans>?, _ results: UnsafeMutablePointer<le_results>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let loans = try Loans(loans)
        var results = try Results(results, loans.count)
        let day = loans.asOf == noDate ? nil : try date(loans.asOf, "loans.as_of")
        var room = Room(rows: try results.rows(), postings: try results.postings())
        room.begin(at: results.first)
        for loan in results.first..<loans.count {
            do throws(CallError) {
                let one = try Evaluated(loans, loan, asOf: day, results.stop)
                guard room.take(one, at: loan) else {
                    results.finish(at: loan)
                    if loan == results.first { throw room.tooSmall(for: one, at: loan) }
                    return
                }
                results.codes[loan] = Int32(LE_OK)
                if results.hasPositions {
                    results.positions.write(
                        le_position(one.view, one.account.terms),
                        installment: one.view.statement.installmentMinor ?? 0, at: loan)
                }
            } catch {
                if error.code == Int32(LE_STOPPED) { throw results.finishStopped(at: loan) }
                if error.code == Int32(LE_BUFFER_TOO_SMALL) { throw error }
                results.fail(loan, error)
                results.positions.write(.empty, installment: 0, at: loan)
                room.skip(loan)
            }
        }
        results.finish(at: loans.count)
    }
}

/// A loan of a batch as of its date.
private struct Evaluated {
    let account: LoanAccount
    let view: LoanView

    init(_ loans: Loans, _ loan: Int, asOf day: CivilDate?, _ stop: StopFlag) throws(CallError) {
        if stop.isSet { throw .stopped }
        let terms = try LoanTerms(try loans.terms(of: loan), loans.parts)
        let account = try LoanEngineC.account(
            terms, try loans.status(of: loan), try loans.events(of: loan), loans.parts, stop)
        self.account = account
        view = try engine { () throws(LoanError) in
            try account.view(asOf: day, isQuoted: false)
        }
    }
}

/// What is left of a caller's memory for rows and postings.
private struct Room {
    let rows: (target: BatchRows, capacity: Int, offsets: UnsafeMutablePointer<UInt64>)?
    let postings:
        (
            target: UnsafeMutableBufferPointer<le_posting>, offsets: UnsafeMutablePointer<UInt64>
        )?
    private var filledRows = 0
    private var filledPostings = 0

    init(
        rows: (target: BatchRows, capacity: Int, offsets: UnsafeMutablePointer<UInt64>)?,
        postings: (
            target: UnsafeMutableBufferPointer<le_posting>, offsets: UnsafeMutablePointer<UInt64>
        )?
    ) {
        self.rows = rows
        self.postings = postings
    }

    func begin(at loan: Int) {
        rows?.offsets[loan] = 0
        postings?.offsets[loan] = 0
    }

    /// Offsets of a loan that has nothing.
    func skip(_ loan: Int) {
        rows?.offsets[loan + 1] = UInt64(filledRows)
        postings?.offsets[loan + 1] = UInt64(filledPostings)
    }

    /// Writes a loan's rows and postings.
    ///
    /// - Returns: False where they do not fit; nothing is written then.
    mutating func take(_ one: Evaluated, at loan: Int) -> Bool {
        if let rows, one.view.statement.items.count > rows.capacity - filledRows { return false }
        if let postings, one.view.postingCount > postings.target.count - filledPostings {
            return false
        }
        if let rows {
            one.view.forEachRow { rows.target.write($0, from: filledRows) }
            filledRows += one.view.statement.items.count
        }
        if let postings {
            var next = filledPostings
            one.view.forEachPosting(one.account.log) {
                postings.target[next] = $0
                next += 1
            }
            filledPostings = next
        }
        skip(loan)
        return true
    }

    /// The first loan does not fit: its offsets say what it needs.
    func tooSmall(for one: Evaluated, at loan: Int) -> CallError {
        let (rowCount, postingCount) = (one.view.statement.items.count, one.view.postingCount)
        rows?.offsets[loan + 1] = UInt64(rowCount)
        postings?.offsets[loan + 1] = UInt64(postingCount)
        if let rows, rowCount > rows.capacity {
            return .tooSmall("results.rows", needed: rowCount)
        }
        return .tooSmall("results.postings", needed: postingCount)
    }
}
