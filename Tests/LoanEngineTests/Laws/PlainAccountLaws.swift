import TestSupport
import Testing

@testable import LoanEngine

/// `PlainAccount` is a fold of its own for loans on which nothing but money and write-offs happens. It
/// is held to the fold of all loans.
@Suite("Laws of plain accounts")
struct PlainAccountLaws {
    /// The statement as the fold of all loans makes it.
    static func serviced(
        _ loan: ServicedLoan, asOf date: CivilDate
    ) throws(LoanError) -> LoanStatement {
        let view = try loan.servicedView(asOf: date)
        return try LoanStatement(
            of: .serviced(Boxed(view.account)), status: view.status, asOf: date,
            terms: loan.terms,
            schedule: loan.schedule)
    }

    /// The statement as `LoanAccount` makes it.
    static func plain(
        _ loan: ServicedLoan, asOf date: CivilDate
    ) throws(LoanError) -> LoanStatement {
        let view = try loan.view(asOf: date)
        return try LoanStatement(
            of: view.account, status: view.status, asOf: date, terms: loan.terms,
            schedule: loan.schedule)
    }

    @Test("The statement of a plain account is that of a serviced one", arguments: LawTerms.seeds)
    func sameStatement(_ seed: UInt64) {
        LawTerms.forEachAccount(seed, upTo: 12) { account, generator, place in
            var sequence = try AccountSequence(startingWith: account, generator)
            for _ in 0..<24 { _ = sequence.step() }
            let log = sequence.account.log
            var loan = try ServicedLoan(
                try Contract(account.terms), account.schedule,
                status: sequence.account.initialStatus)
            try loan.append(contentsOf: log)
            for date in [CivilDate.first, sequence.date(), sequence.date(), sequence.date(), .last]
            {
                let (plain, serviced) = (
                    try Self.plain(loan, asOf: date), try Self.serviced(loan, asOf: date)
                )
                let view = try loan.view(asOf: date)
                guard case .plain = view.account else {
                    Issue.record("\(place): no plain account")
                    continue
                }
                if plain != serviced {
                    Issue.record("\(place): as of \(date): \(log): \(plain), not \(serviced)")
                }
            }
        }
    }
}
