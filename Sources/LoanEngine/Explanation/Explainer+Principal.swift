// Principal that the plan makes due.
extension Explainer {
    func addPrincipal(of row: Int, to steps: inout StepList) {
        if let daily = account.daily?.value, row < daily.count {
            addDailyPrincipal(of: row, daily, to: &steps)
            return
        }
        let slot = plan.slots[row]
        let making = trace.making(of: row)
        let planned = account.rows[row].planned[.principal]
        if slot.kind == .downPayment {
            addDownPayment(to: &steps)
            return
        }
        steps.add(
            "principal that was paid at cuts", section: 12, slot.principalPaidAtCutsMinor)
        let onTop = planned &- slot.principalPaidAtCutsMinor
        if onTop == 0 { return }
        if making.terms.interestMethod == .flat {
            addFlatPrincipal(of: row, making, onTop, to: &steps)
            return
        }
        let isLast = row == plan.count - 1
        let interest =
            account.rows[row].planned[.interest] &- slot.interestPaidAtCutsMinor
            &- slot.deferredMinor
        if making.terms.amortization == .equalInstallments,
            !isLast || onTop == slot.askedMinor &- interest
        {
            // A row that is begun may go on asking for the level payment of an earlier making.
            addLevel(
                slot.askedMinor, trace.makings.last { $0.levelMinor == slot.askedMinor } ?? making,
                to: &steps)
            steps.add(
                slot.interestPaidAtCutsMinor == 0
                    ? "less the interest that it pays"
                    : "less the interest that it pays beyond what was paid at cuts", section: 5,
                -interest,
                figure: .due(.interest, row: row))
        } else if !isLast, let share = trace.shares[row] {
            addShare(
                "the principal to be shared", share.index, of: share.count, share.totalMinor,
                making.terms.rounding.ofInstallments, making.terms.residual, section: 5, to: &steps)
        } else {
            steps.add("the last row takes the balance that is left", section: 5, onTop)
        }
        if steps.sumMinor > planned, slot.balanceAfterMinor == 0 {
            steps.close(to: planned, "no more than the balance that is left", section: 5)
        }
    }

    private func addDownPayment(to steps: inout StepList) {
        let rounding = terms.rounding
        let downPayment = account.contract.downPaymentMinor
        if terms.hasUncommonTerms, case .percent(let percent)? = terms.downPayment {
            steps.add(
                "the down payment", section: 5,
                [
                    Explanation.Line(
                        "a percentage of the principal",
                        .amount("principal", account.contract.lentMinor),
                        .number("part", percent * Rational(1, over: 100)))
                ], rounding.ofInstallments)
        } else {
            steps.add("the down payment", section: 5, downPayment)
        }
    }

    private func addFlatPrincipal(
        of row: Int, _ making: AccountTrace.Making, _ onTop: Int64, to steps: inout StepList
    ) {
        let terms = making.terms
        let planned = account.rows[row].planned
        let place = row &- firstRow(of: making)
        let isLast = row == plan.count - 1
        if terms.amortization == .equalInstallments, terms.grace.isNone,
            let level = making.levelMinor
        {
            // Interest that was left to the row by another plan is on top of its share.
            let share = plan.slots[row].flatShareMinor
            if isLast, onTop != level &- share {
                steps.add("the last row takes the balance that is left", section: 5, onTop)
                return
            }
            addLevel(level, making, to: &steps)
            steps.add("less the interest that it pays", section: 5, -share)
        } else if let flat = FlatLoan(terms) {
            let without =
                terms.amortization == .bullet ? terms.termCount - 1 : terms.grace.withoutPrincipal
            addShare(
                "the principal", place &- without, of: terms.termCount - without,
                flat.rows.balance.minor, terms.rounding.ofInstallments, terms.residual, section: 5,
                to: &steps)
        }
        let paidAtCuts = plan.slots[row].principalPaidAtCutsMinor
        if steps.sumMinor > planned[.principal], plan.slots[row].balanceAfterMinor == 0 {
            steps.close(
                to: planned[.principal], "no more than the balance that is left", section: 5)
        } else if steps.sumMinor < paidAtCuts {
            steps.close(to: paidAtCuts, "not below zero", section: 5)
        }
    }

    private func addDailyPrincipal(
        of row: Int, _ daily: DailyPlan, to steps: inout StepList
    ) {
        let own = daily.rows[row]
        let planned = account.rows[row].planned[.principal]
        if own.kind == .downPayment {
            addDownPayment(to: &steps)
            if planned == own.principalPaidMinor {
                steps.close(to: planned, "never below what is paid of it", section: 16)
            }
            return
        }
        if own.isClosed || own.kind != .repaying {
            steps.add(
                own.isClosed
                    ? "a row that another plan took over owes what is paid of it"
                    : "grace asks for no principal beyond what is paid", section: 16, planned)
            return
        }
        guard own.isLevel else {
            steps.add(
                row == daily.count - 1
                    ? "the last row takes the principal that is left"
                    : "its share of the principal",
                section: 16, planned)
            return
        }
        if planned == own.principalPaidMinor, planned != daily.totalMinor(row) &- own.interestMinor
        {
            steps.add("what is paid of it: it asks for no more", section: 16, planned)
            return
        }
        let cut = own.principalPaidAtCutsMinor &+ own.interestPaidAtCutsMinor
        steps.add("what was paid at cuts, on top", section: 16, cut)
        let asked = own.askedMinor &- cut
        let making =
            trace.makings.last { $0.levelMinor == asked } ?? trace.making(of: row)
        addLevel(making.levelMinor ?? 0, making, to: &steps)
        steps.add(
            row == daily.taker
                ? "the last open row takes the difference that early and late money makes"
                : own.askedMinor == own.paidMinor
                    ? "what was paid of the row is what it asks for"
                    : "it took a difference, or asks for no more than is owed", section: 16,
            asked &- (making.levelMinor ?? 0))
        steps.add("interest that rows paid ahead cannot take", section: 16, own.extraMinor)
        steps.add(
            "less the interest that it pays", section: 16, -own.interestMinor,
            figure: .due(.interest, row: row))
        if steps.sumMinor < own.principalPaidMinor {
            steps.close(to: own.principalPaidMinor, "never below what is paid of it", section: 16)
        }
    }
}

// Level payments.
extension Explainer {
    /// The level payment of the last plan.
    var installment: Explanation? {
        guard let levelMinor = statement.installmentMinor else { return nil }
        var steps = StepList()
        let making = AccountTrace.Making(plan, by: nil)
        addEquation(levelMinor, making, to: &steps)
        return steps.explanation(of: .installmentAmount, levelMinor)
    }

    /// What a row asks for under level payments: the figure where it is the plan's, else what it was when
    /// the row was made.
    fileprivate func addLevel(
        _ amountMinor: Int64, _ making: AccountTrace.Making, to steps: inout StepList
    ) {
        if amountMinor == statement.installmentMinor {
            steps.add("the level payment", section: 5, amountMinor, figure: .installmentAmount)
        } else {
            addEquation(amountMinor, making, to: &steps)
        }
    }

    private func addEquation(
        _ levelMinor: Int64, _ making: AccountTrace.Making, to steps: inout StepList
    ) {
        let terms = making.terms
        let rounding = terms.rounding.ofInstallments
        if terms.interestMethod == .flat, terms.installmentMinor == nil, let flat = FlatLoan(terms)
        {
            steps.add(
                "the level payment: principal and interest in equal parts", section: 5,
                [
                    Explanation.Line(
                        "principal", .amount("principal", flat.rows.balance.minor),
                        .number("part", Rational(1, over: UInt64(terms.termCount.magnitude)))),
                    Explanation.Line(
                        "interest", .amount("interest", flat.totalMinor),
                        .number("part", Rational(1, over: UInt64(terms.termCount.magnitude)))),
                ], rounding)
            return
        }
        if making.anew == nil, terms.installmentMinor != nil {
            steps.add("the level payment that the terms state", section: 5, levelMinor)
            return
        }
        if let equation = equation(making) {
            var step = Explanation.Step(
                "the level payment A = (P − B·v_n) / Σ v_j", section: making.anew == nil ? 5 : 12,
                (try? equation.solution?.rounded(
                    toMultipleOf: rounding.unitMinor, by: rounding.mode)) ?? levelMinor)
            step.equation = equation
            step.rounding = rounding
            steps.add(step)
            let difference = levelMinor &- step.amountMinor
            if step.amountMinor < 0 {
                steps.add("never below zero", section: 12, difference)
            } else if trace.makings[0].terms.leveling == .respread {
                steps.add(
                    "RESPREAD: what rounding left to the last row, spread back", section: 5,
                    difference)
            }
        } else {
            steps.add("the level payment", section: 5, levelMinor)
        }
    }

    private func equation(_ making: AccountTrace.Making) -> Explanation.LevelPaymentEquation? {
        if let anew = making.anew {
            return Explanation.LevelPaymentEquation(
                principal: anew.principal, balloonMinor: anew.balloonMinor, unit: anew.rates.unit,
                weights: anew.weights)
        }
        guard var builder = try? ScheduleBuilder(account.contract, into: DiscardingSink()),
            (try? builder.buildGrace()) != nil
        else { return nil }
        var weights: [PeriodWeight] = []
        var walk = builder.rows.walk
        var index = builder.rows.index
        while let period = walk.nextIfAny() {
            weights.append(builder.rows.weight(of: period, at: index))
            index += 1
        }
        return Explanation.LevelPaymentEquation(
            principal: Rational(builder.rows.balance.minor), balloonMinor: terms.balloonMinor,
            unit: builder.rows.rates.unit, weights: weights)
    }
}
