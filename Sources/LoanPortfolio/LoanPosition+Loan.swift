import LoanCalendar
import LoanEngine

extension LoanPosition {
    /// The position of a loan as of a date.
    ///
    /// - Parameters:
    ///   - account: The loan with its whole log.
    ///   - period: What `flows` are of; nil for none.
    ///   - previous: The date of `previous`; nil for none.
    /// - Throws: As the account's views.
    public init(
        _ loan: String, _ account: LoanAccount, asOf date: CivilDate,
        period: ClosedRange<CivilDate>? = nil, previous: CivilDate? = nil
    ) throws(LoanError) {
        let terms = account.terms
        let statement = try account.statement(asOf: date)
        let servicing = try account.servicing(asOf: date)
        self.init(loan: loan, currency: terms.currency, status: statement.status)
        asOf = date
        outstanding = Parts(statement.outstanding)
        arrears = Parts(statement.arrears.amounts)
        arrearsSince = statement.arrears.since
        daysPastDue = statement.arrears.daysPastDue
        nextDue = statement.nextDue.map {
            Due(sequence: Int($0.sequence), date: $0.dueDate, amountMinor: $0.amountMinor)
        }
        overdueInstallments = statement.items.count { $0.status == .overdue }
        let standing = account.standing(asOf: date)
        isRestructured = standing.contains { $0.event.type == .reschedule }
        if statement.status.isDisbursed {
            disbursedMinor = servicing.disbursed.amountMinor
            disbursedAt = terms.disbursedAt
        }
        maturityDate = statement.items.last?.installment.dueDate
        lastPaymentAt = standing.last { $0.event.type.isPayment }?.date
        writtenOffMinor = servicing.writtenOff.totalMinor
        recoveredMinor = servicing.recoveredMinor
        if let previous, previous >= terms.disbursedAt || !account.log.isEmpty {
            let earlier = try account.statement(asOf: previous)
            let isThere =
                previous >= terms.disbursedAt || account.log.contains { $0.date <= previous }
            if isThere {
                self.previous = Previous(
                    status: earlier.status, principalMinor: earlier.outstanding.principalMinor,
                    daysPastDue: earlier.arrears.daysPastDue)
            }
        }
        if let period { flows = try Flows(account, in: period) }
    }
}

extension LoanPosition.Flows {
    fileprivate init(
        _ account: LoanAccount, in period: ClosedRange<CivilDate>
    ) throws(LoanError) {
        self.init()
        let (from, to) = (period.lowerBound, period.upperBound)
        let before = from.adding(days: -1) ?? from
        for entry in account.log where period.contains(entry.date) {
            switch entry.event.type {
            case .submit: submitted += 1
            case .approve: approved += 1
            case .reject: rejected += 1
            default: break
            }
        }
        let statement = try account.statement(asOf: to)
        guard statement.status.isDisbursed else { return }
        let rows = statement.items.map { $0.installment }
        for row in rows where period.contains(row.dueDate) {
            for component in Component.allCases {
                due[component] &+= row.dueMinor(component)
                paidOfDue[component] &+= row.paidMinor(component)
            }
        }
        let log = account.log
        for record in statement.allocations {
            let row = rows[record.sequence - 1]
            let date = log[record.event - 1].date
            if period.contains(row.dueDate), date <= row.dueDate {
                paidOnTime[record.component] &+= record.amountMinor
            }
            guard period.contains(date) else { continue }
            if row.dueDate < from {
                collectedArrears[record.component] &+= record.amountMinor
            } else if row.dueDate <= to {
                collectedCurrent[record.component] &+= record.amountMinor
            } else {
                collectedAdvance[record.component] &+= record.amountMinor
            }
        }
        let terms = account.terms
        if period.contains(terms.disbursedAt) { disbursedMinor = terms.principalMinor }
        for entry in account.standing(asOf: to) where period.contains(entry.date) {
            if case .drawdown(let amountMinor) = entry.event { disbursedMinor &+= amountMinor }
        }
        let now = try account.servicing(asOf: to)
        let hasEarlier = before >= terms.disbursedAt && before < from
        let then = hasEarlier ? try account.servicing(asOf: before) : nil
        recoveredMinor = now.recoveredMinor &- (then?.recoveredMinor ?? 0)
        writtenOffMinor = max(
            now.writtenOff.principalMinor &- (then?.writtenOff.principalMinor ?? 0), 0)
        recoveredMinor = max(recoveredMinor, 0)
        if hasEarlier {
            for item in try account.statement(asOf: before).items
            where item.installment.dueDate < from {
                for component in Component.allCases {
                    broughtForward[component] &+= item.installment.unpaid(component)
                }
            }
        }
    }
}

extension LoanAccount {
    /// The account events that stand as of a date, by date, ties as written.
    fileprivate func standing(asOf date: CivilDate) -> [LogEntry] {
        var reversed: Set<Int> = []
        for entry in log where entry.date <= date {
            if case .reversal(let number) = entry.event { reversed.insert(number) }
        }
        let standing = log.indices.filter {
            log[$0].date <= date && !reversed.contains($0 + 1)
                && !log[$0].event.type.isApplication && log[$0].event.type != .reversal
        }
        return standing.sorted {
            log[$0].date == log[$1].date ? $0 < $1 : log[$0].date < log[$1].date
        }.map { log[$0] }
    }
}

extension EventType {
    fileprivate var isPayment: Bool {
        self == .repayment || self == .settlement || self == .recovery
    }

    fileprivate var isApplication: Bool {
        switch self {
        case .submit, .approve, .reject, .revise, .cancel, .disburse: true
        default: false
        }
    }
}

extension Installment {
    fileprivate func dueMinor(_ component: Component) -> Int64 {
        switch component {
        case .principal: principalDueMinor
        case .interest: interestDueMinor
        case .fee: feeDueMinor
        case .penalty: penaltyDueMinor
        }
    }

    fileprivate func paidMinor(_ component: Component) -> Int64 {
        dueMinor(component) &- unpaid(component)
    }
}
