// What was added to dues and taken from them.
extension Explainer {
    func adjustment(_ index: Int) -> Explanation {
        let adjustment = servicing.adjustments[index]
        var steps = StepList()
        switch adjustment.kind {
        case .lateCharge: addLateCharge(adjustment, to: &steps)
        case .settlement: addSettlementChange(adjustment, to: &steps)
        case .charge, .recalledRefund, .drawdown:
            steps.add(
                adjustment.kind.words, section: adjustment.kind.section, adjustment.amountMinor,
                event: adjustment.event)
        case .waiver:
            steps.add(
                "of what is waived, as far as it is unpaid, the oldest row first", section: 10,
                adjustment.amountMinor, event: adjustment.event)
        case .capitalization:
            steps.add(
                "what was unpaid of it joins the new principal", section: 12,
                adjustment.amountMinor, event: adjustment.event)
        }
        return steps.explanation(of: .adjustment(index), adjustment.amountMinor)
    }

    private func addLateCharge(_ adjustment: Adjustment, to steps: inout StepList) {
        let number = (adjustment.rule ?? 1) - 1
        guard terms.servicing.lateCharges.indices.contains(number) else { return }
        let rule = terms.servicing.lateCharges[number]
        let rounding = terms.rounding.ofInterest
        switch rule.charge {
        case .amount(let amountMinor):
            steps.add("rule \(number + 1) charges", section: 11, amountMinor)
        case .percent(let percent, let base):
            let part = percent * Rational(1, over: 100)
            let own = account.rows[adjustment.sequence - 1].postings.first {
                $0.kind == .lateCharge && $0.rule == number + 1 && $0.date == adjustment.date
                    && $0.amountMinor == adjustment.amountMinor
            }
            if let own {
                steps.add(
                    "rule \(number + 1) charges a percentage", section: 11,
                    [
                        Explanation.Line(
                            base.words, .amount("base", own.baseMinor), .number("part", part))
                    ], rounding)
            }
        case .penalInterest(_, let base, let yearDays, _):
            addPenalInterest(adjustment, number, base, yearDays, to: &steps)
        }
        if terms.servicing.lateChargeLimit != nil, steps.sumMinor > adjustment.amountMinor {
            steps.close(
                to: adjustment.amountMinor, "all late charges together stay within their limit",
                section: 11)
        }
    }

    private func addPenalInterest(
        _ adjustment: Adjustment, _ number: Int, _ base: LateChargeRule.Base, _ yearDays: Int,
        to steps: inout StepList
    ) {
        let factor = terms.servicing.lateCharges[number].penalFactor
        let rounding = terms.rounding.ofInterest
        let row = adjustment.sequence - 1
        let due =
            account.rows[row].lateCharges.indices.contains(number)
            ? account.rows[row].lateCharges[number].dueDate : account.rows[row].dueDate
        func lines(_ trace: PenalInterestTrace) -> [Explanation.Line] {
            trace.spans.map { span in
                let days = Int64(span.to.days(since: span.from))
                return Explanation.Line(
                    what: "penal interest on \(base.words)", from: span.from, to: span.to,
                    factors: span.baseMinor.map {
                        [
                            .amount("base", $0), .number("rate of a day", factor),
                            .number("days", Rational(days)),
                        ]
                    } ?? [
                        .amount("sum of base × days", Rational(wide: span.weighted)),
                        .number("rate of a day", factor),
                    ])
            }
        }
        let traces = trace.penalInterest.filter { $0.rule == number }
        let own =
            traces.first { $0.row == row && $0.dueDate == due }
            ?? traces.first { candidate in
                let sum = lines(candidate).reduce(Rational.zero) { $0 + $1.value }
                return (try? sum.rounded(toMultipleOf: rounding.unitMinor, by: rounding.mode))
                    == adjustment.amountMinor
            }
        if let own {
            steps.add(
                "rule \(number + 1) charges interest by days, on a year of \(yearDays)",
                section: 11,
                lines(own), rounding)
        }
    }
}

extension LateChargeRule.Base {
    /// As people say it.
    fileprivate var words: String {
        switch self {
        case .installment: "principal and interest due of the row"
        case .overduePrincipal: "the row's unpaid principal"
        case .overdue: "the row's unpaid principal and interest"
        }
    }
}
