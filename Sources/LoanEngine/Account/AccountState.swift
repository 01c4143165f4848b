/// What the events so far have made of a loan: its status and the repayments that count.
///
/// Status follows the events in the order written, money in order of date. Whether anything is
/// unpaid depends on neither order, only on the sum: so the status needs no allocation, and the
/// allocation is made once, in `statement`.
struct AccountState {
    private let terms: LoanTerms
    private let schedule: RepaymentSchedule
    private(set) var status: LoanStatus
    /// The money that came in, by rising index of its event.
    private var receipts: [Receipt] = []
    /// The sum of the receipts that stand. 128 bits hold any number of 64-bit amounts.
    private var paidMinor: Int128 = 0

    private struct Receipt {
        /// The event's index, from 0.
        let index: Int
        let date: CivilDate
        let amountMinor: Int64
        /// Whether it is a repayment, which can be reversed; a recovery cannot.
        let isRepayment: Bool
        var isReversed = false
    }

    init(_ terms: LoanTerms, _ schedule: RepaymentSchedule, status: LoanStatus) {
        self.terms = terms
        self.schedule = schedule
        self.status = status
    }

    private var isPaidUp: Bool { paidMinor >= Int128(schedule.totals.totalMinor) }

    /// Lets an event of valid form happen.
    ///
    /// - Parameter index: Its place among the events written, from 0.
    /// - Throws: As `LoanAccount.apply`; nothing is changed then.
    mutating func apply(_ event: LoanEvent, at index: Int) throws(LoanError) {
        let path = "events[\(index)]"
        let next = try Transitions.status(
            after: event.type, from: status, by: event.role, at: path)
        switch event.type {
        case .repayment, .recovery:
            try receive(event, at: index, path)
        case .reversal:
            try reverse(event, at: index, path)
        case .disburse:
            guard event.date == terms.disbursedAt else {
                throw .notAllowed(
                    .invalidEvent, at: path + ".date", met: "DISBURSE on \(event.date)",
                    allowed: "disbursedAt, \(terms.disbursedAt)")
            }
        case .submit, .approve, .reject, .revise, .cancel, .writeOff:
            break
        }
        // When nothing is unpaid the loan is completed, by whatever event that came about.
        let movesMoney = event.type == .repayment || event.type == .reversal
        status = movesMoney && isPaidUp ? .completed : next
    }

    private mutating func receive(
        _ event: LoanEvent, at index: Int, _ path: String
    ) throws(LoanError) {
        guard event.date >= terms.disbursedAt else {
            throw .notAllowed(
                .invalidEvent, at: path + ".date", met: "\(event.type.name) on \(event.date)",
                allowed: "from disbursedAt, \(terms.disbursedAt)")
        }
        let amountMinor = event.amountMinor ?? 0
        let sum = paidMinor + Int128(amountMinor)
        guard sum - Int128(schedule.totals.totalMinor) <= Int128(Int64.max) else {
            throw .amountOutOfRange(path + ".amount")
        }
        paidMinor = sum
        receipts.append(
            Receipt(
                index: index, date: event.date, amountMinor: amountMinor,
                isRepayment: event.type == .repayment))
    }

    private mutating func reverse(
        _ event: LoanEvent, at index: Int, _ path: String
    ) throws(LoanError) {
        let number = event.reversedEvent ?? 0
        func refusal(_ met: String) -> LoanError {
            .notAllowed(
                .invalidEvent, at: path + ".of", met: met,
                allowed: "the number of an earlier repayment that stands, up to \(event.date)")
        }
        let place = receipts.firstPlace { $0.index >= number - 1 }
        guard place < receipts.count, receipts[place].index == number - 1,
            receipts[place].isRepayment
        else {
            throw refusal("event \(number), which is no repayment before this one,")
        }
        guard !receipts[place].isReversed else {
            throw refusal("event \(number), which is reversed already,")
        }
        guard receipts[place].date <= event.date else {
            throw refusal("event \(number), dated \(receipts[place].date) after the reversal,")
        }
        receipts[place].isReversed = true
        paidMinor -= Int128(receipts[place].amountMinor)
    }
}

extension Array {
    /// The first place whose element fulfils `predicate`, which holds from some place on; the count
    /// where it holds nowhere. By halving.
    fileprivate func firstPlace(where predicate: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension AccountState {
    /// The statement as of `date`, after the events that were applied.
    ///
    /// - Throws: `amountOutOfRange` where the overpayment does not fit.
    func statement(asOf date: CivilDate) throws(LoanError) -> LoanStatement {
        var items = schedule.items.map { LoanStatement.Item(installment: $0, standing: .pending) }
        var overpaidMinor: Int64 = 0
        var recorder = RecordList()
        // Money applies in order of date, ties in order of entry.
        let inOrder = receipts.filter { !$0.isReversed }.sorted {
            $0.date == $1.date ? $0.index < $1.index : $0.date < $1.date
        }
        var isOutside = false
        let position = items.withUnsafeMutableBufferPointer { buffer in
            var store = StatementItems(items: buffer)
            var allocator = Allocator(terms.allocation)
            for receipt in inOrder {
                recorder.event = receipt.index + 1
                let left = allocator.allocate(
                    receipt.amountMinor, on: receipt.date, over: &store, recording: &recorder)
                let (sum, overflow) = overpaidMinor.addingReportingOverflow(left)
                overpaidMinor = sum
                isOutside = isOutside || overflow
            }
            return Position(
                of: &store, asOf: date, graceDays: terms.delinquency.graceDays,
                isOwed: status.isDisbursed)
        }
        guard !isOutside, let position else { throw .amountOutOfRange("overpaidAmount") }
        return LoanStatement(
            status: status, asOf: date, installmentMinor: schedule.installmentMinor,
            items: items, totals: schedule.totals, allocations: recorder.records,
            overpaidMinor: overpaidMinor, position: position,
            bucket: terms.delinquency.bucket(daysPastDue: position.arrears.daysPastDue)?.name)
    }
}
