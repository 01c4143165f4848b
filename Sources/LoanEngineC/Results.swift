import CLoanEngine
import LoanEngine

/// Where the results of a batch go, checked, and how far it came.
struct Results {
    private let target: UnsafeMutablePointer<le_results>
    private let given: le_results
    /// Codes by loan or payment.
    let codes: UnsafeMutableBufferPointer<Int32>
    /// Where figures go, and whether any is asked for.
    let positions: PositionWriter
    let hasPositions: Bool
    let stop: StopFlag
    /// The loan or payment to begin with, and the number of all.
    let first: Int
    let count: Int
    private let errors: UnsafeMutablePointer<le_error>?
    private let errorStride: Int
    private var errorCount = 0

    /// - Throws: `LE_INVALID_ARGUMENT` at the field.
    init(_ pointer: UnsafeMutablePointer<le_results>?, _ count: Int) throws(CallError) {
        target = try required(pointer, "results")
        given = try read(
            UnsafePointer(target), size: target.pointee.struct_size, defaults: le_results(),
            "results")
        guard given.reserved == 0 else {
            throw .argument("results.reserved", "reserved fields are zero")
        }
        guard given.posting_size == 0 || Int(given.posting_size) == MemoryLayout<le_posting>.size
        else {
            throw .argument(
                "results.posting_size",
                "\(given.posting_size) is not allowed here; set it to sizeof")
        }
        self.count = count
        first = given.first
        guard first >= 0, first <= count else {
            throw .argument("results.first", "the first is not allowed; allowed: 0 to \(count)")
        }
        codes = try array(given.codes, count, "results.codes")
        positions = try PositionWriter(given.positions)
        hasPositions = given.positions != nil
        stop = try StopFlag(given.stop)
        let errors = try array(given.errors, given.error_capacity, "results.errors")
        guard let start = errors.baseAddress, errors.count > 0 else {
            (self.errors, errorStride) = (nil, 0)
            return
        }
        let size = start.pointee.struct_size
        guard structSizes.contains(size), Int(size) % MemoryLayout<le_error>.alignment == 0 else {
            throw .argument("results.errors[0].struct_size", "the size is not allowed here")
        }
        (self.errors, errorStride) = (start, Int(size))
    }

    /// Where rows go, and how many fit; nil where none are asked for.
    func rows() throws(CallError) -> (
        target: BatchRows, capacity: Int, offsets: UnsafeMutablePointer<UInt64>
    )? {
        guard given.rows != nil else { return nil }
        guard given.row_capacity >= 0, given.row_capacity <= maximumCount else {
            throw .argument("results.row_capacity", "the capacity is not allowed here")
        }
        return (
            try BatchRows(given.rows, "results.rows"), given.row_capacity,
            try required(given.row_offsets, "results.row_offsets")
        )
    }

    /// Likewise postings.
    func postings() throws(CallError) -> (
        target: UnsafeMutableBufferPointer<le_posting>, offsets: UnsafeMutablePointer<UInt64>
    )? {
        guard given.postings != nil || given.posting_offsets != nil else { return nil }
        return (
            try array(given.postings, given.posting_capacity, "results.postings"),
            try required(given.posting_offsets, "results.posting_offsets")
        )
    }

    /// Notes a failure.
    mutating func fail(_ index: Int, _ error: CallError) {
        codes[index] = error.code
        guard let errors, errorCount < given.error_capacity else { return }
        var failure = error
        failure.index = index
        let place = UnsafeMutableRawPointer(errors).advanced(by: errorCount &* errorStride)
            .assumingMemoryBound(to: le_error.self)
        place.pointee.struct_size = UInt32(truncatingIfNeeded: errorStride)
        write(failure, to: place)
        errorCount += 1
    }

    /// Tells the host how far the call came.
    func finish(at end: Int) {
        var told = given
        told.error_count = errorCount
        told.done = end - first
        writePrefix(of: told, to: target, size: given.struct_size)
    }

    /// The end of a call that was stopped before `end`.
    func finishStopped(at end: Int) -> CallError {
        for index in end..<count { codes[index] = Int32(LE_NOT_REACHED) }
        finish(at: end)
        return .stopped
    }
}

/// Writes how loans stand into a caller's columns, those that are there.
struct PositionWriter {
    private let columns: le_position_columns
    /// Whether columns are there that rows do not fill.
    private let hasOthers: Bool

    /// Those columns; none for NULL.
    init(_ columns: UnsafePointer<le_position_columns>?) throws(CallError) {
        guard let columns else {
            self.columns = le_position_columns()
            hasOthers = false
            return
        }
        let start = try required(columns, "results.positions")
        self.columns = try read(
            start, size: start.pointee.struct_size, defaults: le_position_columns(),
            "results.positions")
        guard self.columns.stride % 8 == 0 else {
            throw .argument("results.positions.stride", "allowed: multiples of 8")
        }
        let own = self.columns
        let four = own.written_off
        hasOthers =
            own.disbursed_at != nil || own.last_payment_at != nil || own.restructured != nil
            || four.0 != nil || four.1 != nil || four.2 != nil || four.3 != nil
            || own.disbursed_amount != nil || own.recovered != nil || own.overpaid != nil
            || own.installment != nil
        for column in [
            own.status, own.days_past_due, own.bucket, own.arrears_since, own.overdue_installments,
            own.next_due_sequence, own.next_due_date, own.disbursed_at, own.maturity_date,
            own.last_payment_at, own.restructured,
        ] { _ = try optional(column, "results.positions") }
        for four in [own.outstanding, own.arrears, own.written_off] {
            for column in [four.0, four.1, four.2, four.3] {
                _ = try optional(column, "results.positions")
            }
        }
        for column in [
            own.next_due_amount, own.disbursed_amount, own.recovered, own.overpaid,
            own.installment,
        ] { _ = try optional(column, "results.positions") }
    }

    /// A loan's figures at its index.
    func write(_ position: le_position, installment: Int64, at loan: Int) {
        set(columns.status, loan, position.status)
        set(columns.days_past_due, loan, position.days_past_due)
        set(columns.bucket, loan, position.bucket)
        set(columns.arrears_since, loan, position.arrears_since)
        set(columns.overdue_installments, loan, position.overdue_installments)
        set(columns.next_due_sequence, loan, position.next_due_sequence)
        set(columns.next_due_date, loan, position.next_due_date)
        set(columns.disbursed_at, loan, position.disbursed_at)
        set(columns.maturity_date, loan, position.maturity_date)
        set(columns.last_payment_at, loan, position.last_payment_at)
        set(columns.restructured, loan, position.restructured)
        set(columns.outstanding, loan, position.outstanding)
        set(columns.arrears, loan, position.arrears)
        set(columns.written_off, loan, position.written_off)
        set(columns.next_due_amount, loan, position.next_due_amount)
        set(columns.disbursed_amount, loan, position.disbursed_amount)
        set(columns.recovered, loan, position.recovered)
        set(columns.overpaid, loan, position.overpaid)
        set(columns.installment, loan, installment)
    }

    /// What rows say, at the loan's index; the figures that they do not say are those of LE_POSITION_INIT.
    @inline(__always)
    func write(
        _ found: Position, _ policy: HostDelinquency, overdueRows: Int32, status: Int32?,
        maturity: Int32, at loan: Int
    ) {
        let daysPastDue = found.arrears.daysPastDue
        if columns.status != nil { set(columns.status, loan, status ?? found.status) }
        set(columns.days_past_due, loan, Int32(truncatingIfNeeded: daysPastDue))
        if columns.bucket != nil {
            set(columns.bucket, loan, policy.bucket(daysPastDue: daysPastDue))
        }
        set(columns.arrears_since, loan, found.arrears.since?.dayNumber ?? noDate)
        set(columns.overdue_installments, loan, overdueRows)
        set(
            columns.next_due_sequence, loan,
            Int32(truncatingIfNeeded: found.nextDue?.sequence ?? 0))
        set(columns.next_due_date, loan, found.nextDue?.dueDate.dayNumber ?? noDate)
        set(columns.next_due_amount, loan, found.nextDue?.amountMinor ?? 0)
        set(columns.maturity_date, loan, maturity)
        set(columns.outstanding, loan, le_amounts(found.outstanding))
        set(columns.arrears, loan, le_amounts(found.arrears.amounts))
        if hasOthers { writeOthers(at: loan) }
    }

    /// What rows do not say.
    @inline(never)
    private func writeOthers(at loan: Int) {
        set(columns.disbursed_at, loan, noDate)
        set(columns.last_payment_at, loan, noDate)
        set(columns.restructured, loan, 0)
        set(columns.written_off, loan, le_amounts())
        for column in [columns.disbursed_amount, columns.recovered, columns.overpaid] {
            set(column, loan, 0)
        }
        set(columns.installment, loan, 0)
    }

    /// What a schedule comes to, and no other figure.
    @inline(__always)
    func write(_ summary: le_summary, maturity: Int32, at loan: Int) {
        set(columns.outstanding, loan, summary.totals)
        set(columns.maturity_date, loan, maturity)
        set(columns.installment, loan, summary.installment)
    }

    private typealias Four = (
        UnsafeMutablePointer<Int64>?, UnsafeMutablePointer<Int64>?, UnsafeMutablePointer<Int64>?,
        UnsafeMutablePointer<Int64>?
    )

    /// By component: penalty, fee, interest, principal.
    @inline(__always)
    private func set(_ four: Four, _ loan: Int, _ amounts: le_amounts) {
        set(four.0, loan, amounts.penalty)
        set(four.1, loan, amounts.fee)
        set(four.2, loan, amounts.interest)
        set(four.3, loan, amounts.principal)
    }

    @inline(__always)
    private func set<Element>(
        _ start: UnsafeMutablePointer<Element>?, _ loan: Int, _ value: Element
    ) {
        guard let start else { return }
        Column(start, stride: Int(columns.stride))[loan] = value
    }
}
