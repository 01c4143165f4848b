import LoanCalendar
import LoanEngine

/// How one loan stands: what reports and alerts read. Amounts are minor units of its currency, none
/// below zero. Section 1 of docs/portfolio.md.
public struct LoanPosition: Sendable, Equatable {
    /// The same of an earlier date.
    public struct Previous: Sendable, Equatable {
        /// Where the loan was.
        public var status: LoanStatus
        /// Its principal outstanding, in minor units.
        public var principalMinor: Int64
        /// How late it was.
        public var daysPastDue: Int

        /// A position of an earlier date.
        public init(status: LoanStatus, principalMinor: Int64, daysPastDue: Int) {
            (self.status, self.principalMinor, self.daysPastDue) = (
                status, principalMinor, daysPastDue
            )
        }
    }

    /// What the borrower has promised to pay.
    public struct Promise: Sendable, Equatable {
        /// Told in alerts.
        public var id: String
        /// By when.
        public var date: CivilDate
        /// What was promised.
        public var amountMinor: Int64
        /// What of it has come in.
        public var receivedMinor: Int64

        /// A promise of those parts.
        public init(id: String, date: CivilDate, amountMinor: Int64, receivedMinor: Int64) {
            (self.id, self.date) = (id, date)
            (self.amountMinor, self.receivedMinor) = (amountMinor, receivedMinor)
        }
    }

    /// The oldest installment with anything unpaid.
    public struct Due: Sendable, Equatable {
        /// From 1.
        public var sequence: Int
        /// As moved by non-working days.
        public var date: CivilDate
        /// What is unpaid of it.
        public var amountMinor: Int64

        /// An installment of those parts.
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
        /// For rows due in the period.
        public var collectedCurrent = Parts.zero
        /// For rows due after it.
        public var collectedAdvance = Parts.zero
        /// Paid out in the period.
        public var disbursedMinor: Int64 = 0
        /// Principal written off in it.
        public var writtenOffMinor: Int64 = 0
        /// Money that came in on written-off loans in it.
        public var recoveredMinor: Int64 = 0
        /// Applications handed in.
        public var submitted: Int64 = 0
        /// Applications approved.
        public var approved: Int64 = 0
        /// Applications rejected.
        public var rejected: Int64 = 0

        /// Nothing.
        public init() {}
    }

    /// The host's name of it, 1 to 128 bytes.
    public var loan: String
    /// Of all its amounts.
    public var currency: Currency
    /// Where it is.
    public var status: LoanStatus
    /// The date of the position; nil where nobody says.
    public var asOf: CivilDate?
    /// What is unpaid.
    public var outstanding = Parts.zero
    /// What is overdue of it.
    public var arrears = Parts.zero
    /// Since when; nil without arrears.
    public var arrearsSince: CivilDate?
    /// Zero without arrears.
    public var daysPastDue = 0
    /// Nil where all is paid.
    public var nextDue: Due?
    /// How many installments are overdue.
    public var overdueInstallments = 0
    /// Whether a reschedule stands.
    public var isRestructured = false
    /// What was paid out; nil before.
    public var disbursedMinor: Int64?
    /// When it was paid out.
    public var disbursedAt: CivilDate?
    /// The last installment's due date.
    public var maturityDate: CivilDate?
    /// The last payment's date that stands.
    public var lastPaymentAt: CivilDate?
    /// To date, all components.
    public var writtenOffMinor: Int64 = 0
    /// To date, since the write-off.
    public var recoveredMinor: Int64 = 0
    /// Whether it counts its borrower: on one of a borrower's active loans.
    public var countsBorrower = true
    /// Nil where the loan was not there.
    public var previous: Previous?
    /// At most 16.
    public var promises: [Promise] = []
    /// Officer, branch, product, …: names and texts.
    public var dimensions: [(name: String, text: String?)] = []
    /// Zero without a period.
    public var flows = Flows()

    /// A loan of which nothing is outstanding.
    public init(loan: String, currency: Currency, status: LoanStatus) {
        (self.loan, self.currency, self.status) = (loan, currency, status)
    }

    /// Whether what reports read is the same.
    public static func == (left: LoanPosition, right: LoanPosition) -> Bool {
        left.loan == right.loan && left.status == right.status && left.asOf == right.asOf
            && left.outstanding == right.outstanding && left.arrears == right.arrears
            && left.daysPastDue == right.daysPastDue && left.flows == right.flows
    }
}

/// An amount for each component, in minor units.
public struct Parts: Sendable, Equatable {
    /// Of the principal.
    public var principal: Int64 = 0
    /// Of the interest.
    public var interest: Int64 = 0
    /// Of fees.
    public var fee: Int64 = 0
    /// Of penalties.
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
