import CLoanEngineJSON
import LoanCalendar
import LoanEngine
import LoanPortfolio

/// One column: a value for each loan, or the same for all.
struct Column<Value: FixedWidthInteger & BitwiseCopyable> {
    private let start: UnsafeRawPointer?
    private let stride: Int

    /// A stride of 0 is that of values one after the other.
    init(_ start: UnsafePointer<Value>?, _ stride: UInt32) {
        self.start = UnsafeRawPointer(start)
        self.stride = stride == 0 ? MemoryLayout<Value>.stride : Int(stride)
    }

    var isGiven: Bool { start != nil }

    /// Whether all values lie where their type may.
    var isAligned: Bool {
        guard let start else { return true }
        let alignment = MemoryLayout<Value>.alignment
        return Int(bitPattern: start) % alignment == 0 && stride % alignment == 0
    }

    @inline(__always)
    func value(_ index: Int, else other: Value = 0) -> Value {
        guard let start else { return other }
        return (start + index &* stride).load(as: Value.self)
    }
}

/// Four columns, by component: in the order of le_component, as le_evaluate_batch writes them.
struct PartColumns {
    let principal: Column<Int64>
    let interest: Column<Int64>
    let fee: Column<Int64>
    let penalty: Column<Int64>
    let isGiven: Bool

    init(
        _ columns: (
            UnsafePointer<Int64>?, UnsafePointer<Int64>?, UnsafePointer<Int64>?,
            UnsafePointer<Int64>?
        ), _ stride: UInt32
    ) {
        (penalty, fee) = (Column(columns.0, stride), Column(columns.1, stride))
        (interest, principal) = (Column(columns.2, stride), Column(columns.3, stride))
        isGiven = principal.isGiven || interest.isGiven || fee.isGiven || penalty.isGiven
    }

    var isAligned: Bool {
        principal.isAligned && interest.isAligned && fee.isAligned && penalty.isAligned
    }

    /// The column of a component, from 0 to 3 in the order of sums.
    @inline(__always)
    subscript(part: Int) -> Column<Int64> {
        part == 0 ? principal : part == 1 ? interest : part == 2 ? fee : penalty
    }

    /// The amounts of a loan; `sign` takes up whether any is below zero.
    @inline(__always)
    func value(_ index: Int, _ sign: inout Int64) -> Parts {
        var parts = Parts.zero
        if !isGiven { return parts }
        parts.principal = principal.value(index)
        parts.interest = interest.value(index)
        parts.fee = fee.value(index)
        parts.penalty = penalty.value(index)
        sign |= parts.principal | parts.interest | parts.fee | parts.penalty
        return parts
    }
}

/// The columns of positions that a report reads.
struct PortfolioColumns {
    let status: Column<Int32>
    let daysPastDue: Column<Int32>
    let nextDueDate: Column<Int32>
    let restructured: Column<Int32>
    let countBorrower: Column<Int32>
    let outstanding: PartColumns
    let arrears: PartColumns
    let writtenOff: PartColumns
    let disbursedAmount: Column<Int64>
    let recovered: Column<Int64>
    let previousStatus: Column<Int32>
    let previousDaysPastDue: Column<Int32>
    let previousPrincipal: Column<Int64>
    let flows: FlowColumns

    /// Nil for a struct of another size, without status, or with columns that are not aligned.
    init?(_ columns: UnsafePointer<le_portfolio_columns>?) {
        guard let columns, UInt(bitPattern: columns) % 8 == 0,
            columns.pointee.struct_size == MemoryLayout<le_portfolio_columns>.size
        else { return nil }
        let own = columns.pointee
        let stride = own.stride
        status = Column(own.status, stride)
        daysPastDue = Column(own.days_past_due, stride)
        nextDueDate = Column(own.next_due_date, stride)
        restructured = Column(own.restructured, stride)
        countBorrower = Column(own.count_borrower, stride)
        outstanding = PartColumns(own.outstanding, stride)
        arrears = PartColumns(own.arrears, stride)
        writtenOff = PartColumns(own.written_off, stride)
        disbursedAmount = Column(own.disbursed_amount, stride)
        recovered = Column(own.recovered, stride)
        previousStatus = Column(own.previous_status, stride)
        previousDaysPastDue = Column(own.previous_days_past_due, stride)
        previousPrincipal = Column(own.previous_principal, stride)
        flows = FlowColumns(own, stride)
        let words = [
            status, daysPastDue, nextDueDate, restructured, countBorrower, previousStatus,
            previousDaysPastDue,
        ]
        let amounts = [disbursedAmount, recovered, previousPrincipal]
        guard status.isGiven, words.allSatisfy({ $0.isAligned }),
            amounts.allSatisfy({ $0.isAligned }), outstanding.isAligned, arrears.isAligned,
            writtenOff.isAligned, flows.isAligned
        else { return nil }
    }

    /// Reads the figures of a loan over those of the one before.
    ///
    /// - Returns: `LE_JSON_OK`, or the code of what is wrong with it.
    @inline(__always)
    func read(_ index: Int, into own: inout PositionFigures) -> le_json_code_ {
        guard let status = loanStatus(self.status.value(index)) else {
            return LE_JSON_INVALID_ARGUMENT
        }
        own.status = status
        var sign: Int64 = 0
        let days = daysPastDue.value(index)
        sign |= Int64(days)
        own.daysPastDue = Int(days)
        let due = nextDueDate.value(index, else: .min)
        own.nextDueDate = nil
        if due != .min {
            guard let date = CivilDate(dayNumber: Int(due)) else {
                return LE_JSON_DATE_OUT_OF_RANGE
            }
            own.nextDueDate = date
        }
        own.isRestructured = restructured.value(index) != 0
        own.countsBorrower = countBorrower.value(index, else: 1) != 0
        own.outstanding = outstanding.value(index, &sign)
        own.arrears = arrears.value(index, &sign)
        let written = writtenOff.value(index, &sign)
        guard let writtenOff = Int64(exactly: written.total) else {
            return LE_JSON_AMOUNT_OUT_OF_RANGE
        }
        own.writtenOffMinor = writtenOff
        own.disbursedMinor = disbursedAmount.value(index)
        own.recoveredMinor = recovered.value(index)
        sign |= own.disbursedMinor | own.recoveredMinor
        let before = previousStatus.value(index, else: -1)
        own.previous = nil
        if before != -1 {
            guard let status = loanStatus(before) else { return LE_JSON_INVALID_ARGUMENT }
            let previous = LoanPosition.Previous(
                status: status, principalMinor: previousPrincipal.value(index),
                daysPastDue: Int(previousDaysPastDue.value(index)))
            sign |= previous.principalMinor | Int64(previous.daysPastDue)
            own.previous = previous
        }
        if flows.isGiven { own.flows = flows.value(index, &sign) }
        return sign < 0 || own.problem != nil ? LE_JSON_INVALID_POSITION : LE_JSON_OK
    }

    @inline(__always)
    private func loanStatus(_ number: Int32) -> LoanStatus? {
        UInt8(exactly: number).flatMap { LoanStatus(rawValue: $0) }
    }
}

/// The columns of what happened in the report's period.
struct FlowColumns {
    let due: PartColumns
    let paidOfDue: PartColumns
    let paidOnTime: PartColumns
    let broughtForward: PartColumns
    let collectedArrears: PartColumns
    let collectedCurrent: PartColumns
    let collectedAdvance: PartColumns
    let disbursed: Column<Int64>
    let writtenOff: Column<Int64>
    let recovered: Column<Int64>
    let submitted: Column<Int32>
    let approved: Column<Int32>
    let rejected: Column<Int32>
    let isGiven: Bool

    init(_ own: le_portfolio_columns, _ stride: UInt32) {
        due = PartColumns(own.flow_due, stride)
        paidOfDue = PartColumns(own.flow_paid_of_due, stride)
        paidOnTime = PartColumns(own.flow_paid_on_time, stride)
        broughtForward = PartColumns(own.flow_brought_forward, stride)
        collectedArrears = PartColumns(own.flow_collected_arrears, stride)
        collectedCurrent = PartColumns(own.flow_collected_current, stride)
        collectedAdvance = PartColumns(own.flow_collected_advance, stride)
        disbursed = Column(own.flow_disbursed, stride)
        writtenOff = Column(own.flow_written_off, stride)
        recovered = Column(own.flow_recovered, stride)
        submitted = Column(own.flow_submitted, stride)
        approved = Column(own.flow_approved, stride)
        rejected = Column(own.flow_rejected, stride)
        let parts = [
            due, paidOfDue, paidOnTime, broughtForward, collectedArrears, collectedCurrent,
            collectedAdvance,
        ]
        isGiven =
            parts.contains { $0.isGiven } || disbursed.isGiven || writtenOff.isGiven
            || recovered.isGiven || submitted.isGiven || approved.isGiven || rejected.isGiven
    }

    var isAligned: Bool {
        let parts = [
            due, paidOfDue, paidOnTime, broughtForward, collectedArrears, collectedCurrent,
            collectedAdvance,
        ]
        return parts.allSatisfy { $0.isAligned } && disbursed.isAligned && writtenOff.isAligned
            && recovered.isAligned && submitted.isAligned && approved.isAligned
            && rejected.isAligned
    }

    func value(_ index: Int, _ sign: inout Int64) -> LoanPosition.Flows {
        var own = LoanPosition.Flows()
        own.due = due.value(index, &sign)
        own.paidOfDue = paidOfDue.value(index, &sign)
        own.paidOnTime = paidOnTime.value(index, &sign)
        own.broughtForward = broughtForward.value(index, &sign)
        own.collectedArrears = collectedArrears.value(index, &sign)
        own.collectedCurrent = collectedCurrent.value(index, &sign)
        own.collectedAdvance = collectedAdvance.value(index, &sign)
        own.disbursedMinor = disbursed.value(index)
        own.writtenOffMinor = writtenOff.value(index)
        own.recoveredMinor = recovered.value(index)
        own.submitted = Int64(submitted.value(index))
        own.approved = Int64(approved.value(index))
        own.rejected = Int64(rejected.value(index))
        sign |= own.disbursedMinor | own.writtenOffMinor | own.recoveredMinor
        sign |= own.submitted | own.approved | own.rejected
        return own
    }
}
