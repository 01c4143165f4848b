// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

extension le_amounts {
    init(_ amounts: ComponentAmounts) {
        self.init(
            principal: amounts.principalMinor, interest: amounts.interestMinor,
            fee: amounts.feeMinor, penalty: amounts.penaltyMinor, total: amounts.totalMinor)
    }
}

extension le_quote {
    init(_ quote: SettlementQuote?, on date: CivilDate) {
        self.init()
        self.date = date.dayNumber
        guard let quote else { return }
        due = le_amounts(quote.amounts)
        rebate = quote.rebateMinor
        exists = 1
    }
}

extension le_position {
    /// LE_POSITION_INIT.
    static var empty: le_position {
        var position = le_position()
        position.as_of = noDate
        position.bucket = -1
        position.arrears_since = noDate
        position.next_due_date = noDate
        position.disbursed_at = noDate
        position.maturity_date = noDate
        position.last_payment_at = noDate
        return position
    }

    /// What rows say.
    ///
    /// - Parameter bucket: The index of its bucket, or -1.
    @inline(__always)
    init(_ position: Position, bucket: Int32, overdueRows: Int32) {
        self = .empty
        days_past_due = Int32(truncatingIfNeeded: position.arrears.daysPastDue)
        self.bucket = bucket
        outstanding = le_amounts(position.outstanding)
        arrears = le_amounts(position.arrears.amounts)
        arrears_since = position.arrears.since?.dayNumber ?? noDate
        overdue_installments = overdueRows
        next_due_sequence = Int32(truncatingIfNeeded: position.nextDue?.sequence ?? 0)
        next_due_date = position.nextDue?.dueDate.dayNumber ?? noDate
        next_due_amount = position.nextDue?.amountMinor ?? 0
    }

    /// All of it.
    init(_ view: LoanView, _ terms: LoanTerms) {
        let statement = view.statement
        let buckets = terms.delinquency.buckets
        let reached = DelinquencyPolicy.bucketIndex(
            reachedBy: statement.arrears.daysPastDue, of: buckets.count,
            fromDay: { buckets[$0].fromDay })
        var overdue: Int32 = 0
        for item in statement.items where item.status == .overdue { overdue += 1 }
        self.init(
            statement.position, bucket: Int32(truncatingIfNeeded: reached), overdueRows: overdue)
        status = Int32(statement.status.rawValue)
        as_of = statement.asOf.dayNumber
        maturity_date = statement.items.last?.installment.dueDate.dayNumber ?? noDate
        last_payment_at = view.lastPaymentAt?.dayNumber ?? noDate
        restructured = view.isRestructured ? 1 : 0
        overpaid = statement.overpaidMinor
        if statement.status.isDisbursed {
            disbursed_at = terms.disbursedAt.dayNumber
            disbursed_amount = view.servicing?.disbursed.amountMinor ?? terms.principalMinor
        }
        if let servicing = view.servicing {
            written_off = le_amounts(servicing.writtenOff)
            recovered = servicing.recoveredMinor
        }
    }
}

extension le_statement {
    /// LE_STATEMENT_INIT, without the size.
    static var empty: le_statement {
        var statement = le_statement()
        statement.position = .empty
        statement.settlement.date = noDate
        return statement
    }

    init(_ view: LoanView, _ terms: LoanTerms) {
        let found = view.statement
        self = .empty
        row_count = UInt32(truncatingIfNeeded: found.items.count)
        posting_count = UInt32(truncatingIfNeeded: view.postingCount)
        has_installment = found.installmentMinor == nil ? 0 : 1
        installment = found.installmentMinor ?? 0
        totals = le_amounts(found.totals)
        position = le_position(view, terms)
        settlement = le_quote(view.servicing?.settlement, on: found.asOf)
        guard let servicing = view.servicing else { return }
        disbursed = servicing.disbursed.amountMinor
        deducted = servicing.disbursed.deductedMinor
        financed = servicing.disbursed.financedMinor
        separate = servicing.disbursed.separateMinor
        net = servicing.disbursed.netMinor
        accrued_interest = servicing.accruedInterestMinor
        refunded = servicing.refundedMinor
        recalled = servicing.recalledMinor
        waived = le_amounts(servicing.waived)
    }
}

/// Writes what the caller's header knows of a statement.
func write(_ value: le_statement, to statement: UnsafeMutablePointer<le_statement>) {
    writePrefix(of: value, to: statement, size: statement.pointee.struct_size)
}

extension LoanView {
    /// Allocations and adjustments.
    var postingCount: Int {
        statement.allocations.count + (servicing?.adjustments.count ?? 0)
    }

    /// Hands out both as one stream: by date, on one date late charges first, then by event, of each its
    /// adjustments before its allocations.
    ///
    /// - Parameter log: Of the loan: an allocation has its event's date.
    func forEachPosting(_ log: [LogEntry], _ body: (le_posting) -> Void) {
        let adjustments = servicing?.adjustments ?? []
        var next = 0
        for record in statement.allocations {
            let date = log[record.event - 1].date
            while next < adjustments.count,
                adjustments[next].comesBefore(date, event: record.event)
            {
                body(le_posting(adjustments[next]))
                next += 1
            }
            body(
                le_posting(
                    amount: record.amountMinor, date: date.dayNumber,
                    event: Int32(truncatingIfNeeded: record.event),
                    sequence: Int32(truncatingIfNeeded: record.sequence),
                    component: Int32(record.component.rawValue), kind: Int32(LE_ALLOCATED), rule: 0)
            )
        }
        for adjustment in adjustments[next...] { body(le_posting(adjustment)) }
    }

    /// Hands out the rows, with what each is.
    func forEachRow(_ body: (le_row) -> Void) {
        let last = statement.items.count - 1
        for (index, item) in statement.items.enumerated() {
            var kind = LE_ROW_INSTALLMENT
            if index == 0, beginsWithDownPayment { kind = LE_ROW_DOWN_PAYMENT }
            if index == last, endsWithCharges { kind = LE_ROW_CHARGES }
            body(le_row(item, kind: kind))
        }
    }
}

extension Adjustment {
    fileprivate func comesBefore(_ date: CivilDate, event number: Int) -> Bool {
        self.date == date ? (event ?? 0) <= number : self.date < date
    }
}

extension le_posting {
    fileprivate init(_ adjustment: Adjustment) {
        self.init(
            amount: adjustment.amountMinor, date: adjustment.date.dayNumber,
            event: Int32(truncatingIfNeeded: adjustment.event ?? 0),
            sequence: Int32(truncatingIfNeeded: adjustment.sequence),
            component: Int32(adjustment.component.rawValue),
            // The kinds follow that of an allocation in the order of their declaration.
            kind: Int32(adjustment.kind.rawValue) + 1,
            rule: Int32(truncatingIfNeeded: adjustment.rule ?? 0))
    }
}
