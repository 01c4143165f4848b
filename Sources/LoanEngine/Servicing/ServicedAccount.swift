/// A loan that is serviced, as the account events up to a date have made it: the fold of a timeline
/// over plan and ledger.
///
/// Each event is a step: it cuts the plan, posts to the ledger, or both. Money is booked row by row,
/// and a cut takes out what rows not yet due had been given in advance and applies it again. A value:
/// a quote is the settlement step taken on a copy.
struct ServicedAccount: Sendable {
    // What is large has a place of its own: accounts are copied to try what may be refused.
    private let ownContract: Boxed<Contract>
    private var ownPlan: Boxed<Plan>
    /// What the plan's rows ask for and come to where interest accrues by the day; else nil.
    var daily: Boxed<DailyPlan>?
    /// The rows of the plan, and after them one of charges where there is one.
    var rows: [LedgerRow] = []
    /// The events that brought money, in the order in which they happened.
    var receipts: [Receipt] = []
    /// What they paid.
    var payments: [Payment] = []
    /// What of them no row took, the oldest money first.
    var overpaid: [Overpayment] = []
    /// Every row before this one is fully paid.
    var firstOpen = 0
    /// The date of the write-off that stands, and what was unpaid then.
    var writtenOff: (date: CivilDate, amounts: ComponentLanes)?
    /// The interest accrued in the current row when the plan was settled, rounded.
    var settledInterestMinor: Int64?
    var isSettled = false
    var recoveredMinor: Int64 = 0
    var refundedMinor: Int64 = 0
    var recalledMinor: Int64 = 0
    var drawnMinor: Int64 = 0
    /// Principal that joined the plan after it was made.
    var credits: [Credit] = []
    /// Principal that was waived before it fell due, with the index of the current row.
    var cutWaivers: [(row: Int, waiver: Posting)] = []
    var lateCharges: LateChargeBook
    /// What the plan makes due.
    var plannedMinor: Int128 = 0
    /// All that was added to dues since, waived or not. It and what the plan makes due fit together, so
    /// that no sum of dues leaves its range.
    private(set) var postedMinor: Int64 = 0
    /// Where a sum of dues that does not fit is an error.
    var duesPlace = DuesPlace.schedule

    /// Where a sum of dues that does not fit is an error.
    enum DuesPlace: Sendable {
        case schedule
        case settlement
        /// The amount of an event or, where it has none, its type.
        case event(number: Int, hasAmount: Bool)

        var path: String {
            switch self {
            case .schedule: "schedule.totals.total"
            case .settlement: "settlement.total"
            case .event(let number, let hasAmount):
                eventPath(number - 1) + "." + (hasAmount ? "amount" : "type")
            }
        }
    }

    /// An event that brought money.
    struct Receipt: Sendable {
        let number: Int
        let date: CivilDate
    }

    /// What a receipt paid of a component of a row.
    struct Payment: Sendable {
        let receipt: Int
        var row: Int
        let component: Component
        var amountMinor: Int64
        /// Whether it was paid at a cut, and so stays there.
        var isAtCut: Bool
    }

    /// What of a receipt no row took.
    struct Overpayment: Sendable {
        let receipt: Int
        var amountMinor: Int64
    }

    /// Principal that joined the plan.
    struct Credit: Sendable {
        let date: CivilDate
        let row: Int
        let amountMinor: Int64
    }

    /// The account on the day of disbursement.
    init(_ contract: Boxed<Contract>, _ schedule: RepaymentSchedule) throws(LoanError) {
        ownContract = contract
        ownPlan = Boxed(Plan(contract.value, schedule))
        lateCharges = LateChargeBook(contract.value.terms)
        takeRows(from: 0)
        try openDaily(schedule)
    }

    var contract: Contract {
        @inline(__always) _read { yield ownContract.value }
    }

    var terms: LoanTerms {
        @inline(__always) _read { yield ownContract.value.terms }
    }

    var plan: Plan {
        @inline(__always) _read { yield ownPlan.place.value }
        @inline(__always) _modify {
            ownPlan.makeOwn()
            yield &ownPlan.place.value
        }
    }

    /// Where the loan is.
    var status: LoanStatus {
        .ofAccount(isWrittenOff: writtenOff != nil, hasUnpaid: unpaidMinor != 0)
    }

    /// What is unpaid of all rows.
    var unpaid: ComponentLanes {
        rows.reduce(into: .zero) { $0 &+= $1.unpaid }
    }

    var unpaidMinor: Int64 {
        var sum: Int64 = 0
        for index in firstOpen..<max(rows.count, firstOpen) { sum &+= rows[index].unpaidMinor }
        return sum
    }

    /// What came in beyond all dues and was not refunded.
    var overpaidMinor: Int128 { overpaid.reduce(0) { $0 + Int128($1.amountMinor) } }

    /// The current row of a plan that can still be changed: the first that is not due by a date.
    func changeableRow(on date: CivilDate) -> Int? {
        isSettled || writtenOff != nil ? nil : plan.currentRow(on: date)
    }

    /// Takes note of what is to be added to dues.
    ///
    /// - Throws: `amountOutOfRange` at `duesPlace` where all dues together would not fit.
    mutating func countDues(adding amountMinor: Int64 = 0) throws(LoanError) {
        let sum = Int128(postedMinor) + Int128(amountMinor)
        guard plannedMinor + sum <= Int128(Int64.max) else {
            throw .amountOutOfRange(duesPlace.path)
        }
        postedMinor += amountMinor
    }
}

extension ServicedAccount {
    /// Lets an account event happen that stands.
    ///
    /// - Parameters:
    ///   - number: Its number in the log.
    ///   - isNew: Whether it is being written, so that what does not fit is refused. What was accepted
    ///     does what is left to do.
    /// - Throws: `amountOutOfRange`; where it is new, also why it does not fit. The account has no
    ///   meaning then.
    mutating func step(_ entry: LogEntry, number: Int, isNew: Bool) throws(LoanError) {
        let date = entry.date
        duesPlace = .event(number: number, hasAmount: entry.event.amountMinor != nil)
        defer { duesPlace = .schedule }
        try look(date)
        switch entry.event {
        case .repayment(let amountMinor), .recovery(let amountMinor):
            try repay(amountMinor, open(number, date))
        case .settlement(let amountMinor):
            try settle(amountMinor, open(number, date))
        case .refund(let amountMinor): try refund(amountMinor, on: date, number)
        case .writeOff:
            // A second one does nothing.
            if writtenOff == nil { writtenOff = (date, unpaid) }
        case .charge(let component, let amountMinor, _):
            try charge(
                Posting(
                    kind: .charge, component: component, amountMinor: amountMinor, date: date,
                    event: number))
        case .waiver(let component, let amountMinor):
            try waive(component, amountMinor, on: date, number)
        case .drawdown, .rateChange, .reschedule, .interestPause:
            try changePlan(entry, number: number, isNew: isNew)
        case .reversal, .submit, .approve, .reject, .revise, .cancel, .disburse: break
        }
        try payOverpaid(on: date)
    }

    /// Goes on to a date on which nothing else happens.
    mutating func look(_ date: CivilDate) throws(LoanError) {
        if isDaily { try goOnDaily(to: date) } else { try chargeLate(upTo: date) }
    }

    /// A receipt of the event that brings money now.
    private mutating func open(_ number: Int, _ date: CivilDate) -> Int {
        receipts.append(Receipt(number: number, date: date))
        return receipts.count - 1
    }

    /// Whether an event fits the account as it is on the event's date.
    func check(_ entry: LogEntry, number: Int) throws(LoanError) {
        // Made where it is needed: text is dear.
        var path: String { eventPath(number - 1) }
        func refuse(_ field: String, _ met: String, _ allowed: String) -> LoanError {
            .notAllowed(.invalidEvent, at: path + "." + field, met: met, allowed: allowed)
        }
        let currency = terms.currency
        switch entry.event {
        case .waiver(let component, let amountMinor):
            let most = waivableMinor(component, on: entry.date)
            if Int128(amountMinor) > most {
                throw refuse(
                    "amount", currency.text(amountMinor),
                    "at most what is unpaid of \(component.name), "
                        + (Int64(exactly: most).map(currency.text) ?? "\(most)"))
            }
        case .settlement(let amountMinor):
            let figure = try quote(on: entry.date).amounts.totalMinor
            if amountMinor < figure {
                throw refuse(
                    "amount", currency.text(amountMinor),
                    "at least the settlement figure, \(currency.text(figure))")
            }
        case .refund(let amountMinor):
            if Int128(amountMinor) > overpaidMinor {
                throw refuse(
                    "amount", currency.text(amountMinor),
                    "at most what is overpaid, "
                        + (Int64(exactly: overpaidMinor).map(currency.text) ?? "\(overpaidMinor)"))
            }
        case .drawdown, .rateChange, .interestPause, .reschedule:
            let type = entry.event.type
            if type != .reschedule, terms.interestMethod != .declining {
                throw refuse("type", "\(type.name) with FLAT interest", "only with DECLINING")
            }
            if changeableRow(on: entry.date) == nil {
                throw refuse(
                    "date", "\(type.name) on \(entry.date)",
                    "a date on which an installment is not yet due")
            }
        default: break
        }
    }
}
