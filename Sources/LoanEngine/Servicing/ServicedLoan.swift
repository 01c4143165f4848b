/// A loan that is being serviced: its log, checked entry by entry, and what the log has made of it.
///
/// | what | follows |
/// | --- | --- |
/// | the application, up to the payout | the order written |
/// | the account, from the payout on | dates, ties in the order written |
///
/// An event is checked once, when it is written: an application event against the application, an
/// account event against the account on its date as the events written before it make it, itself the
/// last on that date. Later events never undo that: section 8 of docs/semantics.md.
struct ServicedLoan: Sendable {
    /// Sums of dues and amounts below this are far from the end of 64 bits, whatever is done with them.
    private static let smallMinor: Int128 = 1 << 53
    /// Late charges below this leave room for such dues.
    private static let mostLateMinor: Int128 = 1 << 60

    /// The contract, in a place that accounts share.
    let agreed: Boxed<Contract>
    /// `LoanTerms.keepDues`, asked for with every event.
    private let keepDues: Bool
    let schedule: RepaymentSchedule
    /// The status before the first event.
    let initialStatus: LoanStatus
    private(set) var timeline = Timeline()
    /// Where the application is after the events written; `active` once the loan is paid out.
    private var application: LoanStatus
    /// The account after all events written; nil where it is not worked out, as after an entry that
    /// reached back: whoever needs it replays the log, once for any number of such entries.
    private var latest: AccountState?

    /// For a status that a loan may start in.
    init(
        _ contract: Contract, _ schedule: RepaymentSchedule, status: LoanStatus
    ) throws(LoanError) {
        agreed = Boxed(contract)
        keepDues = contract.terms.keepDues
        self.schedule = schedule
        initialStatus = status
        application = status
        latest = try AccountState(agreed, schedule, isPlain: keepDues)
    }

    var contract: Contract {
        @inline(__always) _read { yield agreed.value }
    }

    var terms: LoanTerms {
        @inline(__always) _read { yield agreed.value.terms }
    }

    /// Whether the log's events change no due, and those to come are of the kind `event` is.
    private func isPlain(with event: LoanEvent? = nil) -> Bool {
        keepDues && timeline.isPlain && event?.isPlain ?? true
    }

    /// The status after all events written.
    var status: LoanStatus {
        guard application == .active else { return application }
        return (latest ?? replayAll(isPlain: isPlain()))?.status ?? .active
    }

    /// The status as of a date, and the account as the events up to it make it.
    ///
    /// - Throws: `amountOutOfRange` where a figure leaves its range.
    func view(
        asOf date: CivilDate
    ) throws(LoanError) -> (status: LoanStatus, account: AccountState) {
        try view(asOf: date, isPlain: isPlain())
    }

    /// The same of an account that knows all that servicing makes of a loan.
    func servicedView(
        asOf date: CivilDate
    ) throws(LoanError) -> (status: LoanStatus, account: ServicedAccount) {
        let view = try view(asOf: date, isPlain: false)
        if let account = view.account.serviced { return (view.status, account) }
        return (view.status, try ServicedAccount(agreed, schedule))
    }

    private func view(
        asOf date: CivilDate, isPlain: Bool
    ) throws(LoanError) -> (status: LoanStatus, account: AccountState) {
        let application = application(asOf: date)
        guard application == .active else {
            return (application, try AccountState(agreed, schedule, isPlain: isPlain))
        }
        var account: AccountState
        if timeline.isLast(date), isPlain == self.isPlain(), let latest {
            account = latest
        } else {
            account = try replay(to: date, isPlain: isPlain)
        }
        try account.look(date)
        return (account.status, account)
    }

    /// Where the last application event written and dated up to a date led.
    func application(asOf date: CivilDate) -> LoanStatus {
        var status = initialStatus
        for entry in timeline.entries where entry.date <= date {
            status = Transitions.applicationStatus(after: entry.event.type) ?? status
        }
        return status
    }

    private func replay(to date: CivilDate, isPlain: Bool) throws(LoanError) -> AccountState {
        var account = try AccountState(agreed, schedule, isPlain: isPlain)
        try timeline.forEachStanding(asOf: date) { (entry, number) throws(LoanError) in
            try account.step(entry, number: number, isNew: false)
        }
        return account
    }
}

extension ServicedLoan {
    /// Writes an entry of valid form.
    ///
    /// - Throws: `illegalTransition`, `forbiddenRole`, `invalidEvent` or `amountOutOfRange`; nothing is
    ///   changed then.
    /// - Complexity: That of the event's step where it follows all that is written, else that of a
    ///   replay.
    mutating func append(_ entry: LogEntry) throws(LoanError) {
        if var account = takePlain() {
            defer { latest = .plain(account) }
            if try write(entry, on: &account) { return }
        }
        if entry.event.type.isApplicationStep || application != .active {
            application = try checkApplication(entry)
            timeline.append(entry)
            return
        }
        let isPlain = isPlain(with: entry.event)
        let isLast = timeline.isLast(entry.date)
        if !isPlain, !isLast || latest == nil, fitsAnyAccount(entry) {
            try check(
                entry, AccountStanding(isWrittenOff: timeline.isWrittenOff(asOf: entry.date)))
            timeline.append(entry)
            latest = nil
            return
        }
        let number = timeline.entries.count + 1
        var account: AccountState
        // Taken, so that the step copies nothing; where the entry is refused, it is worked out again.
        if isLast, isPlain == self.isPlain(), let latest = latest.take() {
            account = latest
        } else {
            account = try replay(to: entry.date, isPlain: isPlain)
        }
        try account.look(entry.date)
        try check(entry, AccountStanding(account))
        try account.check(entry, number: number)
        if entry.event.type != .reversal {
            try account.step(entry, number: number, isNew: true)
        }
        timeline.append(entry)
        // As of the entry's date, what is reversed later still counts: no account to go on from.
        latest = entry.event.type != .reversal && isLast ? account : nil
    }

    /// The account of a loan that is paid out and whose dues no event has changed, moved out so that what
    /// happens on it copies nothing; nil for any other.
    @inline(never)
    private mutating func takePlain() -> PlainAccount? {
        guard application == .active, isPlain(), case .plain(let account)? = latest else {
            return nil
        }
        latest = nil
        return account
    }

    /// Writes money or a write-off that follows all that is written.
    ///
    /// - Returns: False for any other entry; nothing is changed then.
    @inline(never)
    private mutating func write(
        _ entry: LogEntry, on account: inout PlainAccount
    ) throws(LoanError) -> Bool {
        switch entry.event {
        case .repayment, .recovery, .writeOff: break
        default: return false
        }
        guard timeline.isLast(entry.date) else { return false }
        try check(entry, AccountStanding(account))
        account.step(entry, number: timeline.entries.count + 1)
        timeline.append(entry)
        return true
    }

    /// Whether it takes no account to tell whether an event may be written: no more than whether the loan
    /// is written off on its date.
    ///
    /// Active and completed loans take repayments, charges and reversals alike, and no amount leaves its
    /// range by them as long as all together are small, and so is what can be charged for paying late. So a log
    /// with many of them that reach back costs one replay, and not one each.
    private func fitsAnyAccount(_ entry: LogEntry) -> Bool {
        switch entry.event {
        case .repayment, .charge, .reversal: break
        default: return false
        }
        let sum =
            Int128(schedule.totals.totalMinor) + timeline.amountsMinor
            + Int128(entry.event.amountMinor ?? 0)
        guard sum < ServicedLoan.smallMinor else { return false }
        if terms.servicing.lateCharges.isEmpty || terms.servicing.lateChargeLimit != nil {
            return true
        }
        // By days interest is no part of the sum: a thousand times as much is out of reach.
        let duesMinor = terms.accrual == .scheduled ? sum : 1_000 * sum
        var lateMinor: Int128 = 0
        for rule in terms.servicing.lateCharges {
            guard
                let most = rule.mostMinor(
                    onDuesOf: duesMinor, unit: terms.rounding.interestUnitMinor)
            else { return false }
            lateMinor += most
        }
        return lateMinor < ServicedLoan.mostLateMinor
    }

    /// The account after all events written, or nil where an amount leaves its range: statements say so.
    private func replayAll(isPlain: Bool) -> AccountState? {
        do throws(LoanError) {
            return try replay(to: timeline.latestAccountDate ?? terms.disbursedAt, isPlain: isPlain)
        } catch {
            return nil
        }
    }

    /// Writes a whole log of valid form: as one entry after the other.
    ///
    /// Events that change no due and do not follow the order of dates cost one replay at the end,
    /// others one each.
    ///
    /// - Parameter isStopped: Asked before each entry.
    /// - Returns: False where it was stopped; some may have been written then.
    /// - Throws: As `append`, for the first entry that is refused; some may have been written then.
    @discardableResult
    mutating func append(
        contentsOf entries: [LogEntry], unless isStopped: () -> Bool = { false }
    ) throws(LoanError) -> Bool {
        timeline.reserveCapacity(timeline.entries.count + entries.count)
        var done = 0
        while done < entries.count {
            if var account = takePlain() {
                defer { latest = .plain(account) }
                while done < entries.count, !isStopped(),
                    try write(entries[done], on: &account)
                { done += 1 }
            }
            if isStopped() { return false }
            if done == entries.count { return true }
            let entry = entries[done]
            let isInOrder =
                entry.event.type.isApplicationStep
                || timeline.isLast(entry.date) && entry.event.type != .reversal
            if !isInOrder, isPlain(), entries[done...].allSatisfy({ $0.event.isPlain }) {
                return try appendBySums(entries[done...], unless: isStopped)
            }
            try append(entry)
            done += 1
        }
        return true
    }

    /// Writes events that change no due: sums by date tell how the account stands.
    private mutating func appendBySums(
        _ entries: ArraySlice<LogEntry>, unless isStopped: () -> Bool
    ) throws(LoanError) -> Bool {
        var sums = DatedSums(for: timeline.entries + entries)
        for entry in timeline.entries { count(entry, in: &sums) }
        for entry in entries {
            if isStopped() { return false }
            if entry.event.type.isApplicationStep || application != .active {
                application = try checkApplication(entry)
            } else {
                try check(
                    entry,
                    AccountStanding(
                        sums.sums(to: entry.date), owedMinor: schedule.totals.totalMinor))
            }
            timeline.append(entry)
            count(entry, in: &sums)
        }
        latest = replayAll(isPlain: true)
        return true
    }

    private func count(_ entry: LogEntry, in sums: inout DatedSums) {
        if case .reversal(let number) = entry.event {
            sums.takeOut(timeline.entries[number - 1].event, from: entry.date)
        } else if !entry.event.type.isApplicationStep {
            sums.count(entry.event, from: entry.date)
        }
    }

    /// - Returns: The status of the application after one of its events.
    private func checkApplication(_ entry: LogEntry) throws(LoanError) -> LoanStatus {
        // Made where it is needed: text is dear.
        let index = timeline.entries.count
        var path: String { eventPath(index) }
        let type = entry.event.type
        let next = try Transitions.status(
            after: type, from: application, by: entry.role, at: path)
        if type == .disburse, entry.date != terms.disbursedAt {
            throw .notAllowed(
                .invalidEvent, at: path + ".date", met: "DISBURSE on \(entry.date)",
                allowed: "disbursedAt, \(terms.disbursedAt)")
        }
        return next
    }

    /// Whether an account event may be written, but for what its own step says.
    private func check(_ entry: LogEntry, _ account: AccountStanding) throws(LoanError) {
        let index = timeline.entries.count
        var path: String { eventPath(index) }
        let type = entry.event.type
        _ = try Transitions.status(after: type, from: account.status, by: entry.role, at: path)
        guard entry.date >= terms.disbursedAt else {
            throw .notAllowed(
                .invalidEvent, at: path + ".date", met: "\(type.name) on \(entry.date)",
                allowed: "from disbursedAt, \(terms.disbursedAt)")
        }
        try checkLimits(entry, at: path)
        switch entry.event {
        case .repayment(let amountMinor), .recovery(let amountMinor),
            .settlement(let amountMinor):
            guard account.overpaidMinor(after: amountMinor) <= Int128(Int64.max) else {
                throw .amountOutOfRange(path + ".amount")
            }
        case .reversal(let number):
            try timeline.checkTarget(ofReversal: number, on: entry.date, at: path)
        default: break
        }
    }
}

/// What a check asks of an account on a date.
struct AccountStanding {
    /// Where the loan is.
    let status: LoanStatus
    /// What is unpaid, or, below zero, what is overpaid.
    let unpaidMinor: Int128

    init(_ account: AccountState) {
        status = account.status
        unpaidMinor = account.unpaidMinor
    }

    init(_ account: PlainAccount) {
        status = account.status
        unpaidMinor = Int128(account.unpaidMinor) - account.overpaidMinor
    }

    /// Of a loan that takes repayments, charges and reversals, completed or not, unless it is written off.
    init(isWrittenOff: Bool) {
        status = .ofAccount(isWrittenOff: isWrittenOff, hasUnpaid: true)
        unpaidMinor = 0
    }

    /// By sums of events over dues that they do not change.
    init(_ sums: (paidMinor: Int128, writeOffs: Int), owedMinor: Int64) {
        unpaidMinor = Int128(owedMinor) - sums.paidMinor
        status = .ofAccount(isWrittenOff: sums.writeOffs > 0, hasUnpaid: unpaidMinor > 0)
    }

    func overpaidMinor(after amountMinor: Int64) -> Int128 {
        max(Int128(amountMinor) - unpaidMinor, 0)
    }
}
