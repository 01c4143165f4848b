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
    let contract: Contract
    let schedule: RepaymentSchedule
    /// The status before the first event.
    let initialStatus: LoanStatus
    private(set) var timeline = Timeline()
    /// Where the application is after the events written; `active` once the loan is paid out.
    private var application: LoanStatus
    /// The account after all events written.
    private var latest: AccountState

    /// For a status that a loan may start in.
    init(_ contract: Contract, _ schedule: RepaymentSchedule, status: LoanStatus) {
        self.contract = contract
        self.schedule = schedule
        initialStatus = status
        application = status
        latest = AccountState(schedule, contract.terms.allocation)
    }

    var terms: LoanTerms { contract.terms }

    /// The status after all events written.
    var status: LoanStatus { application == .active ? latest.status : application }

    /// The status as of a date, and the account as the events up to it make it.
    func view(asOf date: CivilDate) -> (status: LoanStatus, account: AccountState) {
        let account = account(on: date)
        let application = application(asOf: date)
        return (application == .active ? account.status : application, account)
    }

    /// Where the last application event written and dated up to a date led.
    private func application(asOf date: CivilDate) -> LoanStatus {
        var status = initialStatus
        for entry in timeline.entries where entry.date <= date {
            status = Transitions.applicationStatus(after: entry.event.type) ?? status
        }
        return status
    }

    /// The account as the events written so far make it on a date.
    private func account(on date: CivilDate) -> AccountState {
        if timeline.isLast(date) { return latest }
        return replay(to: date)
    }

    private func replay(to date: CivilDate) -> AccountState {
        var account = AccountState(schedule, terms.allocation)
        timeline.forEachStanding(asOf: date) { account.step($0, number: $1) }
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
        let isStep = entry.event.type.isApplicationStep
        let next = try check(entry) { $0.standing(on: $1) }
        if isStep {
            application = next
            timeline.append(entry)
            return
        }
        let follows = timeline.isLast(entry.date) && entry.event.type != .reversal
        timeline.append(entry)
        if follows {
            latest.step(entry, number: timeline.entries.count)
        } else {
            latest = replay(to: timeline.latestAccountDate ?? entry.date)
        }
    }

    /// Writes a whole log of valid form: as one entry after the other, with one replay at the end.
    ///
    /// - Throws: As `append`, for the first entry that is refused; some may have been written then.
    mutating func append(contentsOf entries: [LogEntry]) throws(LoanError) {
        timeline.reserveCapacity(timeline.entries.count + entries.count)
        var done = 0
        while done < entries.count {
            let entry = entries[done]
            let isOnTop =
                entry.event.type.isApplicationStep
                || timeline.isLast(entry.date) && entry.event.type != .reversal
            if !isOnTop { break }
            try append(entry)
            done += 1
        }
        if done == entries.count { return }
        // From here on the account is not kept up to date: sums by date tell how it stands.
        var sums = DatedSums(for: timeline.entries + entries[done...])
        for (index, entry) in timeline.entries.enumerated() {
            count(entry, in: &sums, reversing: index)
        }
        for entry in entries[done...] {
            let next = try check(entry) { loan, date in
                AccountStanding(sums.sums(to: date), owedMinor: loan.schedule.totals.totalMinor)
            }
            if entry.event.type.isApplicationStep { application = next }
            timeline.append(entry)
            count(entry, in: &sums, reversing: timeline.entries.count - 1)
        }
        if let date = timeline.latestAccountDate { latest = replay(to: date) }
    }

    private func count(_ entry: LogEntry, in sums: inout DatedSums, reversing index: Int) {
        if case .reversal(let number) = entry.event {
            sums.takeOut(timeline.entries[number - 1].event, from: entry.date)
        } else if !entry.event.type.isApplicationStep {
            sums.count(entry.event, from: entry.date)
        }
    }

    /// Whether an entry may be written.
    ///
    /// - Parameter standing: How the account stands on a date.
    /// - Returns: The status of the application afterwards, for one of its events.
    private func check(
        _ entry: LogEntry, _ standing: (ServicedLoan, CivilDate) -> AccountStanding
    ) throws(LoanError) -> LoanStatus {
        let path = "events[\(timeline.entries.count)]"
        let type = entry.event.type
        if type.isApplicationStep || application != .active {
            let next = try Transitions.status(
                after: type, from: application, by: entry.role, at: path)
            if type == .disburse, entry.date != terms.disbursedAt {
                throw .notAllowed(
                    .invalidEvent, at: path + ".date", met: "DISBURSE on \(entry.date)",
                    allowed: "disbursedAt, \(terms.disbursedAt)")
            }
            return next
        }
        let account = standing(self, entry.date)
        _ = try Transitions.status(after: type, from: account.status, by: entry.role, at: path)
        guard entry.date >= terms.disbursedAt else {
            throw .notAllowed(
                .invalidEvent, at: path + ".date", met: "\(type.name) on \(entry.date)",
                allowed: "from disbursedAt, \(terms.disbursedAt)")
        }
        switch entry.event {
        case .repayment(let amountMinor), .recovery(let amountMinor):
            guard account.overpaidMinor(after: amountMinor) <= Int128(Int64.max) else {
                throw .amountOutOfRange(path + ".amount")
            }
        case .reversal(let number):
            try timeline.checkTarget(ofReversal: number, on: entry.date, at: path)
        case .writeOff, .submit, .approve, .reject, .revise, .cancel, .disburse:
            break
        }
        return application
    }

    private func standing(on date: CivilDate) -> AccountStanding {
        let account = account(on: date)
        return AccountStanding(
            status: account.status,
            unpaidMinor: Int128(account.unpaidMinor) - account.overpaidMinor)
    }
}

/// What a check asks of an account on a date.
struct AccountStanding {
    /// Where the loan is.
    let status: LoanStatus
    /// What is unpaid, or, below zero, what is overpaid.
    let unpaidMinor: Int128

    init(status: LoanStatus, unpaidMinor: Int128) {
        self.status = status
        self.unpaidMinor = unpaidMinor
    }

    /// By sums of events over dues that they do not change.
    init(_ sums: (paidMinor: Int128, writeOffs: Int), owedMinor: Int64) {
        unpaidMinor = Int128(owedMinor) - sums.paidMinor
        status = sums.writeOffs > 0 ? .writtenOff : unpaidMinor > 0 ? .active : .completed
    }

    func overpaidMinor(after amountMinor: Int64) -> Int128 {
        max(Int128(amountMinor) - unpaidMinor, 0)
    }
}
