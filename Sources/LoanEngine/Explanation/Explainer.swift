/// Puts figures of a loan together again from what made them.
struct Explainer {
    let trace: AccountTrace
    let statement: LoanStatement
    let servicing: ServicingStatement

    var account: ServicedAccount { trace.account }
    var terms: LoanTerms { account.terms }
    var plan: Plan { account.plan }
    /// The row that is left of a plan that was settled.
    var settledRow: Int? { account.isSettled ? trace.settled?.current : nil }

    /// All that can be explained, in the order of the result.
    var figures: [Figure] {
        var figures: [Figure] = []
        if statement.installmentMinor != nil { figures.append(.installmentAmount) }
        for row in statement.items.indices {
            for component in [Component.principal, .interest, .fee, .penalty] {
                figures.append(.due(component, row: row))
            }
            figures += [
                .totalDue(row: row), .balanceAfter(row: row), .paid(row: row),
                .daysPastDue(row: row),
            ]
        }
        figures += statement.allocations.indices.map { .allocation($0) }
        for component in Component.allCases.reversed() { figures.append(.arrears(component)) }
        figures.append(.arrearsTotal)
        figures += servicing.adjustments.indices.map { .adjustment($0) }
        figures.append(.accruedInterest)
        if servicing.settlement != nil {
            for component in Component.allCases.reversed() {
                figures.append(.settlement(component))
            }
            figures += [.settlementTotal, .settlementRebate]
        }
        return figures
    }

    /// How a figure came about; nil where the result has no such figure.
    func explanation(of figure: Figure) -> Explanation? {
        switch figure {
        case .installmentAmount: return installment
        case .due(let component, let row):
            return hasRow(row) ? due(component, in: row) : nil
        case .totalDue(let row): return hasRow(row) ? totalDue(of: row) : nil
        case .paid(let row): return hasRow(row) ? paid(in: row) : nil
        case .balanceAfter(let row): return hasRow(row) ? balanceAfter(row) : nil
        case .daysPastDue(let row): return hasRow(row) ? daysPastDue(of: row) : nil
        case .allocation(let index):
            return statement.allocations.indices.contains(index) ? allocation(index) : nil
        case .adjustment(let index):
            return servicing.adjustments.indices.contains(index) ? adjustment(index) : nil
        case .arrears(let component): return arrears(component)
        case .arrearsTotal: return arrears(nil)
        case .accruedInterest: return accruedInterest
        case .settlement, .settlementTotal, .settlementRebate:
            return servicing.settlement == nil ? nil : settlement(figure)
        }
    }

    private func hasRow(_ row: Int) -> Bool { statement.items.indices.contains(row) }
}

// Sums of other figures.
extension Explainer {
    private func totalDue(of row: Int) -> Explanation {
        var steps = StepList()
        let due = account.rows[row].due
        for component in [Component.principal, .interest, .fee, .penalty] {
            steps.add(
                "\(component.word) due", section: 5, due[component],
                figure: .due(component, row: row))
        }
        return steps.explanation(
            of: .totalDue(row: row), statement.items[row].installment.totalDueMinor)
    }

    private func paid(in row: Int) -> Explanation {
        var steps = StepList()
        for (index, record) in statement.allocations.enumerated() where record.sequence == row + 1 {
            steps.add(
                "\(record.component.word) paid", section: 6, record.amountMinor,
                figure: .allocation(index), event: record.event)
        }
        return steps.explanation(of: .paid(row: row), statement.items[row].installment.paidMinor)
    }

    private func balanceAfter(_ row: Int) -> Explanation {
        var steps = StepList()
        if row == 0 {
            steps.add("principal amount", section: 2, terms.principalMinor)
            steps.add(
                "upfront fees that are financed", section: 5, account.contract.financedFeesMinor)
        } else {
            steps.add(
                "balance after the row before", section: 5,
                statement.items[row - 1].installment.balanceAfterMinor,
                figure: .balanceAfter(row: row - 1))
        }
        let own = account.rows[row]
        steps.add("interest that joins the balance", section: 5, own.capitalizedMinor)
        for credit in account.credits where account.row(counting: credit) == row {
            steps.add(
                "principal that joined on \(credit.date): drawn, capitalized or owed again",
                section: 12, credit.amountMinor)
        }
        steps.add(
            "principal due", section: 5, -own.due[.principal], figure: .due(.principal, row: row))
        steps.add("principal waived in the row", section: 10, -own.waived[.principal])
        for (place, waiver) in account.cutWaivers where place == row {
            steps.add(
                "principal waived before it fell due", section: 10, -waiver.amountMinor,
                event: waiver.event)
        }
        return steps.explanation(
            of: .balanceAfter(row: row), statement.items[row].installment.balanceAfterMinor)
    }

    private func daysPastDue(of row: Int) -> Explanation {
        var steps = StepList()
        let item = statement.items[row]
        if item.status == .overdue {
            let days = statement.asOf.days(since: item.installment.dueDate)
            steps.add(
                "days from the due date \(item.installment.dueDate) to \(statement.asOf)",
                section: 7,
                Int64(days))
            steps.add(
                "as daysFrom counts", section: 7,
                Int64(terms.delinquency.overdueRule.daysPastDueOffset))
        }
        return steps.explanation(of: .daysPastDue(row: row), Int64(item.daysPastDue))
    }

    private func arrears(_ component: Component?) -> Explanation {
        var steps = StepList()
        let amounts = statement.arrears.amounts
        let parts = component.map { [$0] } ?? Component.allCases.reversed()
        for (row, item) in statement.items.enumerated() where item.status == .overdue {
            for part in parts {
                let name = "unpaid of the \(part.word) of row \(row + 1), overdue"
                steps.add(
                    name, section: 7, item.installment.unpaid(part), figure: .due(part, row: row))
            }
        }
        guard let component else {
            return steps.explanation(of: .arrearsTotal, statement.arrears.amounts.totalMinor)
        }
        return steps.explanation(of: .arrears(component), amounts.minor(of: component))
    }

    private var accruedInterest: Explanation {
        var steps = StepList()
        let date = min(statement.asOf, account.writtenOff?.date ?? statement.asOf)
        if let settled = trace.settled, account.isSettled {
            steps.add(
                "accrued when the loan was settled", section: 13, settled.accrued,
                terms.rounding.ofInterest, event: settled.event)
        } else if statement.status.isDisbursed, let current = plan.currentRow(on: date) {
            steps.add(
                "interest of row \(current + 1) accrued by \(date)", section: 14,
                trace.accruedLines(in: current, to: date), terms.rounding.ofInterest)
        }
        return steps.explanation(of: .accruedInterest, servicing.accruedInterestMinor)
    }
}

extension ServicedAccount {
    /// The row after which a credit counts in balances: as `balancesAfterMinor`.
    func row(counting credit: Credit) -> Int? {
        rows.indices.first { credit.date < rows[$0].end || $0 >= credit.row }
    }
}

extension ComponentAmounts {
    /// The amount of a component, in minor units.
    func minor(of component: Component) -> Int64 {
        switch component {
        case .penalty: penaltyMinor
        case .fee: feeMinor
        case .interest: interestMinor
        case .principal: principalMinor
        }
    }
}
