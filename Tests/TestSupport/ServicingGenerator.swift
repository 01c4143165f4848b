import LoanEngine

/// Random account events of every type for a loan that is serviced, most of them such as fit.
///
///     var events = ServicingGenerator(for: account, random: generator.random)
///     let entry = try events.entry(for: account)      // a waiver of what is unpaid, a settlement, …
///
/// Dates mostly rise from event to event; some lie before or after all others. Amounts are taken from
/// how the account stands on the date: what is due, what is unpaid, what is overpaid, the quote.
public struct ServicingGenerator: Sendable {
    /// Where the random numbers come from.
    public var random: SplitMix64
    private let terms: LoanTerms
    private let schedule: RepaymentSchedule
    private let span: Int
    private var clock: CivilDate

    /// A generator for `account`.
    public init(for account: LoanAccount, random: SplitMix64) {
        self.random = random
        terms = account.terms
        schedule = account.schedule
        clock = terms.disbursedAt
        let last = schedule.items.last?.dueDate ?? terms.disbursedAt
        span = last.days(since: terms.disbursedAt) + 40
    }

    /// A date from the disbursement to a while after the last due date; often a due date.
    public mutating func date() -> CivilDate {
        if random.once(in: 3) { return random.pick(schedule.items).dueDate }
        return later(than: terms.disbursedAt, by: 0...span)
    }

    private mutating func later(than date: CivilDate, by days: ClosedRange<Int>) -> CivilDate {
        date.adding(days: random.int(days)) ?? date
    }

    /// The next event's date: mostly the last one's or some days after it.
    private mutating func nextDate() -> CivilDate {
        switch random.int(0...9) {
        case 0...1: return date()
        case 2...3: return clock
        case 4:
            clock = schedule.items.first { $0.dueDate > clock }?.dueDate ?? clock
        default:
            clock = later(than: clock, by: 0...max(1, span / 10))
        }
        return clock
    }

    /// The next event.
    ///
    /// - Throws: As the account's views, of which it asks what would fit.
    public mutating func entry(for account: LoanAccount) throws(LoanError) -> LogEntry {
        let date = nextDate()
        let statement = try account.statement(asOf: date)
        let type = type(for: statement)
        let event = try event(type, on: date, account, statement)
        let role: Role? = random.once(in: 12) ? random.any(Role.self) : nil
        return LogEntry(event, on: date, by: role)
    }

    /// A type that the loan's status on the date takes, or once in a while any.
    private mutating func type(for statement: LoanStatement) -> EventType {
        if random.once(in: 15) {
            return random.pick(EventType.allCases.filter { !$0.isApplicationStep })
        }
        switch statement.status {
        case .completed:
            return random.pick([
                .refund, .refund, .charge, .repayment, .reversal, .reversal,
            ])
        case .writtenOff: return random.pick([.recovery, .recovery, .reversal])
        default:
            return random.pick([
                .repayment, .repayment, .repayment, .repayment, .repayment, .repayment, .repayment,
                .charge, .charge, .waiver, .waiver, .drawdown, .drawdown, .rateChange, .rateChange,
                .reschedule, .interestPause, .interestPause, .reversal, .reversal, .settlement,
                random.once(in: 3) ? .writeOff : .repayment,
            ])
        }
    }

    private mutating func event(
        _ type: EventType, on date: CivilDate, _ account: LoanAccount, _ statement: LoanStatement
    ) throws(LoanError) -> LoanEvent {
        switch type {
        case .recovery: return .recovery(amountMinor: payment(statement))
        case .settlement:
            let figure = try account.servicing(asOf: date).settlement?.amounts.totalMinor ?? 1
            return .settlement(
                amountMinor: random.once(in: 3) ? figure + Int64(random.int(0...50)) : figure)
        case .charge:
            return .charge(
                random.pick([.fee, .penalty]), amountMinor: part(of: terms.principalMinor / 20),
                reason: random.once(in: 2) ? "visit" : nil)
        case .waiver:
            let component = random.any(Component.self)
            let unpaid = statement.items.reduce(0 as Int64) {
                $0 + $1.installment.unpaid(component)
            }
            return .waiver(
                component,
                amountMinor: random.once(in: 3) ? max(1, unpaid) : part(of: unpaid / 4))
        case .drawdown: return .drawdown(amountMinor: part(of: terms.principalMinor / 2))
        case .rateChange: return .rateChange(rate(), keep: random.any(RateChangeKeep.self))
        case .reschedule: return .reschedule(rescheduled(from: date), arrears: arrears())
        case .interestPause:
            return .interestPause(until: later(than: date, by: 1...max(1, span / 5)))
        case .refund:
            let overpaid = statement.overpaidMinor
            return .refund(amountMinor: random.once(in: 2) ? max(1, overpaid) : part(of: overpaid))
        case .reversal: return .reversal(of: random.int(1...max(1, account.log.count)))
        case .writeOff: return .writeOff
        default: return .repayment(amountMinor: payment(statement))
        }
    }

    /// What borrowers pay: what is next due, arrears, a part, far more than is due, all, too much.
    private mutating func payment(_ statement: LoanStatement) -> Int64 {
        let next = statement.nextDue?.amountMinor ?? schedule.totals.totalMinor / 4
        let unpaid = statement.outstanding.totalMinor
        switch random.int(0...7) {
        case 0, 1: return max(1, next)
        case 2: return max(1, statement.arrears.amounts.totalMinor)
        case 3: return part(of: next)
        case 4: return max(1, next + part(of: unpaid / 2))
        case 5: return part(of: unpaid)
        case 6: return random.once(in: 2) ? max(1, unpaid) : unpaid + part(of: 100)
        default: return Int64(random.int(1...9))
        }
    }

    /// From one minor unit up to an amount.
    private mutating func part(of amountMinor: Int64) -> Int64 {
        Int64(random.int(1...Int(max(1, amountMinor))))
    }

    private mutating func rate() -> InterestRate {
        let per = random.pick([RateUnit.year, .month])
        return InterestRate(
            percent: Rational(Int64(random.int(0...400)), over: per == .year ? 10 : 120), per: per)
    }

    private mutating func arrears() -> RescheduledArrears { random.any(RescheduledArrears.self) }

    private mutating func rescheduled(from date: CivilDate) -> RescheduleTerms {
        var changes = RescheduleTerms()
        let count = random.int(1...12)
        changes.termCount = count
        if random.once(in: 3) { changes.rate = rate() }
        if random.once(in: 3) { changes.amortization = random.any(Amortization.self) }
        if random.once(in: 4) { changes.termUnit = random.any(TermUnit.self) }
        if random.once(in: 4) { changes.termEvery = random.int(1...3) }
        if random.once(in: 3) { changes.firstDueDate = later(than: date, by: 1...60) }
        if count > 1, random.once(in: 3) {
            changes.grace = Grace(
                principal: random.int(0...count - 1), interestFree: random.int(0...1),
                capitalized: random.once(in: 3) ? random.int(0...count - 1) : 0)
            if changes.grace?.capitalized == 0, random.once(in: 3) {
                changes.grace?.deferred = random.int(0...count - 1)
            }
        }
        if random.once(in: 6) { changes.balloonMinor = part(of: terms.principalMinor / 4) }
        if random.once(in: 4) { changes.installmentFeeMinor = Int64(random.int(0...20)) }
        return changes
    }
}
