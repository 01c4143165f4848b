// Money that comes in, and what of it no row takes.
extension ServicedAccount {
    /// A repayment, or after a write-off a recovery: what it is follows from the account.
    mutating func repay(_ amountMinor: Int64, _ receipt: Int) throws(LoanError) {
        let date = receipts[receipt].date
        if writtenOff != nil {
            recoveredMinor = try recoveredMinor.adding(amountMinor, at: "recovered")
        }
        guard terms.servicing.prepayment.effect != .advance, let current = changeableRow(on: date)
        else {
            try book(amountMinor, receipt)
            return
        }
        let left = try allocate(amountMinor, receipt, over: 0..<current)
        if left == 0 { return }
        if isDaily {
            try prepayDaily(left, receipt, in: current)
        } else {
            try prepay(left, receipt, in: current)
        }
    }

    /// Allocates money over all rows; what none takes is overpaid.
    mutating func book(_ amountMinor: Int64, _ receipt: Int) throws(LoanError) {
        keepOverpaid(try allocate(amountMinor, receipt, over: 0..<rows.count), receipt)
    }

    /// Allocates money as of its own date.
    ///
    /// - Parameters:
    ///   - range: The rows that may take it.
    ///   - mask: The components that may.
    /// - Returns: What they did not take.
    mutating func allocate(
        _ amountMinor: Int64, _ receipt: Int, over range: Range<Int>,
        of mask: ComponentLanes = ComponentLanes(repeating: -1)
    ) throws(LoanError) -> Int64 {
        if amountMinor <= 0 { return 0 }
        if isDaily { return try allocateDaily(amountMinor, receipt, over: range, of: mask) }
        var recorder = PaymentBook(receipt: receipt, payments: payments)
        payments = []
        var allocator = Allocator(
            terms.allocation, from: min(max(range.lowerBound, firstOpen), range.upperBound))
        let date = receipts[receipt].date
        let left = rows.withUnsafeMutableBufferPointer { buffer in
            var store = LedgerRows(
                rows: UnsafeMutableBufferPointer(rebasing: buffer.prefix(range.upperBound)),
                mask: mask)
            return allocator.allocate(amountMinor, on: date, over: &store, recording: &recorder)
        }
        payments = recorder.payments
        moveFirstOpen()
        return left
    }

    /// Pays one component of one row as far as money and dues go.
    ///
    /// - Returns: What is left of the money.
    mutating func pay(
        _ amountMinor: Int64, _ receipt: Int, of component: Component, in row: Int,
        isAtCut: Bool = false
    ) -> Int64 {
        let part = min(amountMinor, rows[row].unpaid[component])
        if part <= 0 { return amountMinor }
        rows[row].pay(part, of: component)
        payments.append(
            Payment(
                receipt: receipt, row: row, component: component, amountMinor: part,
                isAtCut: isAtCut))
        return amountMinor - part
    }

    mutating func moveFirstOpen() {
        while firstOpen < rows.count, rows[firstOpen].unpaidMinor == 0 { firstOpen += 1 }
    }

    /// Keeps what no row took, the oldest money first.
    mutating func keepOverpaid(_ amountMinor: Int64, _ receipt: Int) {
        if amountMinor <= 0 { return }
        let place = overpaid.firstIndex { $0.receipt >= receipt } ?? overpaid.count
        if place < overpaid.count, overpaid[place].receipt == receipt {
            overpaid[place].amountMinor += amountMinor
        } else {
            overpaid.insert(Overpayment(receipt: receipt, amountMinor: amountMinor), at: place)
        }
    }

    /// What was overpaid pays what has fallen due since, in the order in which it came in, under the
    /// event that brought it.
    mutating func payOverpaid(on date: CivilDate) throws(LoanError) {
        moveFirstOpen()
        if overpaid.isEmpty || unpaidMinor == 0 { return }
        let entries = overpaid
        overpaid = []
        for entry in entries {
            let left = try allocate(entry.amountMinor, entry.receipt, asOf: date)
            keepOverpaid(left, entry.receipt)
        }
    }

    /// Allocates money of an earlier receipt as of a later date.
    private mutating func allocate(
        _ amountMinor: Int64, _ receipt: Int, asOf date: CivilDate
    ) throws(LoanError) -> Int64 {
        let own = receipts[receipt]
        receipts[receipt] = Receipt(number: own.number, date: date)
        defer { receipts[receipt] = own }
        return try allocate(amountMinor, receipt, over: 0..<rows.count)
    }

    /// Pays back what was overpaid, the oldest money first. What is no longer overpaid is owed again.
    mutating func refund(
        _ amountMinor: Int64, on date: CivilDate, _ number: Int
    ) throws(LoanError) {
        refundedMinor = try refundedMinor.adding(amountMinor, at: duesPlace.path)
        var left = amountMinor
        for index in overpaid.indices {
            let part = min(left, overpaid[index].amountMinor)
            overpaid[index].amountMinor -= part
            left -= part
        }
        overpaid.removeAll { $0.amountMinor == 0 }
        if left > 0 {
            recalledMinor = try recalledMinor.adding(left, at: duesPlace.path)
            try owe(left, .recalledRefund, on: date, number)
        }
    }

    /// Principal that is owed again, or that no plan took, in the row that a charge would join.
    mutating func owe(
        _ amountMinor: Int64, _ kind: AdjustmentKind, on date: CivilDate, _ number: Int
    ) throws(LoanError) {
        let row = try charge(
            Posting(
                kind: kind, component: .principal, amountMinor: amountMinor, date: date,
                event: number))
        credits.append(Credit(date: date, row: row, amountMinor: amountMinor))
    }
}

/// Collects what one receipt pays.
struct PaymentBook: AllocationRecorder {
    let receipt: Int
    var payments: [ServicedAccount.Payment]

    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {
        payments.append(
            ServicedAccount.Payment(
                receipt: receipt, row: index, component: component, amountMinor: amountMinor,
                isAtCut: false))
    }
}
