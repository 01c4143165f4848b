// What is due of a row: what the plan makes due, what was added and what was waived.
extension Explainer {
    func due(_ component: Component, in row: Int) -> Explanation {
        var steps = StepList()
        let own = account.rows[row]
        if own.kind != .charges {
            if row == settledRow, let settled = trace.settled {
                for (place, planned) in settled.planned.enumerated() {
                    steps.add(
                        "\(component.word) of row \(row + place + 1) as it stood, due now",
                        section: 13,
                        planned[component], event: settled.event)
                }
            } else {
                switch component {
                case .principal: addPrincipal(of: row, to: &steps)
                case .interest: addInterest(of: row, to: &steps)
                case .fee: addFee(of: row, to: &steps)
                case .penalty: break
                }
            }
        }
        addPostings(component, in: row, to: &steps)
        return steps.explanation(of: .due(component, row: row), own.due[component])
    }

    private func addFee(of row: Int, to steps: inout StepList) {
        let planned = account.rows[row].planned[.fee]
        steps.add("the installment's fee", section: 5, planned)
    }

    /// What was posted on a row after the plan was made, and waived of it.
    private func addPostings(_ component: Component, in row: Int, to steps: inout StepList) {
        var places = servicing.adjustments.indices.filter {
            let adjustment = servicing.adjustments[$0]
            return adjustment.sequence == row + 1 && adjustment.component == component
        }
        // What was waived before it fell due has lowered the plan, not a due.
        for (place, waiver) in account.cutWaivers
        where place == row && waiver.component == component {
            let found = places.firstIndex {
                let adjustment = servicing.adjustments[$0]
                return adjustment.kind == .waiver && adjustment.event == waiver.event
                    && adjustment.amountMinor == -waiver.amountMinor
            }
            if let found { places.remove(at: found) }
        }
        for place in places {
            let adjustment = servicing.adjustments[place]
            let by = adjustment.rule.map { " by rule \($0)" } ?? ""
            steps.add(
                adjustment.kind.words + by, section: adjustment.kind.section,
                adjustment.amountMinor,
                figure: .adjustment(place), event: adjustment.event)
        }
    }
}

extension AdjustmentKind {
    /// As people say it.
    var words: String {
        switch self {
        case .charge: "charged"
        case .lateCharge: "charged for paying late"
        case .waiver: "waived"
        case .settlement: "changed by the settlement"
        case .capitalization: "joined the principal of a new plan"
        case .recalledRefund: "refunded, and owed again"
        case .drawdown: "drawn, and taken by no plan"
        }
    }

    /// The section that has its rule.
    var section: Int {
        switch self {
        case .charge, .waiver: 10
        case .lateCharge: 11
        case .settlement: 13
        case .capitalization, .drawdown, .recalledRefund: 12
        }
    }
}
