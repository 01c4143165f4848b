/// What the account events up to a date have made of a loan: the fold of its timeline.
///
///     State = plan (rows as they stand) · ledger (where the money went)
///
/// Each event is a step. Events are checked when they are written; what was accepted does what is left
/// to do, so that no step of an accepted log fails but for amounts that leave their range.
enum AccountState: Sendable {
    /// Dues that no event changes.
    case plain(PlainAccount)
    /// Everything else, in a place of its own: it is large, and a plain loan is not.
    case serviced(Boxed<ServicedAccount>)

    /// The account on the day of disbursement.
    ///
    /// - Parameter isPlain: Whether nothing but money and write-offs is to happen, under such terms.
    init(
        _ contract: Boxed<Contract>, _ schedule: RepaymentSchedule, isPlain: Bool
    ) throws(LoanError) {
        if !isPlain {
            self = .serviced(Boxed(try ServicedAccount(contract, schedule)))
            return
        }
        self = .plain(PlainAccount(schedule, contract.value.terms.allocation))
    }

    /// Where the loan is.
    var status: LoanStatus {
        switch self {
        case .plain(let account): account.status
        case .serviced(let account): account.value.status
        }
    }

    /// The account of a loan that is serviced, or nil for a plain one.
    var serviced: ServicedAccount? {
        if case .serviced(let account) = self { return account.value }
        return nil
    }

    /// What is unpaid, or, below zero, what is overpaid.
    var unpaidMinor: Int128 {
        switch self {
        case .plain(let account): Int128(account.unpaidMinor) - account.overpaidMinor
        case .serviced(let account):
            Int128(account.value.unpaidMinor) - account.value.overpaidMinor
        }
    }

    /// Whether an event fits the account as it is on the event's date.
    func check(_ entry: LogEntry, number: Int) throws(LoanError) {
        if case .serviced(let account) = self {
            try account.value.check(entry, number: number)
        }
    }

    /// Lets an account event happen that stands, or, where it is new, that may be refused.
    mutating func step(_ entry: LogEntry, number: Int, isNew: Bool) throws(LoanError) {
        switch self {
        case .plain(var account):
            // Moved out and back, so that nothing is copied.
            self = .plain(PlainAccount.empty)
            account.step(entry, number: number)
            self = .plain(account)
        case .serviced:
            try change { (account) throws(LoanError) in
                try account.step(entry, number: number, isNew: isNew)
            }
        }
    }

    /// Goes on to a date on which nothing else happens.
    mutating func look(_ date: CivilDate) throws(LoanError) {
        try change { (account) throws(LoanError) in try account.look(date) }
    }

    /// Changes the account of a loan that is serviced.
    private mutating func change(
        _ body: (inout ServicedAccount) throws(LoanError) -> Void
    ) throws(LoanError) {
        guard case .serviced(var account) = self else { return }
        // Moved out and back, so that it is had once and not copied.
        self = .plain(PlainAccount.empty)
        defer { self = .serviced(account) }
        try account.change(body)
    }
}

extension LoanTerms {
    /// Whether money and write-offs change no due: no late charges, no prepayment that cuts the plan, no
    /// interest on what is really unpaid.
    var keepDues: Bool {
        servicing.lateCharges.isEmpty && servicing.prepayment.effect == .advance
            && (!hasUncommonTerms || accrual == .scheduled)
    }
}
