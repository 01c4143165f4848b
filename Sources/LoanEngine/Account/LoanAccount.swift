/// A loan over its life: its terms, its schedule, and the events that happened.
///
///     var account = try LoanAccount(terms)
///     try account.apply(.repayment(amountMinor: 5_000_00, on: april11))
///     let statement = try account.statement(asOf: june1)
///     statement.arrears.daysPastDue      // 21
///
/// A value: a copy is another account. Events are only ever added; a mistake is reversed by another
/// event.
public struct LoanAccount: Sendable {
    /// The contract.
    public let terms: LoanTerms
    /// What falls due when, before anything is paid.
    public let schedule: RepaymentSchedule
    /// The status before the first event.
    public let initialStatus: LoanStatus
    /// What happened, in the order applied; event number n is `events[n - 1]`.
    public private(set) var events: [LoanEvent] = []
    private var state: AccountState

    /// An account of those terms, disbursed as agreed unless `status` says otherwise.
    ///
    /// - Throws: As `RepaymentSchedule.init(for:)`.
    public init(_ terms: LoanTerms, status: LoanStatus = .active) throws(LoanError) {
        self.terms = terms
        schedule = try RepaymentSchedule(for: terms)
        initialStatus = status
        state = AccountState(terms, schedule, status: status)
    }

    /// The status after all events.
    public var status: LoanStatus { state.status }

    /// The latest event's date, else the disbursement's.
    public var latestDate: CivilDate {
        events.reduce(nil as CivilDate?) { max($0 ?? $1.date, $1.date) } ?? terms.disbursedAt
    }

    /// Adds an event.
    ///
    /// - Throws: `invalidEvent`, `illegalTransition`, `forbiddenRole` or `amountOutOfRange`, at a
    ///   path that counts events from 0: `events[0].amount`. The account is then unchanged.
    public mutating func apply(_ event: LoanEvent) throws(LoanError) {
        try event.validateForm(at: "events[\(events.count)]", in: terms.currency)
        try state.apply(event, at: events.count)
        events.append(event)
    }

    /// How the loan stands as of a date: events dated after it have not happened yet.
    ///
    /// - Throws: `illegalTransition` or `invalidEvent` where, without the later-dated ones, the
    ///   events do not follow from each other.
    public func statement(asOf date: CivilDate) throws(LoanError) -> LoanStatement {
        if events.allSatisfy({ $0.date <= date }) {
            return try state.statement(asOf: date)
        }
        var past = AccountState(terms, schedule, status: initialStatus)
        for (index, event) in events.enumerated() where event.date <= date {
            try past.apply(event, at: index)
        }
        return try past.statement(asOf: date)
    }
}

extension LoanStatement {
    /// The statement of a loan in one step: what the case format and other hosts ask for.
    ///
    /// All events are checked for their form first; then those dated up to `date` happen in order.
    ///
    /// - Parameter date: Nil for the latest event's date, else the disbursement's.
    /// - Throws: As `LoanAccount`.
    public init(
        of account: consuming LoanAccount, after events: [LoanEvent], asOf date: CivilDate?
    ) throws(LoanError) {
        for (index, event) in events.enumerated() {
            try event.validateForm(at: "events[\(index)]", in: account.terms.currency)
        }
        let latest = events.reduce(nil as CivilDate?) { max($0 ?? $1.date, $1.date) }
        let asOf = date ?? latest ?? account.terms.disbursedAt
        var state = AccountState(account.terms, account.schedule, status: account.initialStatus)
        for (index, event) in events.enumerated() where event.date <= asOf {
            try state.apply(event, at: index)
        }
        self = try state.statement(asOf: asOf)
    }
}
