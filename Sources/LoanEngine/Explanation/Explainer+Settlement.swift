// The settlement figure: the settlement's own step, taken on a copy.
extension Explainer {
    func settlement(_ figure: Figure) -> Explanation? {
        guard let quote = servicing.settlement else { return nil }
        let plan = SettledPlan(trace, on: statement.asOf, by: nil)
        guard let copy = try? account.settled(on: statement.asOf) else { return nil }
        var steps = StepList()
        switch figure {
        case .settlement(let component):
            add(component, plan, copy.account, to: &steps)
            return steps.explanation(of: figure, quote.amounts.minor(of: component))
        case .settlementRebate:
            addRebate(plan, copy.account, to: &steps)
            return steps.explanation(of: figure, quote.rebateMinor)
        default:
            for component in [Component.principal, .interest, .fee, .penalty] {
                steps.add(
                    component.word, section: 13, quote.amounts.minor(of: component),
                    figure: .settlement(component))
            }
            return steps.explanation(of: figure, quote.amounts.totalMinor)
        }
    }

    private func add(
        _ component: Component, _ settled: SettledPlan, _ copy: ServicedAccount,
        to steps: inout StepList
    ) {
        for (row, own) in copy.rows.enumerated() {
            if row != settled.current {
                steps.add(
                    "unpaid of the \(component.word) of row \(row + 1)", section: 13,
                    own.unpaid[component])
                continue
            }
            var posted = own.posted[component]
            if component == .principal || component == .interest || component == .fee {
                addKept(component, settled, own, to: &steps)
                // What the settlement itself has posted is in that.
                for posting in own.postings
                where posting.kind == .settlement && posting.component == component {
                    posted &-= posting.amountMinor
                }
            }
            steps.add("charged on it", section: 10, posted)
            steps.add("waived of it", section: 10, -own.waived[component])
            steps.add(
                "less what is paid of it, money in advance counting first on interest and fees",
                section: 13, -own.paid[component])
        }
    }

    /// What of the plan stays in the current row.
    private func addKept(
        _ component: Component, _ settled: SettledPlan, _ row: LedgerRow, to steps: inout StepList
    ) {
        switch component {
        case .principal:
            for (place, planned) in settled.planned.enumerated() {
                let number = (settled.current ?? 0) + place + 1
                if settled.isDaily { break }
                steps.add(
                    "principal of row \(number), due now", section: 13, planned[.principal],
                    figure: .due(.principal, row: number - 1))
            }
            if settled.isDaily {
                steps.add(
                    "principal of the rows not yet due, as of the date", section: 16,
                    row.planned[.principal])
            }
            steps.add(
                "interest that grace was to add to the balance later", section: 13,
                -settled.capitalizedMinor)
        case .interest: addKeptInterest(settled, row, to: &steps)
        case .fee, .penalty: addKeptFee(settled, to: &steps)
        }
    }

    private func addKeptInterest(
        _ settled: SettledPlan, _ row: LedgerRow, to steps: inout StepList
    ) {
        let kept =
            row.planned[.interest]
            &+ row.postings.reduce(0) {
                $1.kind == .settlement && $1.component == .interest ? $0 &+ $1.amountMinor : $0
            }
        guard let interest = settled.interest else {
            steps.add(
                "interest of the rows not yet due, nothing accruing after the date", section: 16,
                kept)
            return
        }
        let rounding = terms.rounding.ofInterest
        let brought = interest.rowMinor
        switch terms.servicing.settlement.interest {
        case .wholePeriod where interest.hasBegun:
            steps.add(
                "WHOLE_PERIOD: the interest of the row, which has begun", section: 13, brought)
        case .toDate, .wholePeriod:
            steps.add("interest accrued by the date", section: 13, settled.accrued, rounding)
            let accrued = steps.steps.last?.amountMinor ?? 0
            steps.add(
                "what earlier rows left to it", section: 13, interest.accruedMinor &- accrued)
            if interest.accruedMinor > interest.allMinor,
                terms.servicing.settlement.interest == .toDate
            {
                steps.add(
                    "no more than all that the rows ask for", section: 13,
                    interest.allMinor &- interest.accruedMinor)
            }
        case .fullTerm:
            steps.add(
                "FULL_TERM: all interest of the rows not yet due", section: 13, interest.allMinor)
        case .ruleOf78: addRuleOf78(interest, kept, to: &steps)
        }
    }

    private func addRuleOf78(
        _ interest: InterestNotYetDue, _ keptMinor: Int64, to steps: inout StepList
    ) {
        let rounding = terms.rounding.ofInterest
        let (rows, left) = (Int64(interest.planRows), Int64(interest.rowsNotBegun))
        let line = Explanation.Line(
            "I × m(m+1) / (n(n+1)), n = \(rows) rows of the plan, m = \(left) of them not begun",
            .amount("I, the interest of all rows", interest.planMinor),
            .number(
                "part", Rational(left * (left + 1), over: UInt64((rows * (rows + 1)).magnitude))))
        var own = StepList()
        own.add("interest of the rows not yet due", section: 13, interest.allMinor)
        own.add("RULE_OF_78: less the rebate", section: 13, [line], rounding, isSubtracted: true)
        let rebate = -(own.steps.last?.amountMinor ?? 0)
        let retained = terms.servicing.settlement.retainedPercent
        if retained.signum > 0 {
            own.add(
                "what the lender keeps of it", section: 13,
                [
                    Explanation.Line(
                        "retained", .amount("rebate", rebate),
                        .number("part", retained * Rational(1, over: 100)))
                ], rounding)
        }
        if own.sumMinor < 0 { own.close(to: keptMinor, "not below zero", section: 13) }
        for step in own.steps { steps.add(step) }
    }

    private func addKeptFee(_ settled: SettledPlan, to steps: inout StepList) {
        steps.add("the fee of the row, which has begun", section: 13, settled.ownFeeMinor)
        switch terms.servicing.settlement.fee {
        case .amount(let amountMinor)?:
            steps.add("the settlement's fee", section: 13, amountMinor)
        case .percent(let percent)?:
            steps.add(
                "the settlement's fee", section: 13,
                [
                    Explanation.Line(
                        "a percentage of the unpaid principal not yet due",
                        .amount("principal", settled.notYetDueMinor),
                        .number("part", percent * Rational(1, over: 100)))
                ], terms.rounding.ofInterest)
        case nil: break
        }
    }

    private func addRebate(
        _ settled: SettledPlan, _ copy: ServicedAccount, to steps: inout StepList
    ) {
        guard let current = settled.current else { return }
        let first = settled.isDaily ? 0 : current
        for row in account.rows.indices
        where row >= first && row < max(plan.rows.count, current + settled.planned.count) {
            if account.rows[row].kind == .charges { continue }
            steps.add(
                "interest of row \(row + 1)", section: 13, account.rows[row].due[.interest],
                figure: .due(.interest, row: row))
        }
        for row in copy.rows.indices where row >= first && row <= current {
            steps.add(
                "less what stays of it in row \(row + 1)", section: 13,
                -copy.rows[row].due[.interest])
        }
    }

    /// What a settlement changed in a component: what stays, less what the rows asked for.
    func addSettlementChange(_ adjustment: Adjustment, to steps: inout StepList) {
        guard let settled = trace.settled, let current = settled.current else { return }
        let row = account.rows[current]
        if adjustment.component == .principal {
            steps.add(
                "interest that grace was to add to the balance later", section: 13,
                -settled.capitalizedMinor, event: adjustment.event)
            return
        }
        addKept(adjustment.component, settled, row, to: &steps)
        steps.add(
            "less what the rows asked for", section: 13,
            -settled.plannedMinor(adjustment.component), event: adjustment.event)
    }
}
