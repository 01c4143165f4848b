@preconcurrency import Glibc
import LoanEngine

/// One loan from its terms to its arrears.
///
///     swift run --package-path Examples/swift                              # 80 000.00 at 18 %
///     swift run --package-path Examples/swift quickstart 50000.00 22.5     # another loan
///
/// `quickstart.expected` is what it prints without arguments.
@main
struct Quickstart {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            try show(
                principal: arguments.first ?? "80000.00",
                percent: arguments.dropFirst().first ?? "18")
        } catch let error as LoanError {
            // The path says which field is wrong, the message what is allowed: a form can show it.
            fail("\(error.code.name) at \(error.path): \(error.message)")
        } catch {
            fail("no amount in shillings, or no rate: \(arguments.joined(separator: " "))")
        }
    }

    private static func show(principal: String, percent: String) throws {
        guard let shillings = Currency(code: "KES") else { return }
        let terms = try terms(in: shillings, principal: principal, percent: percent)
        var account = try LoanAccount(terms)
        Table.print(account.schedule, of: terms)

        // The first installment is paid on its day, the second late and by half.
        let installmentMinor = account.schedule.installmentMinor ?? 0
        try account.receive(installmentMinor, on: CivilDate(text: "2026-02-28"))
        try account.receive(installmentMinor / 2, on: CivilDate(text: "2026-04-02"))
        Table.print(try account.statement(asOf: CivilDate(text: "2026-05-15")), of: terms)

        // An account is a value: what is tried on a copy leaves the account as it is.
        var copy = account
        do throws(LoanError) {
            try copy.receive(0, on: account.latestDate)
        } catch {
            print("\nNothing is booked of what is refused:\n  \(error)")
        }
    }

    private static func fail(_ message: String) -> Never {
        fputs("quickstart: \(message)\n", stderr)
        exit(1)
    }

    /// The contract: six months from the last day of January, so due on the last day of each.
    private static func terms(
        in currency: Currency, principal: String, percent: String
    ) throws -> LoanTerms {
        LoanTerms(
            currency: currency, principalMinor: try currency.amount(principal),
            rate: try InterestRate(percent: percent, per: .year), termCount: 6, termUnit: .month,
            disbursedAt: try CivilDate(text: "2026-01-31"),
            delinquency: DelinquencyPolicy(buckets: [
                DelinquencyBucket(name: "CURRENT", fromDay: 0),
                DelinquencyBucket(name: "WATCH", fromDay: 1),
                DelinquencyBucket(name: "SUBSTANDARD", fromDay: 30),
            ]))
    }
}

extension LoanAccount {
    /// A repayment that a credit officer has taken. The one place where this program makes events.
    fileprivate mutating func receive(
        _ amountMinor: Int64, on date: CivilDate
    ) throws(LoanError) {
        try apply(.repayment(amountMinor: amountMinor), on: date, by: .creditOfficer)
    }
}
