import LoanEngine
import TestSupport
import Testing

/// A loan with options of servicing and a log of events of every type that it took; and what can be
/// said of that log without the engine: what stands, and what it brought.
struct ServicingLog {
    private(set) var account: LoanAccount
    private(set) var refused: [LoanError.Code] = []
    var events: ServicingGenerator

    /// No events yet.
    init(_ account: LoanAccount, random: SplitMix64) {
        self.account = account
        events = ServicingGenerator(for: account, random: random)
    }

    var log: [LogEntry] { account.log }

    /// A date after all that happened: the last one, or, where late charges are made again and again,
    /// a good year after the last due date and event.
    var end: CivilDate {
        let isRepeated = account.terms.servicing.lateCharges.contains { $0.repetition != nil }
        guard isRepeated else { return .last }
        let latest = max(account.latestDate, account.schedule.items.last?.dueDate ?? .first)
        return latest.adding(days: 400) ?? .last
    }

    /// Lets one more event happen, or be refused; a refused one changes nothing.
    ///
    /// - Returns: What is wrong, or nil.
    mutating func step() throws(LoanError) -> String? {
        let entry = try events.entry(for: account)
        let before = account.log
        do throws(LoanError) {
            try account.apply(entry)
        } catch {
            refused.append(error.code)
            return account.log == before ? nil : "changed by a refused \(entry)"
        }
        return nil
    }

    /// Calls `body` with loans of a seed, each with a log of up to `length` events.
    static func forEach(
        _ seed: UInt64, upTo count: Int, length: Int,
        changing change: (inout LoanTerms) -> Void = { _ in },
        _ body: (inout ServicingLog, String) throws -> Void
    ) {
        for number in 0..<count {
            var generator = TermsGenerator(seed: seed, case: number)
            var terms = generator.servicedTerms()
            change(&terms)
            let place = "seed \(seed), case \(number)"
            guard let account = try? LoanAccount(terms) else { continue }
            var log = ServicingLog(account, random: generator.random)
            do {
                for _ in 0..<length {
                    if let problem = try log.step() { Issue.record("\(place): \(problem)") }
                }
                try body(&log, place)
            } catch {
                Issue.record("\(place): \(error): \(log.account.json())")
            }
        }
    }
}

/// All that is said of a loan as of a date, its events under other numbers.
struct WholeStatement: Equatable {
    let statement: LoanStatement
    let servicing: ServicingStatement
    private let allocations: [[Int]]
    private let adjustments: [[Int]]

    /// - Parameter numbers: The numbers that events are to have; all have theirs where it is nil.
    init(
        _ account: LoanAccount, asOf date: CivilDate, numbers: [Int: Int]? = nil
    ) throws(LoanError) {
        statement = try account.statement(asOf: date)
        servicing = try account.servicing(asOf: date)
        func number(_ event: Int) -> Int { numbers.map { $0[event] ?? -event } ?? event }
        allocations = statement.allocations.map {
            [number($0.event), $0.sequence, Int($0.component.rawValue), Int($0.amountMinor)]
        }
        adjustments = servicing.adjustments.map {
            [
                $0.date.days(since: .first), $0.sequence, Int($0.component.rawValue),
                Int($0.amountMinor), Int($0.kind.rawValue), $0.event.map(number) ?? 0,
                $0.rule ?? 0,
            ]
        }
    }

    /// What differs, by its key in a result.
    func differences(from other: WholeStatement) -> [String] {
        let (left, right) = (statement, other.statement)
        let (own, theirs) = (servicing, other.servicing)
        var found: [String] = []
        func compare(_ key: String, _ isSame: Bool) { if !isSame { found.append(key) } }
        compare("status", left.status == right.status)
        compare("installmentAmount", left.installmentMinor == right.installmentMinor)
        compare("schedule.items", left.items == right.items)
        compare("schedule.totals", left.totals == right.totals)
        compare("allocations", allocations == other.allocations)
        compare("outstanding, arrears, nextDue", left.position == right.position)
        compare("bucket", left.bucket == right.bucket)
        compare("overpaidAmount", left.overpaidMinor == right.overpaidMinor)
        compare("adjustments", adjustments == other.adjustments)
        compare("disbursed", own.disbursed == theirs.disbursed)
        compare("accruedInterest", own.accruedInterestMinor == theirs.accruedInterestMinor)
        compare("settlement", own.settlement == theirs.settlement)
        compare("waived", own.waived == theirs.waived)
        compare("writtenOff", own.writtenOff == theirs.writtenOff)
        compare("recovered", own.recoveredMinor == theirs.recoveredMinor)
        compare("refunded", own.refundedMinor == theirs.refundedMinor)
        compare("recalled", own.recalledMinor == theirs.recalledMinor)
        return found
    }

    static func == (left: WholeStatement, right: WholeStatement) -> Bool {
        left.differences(from: right).isEmpty
    }
}
