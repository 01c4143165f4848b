import LoanEngine
import TestSupport

/// Events of every type that changes no due, in any order of date, some of them out of place; and
/// beside the account the plainest book of what came in: no schedule, no order, only what stands.
struct AccountSequence {
    /// Those types.
    static let types = EventType.allCases.filter {
        $0.isApplicationStep || [.repayment, .reversal, .writeOff, .recovery].contains($0)
    }

    /// An account event that stands or is reversed: money that came in, or, of no amount, a write-off.
    struct Receipt {
        let number: Int
        let date: CivilDate
        let amountMinor: Int64
        var reversedAt: CivilDate?

        /// Whether it counts as of a date: it has happened, and its reversal has not.
        func stands(asOf today: CivilDate) -> Bool {
            date <= today && reversedAt.map { $0 > today } ?? true
        }
    }

    private(set) var account: LoanAccount
    private(set) var receipts: [Receipt] = []
    private(set) var taken: [EventType] = []
    private(set) var refused: [LoanError.Code] = []
    private var generator: EventsGenerator

    /// An account of the same terms, active or, once in a while, of another status.
    init(
        startingWith account: LoanAccount, _ generator: EventsGenerator
    ) throws(LoanError) {
        self.generator = generator
        let isActive = self.generator.random.int(1...3) > 1
        let other = self.generator.random.pick(
            LoanStatus.allCases.filter { $0 != .completed && $0 != .writtenOff })
        self.account = try LoanAccount(account.terms, status: isActive ? .active : other)
    }

    /// Sum of the receipts that stand as of a date.
    func standingMinor(asOf date: CivilDate) -> Int64 {
        receipts.reduce(0) { $0 + ($1.stands(asOf: date) ? $1.amountMinor : 0) }
    }

    /// A date at which something may have happened.
    mutating func date() -> CivilDate { generator.date() }

    private mutating func draw() -> LogEntry {
        let date = generator.date()
        let role = generator.random.pick([nil, nil, nil, Role.creditOfficer, .supervisor, .admin])
        let amount = generator.amount()
        // Before it is paid out, mostly what leads on.
        let isEarly = !account.status.isDisbursed && generator.random.int(1...4) > 1
        switch isEarly ? 19 : generator.random.int(0...19) {
        case 0...8:
            return account.status == .writtenOff
                ? .recovery(amountMinor: amount, on: date, role: role)
                : .repayment(amountMinor: amount, on: date, role: role)
        case 9: return .recovery(amountMinor: amount, on: date, role: role)
        case 10...15:
            let number = generator.random.int(1...account.log.count + 1)
            let later = generator.random.once(in: 3) ? date : .last
            return .reversal(of: number, on: later, role: role)
        case 16: return .step(.writeOff, on: date, role: role)
        default:
            let step = generator.random.pick([
                LoanEvent.submit, .approve, .reject, .revise, .cancel, .disburse,
            ])
            return .step(step, on: step == .disburse ? account.terms.disbursedAt : date, role: role)
        }
    }

    /// Lets one more event happen, or be refused; a refused one changes nothing.
    ///
    /// - Returns: What is wrong, or nil.
    mutating func step() -> String? {
        let entry = draw()
        let before = account
        do throws(LoanError) {
            try account.apply(entry)
        } catch {
            refused.append(error.code)
            return account.status == before.status && account.log == before.log
                ? nil : "changed by a refused \(entry)"
        }
        taken.append(entry.event.type)
        let number = account.log.count
        switch entry.event {
        case .repayment(let amountMinor), .recovery(let amountMinor):
            receipts.append(
                Receipt(number: number, date: entry.date, amountMinor: amountMinor))
        case .writeOff:
            receipts.append(Receipt(number: number, date: entry.date, amountMinor: 0))
        case .reversal(let target):
            guard
                let index = receipts.firstIndex(where: {
                    $0.number == target && $0.reversedAt == nil
                })
            else { return "took \(entry), which reverses no standing account event" }
            receipts[index].reversedAt = entry.date
        default: break
        }
        return nil
    }
}
