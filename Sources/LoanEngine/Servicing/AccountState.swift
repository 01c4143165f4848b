/// What the account events up to a date have made of a loan: the fold of its timeline.
///
///     State = plan (rows as they stand) · ledger (where the money went)
///
/// Each event is a step. No step fails: what could refuse an event has been checked when it was
/// written, and what was written later may have taken away what it rested on; then it does what is
/// left to do (section 8 of docs/semantics.md).
struct AccountState: Sendable {
    /// The rows, with what is paid of them.
    private(set) var rows: [Installment]
    /// Where the money went, in the order applied.
    private(set) var allocations: [AllocationRecord] = []
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

    /// Where the loan is, by what is unpaid: written off once that is done, else completed when nothing
    /// is unpaid.
    var status: LoanStatus {
        if writtenOffOn != nil { return .writtenOff }
        return unpaidMinor == 0 ? .completed : .active
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
        case .reversal, .submit, .approve, .reject, .revise, .cancel, .disburse:
            // The timeline has taken out what is reversed; the rest is no account event.
            break
        }
    }

    private mutating func receive(_ amountMinor: Int64, on date: CivilDate, _ number: Int) {
        // Moved out and back, so that neither is copied.
        var recorder = AllocationList(event: number, records: allocations)
        allocations = []
        var allocator = allocator
        let left = rows.withUnsafeMutableBufferPointer { buffer in
            var store = InstallmentBuffer(rows: buffer)
            return allocator.allocate(amountMinor, on: date, over: &store, recording: &recorder)
        }
        self.allocator = allocator
        allocations = recorder.records
        // No row takes more than is unpaid of it.
        unpaidMinor &-= amountMinor &- left
        overpaidMinor += Int128(left)
    }
}
