/// What servicing has made of a loan as of a date: the part of the result that follows a
/// `LoanStatement`. Section 14 of docs/semantics.md.
public struct ServicingStatement: Sendable, Equatable {
    /// What was paid out, and what was kept back of it. All in minor units.
    public struct Disbursed: Sendable, Equatable {
        /// The principal and all drawdowns.
        public let amountMinor: Int64
        /// Upfront fees deducted from it.
        public let deductedMinor: Int64
        /// Upfront fees added to the principal.
        public let financedMinor: Int64
        /// Upfront fees paid separately.
        public let separateMinor: Int64
        /// The amount less what is deducted.
        public var netMinor: Int64 { amountMinor - deductedMinor }
    }

    /// What was added to or taken from rows' dues after the plan was made: by date, on one date late
    /// charges first, then events in the order written.
    public let adjustments: [Adjustment]
    /// What was paid out.
    public let disbursed: Disbursed
    /// The interest of the current row accrued by the date, rounded, whether paid or not.
    public let accruedInterestMinor: Int64
    /// The settlement figure of an active loan; else nil.
    public let settlement: SettlementQuote?
    /// What was waived.
    public let waived: ComponentAmounts
    /// What was unpaid at the write-off that stands.
    public let writtenOff: ComponentAmounts
    /// What came in after it.
    public let recoveredMinor: Int64
    /// What was overpaid and paid back.
    public let refundedMinor: Int64
    /// What of it was owed again.
    public let recalledMinor: Int64
}

extension ServicingStatement {
    /// The view of an account that is on the date.
    ///
    /// - Parameter isQuoted: Whether the settlement figure is needed.
    init(
        of account: ServicedAccount, status: LoanStatus, asOf date: CivilDate,
        isQuoted: Bool = true
    ) throws(LoanError) {
        adjustments = account.adjustments(asOf: date)
        disbursed = try account.disbursed
        accruedInterestMinor = try account.accruedInterestMinor(
            asOf: date, isOwed: status.isDisbursed)
        settlement = isQuoted && status == .active ? try account.quote(on: date) : nil
        waived = try account.waived
        writtenOff = ComponentAmounts(account.writtenOff?.amounts ?? .zero)
        recoveredMinor = account.recoveredMinor
        refundedMinor = account.refundedMinor
        recalledMinor = account.recalledMinor
    }
}

extension ServicedAccount {
    fileprivate var waived: ComponentAmounts {
        get throws(LoanError) {
            // Each row's fit; all together were dues of different times.
            var sum = ComponentLanes.zero
            var totalMinor: Int64 = 0
            func add(_ amountMinor: Int64, _ component: Component) throws(LoanError) {
                totalMinor = try totalMinor.adding(amountMinor, at: "waived.total")
                sum[component] += amountMinor
            }
            for component in Component.allCases {
                for row in rows { try add(row.waived[component], component) }
            }
            for (_, waiver) in cutWaivers { try add(waiver.amountMinor, waiver.component) }
            return ComponentAmounts(sum)
        }
    }

    fileprivate var disbursed: ServicingStatement.Disbursed {
        get throws(LoanError) {
            let amountMinor = try terms.principalMinor.adding(drawnMinor, at: "disbursed.amount")
            return ServicingStatement.Disbursed(
                amountMinor: amountMinor, deductedMinor: contract.deductedFeesMinor,
                financedMinor: contract.financedFeesMinor,
                separateMinor: contract.separateFeesMinor)
        }
    }

    fileprivate func accruedInterestMinor(
        asOf date: CivilDate, isOwed: Bool
    ) throws(LoanError) -> Int64 {
        if isSettled { return settledInterestMinor ?? 0 }
        let date = min(date, writtenOff?.date ?? date)
        guard isOwed, let current = plan.currentRow(on: date) else { return 0 }
        return try roundedInterest(in: current, to: date)
    }

    fileprivate func adjustments(asOf date: CivilDate) -> [Adjustment] {
        var found: [Adjustment] = []
        for (index, row) in rows.enumerated() {
            for posting in row.postings {
                found.append(
                    Adjustment(posting, posting.amountMinor, in: index, asOf: date))
            }
            for waiver in row.waivers {
                found.append(Adjustment(waiver, -waiver.amountMinor, in: index, asOf: date))
            }
        }
        for (index, waiver) in cutWaivers {
            found.append(Adjustment(waiver, -waiver.amountMinor, in: index, asOf: date))
        }
        found.removeAll { $0.amountMinor == 0 }
        return found.sorted(by: Adjustment.comesBefore)
    }

    /// The unpaid principal after a row, were all paid as due: what was paid out, financed,
    /// capitalized or recalled by the end of its period, less the principal due of the rows up to it,
    /// less what was waived of principal.
    var balancesAfterMinor: [Int64] {
        var balances: [Int64] = []
        balances.reserveCapacity(rows.count)
        var balance = contract.lentMinor
        var isCounted = [Bool](repeating: false, count: credits.count)
        for (index, row) in rows.enumerated() {
            balance &+= row.capitalizedMinor
            for (place, credit) in credits.enumerated()
            where !isCounted[place] && (credit.date < row.end || index >= credit.row) {
                balance &+= credit.amountMinor
                isCounted[place] = true
            }
            balance &-= row.due[.principal] &+ row.waived[.principal]
            // What was waived before it fell due counts from the row that it lowered.
            for (place, waiver) in cutWaivers where place == index {
                balance &-= waiver.amountMinor
            }
            balances.append(balance)
        }
        return balances
    }

    /// Where the money went: by date, entry, then in the order applied, one record for each event, row
    /// and component.
    var allocations: [AllocationRecord] {
        let payments = payments
        var order = Array(payments.indices)
        order.sort {
            payments[$0].receipt == payments[$1].receipt
                ? $0 < $1 : payments[$0].receipt < payments[$1].receipt
        }
        var list = AllocationList()
        var receipt = -1
        for index in order {
            let payment = payments[index]
            if payment.receipt != receipt {
                receipt = payment.receipt
                list.begin(receipts[receipt].number, repeats: true)
            }
            list.record(payment.amountMinor, of: payment.component, at: payment.row)
        }
        return list.records
    }
}

extension Adjustment {
    fileprivate init(
        _ posting: Posting, _ amountMinor: Int64, in row: Int, asOf date: CivilDate
    ) {
        self.init(
            date: posting.isPenalInterest ? date : posting.date, sequence: row + 1,
            component: posting.component, amountMinor: amountMinor, kind: posting.kind,
            event: posting.rule == 0 ? posting.event : nil,
            rule: posting.rule == 0 ? nil : posting.rule)
    }

    /// By date; on one date late charges first, by row and rule, then events in the order written.
    fileprivate static func comesBefore(_ left: Adjustment, _ right: Adjustment) -> Bool {
        let (first, second) = (left.place, right.place)
        if left.date != right.date { return left.date < right.date }
        if first.event != second.event { return first.event < second.event }
        if left.sequence != right.sequence { return left.sequence < right.sequence }
        if first.rule != second.rule { return first.rule < second.rule }
        return left.component.lane < right.component.lane
    }

    private var place: (event: Int, rule: Int) { (event ?? 0, rule ?? 0) }
}
