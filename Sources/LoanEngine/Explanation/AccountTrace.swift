/// The fold of a loan's events once more, taking note of what the account forgets on the way: the
/// stretches of rows that cuts have closed, the days of penal interest, what rows owed before money
/// came in.
///
/// An account keeps sums, which is what makes it fast; an explanation wants their parts. Nothing here
/// computes a figure: the account does.
struct AccountTrace {
    /// The account, as of the last step.
    private(set) var account: ServicedAccount
    /// How rows were made, the first as the schedule was.
    private(set) var makings: [Making]
    /// Which of these each row of the plan is of.
    private(set) var makingOf: [Int]
    /// The stretches that cuts have closed in each row.
    private(set) var pieces: [Int: [Piece]] = [:]
    /// The stretch that is open in a row that was cut.
    private(set) var openStretches: [Int: PlanStretch] = [:]
    /// The shares that rows ask for.
    private(set) var shares: [Int: Share] = [:]
    /// The days of penal interest.
    var penalInterest: [PenalInterestTrace] = []
    /// What each event that brought money paid, and what was unpaid of it before.
    private(set) var bookings: [Int: [Booking]] = [:]
    /// The log, in the order written.
    let log: [LogEntry]
    /// The plan when it was settled.
    private(set) var settled: SettledPlan?

    /// What rows were made under.
    struct Making {
        let terms: LoanTerms
        let rates: PeriodRates
        let pauses: InterestPauses
        let levelMinor: Int64?
        let anew: LevelPaymentAnew?
        /// The event that made them; nil for the schedule.
        let event: Int?

        init(_ plan: Plan, by event: Int?) {
            (terms, rates, pauses) = (plan.terms, plan.rates, plan.pauses)
            (levelMinor, anew) = (plan.levelMinor, plan.anew)
            self.event = event
        }
    }

    /// Interest that a row has accrued before a cut.
    struct Piece {
        let what: String
        var from: CivilDate?
        var to: CivilDate?
        let factors: [Explanation.Factor]
        /// The event that closed it.
        let event: Int
    }

    /// One of `count` shares of a total.
    struct Share {
        let totalMinor: Int64
        let count: Int
        /// From 0.
        let index: Int
    }

    /// What was paid of a component of a row.
    struct Booking {
        let row: Int
        let component: Component
        var amountMinor: Int64
        let unpaidBeforeMinor: Int64
    }

    /// The account of a loan as of a date, the log let happen once more.
    ///
    /// - Throws: `amountOutOfRange`, where the statement does.
    init(_ loan: ServicedLoan, asOf date: CivilDate) throws(LoanError) {
        account = try ServicedAccount(loan.agreed, loan.schedule)
        log = loan.timeline.entries
        makings = [Making(account.plan, by: nil)]
        makingOf = account.plan.slots.map { _ in 0 }
        takeShares(from: 0)
        guard loan.application(asOf: date) == .active else { return }
        var entries: [(LogEntry, Int)] = []
        try loan.timeline.forEachStanding(asOf: date) { (entry, number) throws(LoanError) in
            entries.append((entry, number))
        }
        for (entry, number) in entries { try step(entry, number: number) }
        try look(date)
    }

    /// Lets an event happen.
    private mutating func step(_ entry: LogEntry, number: Int) throws(LoanError) {
        try look(entry.date)
        let before = account
        if case .settlement = entry.event, before.writtenOff == nil, !before.isSettled {
            settled = SettledPlan(self, on: entry.date, by: number)
        }
        try account.step(entry, number: number, isNew: false)
        noteCut(since: before, by: number, entry)
        noteBookings(since: before, by: number)
    }

    /// Goes on to a date.
    private mutating func look(_ date: CivilDate) throws(LoanError) {
        let before = account
        try account.look(date)
        if !account.lateCharges.rules.isEmpty { notePenalInterest(since: before, to: date) }
    }
}

// Cuts.
extension AccountTrace {
    private mutating func noteCut(
        since before: ServicedAccount, by number: Int, _ entry: LogEntry
    ) {
        let (old, new) = (before.plan, account.plan)
        // By the day, only level payments are made anew.
        guard new.cuts > old.cuts || new.levelMinor != old.levelMinor,
            let row = before.changeableRow(on: entry.date)
        else { return }
        makings.append(Making(new, by: number))
        let count = new.slots.count
        if makingOf.count > count { makingOf.removeLast(makingOf.count - count) }
        while makingOf.count < count { makingOf.append(makings.count - 1) }
        // Where money counts from the end of the period, the row itself asks for what it asked for.
        let isSame =
            account.terms.servicing.prepayment.interest == .wholePeriod
            && !entry.event.type.changesPlan && row < old.slots.count
            && old.slots[row].askedMinor == new.slots[row].askedMinor
        for index in (isSame ? row + 1 : row)..<max(count, row + 1) {
            makingOf[index] = makings.count - 1
        }
        for index in Array(pieces.keys) where index > row { pieces[index] = nil }
        for index in Array(openStretches.keys) where index > row { openStretches[index] = nil }
        if new.cuts > old.cuts {
            closeStretch(of: row, old, new, by: number, entry)
            openStretches[row] = new.stretch(of: row)
        }
        takeShares(from: isSame ? row + 1 : row)
    }

    private mutating func closeStretch(
        of row: Int, _ old: Plan, _ new: Plan, by number: Int, _ entry: LogEntry
    ) {
        let (first, second) = (old.stretch(of: row), new.stretch(of: row))
        let slot = old.slots[row]
        if case .reschedule(_, let arrears) = entry.event {
            if arrears == .capitalize {
                pieces[row] = [
                    Piece(
                        what: "interest of the row that was paid at cuts, or waived, and stays",
                        factors: [.amount("interest", second.accrued)], event: number)
                ]
                return
            }
            if old.terms.interestMethod == .flat {
                let share = Rational(slot.flatShareMinor)
                pieces[row, default: []].append(
                    Piece(
                        what: "the flat interest of the row's days so far", from: slot.period.start,
                        to: min(entry.date, slot.period.end),
                        factors: [
                            .amount("interest of the row", share),
                            .number(
                                "part of its days",
                                slot.flatShareMinor == 0
                                    ? .zero
                                    : (try? slot.flatInterest(to: entry.date).divided(by: share))
                                        ?? .zero),
                        ], event: number))
                return
            }
        }
        let to = min(max(entry.date, slot.period.start), slot.period.end)
        guard first.from < to else { return }
        let weight = old.weight(of: slot, after: first.from, upTo: to)
        if weight.numerator == 0 { return }
        pieces[row, default: []].append(
            Piece(
                what: "interest on the balance before the change", from: first.from, to: to,
                factors: .interest(on: first.balanceMinor, old.rates, weight), event: number))
    }

    /// Takes note of the shares of the principal that rows ask for since a cut.
    private mutating func takeShares(from row: Int) {
        let plan = account.plan
        guard plan.terms.amortization == .equalPrincipal, plan.terms.interestMethod == .declining
        else {
            for index in Array(shares.keys) where index >= row { shares[index] = nil }
            return
        }
        let asked = (row..<plan.slots.count).filter { plan.slots[$0].kind == .repaying }
        let total = asked.reduce(0 as Int64) { $0 &+ plan.slots[$1].askedMinor }
        // Shares that were kept are still those of the total they were made of.
        let isKept = asked.allSatisfy { index in
            shares[index].map {
                plan.slots[index].askedMinor == $0.amountMinor(plan.terms)
            } ?? false
        }
        if isKept { return }
        for (place, index) in asked.enumerated() {
            shares[index] = Share(totalMinor: total, count: asked.count, index: place)
        }
    }
}

extension AccountTrace.Share {
    /// The share itself.
    func amountMinor(_ terms: LoanTerms) -> Int64 {
        var shares = StraightLine(
            totalMinor, over: count, terms.residual, unit: terms.rounding.installmentUnitMinor,
            mode: terms.rounding.installmentMode)
        for _ in 0..<index { _ = shares.next() }
        return shares.next()
    }
}

// Money.
extension AccountTrace {
    private mutating func noteBookings(since before: ServicedAccount, by number: Int) {
        guard account.receipts.count > before.receipts.count else { return }
        let receipt = account.receipts.count - 1
        var found: [Booking] = []
        for payment in account.payments where payment.receipt == receipt {
            let place = found.firstIndex {
                $0.row == payment.row && $0.component == payment.component
            }
            if let place {
                found[place].amountMinor += payment.amountMinor
                continue
            }
            let unpaid =
                payment.row < before.rows.count
                ? before.rows[payment.row].unpaid[payment.component] : 0
            found.append(
                Booking(
                    row: payment.row, component: payment.component,
                    amountMinor: payment.amountMinor, unpaidBeforeMinor: unpaid))
        }
        bookings[number] = found
    }
}
