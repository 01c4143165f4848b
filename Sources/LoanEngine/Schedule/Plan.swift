/// The plan of a loan: its rows as they stand, and what is needed to cut them.
///
///     var plan = Plan(contract, schedule)
///     let k = plan.currentRow(on: february1)                          // the row that a change meets
///     try plan.drawDown(500_00, on: february1, at: "events[0]")                        // rows from k on are new
///     plan.rows                                                       // what falls due now
///
/// A change on a date is a cut in the current row k. The interest accrued in it by then, X, stays with
/// the row, exactly; from there on the new balance and rate count; rows before k stay as they are, and
/// those from k on are made anew. What was paid at a cut, principal and interest, is part of what row k
/// owes, whatever comes later.
///
///     1 000.00 at 12 % a year, ACT/360, from 1 January to 1 February; on 11 January 500.00 more
///     X                1 000.00 × 12 % × 10/360 = 3.333…
///     row 1 owes       3.333… + 1 500.00 × 12 % × 21/360 = 13.833…, rounded to 13.83
///
/// The plan knows nothing of money but what is paid at cuts: whoever cuts applies again what rows from
/// k on had been given in advance. Changes follow each other by date. Each costs O(rows left), and one
/// that throws leaves the plan as it was. Section 12 of docs/semantics.md.
struct Plan: Sendable {
    /// All rows that the plan has, those beyond `count` having vanished for now.
    private(set) var slots: [PlanRow]
    /// How many rows there are now.
    private(set) var count: Int
    /// The first row of the last plan: those before it are of plans that a reschedule replaced, or a
    /// down payment.
    private(set) var first: Int
    /// The terms, as changes leave them.
    private(set) var terms: LoanTerms
    /// What the balance bears.
    private(set) var rates: PeriodRates
    /// The days on which no interest accrues.
    private(set) var pauses = InterestPauses()
    /// A of the last plan, in minor units, or nil where there is none.
    private(set) var levelMinor: Int64?
    /// How A was last made anew; nil while it is that of a schedule.
    private(set) var anew: LevelPaymentAnew?
    /// How often rows were made anew.
    private(set) var cuts = 0
    /// Whether a settlement has ended it: no row is current then.
    private(set) var isSettled = false
    /// Whether rows of no principal at the end are kept, as the first plan made them; not after a cut
    /// that has taken principal out of them.
    private(set) var keepsEmptyRows = true
    /// The stretch in which the row that was cut last is, and that row's index.
    private var cut: (row: Int, stretch: PlanStretch)?
    /// What all rows come to.
    private var totalMinor: Int128
    /// What the first row opened with.
    private let lentMinor: Int64

    /// The plan that the schedule of a contract is.
    init(_ contract: Contract, _ schedule: RepaymentSchedule) {
        let terms = contract.terms
        var walk = PeriodWalk(terms)
        let oddFirst = walk.oddFirstIfAny(terms)
        var slots: [PlanRow] = []
        slots.reserveCapacity(contract.maximumRows)
        // A down payment is a row of its own before those that the terms count.
        first = contract.rowsBefore
        if first > 0, let item = schedule.items.first {
            let day = terms.disbursedAt
            slots.append(
                PlanRow(
                    item, InterestPeriod(start: day, end: day, dueDate: day), .downPayment,
                    accrues: false))
        }
        while let period = walk.nextIfAny() {
            let index = slots.count
            let kind = PlanRow.Kind(terms.grace, at: index - first)
            let accrues = terms.grace.accruesInterest(in: index - first)
            slots.append(
                index < schedule.items.count
                    ? PlanRow(schedule.items[index], period, kind, accrues: accrues)
                    : PlanRow(
                        sequence: Int32(truncatingIfNeeded: index + 1), period, kind,
                        accrues: accrues))
        }
        self.slots = slots
        count = min(schedule.items.count, slots.count)
        self.terms = terms
        lentMinor = contract.lentMinor
        rates = PeriodRates(
            terms, termination: slots.last?.period.end ?? terms.disbursedAt, oddFirst: oddFirst)
        levelMinor = schedule.installmentMinor
        totalMinor = slots[..<count].reduce(0) { $0 + $1.totalMinor }
        recover()
    }

    /// The rows as they stand.
    var rows: ArraySlice<PlanRow> { slots[..<count] }

    /// The current row on a date: the first that is not due by it. Nil where all are, and after a
    /// settlement.
    func currentRow(on date: CivilDate) -> Int? {
        if isSettled { return nil }
        let index = firstRow(notDueBy: date)
        return index < count ? index : nil
    }

    /// The first row that is not due by a date; `count` where all are. Ends and due dates rise.
    func firstRow(notDueBy date: CivilDate) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if slots[middle].isDue(by: date) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a row has begun on a date.
    func hasBegun(_ index: Int, on date: CivilDate) -> Bool { slots[index].hasBegun(on: date) }

    /// The balance that a prepayment in a row could take at most: what is unpaid of the principal from
    /// that row on, were everything paid as due.
    func balanceMinor(at index: Int) -> Int64 {
        stretch(of: index).balanceMinor &- slots[index].heldMinor
    }

    /// X: the interest that a row has accrued up to a date, exactly, in minor units. Interest that
    /// earlier rows carried or deferred to it is not in it.
    func accrued(in index: Int, to date: CivilDate) -> Rational {
        let (row, stretch) = (slots[index], stretch(of: index))
        if terms.interestMethod == .flat { return stretch.accrued + row.flatInterest(to: date) }
        let weight = weight(of: row, after: stretch.from, upTo: min(date, row.period.end))
        if weight.numerator == 0 { return stretch.accrued }
        return stretch.accrued + rates.exactInterest(on: stretch.balanceMinor, weight)
    }

    /// The stretch that a row is in, which for a row that was never cut is all of it.
    func stretch(of index: Int) -> PlanStretch {
        if let cut, cut.row == index { return cut.stretch }
        return PlanStretch(from: slots[index].period.start, balanceMinor: openingMinor(of: index))
    }

    /// The rows from `index` on, to be made anew by a cut on a date.
    func tail(from index: Int, on date: CivilDate) -> PlanTail {
        PlanTail(
            terms: terms, first: index, date: date, rows: Array(slots[index...]),
            count: count - index, stretch: stretch(of: index), rates: rates, pauses: pauses,
            levelMinor: levelMinor, keepsEmptyRows: keepsEmptyRows, strictPath: nil)
    }

    /// Takes over rows that were made anew.
    ///
    /// - Throws: `amountOutOfRange` where the sum of all rows does not fit; the plan is unchanged then.
    mutating func take(_ tail: PlanTail) throws(LoanError) {
        let before = slots[tail.first..<max(count, tail.first)].reduce(0) { $0 + $1.totalMinor }
        let after = tail.rows[..<tail.count].reduce(0) { $0 + $1.totalMinor }
        guard totalMinor - before + after <= Int128(Int64.max) else {
            throw .amountOutOfRange("schedule.totals.total")
        }
        totalMinor += after - before
        slots.replaceSubrange(tail.first..., with: tail.rows)
        count = tail.first + tail.count
        cut = (tail.first, tail.stretch)
        (terms, rates, pauses) = (tail.terms, tail.rates, tail.pauses)
        (levelMinor, keepsEmptyRows) = (tail.levelMinor, tail.keepsEmptyRows)
        if let anew = tail.anew { self.anew = anew }
        cuts += 1
    }

    /// Begins a new plan at a row.
    mutating func begin(at index: Int) {
        first = index
        if terms.interestMethod == .flat || terms.installmentMinor != nil { anew = nil }
    }

    /// Makes a row the last one.
    mutating func keep(_ row: PlanRow, asLastAt index: Int) {
        totalMinor -= slots[index..<count].reduce(0) { $0 + $1.totalMinor }
        totalMinor += row.totalMinor
        slots[index] = row
        count = index + 1
    }

    /// Takes over what the rows come to where interest accrues by the day.
    ///
    /// - Throws: `amountOutOfRange` where the sum of all rows does not fit.
    mutating func take(_ daily: DailyPlan) throws(LoanError) {
        let first = min(daily.firstNotShown, count, daily.count)
        totalMinor -= slots[first..<count].reduce(0) { $0 + $1.totalMinor }
        count = daily.count
        for index in first..<count {
            let row = daily.rows[index]
            // What joined another plan has been taken off the row itself.
            if !row.isClosed {
                slots[index].principalMinor = row.principalMinor
                slots[index].interestMinor = row.interestMinor
            }
            slots[index].feeMinor = row.feeMinor
            totalMinor += slots[index].totalMinor
        }
        guard totalMinor <= Int128(Int64.max) else {
            throw .amountOutOfRange("schedule.totals.total")
        }
    }

    /// A of a plan that was made anew by the day.
    mutating func take(levelMinor: Int64?, _ anew: LevelPaymentAnew?) {
        self.levelMinor = levelMinor
        if let anew { self.anew = anew }
    }

    /// Another rate for what comes, without a cut.
    mutating func take(_ rate: InterestRate) {
        terms.rate = rate
        rates = PeriodRates(
            terms, termination: rates.termination, oddFirst: rates.oddFirstWeight)
    }

    /// What of a row was paid at cuts.
    mutating func take(paidAtCuts principalMinor: Int64, _ interestMinor: Int64, in index: Int) {
        slots[index].principalPaidAtCutsMinor = principalMinor
        slots[index].interestPaidAtCutsMinor = interestMinor
    }

    /// Ends the plan: no row is current any more.
    mutating func end() { isSettled = true }

    private func openingMinor(of index: Int) -> Int64 {
        index > 0 ? slots[index - 1].balanceAfterMinor : lentMinor
    }
}

extension Plan {
    /// What the days after `from` up to `to` of a row's period count for, without those paused.
    func weight(of row: PlanRow, after from: CivilDate, upTo to: CivilDate) -> PeriodWeight {
        row.weight(rates, pauses, after: from, upTo: to)
    }

    /// Finds out what a schedule's rows do not say: what each asked for, carried on and capitalized.
    private mutating func recover() {
        if terms.interestMethod == .flat {
            for index in slots.indices { slots[index].flatShareMinor = slots[index].interestMinor }
            return
        }
        let isLevel = terms.amortization == .equalInstallments
        var balanceMinor = lentMinor
        var carriedMinor: Int64 = 0
        var deferredMinor: Int64 = 0
        for index in slots.indices {
            let row = slots[index]
            if row.kind == .downPayment {
                balanceMinor = row.balanceAfterMinor
                continue
            }
            slots[index].deferredMinor = deferredMinor
            if row.kind == .deferred {
                deferredMinor &+= interestOwedMinor(index, balanceMinor, 0)
            } else {
                deferredMinor = 0
            }
            // Shares sum to the principal, so each row has its own; a bullet's last takes all.
            slots[index].askedMinor =
                isLevel ? levelMinor ?? 0 : terms.amortization == .bullet ? 0 : row.principalMinor
            slots[index].carriedMinor = carriedMinor
            guard index < count else { continue }
            if row.kind == .capitalized {
                slots[index].capitalizedMinor = row.balanceAfterMinor &- balanceMinor
            }
            // A row that repays principal has paid all interest that it owes.
            if isLevel, row.kind.isRepaying, row.principalMinor == 0 {
                carriedMinor = max(
                    interestOwedMinor(index, balanceMinor, carriedMinor)
                        &+ slots[index].deferredMinor &- row.interestMinor, 0)
            } else {
                carriedMinor = 0
            }
            balanceMinor = row.balanceAfterMinor
        }
    }

    /// The interest of a row of the schedule, which fits, with what is carried to it.
    private func interestOwedMinor(
        _ index: Int, _ balanceMinor: Int64, _ carriedMinor: Int64
    ) -> Int64 {
        let period = slots[index].period
        let weight = weight(of: slots[index], after: period.start, upTo: period.end)
        do throws(LoanError) {
            return try rates.interest(on: balanceMinor, weight, at: index) &+ carriedMinor
        } catch {
            return carriedMinor
        }
    }
}
