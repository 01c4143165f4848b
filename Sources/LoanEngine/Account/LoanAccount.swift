/// A loan over its life: its terms, its schedule, and the log of what happened.
///
///     var account = try LoanAccount(terms)
///     try account.apply(.repayment(amountMinor: 5_000_00), on: april11, by: .creditOfficer)
///     let statement = try account.statement(asOf: june1)
///     statement.arrears.daysPastDue      // 21
///
/// A value: a copy is another account. The log only grows; a mistake is reversed by another event.
public struct LoanAccount: Sendable {
    /// The loan as it is serviced; the views read it.
    private(set) var loan: ServicedLoan

    /// An account of those terms, paid out as agreed unless `status` says otherwise.
    ///
    /// - Parameter status: The status before the first event; not `completed` or `writtenOff`, which
    ///   only events lead to.
    /// - Throws: As `RepaymentSchedule.init(for:)`; `invalidTerms` at `status`.
    public init(_ terms: LoanTerms, status: LoanStatus = .active) throws(LoanError) {
        try self.init(try Contract(terms), status: status)
    }

    /// An account of a contract; as `init(_: LoanTerms, status:)`.
    public init(_ contract: Contract, status: LoanStatus = .active) throws(LoanError) {
        try status.validateAsStart()
        loan = try ServicedLoan(contract, try RepaymentSchedule(for: contract), status: status)
    }

    /// What was agreed.
    public var terms: LoanTerms { loan.terms }
    /// What falls due when, before anything is paid.
    public var schedule: RepaymentSchedule { loan.schedule }
    /// The status before the first event.
    public var initialStatus: LoanStatus { loan.initialStatus }
    /// What happened, in the order written; event number n is `log[n - 1]`.
    public var log: [LogEntry] { loan.timeline.entries }
    /// The status after all events.
    public var status: LoanStatus { loan.status }
    /// The latest event's date, else the disbursement's.
    public var latestDate: CivilDate { loan.timeline.latestDate ?? terms.disbursedAt }

    /// Adds an event to the log.
    ///
    /// - Throws: As `apply(_:)`.
    public mutating func apply(
        _ event: LoanEvent, on date: CivilDate, by role: Role? = nil
    ) throws(LoanError) {
        try apply(LogEntry(event, on: date, by: role))
    }

    /// Adds an entry to the log.
    ///
    /// It is checked against the loan as the entries before it make it on its date. What it brings
    /// about later than its date, and what becomes of events dated after it, is seen in statements.
    ///
    /// - Throws: `invalidEvent`, `illegalTransition`, `forbiddenRole` or `amountOutOfRange`, at a
    ///   path that counts events from 0: `events[0].amount`. The account is then unchanged.
    /// - Complexity: For an entry dated on or after all others, that of the rows it touches; for one
    ///   that reaches back, and for a reversal, a replay of the log.
    public mutating func apply(_ entry: LogEntry) throws(LoanError) {
        try entry.event.validate(
            on: entry.date, at: eventPath(log.count), in: terms.currency)
        try loan.append(entry)
    }

    /// Adds a whole log, in any order of dates.
    ///
    /// - Throws: As `apply(_:)`: the form of all entries first, then the first that is refused in the
    ///   order written. The account is then unchanged.
    /// - Complexity: O(n · log n) of n entries and one replay where neither terms nor events change a
    ///   due; else a replay for each entry that is not in order of date, and for each reversal.
    public mutating func apply(contentsOf entries: [LogEntry]) throws(LoanError) {
        _ = try apply(contentsOf: entries) { false }
    }

    /// The same, unless it is stopped: `isStopped` is asked before each entry.
    ///
    /// - Returns: False where it was stopped; the account is then unchanged.
    public mutating func apply(
        contentsOf entries: [LogEntry], unless isStopped: () -> Bool
    ) throws(LoanError) -> Bool {
        for (index, entry) in entries.enumerated() {
            try entry.event.validate(
                on: entry.date, at: eventPath(log.count + index), in: terms.currency)
        }
        var next = loan
        guard try next.append(contentsOf: entries, unless: isStopped) else { return false }
        loan = next
        return true
    }

    /// How the loan stands as of a date: events dated after it have not happened yet. Every accepted
    /// log has a statement as of every date, unless an amount leaves its range.
    ///
    /// - Parameter date: Nil for the latest event's date, else the disbursement's.
    /// - Throws: `amountOutOfRange` where a figure does not fit.
    public func statement(asOf date: CivilDate? = nil) throws(LoanError) -> LoanStatement {
        let date = date ?? latestDate
        let view = try loan.view(asOf: date)
        return try LoanStatement(
            of: view.account, status: view.status, asOf: date, terms: terms, schedule: schedule)
    }

    /// What servicing has made of the loan as of a date: adjustments, what was paid out and waived, and
    /// what it takes to be done.
    ///
    /// - Parameter date: As in `statement(asOf:)`.
    /// - Throws: `amountOutOfRange` where a figure does not fit.
    /// - Complexity: That of a replay of the log.
    public func servicing(asOf date: CivilDate? = nil) throws(LoanError) -> ServicingStatement {
        let date = date ?? latestDate
        let view = try loan.servicedView(asOf: date)
        return try ServicingStatement(of: view.account, status: view.status, asOf: date)
    }
}
