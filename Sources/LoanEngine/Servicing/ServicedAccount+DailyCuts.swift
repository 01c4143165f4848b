// Money, waivers and changes of the plan where interest accrues by the day: section 16 of
// docs/semantics.md.
extension ServicedAccount {
    /// Allocates money as of its own date; each part is booked in the plan before the next is asked for.
    ///
    /// - Returns: What no row took.
    mutating func allocateDaily(
        _ amountMinor: Int64, _ receipt: Int, over range: Range<Int>, of mask: ComponentLanes
    ) throws(LoanError) -> Int64 {
        guard let own = daily.take() else { return amountMinor }
        let date = receipts[receipt].date
        var recorder = PaymentBook(receipt: receipt, payments: payments)
        payments = []
        let all = rows
        rows = []
        var store = DailyRows(
            consume all, consume own, on: date, upTo: range.upperBound, of: mask)
        var allocator = Allocator(terms.allocation, from: range.lowerBound)
        let left = allocator.allocate(amountMinor, on: date, over: &store, recording: &recorder)
        payments = recorder.payments
        let failure = store.failure
        (rows, daily) = (consume store).taken()
        if let failure { throw failure }
        try showDaily()
        return left
    }

    /// Pays one component of one row as far as money and dues go.
    ///
    /// - Returns: What is left of the money.
    private mutating func payDaily(
        _ amountMinor: Int64, _ receipt: Int, of component: Component, in row: Int
    ) throws(LoanError) -> Int64 {
        let part = min(amountMinor, rows[row].unpaid[component])
        if part <= 0 { return amountMinor }
        let date = receipts[receipt].date
        let left = pay(part, receipt, of: component, in: row)
        if component == .interest {
            try changeDaily { (daily) throws(LoanError) in
                try daily.bookInterest(part, in: row, on: date)
            }
        }
        return amountMinor - part + left
    }

    /// Money beyond what is due cuts the plan, with X on the real balance.
    mutating func prepayDaily(
        _ amountMinor: Int64, _ receipt: Int, in current: Int
    ) throws(LoanError) {
        let prepayment = terms.servicing.prepayment
        let date = receipts[receipt].date
        guard let daily = daily?.value else { return }
        let start = daily.rows[current].period.start
        let from = max(date, start)
        var left = amountMinor
        if prepayment.interest == .toDate {
            let accruedMinor = try roundedInterest(in: current, to: date)
            let interestMinor = min(
                left, max(0, accruedMinor &- daily.rows[current].interestPaidMinor))
            try cutDaily(interestMinor, receipt, of: .interest, in: current)
            left -= interestMinor
        }
        let principalMinor = min(left, max(daily.unpaidPrincipalMinor, 0))
        try cutDaily(principalMinor, receipt, of: .principal, in: current)
        left -= principalMinor
        let planTerms = plan.terms
        var level = plan.levelMinor
        guard var own = self.daily?.value else { return }
        try own.move(-principalMinor, on: from, .planned)
        if prepayment.effect == .reduceInstallment, own.unpaidPrincipalMinor > 0 {
            try own.compute()
            let (accrued, balance) = own.accrued(in: current, to: from)
            try own.makeAnew(
                from: current, on: from, balanceMinor: Int64(clamping: max(balance, 0)),
                accrued: accrued, planTerms, &level)
        }
        try own.fit(on: date)
        if own.unpaidPrincipalMinor == 0, start >= date { own.dropFee(of: current) }
        own.dropEmptyRows(keeping: current + 1)
        self.daily = Boxed(own)
        plan.take(levelMinor: level, own.anew)
        try showDaily()
        try applyCut(from: current, [])
        if left == 0 { return }
        for component in ServicedAccount.costsOrder {
            left = try payDaily(left, receipt, of: component, in: current)
        }
        try book(left, receipt)
    }

    /// Adds what is paid at a cut to what the row asks for, and pays it there.
    private mutating func cutDaily(
        _ amountMinor: Int64, _ receipt: Int, of component: Component, in current: Int
    ) throws(LoanError) {
        if amountMinor <= 0 { return }
        rows[current].pay(amountMinor, of: component)
        payments.append(
            Payment(
                receipt: receipt, row: current, component: component, amountMinor: amountMinor,
                isAtCut: true))
        try daily?.change { (daily) throws(LoanError) in
            try daily.rows[current].cut(amountMinor, of: component, at: current)
            daily.note(current)
        }
        guard let row = daily?.value.rows[current] else { return }
        plan.take(
            paidAtCuts: row.principalPaidAtCutsMinor, row.interestPaidAtCutsMinor, in: current)
    }

    /// A drawdown, a change of the rate, a pause.
    mutating func changeDaily(
        _ event: LoanEvent, on date: CivilDate, in current: Int, at path: String
    ) throws(LoanError) {
        let planTerms = plan.terms
        var level = plan.levelMinor
        switch event {
        case .drawdown(let amountMinor):
            try changeDaily { (daily) throws(LoanError) in
                try daily.drawDown(
                    amountMinor, in: current, on: date, planTerms, &level, at: path)
            }
            plan.take(levelMinor: level, daily?.value.anew)
            credits.append(Credit(date: date, row: current, amountMinor: amountMinor))
        case .rateChange(let rate, let keep):
            plan.take(rate)
            let rates = plan.rates
            try changeDaily { (daily) throws(LoanError) in
                try daily.change(
                    to: rates, keep: keep, in: current, on: date, planTerms, &level)
            }
            plan.take(levelMinor: level, daily?.value.anew)
            try applyCut(from: current, [])
        case .interestPause(let until):
            try changeDaily { (daily) throws(LoanError) in
                daily.pauseInterest(after: date, until: until)
                try daily.fit(on: date)
            }
        default: break
        }
    }

    // MARK: A new plan

    /// What a new plan from a row on begins with: what is really unpaid less what stays in rows due, and
    /// X. Money in advance has left the balance, so that it stays, as if it had been paid at a cut.
    mutating func realBalance(
        from current: Int, on date: CivilDate
    ) throws(LoanError) -> (balanceMinor: Int64, accrued: Rational) {
        guard let daily = daily?.value else { return (0, .zero) }
        let accrued = daily.accrued(in: current, to: date).interest
        joinAdvance(in: current)
        let balanceMinor = daily.rows[..<current].reduce(daily.unpaidPrincipalMinor) {
            $0 &- $1.principalMinor &+ $1.principalPaidMinor
        }
        return (max(balanceMinor, 0), accrued)
    }

    /// What was paid of rows from the current one on becomes what was paid at cuts of that one.
    mutating func joinAdvance(in current: Int) {
        guard let daily = daily?.value else { return }
        let end = rows.last?.kind == .charges ? rows.count - 1 : rows.count
        for index in payments.indices {
            let payment = payments[index]
            guard payment.row >= current, payment.row < end,
                payment.component == .principal || payment.component == .interest
            else { continue }
            rows[payment.row].pay(-payment.amountMinor, of: payment.component)
            rows[current].pay(payment.amountMinor, of: payment.component)
            payments[index].row = current
            payments[index].isAtCut = true
        }
        var (principalMinor, interestMinor): (Int64, Int64) = (0, 0)
        for row in daily.rows[current...] {
            principalMinor &+= row.principalPaidMinor
            interestMinor &+= row.interestPaidMinor
        }
        plan.take(paidAtCuts: principalMinor, interestMinor, in: current)
        rows[current].paidAtCuts = plan.slots[current].paidAtCuts
    }

    /// The days of a new plan from the current row on.
    ///
    /// - Parameter joining: What has joined its principal; then rows before it owe nothing more.
    mutating func reopenDaily(
        from current: Int, on date: CivilDate, accrued: Rational,
        _ joining: CapitalizedArrears?
    ) throws(LoanError) {
        guard var own = daily?.value else { return }
        var broughtMinor = own.rows[current].broughtMinor
        var joinedMinor = joining?.interestMinor ?? 0
        if let joining {
            // Principal that was owed again is beside the rows of the plan until it joins them.
            let ownMinor = own.rows[..<current].reduce(0 as Int64) {
                $1.isClosed ? $0 : $0 &+ $1.principalMinor &- $1.principalPaidMinor
            }
            joinedMinor = try joinedMinor.adding(
                max(joining.principalMinor &- ownMinor, 0), at: "schedule.totals.principal")
            if current > 0 {
                broughtMinor = try broughtMinor.adding(
                    own.rows[current - 1].carryMinor,
                    at: "schedule.items[\(current)].interestDue")
            }
            for index in 0..<current where !own.rows[index].isClosed { own.rows[index].close() }
        }
        let start = max(date, own.rows[current].period.start)
        own.replaceRows(from: current, by: plan, accrued: accrued)
        own.change(to: plan.rates, on: start)
        try own.move(joinedMinor, on: start, .planned)
        try own.owe(joinedMinor, at: "schedule.totals.principal")
        own.rows[current].broughtMinor = broughtMinor
        let paid = plan.slots[current]
        try own.rows[current].cut(
            paid.principalPaidAtCutsMinor, of: .principal, at: current)
        try own.rows[current].cut(paid.interestPaidAtCutsMinor, of: .interest, at: current)
        own.rows[current].firstAskedMinor = own.rows[current].askedMinor
        try own.fit(on: date)
        daily = Boxed(own)
        try showDaily()
    }

    // MARK: Waivers

    /// What can be waived of the interest of each row that has begun: of the current one what has accrued.
    func waivableInterest(on date: CivilDate) -> [(row: Int, mostMinor: Int64)] {
        guard let daily = daily?.value else { return [] }
        let current = plan.currentRow(on: date)
        var found: [(row: Int, mostMinor: Int64)] = []
        for index in 0..<daily.count where daily.rows[index].period.start < date {
            var mostMinor = daily.unpaidMinor(.interest, in: index)
            if index == current {
                do throws(LoanError) {
                    mostMinor = try daily.ending(on: date).unpaidMinor(.interest, in: index)
                } catch {
                    mostMinor = 0
                }
            }
            found.append((index, max(mostMinor, 0)))
        }
        return found
    }

    /// What is waived counts as if it had been paid.
    ///
    /// - Returns: What is left to waive.
    mutating func waiveDaily(
        _ waiver: Posting, _ leftMinor: Int64, atMost mostMinor: Int64, in index: Int
    ) throws(LoanError) -> Int64 {
        let part = min(leftMinor, mostMinor)
        if part <= 0 { return leftMinor }
        var own = waiver
        own.amountMinor = part
        rows[index].waive(own)
        guard let daily = daily?.value, rows[index].kind != .charges, index < daily.count else {
            return leftMinor - part
        }
        let plannedMinor =
            waiver.component == .interest
            ? part : min(part, daily.unpaidMinor(.principal, in: index))
        if plannedMinor > 0 {
            try changeDaily { (daily) throws(LoanError) in
                if waiver.component == .interest {
                    try daily.bookInterest(plannedMinor, in: index, on: waiver.date)
                } else {
                    try daily.bookPrincipal(plannedMinor, in: index, on: waiver.date)
                }
            }
        }
        return leftMinor - part
    }

    /// The balance falls without money; level payments stay.
    ///
    /// - Returns: By how much: what was owed again is no principal of the plan.
    mutating func lowerBalanceDaily(
        by amountMinor: Int64, from current: Int, on date: CivilDate
    ) throws(LoanError) -> Int64 {
        let end = plan.count
        let plannedMinor = rows[current..<end].reduce(0 as Int64) {
            $0 &+ $1.unpaid[.principal] &- $1.posted[.principal]
        }
        let lowered = max(min(amountMinor, plannedMinor), 0)
        try changeDaily { (daily) throws(LoanError) in
            let from = max(date, daily.rows[current].period.start)
            try daily.move(-lowered, on: from, .planned)
            try daily.owe(-lowered, at: "schedule.totals.principal")
            try daily.fit(on: date)
            daily.dropEmptyRows(keeping: current + 1)
        }
        return lowered
    }
}

extension DailyPlan.Row {
    /// What is paid at a cut it asks for on top, whatever comes later.
    mutating func cut(
        _ amountMinor: Int64, of component: Component, at index: Int
    ) throws(LoanError) {
        askedMinor = try askedMinor.adding(
            amountMinor, at: "schedule.items[\(index)].totalDue")
        if component == .principal {
            principalPaidMinor &+= amountMinor
            principalPaidAtCutsMinor &+= amountMinor
            shareMinor &+= amountMinor
        } else {
            interestPaidMinor &+= amountMinor
            interestPaidAtCutsMinor &+= amountMinor
        }
    }
}
