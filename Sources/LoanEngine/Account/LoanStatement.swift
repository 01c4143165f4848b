/// How a loan stands as of a date.
public struct LoanStatement: Sendable, Equatable {
    /// One installment of the statement.
    public struct Item: Sendable, Equatable {
        /// Dues and what is paid of them.
        public let installment: Installment
        /// How it stands.
        public let status: InstallmentStatus
        /// Days since the due date of an overdue installment, else 0.
        public let daysPastDue: Int
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
    /// What is unpaid; zero before disbursement.
    public let outstanding: ComponentAmounts
    /// What is overdue of it.
    public let arrears: Arrears
    /// What was paid beyond all dues, in minor units.
    public let overpaidMinor: Int64
    /// The oldest installment with anything unpaid.
    public let nextDue: NextDue?

    /// Classifies `rows` in one pass.
    init(
        status: LoanStatus, asOf date: CivilDate, schedule: RepaymentSchedule,
        rows: [Installment], allocations: [AllocationRecord], overpaidMinor: Int64,
        policy: DelinquencyPolicy
    ) {
        var items: [Item] = []
        items.reserveCapacity(rows.count)
        var outstanding = ComponentAmounts()
        var arrears = Arrears()
        var nextDue: NextDue?
        for row in rows {
            var standing = row.standing(asOf: date, graceDays: policy.graceDays)
            if !status.isDisbursed, standing.status == .overdue {
                // Nothing is owed before disbursement.
                standing = (.pending, 0)
            }
            items.append(
                Item(
                    installment: row, status: standing.status, daysPastDue: standing.daysPastDue))
            guard status.isDisbursed, standing.status != .paid else { continue }
            let isOverdue = standing.status == .overdue
            for component in Component.allCases {
                // At most the schedule's totals, which fit.
                _ = outstanding.add(row.unpaid(component), to: component)
                if isOverdue { _ = arrears.amounts.add(row.unpaid(component), to: component) }
            }
            if isOverdue {
                arrears.since = arrears.since ?? row.dueDate
                arrears.daysPastDue = max(arrears.daysPastDue, standing.daysPastDue)
            }
            if nextDue == nil {
                nextDue = NextDue(
                    sequence: Int(row.sequence), dueDate: row.dueDate,
                    amountMinor: row.unpaidMinor)
            }
        }
        arrears.bucket = policy.bucket(daysPastDue: arrears.daysPastDue)?.name
        self.status = status
        self.asOf = date
        installmentMinor = schedule.installmentMinor
        self.items = items
        totals = schedule.totals
        self.allocations = allocations
        self.outstanding = outstanding
        self.arrears = arrears
        self.overpaidMinor = overpaidMinor
        self.nextDue = nextDue
    }
}
