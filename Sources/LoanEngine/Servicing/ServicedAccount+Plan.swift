// The events that change the plan, and prepayments, which do too.
extension ServicedAccount {
    /// A change of the plan. One that finds no current row, or whose terms no longer fit, changes
    /// nothing; what a drawdown paid out is then owed again.
    mutating func changePlan(
        _ entry: LogEntry, number: Int, isNew: Bool
    ) throws(LoanError) {
        let path = eventPath(number - 1)
        let current = changeableRow(on: entry.date)
        let isReschedule = entry.event.type == .reschedule
        var isDone = false
        if let current, isReschedule || terms.interestMethod == .declining {
            var trial = self
            trial.duesPlace = .event(number: number, hasAmount: false)
            do throws(LoanError) {
                try trial.change(entry, number: number, in: current, at: path)
                self = trial
                isDone = true
            } catch {
                if isNew || error.code == .amountOutOfRange { throw error.at(event: path) }
            }
        }
        guard case .drawdown(let amountMinor) = entry.event else { return }
        drawnMinor = try drawnMinor.adding(amountMinor, at: path + ".amount")
        if !isDone { try owe(amountMinor, .drawdown, on: entry.date, number) }
    }

    private mutating func change(
        _ entry: LogEntry, number: Int, in current: Int, at path: String
    ) throws(LoanError) {
        let date = entry.date
        if case .reschedule(let terms, let arrears) = entry.event {
            try reschedule(terms, arrears, on: date, number, in: current, at: path)
            return
        }
        if isDaily {
            try changeDaily(entry.event, on: date, in: current, at: path)
            return
        }
        let advance = takeAdvance(from: current)
        switch entry.event {
        case .drawdown(let amountMinor):
            try plan.drawDown(amountMinor, on: date, at: path)
            credits.append(Credit(date: date, row: current, amountMinor: amountMinor))
        case .rateChange(let rate, let keep):
            try plan.changeRate(rate, keep: keep, on: date, at: path)
        case .interestPause(let until):
            try plan.pauseInterest(after: date, until: until)
        default: break
        }
        try applyCut(from: current, advance)
    }

    /// Money beyond what is due cuts the plan.
    mutating func prepay(
        _ amountMinor: Int64, _ receipt: Int, in current: Int
    ) throws(LoanError) {
        let prepayment = terms.servicing.prepayment
        let date = receipts[receipt].date
        var left = amountMinor
        var interestMinor: Int64 = 0
        if prepayment.interest == .toDate {
            let accruedMinor = try plan.roundedInterest(in: current, to: date)
            let row = rows[current]
            interestMinor = min(
                left, max(0, accruedMinor - row.waived[.interest] - row.paid[.interest]))
        }
        let advance = takeAdvance(from: current)
        left -= interestMinor
        let principalMinor = min(left, plan.balanceMinor(at: current))
        left -= principalMinor
        try plan.prepay(
            principalMinor, interestMinor: interestMinor, prepayment.effect, prepayment.interest,
            on: date)
        takeRowsAtCut(current, receipt, interestMinor: interestMinor, principalMinor)
        try applyCut(from: current, advance)
        if left == 0 { return }
        // The current row is the last one: what is left of it, then charges elsewhere.
        for component in ServicedAccount.costsOrder {
            left = pay(left, receipt, of: component, in: current)
        }
        try book(left, receipt)
    }

    /// Books what is paid at a cut where the plan makes it due.
    private mutating func takeRowsAtCut(
        _ current: Int, _ receipt: Int, interestMinor: Int64, _ principalMinor: Int64
    ) {
        let planned = plan.rows[current]
        rows[current].planned = planned.due
        rows[current].paidAtCuts = planned.paidAtCuts
        rows[current].pay(interestMinor, of: .interest)
        rows[current].pay(principalMinor, of: .principal)
        for (component, amountMinor) in [
            (Component.interest, interestMinor), (.principal, principalMinor),
        ] where amountMinor > 0 {
            payments.append(
                Payment(
                    receipt: receipt, row: current, component: component,
                    amountMinor: amountMinor, isAtCut: true))
        }
    }

    /// What is not yet due is agreed anew: rows from the current one on go, and the first new one takes
    /// its place.
    private mutating func reschedule(
        _ terms: RescheduleTerms, _ arrears: RescheduledArrears, on date: CivilDate, _ number: Int,
        in current: Int, at path: String
    ) throws(LoanError) {
        let accruedMinor = try roundedInterest(in: current, to: date)
        let real = try isDaily ? realBalance(from: current, on: date) : nil
        let advance = real == nil ? takeAdvance(from: current) : []
        let old = rows[current]
        // Interest paid at cuts, or waived, stays the row's; the rest joins the balance. By days, what is
        // waived counts as paid.
        let waivedInterestMinor = real == nil ? old.waived[.interest] : 0
        let staysMinor = old.paidAtCuts[.interest] &+ waivedInterestMinor
        var joining: CapitalizedArrears?
        if arrears == .capitalize {
            let moved = capitalizeArrears(before: current, on: date, number)
            let interestMinor = moved[.interest] &+ max(0, accruedMinor - staysMinor)
            joining = CapitalizedArrears(
                principalMinor: moved[.principal], interestMinor: interestMinor,
                waivedInterestMinor: waivedInterestMinor)
            if interestMinor > 0 {
                credits.append(Credit(date: date, row: current, amountMinor: interestMinor))
            }
        }
        let waivedMinor = try waivedPrincipal(from: current)
        try plan.reschedule(
            terms, arrears: joining, waivedPrincipalMinor: waivedMinor, real: real, on: date,
            at: path)
        var freed: Pool = []
        let postings = replaceRows(from: current, old, &freed)
        if let real {
            try reopenDaily(
                from: current, on: date,
                accrued: joining == nil ? real.accrued : Rational(staysMinor), joining)
        }
        for posting in postings { place(posting) }
        try applyCut(from: current, advance, freed: freed)
    }

    /// Under flat interest, principal that was waived before it fell due has left the balance; it counts
    /// from the current row.
    private mutating func waivedPrincipal(from current: Int) throws(LoanError) -> Int64 {
        if terms.interestMethod == .declining { return 0 }
        var sum: Int64 = 0
        for index in current..<plan.rows.count {
            for waiver in rows[index].waivers where waiver.component == .principal {
                sum &+= waiver.amountMinor
                cutWaivers.append((current, waiver))
            }
        }
        return sum
    }

    /// What rows before the current one still owe joins the new principal.
    private mutating func capitalizeArrears(
        before current: Int, on date: CivilDate, _ number: Int
    ) -> ComponentLanes {
        var moved = ComponentLanes.zero
        for index in 0..<current {
            for component in [Component.principal, .interest] {
                let amountMinor = rows[index].unpaid[component]
                if amountMinor <= 0 { continue }
                rows[index].post(
                    Posting(
                        kind: .capitalization, component: component, amountMinor: -amountMinor,
                        date: date, event: number))
                moved[component] &+= amountMinor
            }
        }
        return moved
    }

    /// Replaces the rows from the current one on by those of the new plan.
    ///
    /// Of fees and penalties what was charged goes on, with what was paid and waived of it; the charges
    /// are to be placed anew.
    ///
    /// - Returns: The charges.
    private mutating func replaceRows(
        from current: Int, _ old: LedgerRow, _ freed: inout Pool
    ) -> [Posting] {
        let end = rows.last?.kind == .charges ? rows.count - 1 : rows.count
        var room = old.posted
        room[.principal] = 0
        room[.interest] = 0
        // What was charged on the row and paid stays with it, as far as it goes.
        var kept: [Payment] = []
        var left = room
        for payment in payments where payment.row == current {
            var own = payment
            if !payment.isAtCut {
                own.amountMinor = min(payment.amountMinor, left[payment.component])
                left[payment.component] -= own.amountMinor
            }
            if own.amountMinor > 0 { kept.append(own) }
            if own.amountMinor < payment.amountMinor {
                freed.append(
                    Overpayment(
                        receipt: payment.receipt,
                        amountMinor: payment.amountMinor - own.amountMinor))
            }
        }
        for payment in payments where payment.row > current && payment.row < end {
            freed.append(
                Overpayment(receipt: payment.receipt, amountMinor: payment.amountMinor))
        }
        var waivers: [Posting] = []
        left = room
        for waiver in old.waivers where waiver.component != .principal {
            var own = waiver
            if waiver.component != .interest {
                own.amountMinor = min(waiver.amountMinor, left[waiver.component])
                left[waiver.component] -= own.amountMinor
            }
            waivers.append(own)
        }
        var postings: [Posting] = []
        for index in current..<end { postings += rows[index].postings }
        let charges = end < rows.count ? rows[end] : nil
        var others = payments.filter { $0.row < current }
        let afterPlan = payments.filter { $0.row >= end }
        rows.removeSubrange(current...)
        takeRows(from: current)
        rows[current].inherit(waivers)
        for payment in kept { rows[current].pay(payment.amountMinor, of: payment.component) }
        others += kept
        if let charges {
            rows.append(charges)
            others += afterPlan.map {
                var own = $0
                own.row = rows.count - 1
                return own
            }
        }
        payments = others
        firstOpen = min(firstOpen, current)
        lateCharges.reopen(current)
        return postings
    }
}

extension LoanError {
    /// The error of a change of the plan, where the event stands.
    fileprivate func at(event path: String) -> LoanError {
        code == .negativeAmortization ? LoanError(code, at: path + ".type", message) : self
    }
}
