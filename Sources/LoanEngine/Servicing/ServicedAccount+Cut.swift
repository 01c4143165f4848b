// A change of the plan from the current row on: section 12 of docs/semantics.md.
extension ServicedAccount {
    /// Money that was taken out of rows, to be applied again: by receipt, rising.
    typealias Pool = [Overpayment]

    /// Takes out what rows from the current one on were given in advance on principal and interest.
    /// What was paid at cuts stays.
    mutating func takeAdvance(from current: Int) -> Pool {
        let end = plan.rows.count
        return takeOut { payment in
            payment.row >= current && payment.row < end && !payment.isAtCut
                && (payment.component == .principal || payment.component == .interest)
        }
    }

    /// Takes out the payments that fulfil a condition.
    private mutating func takeOut(where isTaken: (Payment) -> Bool) -> Pool {
        var pool: Pool = []
        for payment in payments where isTaken(payment) {
            rows[payment.row].pay(-payment.amountMinor, of: payment.component)
            firstOpen = min(firstOpen, payment.row)
            pool.append(
                Overpayment(receipt: payment.receipt, amountMinor: payment.amountMinor))
        }
        if pool.isEmpty { return pool }
        payments.removeAll(where: isTaken)
        return ServicedAccount.merged(pool)
    }

    /// One entry for each receipt, rising.
    private static func merged(_ pool: Pool) -> Pool {
        var merged: Pool = []
        for entry in pool.sorted(by: { $0.receipt < $1.receipt }) {
            if let last = merged.indices.last, merged[last].receipt == entry.receipt {
                merged[last].amountMinor += entry.amountMinor
            } else {
                merged.append(entry)
            }
        }
        return merged
    }

    /// Takes out of what is paid of a component of a row, the latest money first.
    private mutating func takeBack(
        _ amountMinor: Int64, of component: Component, in row: Int, _ pool: inout Pool
    ) {
        var left = amountMinor
        let order = payments.indices.filter {
            payments[$0].row == row && payments[$0].component == component
        }.sorted {
            payments[$0].receipt == payments[$1].receipt
                ? $0 > $1 : payments[$0].receipt > payments[$1].receipt
        }
        for index in order where left > 0 {
            let part = min(left, payments[index].amountMinor)
            payments[index].amountMinor -= part
            rows[row].pay(-part, of: component)
            left -= part
            pool.append(Overpayment(receipt: payments[index].receipt, amountMinor: part))
        }
        payments.removeAll { $0.amountMinor == 0 }
        firstOpen = min(firstOpen, row)
    }

    /// Takes what the plan says of its rows from some row on, those that there are keeping what was
    /// posted and paid.
    ///
    /// - Returns: The rows of the plan that are gone, with their indices before.
    @discardableResult
    mutating func takeRows(from current: Int) -> [(index: Int, row: LedgerRow)] {
        // Rows that owed nothing may owe something now, whether or not money was taken out.
        firstOpen = min(firstOpen, current)
        let count = plan.rows.count
        let charges = rows.last?.kind == .charges ? rows.removeLast() : nil
        let before = rows.count
        for index in current..<max(count, current) {
            let planned = plan.rows[index]
            if index >= rows.count {
                rows.append(
                    LedgerRow(
                        planned.kind == .downPayment ? .downPayment : .installment,
                        from: planned.period.start, to: planned.period.end,
                        due: planned.period.dueDate))
            }
            rows[index].planned = planned.due
            rows[index].paidAtCuts = planned.paidAtCuts
            rows[index].capitalizedMinor = planned.capitalizedMinor
        }
        var gone: [(index: Int, row: LedgerRow)] = []
        for index in count..<max(rows.count, count) { gone.append((index, rows[index])) }
        rows.removeLast(gone.count)
        if let charges {
            move(paymentsOf: before, to: count)
            rows.append(charges)
        }
        plannedMinor = rows.reduce(0) { $0 + $1.plannedTotal }
        return gone
    }

    private mutating func move(paymentsOf row: Int, to place: Int) {
        if row == place { return }
        for index in payments.indices where payments[index].row == row {
            payments[index].row = place
        }
        for index in credits.indices where credits[index].row == row {
            let credit = credits[index]
            credits[index] = Credit(
                date: credit.date, row: place, amountMinor: credit.amountMinor)
        }
    }

    /// Applies again what a cut has taken out, after rows that are gone have given up what was paid and
    /// posted on them.
    ///
    /// - Parameters:
    ///   - advance: What was given in advance on principal and interest.
    ///   - freed: What was paid on rows that are gone already.
    ///   - order: The one order of the current row's components, for a settlement.
    mutating func applyCut(
        from current: Int, _ advance: Pool, freed: Pool = [], in order: ComponentOrder? = nil
    ) throws(LoanError) {
        var freed = freed
        let isGone = plan.rows.count
        // Of rows that go, everything: their payments still have the indices from before.
        let gone = takeGoneRows(from: current, &freed)
        // Before anything is computed from them.
        try countDues()
        var moved: [Posting] = []
        for row in gone {
            var row = row
            moved += row.takePostings()
        }
        for posting in moved { place(posting) }
        for index in current..<max(isGone, current) {
            for component in Component.allCases {
                let row = rows[index]
                // By days, what is waived of the plan's the row goes on asking for.
                let isKept =
                    daily != nil && (component == .principal || component == .interest)
                if isKept { continue }
                rows[index].limitWaivers(
                    of: component,
                    to: row.planned[component] &+ row.posted[component]
                        &- row.paidAtCuts[component])
                let excess = rows[index].paid[component] - rows[index].due[component]
                if excess > 0 { takeBack(excess, of: component, in: index, &freed) }
            }
        }
        let planned = ComponentLanes(-1, -1, 0, 0)
        try apply(advance, from: current, of: planned, in: order)
        try apply(
            ServicedAccount.merged(freed), from: current, of: ComponentLanes(repeating: -1),
            in: order)
        moveFirstOpen()
    }

    /// Takes over the plan's rows; what was paid on those that go is freed.
    private mutating func takeGoneRows(from current: Int, _ freed: inout Pool) -> [LedgerRow] {
        let count = plan.rows.count
        let charges = rows.last?.kind == .charges ? rows.count - 1 : rows.count
        if charges > count {
            freed += takeOut { $0.row >= count && $0.row < charges }
        }
        return takeRows(from: current).map { $0.row }
    }

    /// Applies money again to the rows of the plan from the current one on, the oldest first, as of its
    /// own date.
    private mutating func apply(
        _ pool: Pool, from current: Int, of mask: ComponentLanes, in order: ComponentOrder?
    ) throws(LoanError) {
        for entry in pool {
            var left = entry.amountMinor
            if let order {
                for component in order.components {
                    left = pay(left, entry.receipt, of: component, in: current)
                }
            } else {
                firstOpen = min(firstOpen, current)
                left = try allocate(
                    left, entry.receipt, over: current..<plan.rows.count, of: mask)
            }
            keepOverpaid(left, entry.receipt)
        }
    }
}
