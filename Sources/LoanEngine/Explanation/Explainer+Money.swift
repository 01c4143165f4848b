// Where money went.
extension Explainer {
    /// A payment takes what is unpaid of a component, or what is left of the money: the lesser.
    func allocation(_ index: Int) -> Explanation {
        let record = statement.allocations[index]
        let row = record.sequence - 1
        var steps = StepList()
        let booking = trace.bookings[record.event]?.first {
            $0.row == row && $0.component == record.component
                && $0.amountMinor == record.amountMinor
        }
        let name = "\(record.component.word) of row \(record.sequence)"
        if booking?.unpaidBeforeMinor == record.amountMinor {
            steps.add(
                "all that was unpaid of \(name)", section: 6, record.amountMinor,
                event: record.event)
        } else if let left = moneyLeft(before: index, record), left == record.amountMinor {
            addMoneyLeft(before: index, record, to: &steps)
        } else {
            steps.add(
                rule(record, booking, name), section: booking == nil ? 12 : 6, record.amountMinor,
                event: record.event)
        }
        return steps.explanation(of: .allocation(index), record.amountMinor)
    }

    private func rule(
        _ record: AllocationRecord, _ booking: AccountTrace.Booking?, _ name: String
    ) -> String {
        if booking == nil {
            return
                "as far as \(name) was unpaid when the money was applied again, or fell due later"
        }
        if let current = plan.slots.indices.contains(record.sequence - 1)
            ? plan.slots[record.sequence - 1] : nil,
            current.principalPaidAtCutsMinor > 0
                || current.interestPaidAtCutsMinor > 0
        {
            return "paid of \(name) at a cut: what had accrued of interest, then principal"
        }
        if terms.allocation.advance == .spread {
            return "an equal part of the money, and what \(name) took of what was left"
        }
        return "what \(name) asked for on that day"
    }

    private func moneyLeft(before index: Int, _ record: AllocationRecord) -> Int64? {
        guard let amountMinor = account.receivedMinor(by: record.event, trace.log) else {
            return nil
        }
        return statement.allocations[..<index].reduce(amountMinor) {
            $0 &- ($1.event == record.event ? $1.amountMinor : 0)
        }
    }

    private func addMoneyLeft(
        before index: Int, _ record: AllocationRecord, to steps: inout StepList
    ) {
        guard let amountMinor = account.receivedMinor(by: record.event, trace.log) else { return }
        steps.add("the money that came in", section: 6, amountMinor, event: record.event)
        for (place, other) in statement.allocations[..<index].enumerated()
        where other.event == record.event {
            steps.add(
                "less what it paid before of \(other.component.word) of row \(other.sequence)",
                section: 6, -other.amountMinor, figure: .allocation(place), event: record.event)
        }
    }
}

extension ServicedAccount {
    /// What an event brought; nil for one that brings no money.
    fileprivate func receivedMinor(by event: Int, _ log: [LogEntry]) -> Int64? {
        guard log.indices.contains(event - 1) else { return nil }
        switch log[event - 1].event {
        case .repayment(let amountMinor), .recovery(let amountMinor), .settlement(let amountMinor):
            return amountMinor
        default: return nil
        }
    }
}
