import LoanEngine
import TestSupport

/// Events of every type, in any order of date, some of them out of place; and beside the account
/// the plainest book of what came in: no schedule, no order, only receipts that stand.
struct AccountSequence {
    /// Money that came in.
    struct Receipt {
        let number: Int
        let date: CivilDate
        let amountMinor: Int64
        let isRepayment: Bool
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
        // A loan that comes as completed owes what it owes: it would be completed and not paid up.
        let other = self.generator.random.pick(LoanStatus.allCases.filter { $0 != .completed })
        self.account = try LoanAccount(account.terms, status: isActive ? .active : other)
    }

    /// Sum of the receipts that stand as of a date.
    func standingMinor(asOf date: CivilDate) -> Int64 {
        receipts.reduce(0) { $0 + ($1.stands(asOf: date) ? $1.amountMinor : 0) }
    }

    /// A date at which something may have happened.
    mutating func date() -> CivilDate { generator.date() }

    private mutating func draw() -> LoanEvent {
        let date = generator.date()
        let role = generator.random.pick([nil, nil, nil, Role.creditOfficer, .supervisor, .admin])
        let amount = generator.amount()
        // Before it is paid out, mostly what leads on.
        let isEarly = !account.status.isDisbursed && generator.random.int(1...4) > 1
        switch isEarly ? 19 : generator.random.int(0...19) {
        case 0...8:
            let type: EventType = account.status == .writtenOff ? .recovery : .repayment
            return LoanEvent(type: type, date: date, amountMinor: amount, role: role)
        case 9: return .recovery(amountMinor: amount, on: date, role: role)
        case 10...15:
            let number = generator.random.int(1...account.events.count + 1)
            let later = generator.random.once(in: 3) ? date : .last
            return .reversal(of: number, on: later, role: role)
        case 16: return .step(.writeOff, on: date, role: role)
        default:
            let step = generator.random.pick([
                EventType.submit, .approve, .reject, .revise, .cancel, .disburse,
            ])
            return .step(step, on: step == .disburse ? account.terms.disbursedAt : date, role: role)
        }
    }

    /// Lets one more event happen, or be refused; a refused one changes nothing.
    ///
    /// - Returns: What is wrong, or nil.
    mutating func step() -> String? {
        let event = draw()
        let before = account
        do throws(LoanError) {
            try account.apply(event)
        } catch {
            refused.append(error.code)
            return account.status == before.status && account.events == before.events
                ? nil : "changed by a refused \(event)"
        }
        taken.append(event.type)
        let number = account.events.count
        if event.type.bringsMoney {
            receipts.append(
                Receipt(
                    number: number, date: event.date, amountMinor: event.amountMinor ?? 0,
                    isRepayment: event.type == .repayment))
        } else if event.type == .reversal {
            guard
                let index = receipts.firstIndex(where: {
                    $0.number == event.reversedEvent && $0.isRepayment && $0.reversedAt == nil
                })
            else { return "took \(event), which reverses no standing repayment" }
            receipts[index].reversedAt = event.date
        }
        return nil
    }
}
