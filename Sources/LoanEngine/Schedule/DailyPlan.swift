/// What the rows of a loan ask for and are paid where interest accrues by the day on what is really
/// unpaid (`accrual: DAILY`).
///
///     1 000.00 at 12 %, 2 monthly rows of 507.51, EQUAL; 507.51 paid ten days early, on 22 January
///     row 1 asks for interest to 22 January, 7.00 or so, and takes the rest as principal
///     row 2, the last open one, takes the difference: less principal, less interest
///
/// What a row asks for in all, T, stays; early or late money changes how much of it is interest, and the
/// last open row takes the difference. All that follows from payments is computed anew after every
/// step. Section 16 of docs/semantics.md.
struct DailyPlan: Sendable {
    /// Why the balance changed.
    enum Cause: UInt8, Sendable {
        /// The plan says so: more money drawn, principal prepaid at a cut or waived, interest capitalized.
        case planned
        /// Money came in, not after the row's end.
        case money
        /// Unpaid principal of ended rows is put on, and taken off again.
        case arrears
    }

    /// A change of the balance, which counts from the end of its date.
    struct Move: Sendable {
        let date: CivilDate
        let cause: Cause
        var amountMinor: Int64
    }

    /// A rate that counts from the end of its date.
    struct RateChange {
        let date: CivilDate
        let rates: PeriodRates
    }

    /// What a row asks for, what it is paid, and what that comes to. In minor units.
    struct Row: Sendable {
        let period: InterestPeriod
        let kind: PlanRow.Kind
        /// Whether interest accrues in it; not in grace that is free of interest.
        let accrues: Bool
        /// Whether it asks for a level payment; else for a share. Rows of an earlier plan go on asking as
        /// that plan did.
        let isLevel: Bool
        /// What its whole period counts for.
        let weight: PeriodWeight
        /// Whether no pause touches the period.
        var isWhole = true

        /// A: what it asks for in all.
        var askedMinor: Int64
        /// A0: what it asked for when the plan was last made.
        var firstAskedMinor: Int64
        /// x: interest that rows paid ahead of it cannot take.
        var extraMinor: Int64 = 0
        /// Its principal, where rows ask for shares; that of a down payment.
        var shareMinor: Int64
        /// p and q: what is paid of its principal and its interest; what is waived counts as paid.
        var principalPaidMinor: Int64 = 0
        var interestPaidMinor: Int64 = 0
        /// What of that was paid at cuts, and stays.
        var principalPaidAtCutsMinor: Int64 = 0
        var interestPaidAtCutsMinor: Int64 = 0
        /// Interest that an earlier plan left to it.
        var broughtMinor: Int64 = 0
        /// It owes nothing more than what is paid of it.
        var isClosed = false
        /// The installment's fee.
        var feeMinor: Int64

        /// The balance that it opens with.
        var openingMinor: Int64 = 0
        /// D and P: interest and principal due.
        var interestMinor: Int64 = 0
        var principalMinor: Int64 = 0
        /// I: the interest that it owes; and what goes on of it to the next row.
        var owedMinor: Int64 = 0
        var carryMinor: Int64 = 0
        /// The balance after it, and what is left of all principal ever owed.
        var closingMinor: Int64 = 0
        var leftMinor: Int64 = 0

        init(_ row: PlanRow, _ terms: LoanTerms, _ rates: PeriodRates) {
            isLevel = terms.amortization == .equalInstallments
            feeMinor = row.kind == .downPayment ? 0 : terms.installmentFeeMinor
            period = row.period
            kind = row.kind
            accrues = row.accrues
            weight = row.accrues ? rates.weight(of: row.period) : .zero
            let asks = isLevel && row.kind != .downPayment
            askedMinor = asks ? row.askedMinor : 0
            firstAskedMinor = askedMinor
            shareMinor =
                row.kind == .downPayment ? row.principalMinor : isLevel ? 0 : row.askedMinor
        }

        var paidMinor: Int64 { principalPaidMinor &+ interestPaidMinor }
        /// T: what it asks for in all.
        var totalMinor: Int64 {
            takesDifference ? askedMinor &+ extraMinor : interestMinor &+ principalMinor
        }
        /// Whether less or more is paid of it than it asks for.
        var isOpen: Bool { paidMinor != totalMinor }
        /// Whether it is open, and counts where open rows are counted: not the down payment.
        var countsAsOpen: Bool { kind != .downPayment && !isClosed && isOpen }
        /// Whether it may take what other rows leave.
        var takesDifference: Bool { isLevel && kind == .repaying && !isClosed }

        /// It owes nothing more than what is paid of it.
        mutating func close() {
            isClosed = true
            askedMinor = paidMinor
            extraMinor = 0
        }
    }

    /// All rows, those after `count` having vanished for now.
    var rows: [Row]
    /// How many there are.
    private(set) var count: Int
    /// Interest that accrued in rows before they took another row's place, exactly.
    private(set) var accruedBefore: [(row: Int, interest: Rational)] = []
    /// Whether the rows of the last plan ask for level payments; else for shares, and nobody takes a
    /// difference.
    var isLevel: Bool
    /// Whether rows of any plan ask for shares.
    private(set) var hasShares: Bool
    /// The principal lent, and all principal ever owed.
    let lentMinor: Int64
    private(set) var owedMinor: Int64
    /// By date and cause, one for each.
    private(set) var moves: [Move] = []
    private(set) var rateChanges: [RateChange]
    /// Of the last of them, the date and the multiplier.
    private(set) var lastRateChange = CivilDate.first
    private(set) var lastMultiplier: RatioMultiplier?
    private(set) var pauses = InterestPauses()
    /// The rows after this one accrue nothing more.
    private(set) var lastAccruing: Int?
    /// The row that takes the difference.
    var taker: Int?
    /// No days count after this date: a copy that ends there.
    private(set) var end: CivilDate?
    /// The rows of which something has changed that the pass has not seen.
    var changed: ClosedRange<Int>?
    /// From this row on dues have changed since they were last shown.
    var firstNotShown = 0
    /// How level payments were last made anew; nil while they are the schedule's.
    var anew: LevelPaymentAnew?
    /// The last date to which arrears were brought.
    var arrearsDate: CivilDate?
    let rounding: Rounding

    /// The rows of a plan before anything is paid.
    ///
    /// - Parameter ownAmounts: Whether each row asks for its own amount, after respreading; else the last
    ///   one for the level payment, too.
    init(_ plan: Plan, lentMinor: Int64, ownAmounts: Bool) {
        isLevel = plan.terms.amortization == .equalInstallments
        hasShares = !isLevel
        let rates = plan.rates
        rows = plan.slots.map { Row($0, plan.terms, rates) }
        count = plan.count
        self.lentMinor = lentMinor
        owedMinor = lentMinor
        rateChanges = [RateChange(date: .first, rates: plan.rates)]
        lastMultiplier = plan.rates.multiplier
        rounding = plan.terms.rounding
        noteAll()
        if !ownAmounts { return }
        for index in rows.indices.prefix(count) where rows[index].kind == .repaying {
            let slot = plan.slots[index]
            rows[index].askedMinor = slot.principalMinor &+ slot.interestMinor
            rows[index].firstAskedMinor = rows[index].askedMinor
        }
    }

    /// What all rows that there are owe and were paid of principal.
    var unpaidPrincipalMinor: Int64 {
        owedMinor &- rows.reduce(0) { $0 &+ $1.principalPaidMinor }
    }

    /// What `body` reads of the rows where they lie: a row is large, and is not copied for a field of it.
    func withRows<Result>(_ body: (UnsafeBufferPointer<Row>) -> Result) -> Result {
        rows.withUnsafeBufferPointer(body)
    }

    /// T: what a row asks for in all.
    func totalMinor(_ index: Int) -> Int64 { rows[index].totalMinor }

    func isOpen(_ index: Int) -> Bool { rows[index].isOpen }

    /// How many rows are open.
    var openRows: Int {
        withRows { $0[..<count].count { $0.countsAsOpen } }
    }

    /// Whether another row than `index` is open.
    func isOtherOpen(than index: Int) -> Bool {
        // The last rows are the ones that are open longest.
        withRows { rows in
            (0..<count).reversed().contains { $0 != index && rows[$0].countsAsOpen }
        }
    }

    /// The row asks for nothing, and nothing is paid of it.
    func isEmpty(_ index: Int) -> Bool { totalMinor(index) == 0 && rows[index].paidMinor == 0 }

    /// Rows that are empty vanish from the end, but not the first `least`.
    mutating func dropEmptyRows(keeping least: Int) {
        var left = count
        while left > least, isEmpty(left - 1) { left -= 1 }
        setCount(left)
    }
}

// What the pass has still to see.
extension DailyPlan {
    /// A row has changed in what it asks for or is paid.
    mutating func note(_ index: Int) {
        changed =
            changed.map { min($0.lowerBound, index)...max($0.upperBound, index) }
            ?? index...index
    }

    /// All rows have.
    mutating func noteAll() {
        if rows.isEmpty { return }
        changed = 0...rows.count - 1
        firstNotShown = 0
    }

    /// So many rows there are now.
    mutating func setCount(_ count: Int) {
        if count == self.count { return }
        note(max(min(count, self.count) - 1, 0))
        note(max(count, self.count) - 1)
        firstNotShown = min(firstNotShown, count, self.count)
        self.count = count
    }

    /// More principal is owed, or, below zero, less.
    mutating func owe(_ amountMinor: Int64, at path: String) throws(LoanError) {
        owedMinor = try owedMinor.adding(amountMinor, at: path)
        noteAll()
    }

    /// Rows after `index` accrue nothing more; nil for all accrue.
    mutating func setLastAccruing(_ index: Int?) {
        guard let first = index ?? lastAccruing, index != lastAccruing else { return }
        lastAccruing = index
        note(min(first + 1, rows.count - 1))
        note(rows.count - 1)
    }

    /// No days count after a date.
    mutating func setEnd(_ date: CivilDate) {
        let first = end.map { min($0, date) } ?? date
        end = date
        note(firstRow(endingAfter: first))
        note(rows.count - 1)
    }

    /// All dues are shown.
    mutating func noteShown() { firstNotShown = rows.count }

    /// A row's installment fee falls away.
    mutating func dropFee(of index: Int) {
        rows[index].feeMinor = 0
        firstNotShown = min(firstNotShown, index)
    }

    /// The first row whose period ends after a date, or the last one.
    func firstRow(endingAfter date: CivilDate) -> Int {
        withRows { rows in
            var low = 0
            var high = rows.count - 1
            while low < high {
                let middle = (low + high) / 2
                if rows[middle].period.end > date { high = middle } else { low = middle + 1 }
            }
            return max(low, 0)
        }
    }

    /// The balance has changed on a date.
    fileprivate mutating func note(on date: CivilDate) {
        if rows.isEmpty { return }
        // A change on the day of a row's end is that row's, too.
        let index = firstRow(endingAfter: date.adding(days: -1) ?? date)
        note(index)
    }
}

// What changes the interest of rows.
extension DailyPlan {
    /// The balance changes by an amount from the end of a date on.
    mutating func move(
        _ amountMinor: Int64, on date: CivilDate, _ cause: Cause
    ) throws(LoanError) {
        if amountMinor == 0 { return }
        note(on: date)
        var place = moves.count
        while place > 0, moves[place - 1].date > date { place -= 1 }
        var same = place
        while same > 0, moves[same - 1].date == date {
            same -= 1
            if moves[same].cause == cause {
                moves[same].amountMinor = try moves[same].amountMinor.adding(
                    amountMinor, at: "outstanding.principal")
                if moves[same].amountMinor == 0 { moves.remove(at: same) }
                return
            }
        }
        moves.insert(Move(date: date, cause: cause, amountMinor: amountMinor), at: place)
    }

    /// Forgets the changes of other causes.
    mutating func keepMoves(where isKept: (Cause) -> Bool) {
        moves.removeAll { !isKept($0.cause) }
        noteAll()
    }

    /// From the end of a date on these rates count.
    mutating func change(to rates: PeriodRates, on date: CivilDate) {
        rateChanges.removeAll { $0.date >= date }
        rateChanges.append(RateChange(date: date, rates: rates))
        (lastRateChange, lastMultiplier) = (date, rates.multiplier)
        noteAll()
    }

    /// No interest accrues after a date up to another.
    mutating func pauseInterest(after date: CivilDate, until: CivilDate) {
        pauses.add(after: date, until: until)
        noteAll()
        for index in rows.indices where rows[index].accrues {
            let row = rows[index]
            // The rates' rows are those of the last plan, as are the rows not yet ended.
            if pauses.touch(after: row.period.start, upTo: row.period.end) {
                rows[index].isWhole = false
            }
        }
    }

    /// Replaces the rows from `index` on by those of a new plan.
    ///
    /// - Parameter accrued: What has accrued in the row whose place the first of them takes.
    mutating func replaceRows(from index: Int, by plan: Plan, accrued: Rational) {
        isLevel = plan.terms.amortization == .equalInstallments
        rows.removeSubrange(index...)
        let rates = plan.rates
        rows += plan.slots[index...].map { slot in
            var row = Row(slot, plan.terms, rates)
            row.isWhole = !pauses.touch(after: row.period.start, upTo: row.period.end)
            return row
        }
        count = plan.count
        hasShares = hasShares || !isLevel
        anew = nil
        accruedBefore.removeAll { $0.row >= index }
        if accrued.signum != 0 { accruedBefore.append((index, accrued)) }
        noteAll()
    }
}
