/// A loan on which nothing has happened but money and write-offs, under terms whose dues no event
/// changes: the same fold as `ServicedAccount`, over rows that hold nothing but dues and what is paid.
///
/// A law holds it to that fold (`PlainAccountLaws`).
struct PlainAccount: Sendable {
    /// The rows, with what is paid of them.
    private(set) var rows: [Installment]
    private var list = AllocationList()
    /// What came in beyond all dues. 128 bits hold any number of 64-bit amounts.
    private(set) var overpaidMinor: Int128 = 0
    /// What is unpaid of all rows.
    private(set) var unpaidMinor: Int64
    /// The date of the write-off that stands.
    private(set) var writtenOffOn: CivilDate?
    private var allocator: Allocator

    /// The account on the day of disbursement, before any event.
    init(_ schedule: RepaymentSchedule, _ policy: AllocationPolicy) {
        rows = schedule.items
        unpaidMinor = schedule.totals.totalMinor
        allocator = Allocator(policy)
    }

    /// An account of nothing, to leave in the place of one that is moved.
    static var empty: PlainAccount { PlainAccount() }

    private init() {
        rows = []
        unpaidMinor = 0
        allocator = Allocator(.interestFirst)
    }

    /// Where the money went, in the order applied.
    var allocations: [AllocationRecord] { list.records }

    /// Where the loan is.
    var status: LoanStatus {
        .ofAccount(isWrittenOff: writtenOffOn != nil, hasUnpaid: unpaidMinor != 0)
    }

    /// Lets an account event happen that stands.
    ///
    /// - Parameter number: Its number in the log.
    mutating func step(_ entry: LogEntry, number: Int) {
        switch entry.event {
        // A repayment after a write-off is a recovery, a recovery without one a repayment.
        case .repayment(let amountMinor), .recovery(let amountMinor):
            receive(amountMinor, on: entry.date, number)
        case .writeOff:
            // A second one does nothing.
            writtenOffOn = writtenOffOn ?? entry.date
        default:
            // The timeline has taken out what is reversed; `AccountState` lets no other happen here.
            break
        }
    }

    private mutating func receive(_ amountMinor: Int64, on date: CivilDate, _ number: Int) {
        // Moved out and back, so that neither is copied.
        var recorder = list
        list = AllocationList()
        recorder.begin(number, repeats: allocator.policy.advance == .spread)
        var allocator = allocator
        let left = rows.withUnsafeMutableBufferPointer { buffer in
            var store = InstallmentBuffer(rows: buffer)
            return allocator.allocate(amountMinor, on: date, over: &store, recording: &recorder)
        }
        self.allocator = allocator
        list = recorder
        // No row takes more than is unpaid of it.
        unpaidMinor &-= amountMinor &- left
        overpaidMinor += Int128(left)
    }
}
