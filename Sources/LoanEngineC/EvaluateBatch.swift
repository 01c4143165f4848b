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
        var room = ResultRoom(rows: try results.rows(), postings: try results.postings())
        room.begin(at: results.first)
        var plain = PlainEvaluation(loans, results.stop, needsRows: !room.isOfStructs)
        defer { plain.end() }
        for loan in results.first..<loans.count {
            if results.stop.isSet { throw results.finishStopped(at: loan) }
            if let one = plain.result(loan, asOf: day, in: room) {
                room.take(one, at: loan)
                results.codes[loan] = Int32(LE_OK)
                if results.hasPositions {
                    results.positions.write(
                        one.position, installment: one.installmentMinor, at: loan)
                }
                continue
            }
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
struct Evaluated {
    let account: LoanAccount
    let view: LoanView

    init(_ loans: Loans, _ loan: Int, asOf day: CivilDate?, _ stop: StopFlag) throws(CallError) {
        let terms = try LoanTerms(try loans.terms(of: loan), loans.parts)
        let account = try LoanEngineC.account(
            terms, try loans.status(of: loan), try loans.events(of: loan), loans.parts, stop)
        self.account = account
        view = try engine { () throws(LoanError) in
            try account.view(asOf: day, isQuoted: false)
        }
    }
}
