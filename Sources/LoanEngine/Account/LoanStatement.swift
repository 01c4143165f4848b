/// How a loan stands as of a date.
public struct LoanStatement: Sendable, Equatable {
    /// One installment of the statement.
    public struct Item: Sendable, Equatable {
        /// Dues and what is paid of them.
        public internal(set) var installment: Installment
        /// How it stands as of the date.
        public internal(set) var standing: InstallmentStanding

        /// Its status.
        public var status: InstallmentStatus { standing.status }
        /// Days past due of an overdue installment, as the policy's `daysFrom` counts them; else
        /// 0.
        public var daysPastDue: Int { standing.daysPastDue }
    }

    /// The loan's status after the events up to the date.
    public let status: LoanStatus
    /// The date.
    public let asOf: CivilDate
    /// The level payment in minor units, or nil where there is none.
    public let installmentMinor: Int64?
    /// The installments, by rising sequence and due date.
    public let items: [Item]
    /// The sums of what falls due.
    public let totals: ComponentAmounts
    /// Where the money went, in the order applied: by date, ties in order of entry.
    public let allocations: [AllocationRecord]
    /// What was paid beyond all dues, in minor units.
    public let overpaidMinor: Int64
    /// What is unpaid and overdue; zero before disbursement.
    public let position: Position
    /// The name of the loan's bucket, where the terms have buckets.
    public let bucket: String?

    /// What is unpaid; zero before disbursement.
    public var outstanding: ComponentAmounts { position.outstanding }
    /// What is overdue of it.
    public var arrears: Arrears { position.arrears }
    /// The oldest installment with anything unpaid.
    public var nextDue: NextDue? { position.nextDue }
}

extension LoanStatement {
    /// The view of an account.
    ///
    /// - Parameter account: The account as of the date.
    /// - Throws: `amountOutOfRange` where the overpayment does not fit.
    init(
        of account: AccountState, status: LoanStatus, asOf date: CivilDate, terms: LoanTerms,
        schedule: RepaymentSchedule
    ) throws(LoanError) {
        switch account {
        case .plain(let account):
            try self.init(
                account.rows.map { Item(installment: $0, standing: .pending) }, status, date, terms,
                overpaidMinor: account.overpaidMinor, installmentMinor: schedule.installmentMinor,
                totals: schedule.totals, allocations: account.allocations)
        case .serviced(let boxed):
            let account = boxed.value
            var items: [Item] = []
            items.reserveCapacity(account.rows.count)
            let balances = account.balancesAfterMinor
            var totals = ComponentLanes.zero
            for (index, row) in account.rows.enumerated() {
                items.append(
                    Item(
                        installment: Installment(
                            row, sequence: index + 1, balanceAfterMinor: balances[index]),
                        standing: .pending))
                totals &+= row.due
            }
            try self.init(
                items, status, date, terms, overpaidMinor: account.overpaidMinor,
                installmentMinor: account.plan.levelMinor, totals: ComponentAmounts(totals),
                allocations: account.allocations)
        }
    }

    private init(
        _ rows: consuming [Item], _ status: LoanStatus, _ date: CivilDate, _ terms: LoanTerms,
        overpaidMinor: Int128, installmentMinor: Int64?, totals: ComponentAmounts,
        allocations: [AllocationRecord]
    ) throws(LoanError) {
        guard let overpaidMinor = Int64(exactly: overpaidMinor) else {
            throw .amountOutOfRange("overpaidAmount")
        }
        var items = rows
        let position = items.withUnsafeMutableBufferPointer { buffer in
            var rows = StatementItems(items: buffer)
            return Position(
                of: &rows, asOf: date, terms.delinquency.overdueRule, isOwed: status.isDisbursed)
        }
        guard let position else { throw .amountOutOfRange("outstanding.total") }
        self.init(
            status: status, asOf: date, installmentMinor: installmentMinor, items: items,
            totals: totals, allocations: allocations, overpaidMinor: overpaidMinor,
            position: position,
            bucket: terms.delinquency.bucket(daysPastDue: position.arrears.daysPastDue)?.name)
    }
}

extension Installment {
    /// A row of a loan that is serviced.
    fileprivate init(_ row: LedgerRow, sequence: Int, balanceAfterMinor: Int64) {
        self.init(
            sequence: Int32(truncatingIfNeeded: sequence), startDate: row.start,
            dueDate: row.dueDate, due: row.due, paid: row.paid,
            balanceAfterMinor: balanceAfterMinor)
    }
}

/// The items of a statement in memory, without bounds checks on each access.
private struct StatementItems: ClassifiedStore {
    let items: UnsafeMutableBufferPointer<LoanStatement.Item>

    var count: Int { items.count }

    func sequence(at index: Int) -> Int { Int(items[index].installment.sequence) }

    func startDate(at index: Int) -> CivilDate { items[index].installment.startDate }

    func dueDate(at index: Int) -> CivilDate { items[index].installment.dueDate }

    func unpaid(_ component: Component, at index: Int) -> Int64 {
        items[index].installment.unpaid(component)
    }

    func isPaidInPart(at index: Int) -> Bool { items[index].installment.paidMinor > 0 }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        items[index].installment.pay(amountMinor, of: component)
    }

    mutating func keep(_ standing: InstallmentStanding, at index: Int) {
        items[index].standing = standing
    }
}
