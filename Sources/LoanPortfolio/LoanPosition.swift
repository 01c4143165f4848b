import LoanCalendar
import LoanEngine

/// How one loan stands: what reports and alerts read. Amounts are minor units of its currency, none
/// below zero. Section 1 of docs/portfolio.md.
public struct LoanPosition: Sendable, Equatable {
    /// The same of an earlier date.
    public struct Previous: Sendable, Equatable {
        public var status: LoanStatus
        public var principalMinor: Int64
        public var daysPastDue: Int

        public init(status: LoanStatus, principalMinor: Int64, daysPastDue: Int) {
            (self.status, self.principalMinor, self.daysPastDue) = (
                status, principalMinor, daysPastDue
            )
        }
    }

    /// What the borrower has promised to pay.
    public struct Promise: Sendable, Equatable {
        public var id: String
        public var date: CivilDate
        public var amountMinor: Int64
        public var receivedMinor: Int64

        public init(id: String, date: CivilDate, amountMinor: Int64, receivedMinor: Int64) {
            (self.id, self.date) = (id, date)
            (self.amountMinor, self.receivedMinor) = (amountMinor, receivedMinor)
        }
    }

    /// The oldest installment with anything unpaid.
    public struct Due: Sendable, Equatable {
        public var sequence: Int
        public var date: CivilDate
        public var amountMinor: Int64

        public init(sequence: Int, date: CivilDate, amountMinor: Int64) {
            (self.sequence, self.date, self.amountMinor) = (sequence, date, amountMinor)
        }
    }

    /// What happened in a period.
    public struct Flows: Sendable, Equatable {
        /// Dues of rows due in the period.
        public var due = Parts.zero
        /// What of it was paid by its end, whenever.
        public var paidOfDue = Parts.zero
        /// What of it was paid by its due date.
        public var paidOnTime = Parts.zero
        /// What was unpaid the day before, of rows due before the period.
        public var broughtForward = Parts.zero
        /// Money received in it, to rows due before, in and after it.
        public var collectedArrears = Parts.zero
        public var collectedCurrent = Parts.zero
        public var collectedAdvance = Parts.zero
        public var disbursedMinor: Int64 = 0
        public var writtenOffMinor: Int64 = 0
        public var recoveredMinor: Int64 = 0
        public var submitted: Int64 = 0
        public var approved: Int64 = 0
        public var rejected: Int64 = 0

        public init() {}
    }

    public var loan: String
    public var currency: Currency
    public var status: LoanStatus
    public var asOf: CivilDate?
    public var outstanding = Parts.zero
    public var arrears = Parts.zero
    public var arrearsSince: CivilDate?
    public var daysPastDue = 0
    public var nextDue: Due?
    public var overdueInstallments = 0
    /// Whether a reschedule stands.
    public var isRestructured = false
    public var disbursedMinor: Int64?
    public var disbursedAt: CivilDate?
    public var maturityDate: CivilDate?
    public var lastPaymentAt: CivilDate?
    public var writtenOffMinor: Int64 = 0
    public var recoveredMinor: Int64 = 0
    /// Whether it counts its borrower: on one of a borrower's active loans.
    public var countsBorrower = true
    public var previous: Previous?
    public var promises: [Promise] = []
    /// Officer, branch, product, …: names and texts.
    public var dimensions: [(name: String, text: String?)] = []
    public var flows = Flows()

    /// A loan of which nothing is outstanding.
    public init(loan: String, currency: Currency, status: LoanStatus) {
        (self.loan, self.currency, self.status) = (loan, currency, status)
    }

    public static func == (left: LoanPosition, right: LoanPosition) -> Bool {
        left.loan == right.loan && left.status == right.status && left.asOf == right.asOf
            && left.outstanding == right.outstanding && left.arrears == right.arrears
            && left.daysPastDue == right.daysPastDue && left.flows == right.flows
    }
}

/// An amount for each component, in minor units.
public struct Parts: Sendable, Equatable {
    public var principal: Int64 = 0
    public var interest: Int64 = 0
    public var fee: Int64 = 0
    public var penalty: Int64 = 0

    /// Nothing.
    public static var zero: Parts { Parts() }

    /// The sum of all; wide enough.
    public var total: Int128 {
        Int128(principal) + Int128(interest) + Int128(fee) + Int128(penalty)
    }

    /// By component: principal, interest, fee, penalty.
    public var list: [Int64] { [principal, interest, fee, penalty] }

    /// The amount of a component.
    public subscript(component: Component) -> Int64 {
        get {
            switch component {
            case .principal: principal
            case .interest: interest
            case .fee: fee
            case .penalty: penalty
            }
        }
        set {
            switch component {
            case .principal: principal = newValue
            case .interest: interest = newValue
            case .fee: fee = newValue
            case .penalty: penalty = newValue
            }
        }
    }

    init() {}

    /// The amounts of a statement.
    public init(_ amounts: ComponentAmounts) {
        (principal, interest) = (amounts.principalMinor, amounts.interestMinor)
        (fee, penalty) = (amounts.feeMinor, amounts.penaltyMinor)
    }
}
