// Interest that the plan makes due.
extension Explainer {
    func addInterest(of row: Int, to steps: inout StepList) {
        if let daily = account.daily?.value, row < daily.count {
            addDailyInterest(of: row, daily, to: &steps)
            return
        }
        let making = trace.making(of: row)
        if making.terms.interestMethod == .flat {
            addFlatInterest(of: row, making, to: &steps)
        } else {
            addDecliningInterest(of: row, making, to: &steps)
        }
    }

    /// Round(Σ balance × rate × part), with what earlier rows left to the row.
    private func addDecliningInterest(
        of row: Int, _ making: AccountTrace.Making, to steps: inout StepList
    ) {
        let slot = plan.slots[row]
        if slot.kind == .downPayment { return }
        let planned = account.rows[row].planned[.interest]
        steps.add(
            "interest of the row's period, rounded once", section: 5,
            trace.accruedLines(in: row, to: slot.period.end), making.terms.rounding.ofInterest,
            event: making.event)
        steps.add("interest that level payments before did not pay", section: 5, slot.carriedMinor)
        let owed = steps.sumMinor
        if owed < slot.interestPaidAtCutsMinor {
            steps.close(
                to: slot.interestPaidAtCutsMinor, "never below what was paid at cuts", section: 12)
        }
        switch slot.kind {
        case .capitalized:
            steps.close(
                to: planned, "joins the balance: nothing falls due in this grace", section: 5)
        case .deferred:
            steps.close(
                to: planned, "falls due with the first row after this grace", section: 5)
        default:
            let deferred = slot.deferredMinor
            // A level payment pays no more interest than it is.
            let paysAll = steps.sumMinor &+ deferred == planned
            let isLevel =
                slot.kind.isRepaying && making.terms.amortization == .equalInstallments
                && planned &- deferred &- slot.interestPaidAtCutsMinor == slot.askedMinor
            if !paysAll, isLevel {
                steps.close(
                    to: planned &- deferred,
                    "what the level payment does not pay goes on to the next row", section: 5)
            }
            steps.add("interest of the grace before, which falls due here", section: 5, deferred)
        }
    }

    /// A share of the interest of the whole loan, or the period's own.
    private func addFlatInterest(
        of row: Int, _ making: AccountTrace.Making, to steps: inout StepList
    ) {
        let slot = plan.slots[row]
        guard slot.kind != .downPayment, let flat = FlatLoan(making.terms) else { return }
        let place = row &- firstRow(of: making)
        let rounding = making.terms.rounding
        let before = (trace.pieces[row] ?? []).map { Explanation.Line($0) }
        if making.terms.flatInterest == .period {
            var lines = before
            if let weight = flat.weight(of: place), weight.numerator > 0 {
                lines.append(
                    Explanation.Line(
                        what: "interest on the principal, for the row's period",
                        from: slot.period.start, to: slot.period.end,
                        factors: .interest(on: flat.principalMinor, flat.rates, weight)))
            }
            steps.add(
                "flat interest of the row's period", section: 5, lines, rounding.ofInterest,
                event: making.event)
            return
        }
        guard before.isEmpty else {
            steps.add(
                "the row's share, after what had accrued before it", section: 12,
                before + [
                    Explanation.Line(
                        "share of the flat interest", .amount("share", slot.flatShareMinor))
                ], rounding.ofInterest, event: making.event)
            return
        }
        if let index = flat.carrying.firstIndex(of: place) {
            addShare(
                "the interest of the whole loan", index, of: flat.carrying.count, flat.totalMinor,
                rounding.ofInterest, making.terms.residual, section: 5, to: &steps)
        }
    }

    /// Where the rows of a making begin, in those of the plan.
    func firstRow(of making: AccountTrace.Making) -> Int {
        making.event == nil
            ? account.contract.rowsBefore
            : trace.makingOf.firstIndex { trace.makings[$0].event == making.event } ?? 0
    }

    /// One of equal shares of a total.
    func addShare(
        _ what: String, _ index: Int, of count: Int, _ totalMinor: Int64,
        _ rounding: Explanation.RoundingRule, _ residual: Residual, section: Int,
        to steps: inout StepList
    ) {
        var shares = StraightLine(
            totalMinor, over: count, residual, unit: rounding.unitMinor, mode: rounding.mode)
        var taken: Int64 = 0
        for _ in 0..<index { taken &+= shares.next() }
        let own = shares.next()
        let line = Explanation.Line(
            what, .amount("total", totalMinor),
            .number("equal share", Rational(1, over: UInt64(count.magnitude))))
        let share = try? line.value.rounded(toMultipleOf: rounding.unitMinor, by: rounding.mode)
        if residual != .spread, share == own {
            steps.add("an equal share of \(what)", section: section, [line], rounding)
            return
        }
        if residual != .spread, index == count - 1 || index == 0 {
            let rest = totalMinor &- own
            steps.add(what, section: section, totalMinor)
            steps.add("less what the other rows take", section: section, -rest)
            return
        }
        // Running totals, each rounded.
        let upTo = Explanation.Line(
            "\(what), up to this row", .amount("total", totalMinor),
            .number("part", Rational(Int64(index + 1), over: UInt64(count.magnitude))))
        let running = try? upTo.value.rounded(toMultipleOf: rounding.unitMinor, by: rounding.mode)
        if residual == .spread, index < count - 1, running == taken &+ own {
            steps.add("the running total of shares", section: section, [upTo], rounding)
        } else {
            steps.add(
                index == count - 1 ? what : "what is left of it", section: section, taken &+ own)
        }
        steps.add("less what the rows before take", section: section, -taken)
    }
}

/// What a flat schedule is made of.
struct FlatLoan {
    let rows: RowsToCome
    let principalMinor: Int64
    let totalMinor: Int64
    /// The rows that carry interest, from 0, a down payment left out.
    let carrying: [Int]
    private let weights: [PeriodWeight]

    var rates: PeriodRates { rows.rates }

    init?(_ terms: LoanTerms) {
        guard let contract = try? Contract(terms),
            let segment = try? Segment(disbursementOf: contract)
        else { return nil }
        let rows = RowsToCome(contract, segment)
        guard let shares = try? FlatInterestShares(rows) else { return nil }
        self.rows = rows
        principalMinor = segment.flatMinor
        totalMinor = shares.totalMinor
        var walk = rows.walk
        var weights: [PeriodWeight] = []
        var carrying: [Int] = []
        while let period = walk.nextIfAny() {
            let index = weights.count
            weights.append(rows.weight(of: period, at: index))
            if FlatInterestShares.carries(period, at: index, terms) { carrying.append(index) }
        }
        self.weights = weights
        self.carrying = carrying
    }

    /// What the period of a row counts for; nil where it carries no interest.
    func weight(of row: Int) -> PeriodWeight? {
        carrying.contains(row) ? weights[row] : nil
    }
}

// By the day.
extension Explainer {
    private func addDailyInterest(
        of row: Int, _ daily: DailyPlan, to steps: inout StepList
    ) {
        let own = daily.rows[row]
        if own.kind == .downPayment { return }
        let planned = account.rows[row].planned[.interest]
        if own.isClosed {
            steps.add(
                "a row that another plan took over owes what is paid of it", section: 16, planned)
            return
        }
        steps.add(
            "interest on what was really unpaid, rounded once", section: 16,
            row > daily.lastAccruing ?? row
                ? [] : daily.accruedLines(in: row, to: own.period.end), terms.rounding.ofInterest)
        steps.add("interest that rows paid ahead cannot take", section: 16, own.extraMinor)
        if row > 0 {
            steps.add(
                "interest that the row before did not ask for", section: 16,
                daily.rows[row - 1].carryMinor)
        }
        steps.add("interest that an earlier plan left to it", section: 16, own.broughtMinor)
        let owed = steps.sumMinor
        if planned > owed {
            steps.close(to: planned, "never below what is paid of it", section: 16)
        } else if planned < owed {
            steps.close(
                to: planned,
                planned == own.interestPaidMinor
                    ? "it stands at what is paid of it; the rest goes on to the next row"
                    : "what the row does not ask for goes on to the next row", section: 16)
        }
    }
}
