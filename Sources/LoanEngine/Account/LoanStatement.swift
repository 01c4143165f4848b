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
        /// Days since the due date of an overdue installment, else 0.
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
