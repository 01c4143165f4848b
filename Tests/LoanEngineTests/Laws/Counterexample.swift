import LoanCases
import LoanEngine
import TestSupport
import Testing

/// A loan that does not keep a law, made as small as that is found to need.
enum Counterexample {
    /// Records the laws that an account does not keep, with a case that shows the first of them.
    ///
    /// - Parameters:
    ///   - date: The as-of date of the case.
    ///   - broken: The names of the laws that an account does not keep; what it throws is one, too.
    static func check(
        _ account: LoanAccount, _ place: String, asOf date: CivilDate? = nil,
        _ broken: (LoanAccount) throws -> [String]
    ) {
        let laws = messages(account, broken)
        guard let first = laws.first else { return }
        let shortest = shortest(account) { messages($0, broken).contains(first) }
        let also = laws.dropFirst().map { "; nor: " + $0 }.joined()
        Issue.record("\(place): not so: \(first)\(also); \(shortest.json(asOf: date))")
    }

    private static func messages(
        _ account: LoanAccount, _ broken: (LoanAccount) throws -> [String]
    ) -> [String] {
        do { return try broken(account) } catch { return ["\(error)"] }
    }

    /// Leaves out events, then options, as long as the rest is a loan and `isBroken`.
    private static func shortest(
        _ account: LoanAccount, where isBroken: (LoanAccount) -> Bool
    ) -> LoanAccount {
        var account = account
        for _ in 0..<2 {
            var index = account.log.count - 1
            while index >= 0 {
                let reversals = account.log.indices.filter {
                    account.log[$0].event == .reversal(of: index + 1)
                }
                let log = account.log.leaving(out: Set(reversals + [index])).log
                if let other = try? LoanAccount(account.terms, log), isBroken(other) {
                    account = other
                }
                index = min(index, account.log.count) - 1
            }
            for change in simplifications {
                var terms = account.terms
                change(&terms)
                if terms != account.terms, let other = try? LoanAccount(terms, account.log),
                    isBroken(other)
                {
                    account = other
                }
            }
        }
        return account
    }

    private static let simplifications: [@Sendable (inout LoanTerms) -> Void] = [
        { $0.servicing.lateCharges = [] }, { $0.servicing.lateChargeLimit = nil },
        { $0.servicing.lateCharges = Array($0.servicing.lateCharges.prefix(1)) },
        { $0.servicing.settlement = SettlementTerms() }, { $0.servicing.settlement.fee = nil },
        { $0.servicing.prepayment = Prepayment() },
        { $0.allocation = AllocationPolicy(.interestFirst) },
        { $0.allocation = AllocationPolicy(.interestFirst, advance: $0.allocation.advance) },
        { $0.delinquency = DelinquencyPolicy() }, { $0.nonWorkingDays = nil },
        { $0.installmentFeeMinor = 0 }, { $0.balloonMinor = 0 }, { $0.leveling = .none },
        { $0.grace = Grace() }, { $0.grace.principal = 0 }, { $0.grace.interestFree = 0 },
        { $0.grace.capitalized = 0 }, { $0.residual = .last }, { $0.flatInterest = .term },
        { $0.rounding = Rounding() }, { $0.dayCount = .equal }, { $0.firstDueDate = nil },
        { $0.upfrontFees = [] }, { $0.downPayment = nil }, { $0.installmentMinor = nil },
        { $0.dueDates = nil }, { $0.dueDays = nil }, { $0.firstPeriod = .whole },
        { $0.grace.deferred = 0 }, { $0.termEvery = 1 }, { $0.amortization = .equalInstallments },
        { $0.rate = InterestRate(percent: Rational(12), per: .year) },
        { $0.termCount = min($0.termCount, 3) }, { $0.termCount = min($0.termCount, 6) },
    ]
}

extension LoanAccount {
    /// An account of those terms, to which all that happened.
    init(_ terms: LoanTerms, _ log: [LogEntry]) throws(LoanError) {
        try self.init(terms)
        try apply(contentsOf: log)
    }

    /// The case of it.
    func json(asOf date: CivilDate? = nil) -> String {
        let own = LoanCase(terms: terms, status: initialStatus, events: log, asOf: date)
        return String(decoding: own.json, as: UTF8.self)
    }
}
