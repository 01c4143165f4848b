// Principal, interest and fee of each row, from the balances and what the rows ask for.
extension PlanTail {
    /// Makes the rows anew.
    ///
    /// | row | interest due, on top of cuts | principal due, on top of cuts |
    /// | --- | --- | --- |
    /// | grace | all that it owes | none |
    /// | capitalized, deferred | none | none |
    /// | level | what it owes, at most A; the rest is carried on | A − interest, at most the balance |
    /// | share, bullet | all that it owes | the share, at most the balance |
    /// | the last | all that it owes | the balance |
    ///
    /// What a row owes is its interest and what earlier rows carried to it, less what was paid at cuts.
    /// The row that brings the balance to zero is the last.
    ///
    /// - Throws: `negativeAmortization` where it is strict; `amountOutOfRange`.
    mutating func build() throws(LoanError) {
        var run = Run(
            balanceMinor: stretch.balanceMinor, carriedMinor: rows[0].carriedMinor,
            deferredMinor: rows[0].deferredMinor)
        let lastAsking = keepsEmptyRows ? lastRowAskingForPrincipal : nil
        let isEmpty = balanceMinor == 0 && ends(at: 0, lastAsking)
        stretch.emptySince = isEmpty ? stretch.emptySince ?? date : nil
        // Copied once, not for each row.
        let (rates, pauses) = (rates, pauses)
        for index in rows.indices {
            // In rows after the first nothing has been paid at cuts.
            rows[index].carriedMinor = run.carriedMinor
            rows[index].deferredMinor = run.deferredMinor
            let period = rows[index].period
            let weight = rows[index].weight(
                rates, pauses, after: index == 0 ? stretch.from : period.start,
                upTo: period.end)
            let ownMinor = try rates.interest(
                on: run.balanceMinor, weight, after: index == 0 ? stretch.accrued : .zero,
                at: first + index)
            try fill(index, ownMinor, &run, isEmpty: isEmpty)
            count = index + 1
            if isEmpty || run.balanceMinor == 0 && ends(at: index + 1, lastAsking) { return }
        }
    }

    /// What goes on from row to row.
    private struct Run {
        var balanceMinor: Int64
        var carriedMinor: Int64
        var deferredMinor: Int64
    }

    /// Whether no balance means that there is no row of this index. Rows of no principal at the end
    /// stay where the plan has them.
    private func ends(at index: Int, _ lastAsking: Int?) -> Bool {
        terms.amortization != .equalPrincipal || !keepsEmptyRows || index <= lastAsking ?? -1
    }

    private var lastRowAskingForPrincipal: Int? {
        rows.lastIndex { $0.kind.isRepaying && $0.askedMinor > 0 }
    }

    /// A row of which the period bears `ownMinor` of interest.
    private mutating func fill(
        _ index: Int, _ ownMinor: Int64, _ run: inout Run, isEmpty: Bool
    ) throws(LoanError) {
        let row = rows[index]
        let isLast = index == rows.count - 1
        // What was paid at cuts is at most the interest that had accrued then.
        let owedMinor = max(
            try ownMinor.adding(
                run.carriedMinor, at: path(index, "interestDue"))
                &- row.interestPaidAtCutsMinor, 0)
        run.balanceMinor &-= row.heldMinor

        var principalMinor: Int64 = 0
        var dueMinor = owedMinor
        var capitalizedMinor: Int64 = 0
        run.carriedMinor = 0
        switch row.kind {
        case _ where isEmpty: break
        case .capitalized:
            (capitalizedMinor, dueMinor) = (owedMinor, 0)
            run.balanceMinor = try run.balanceMinor.adding(
                owedMinor, at: path(index, "balanceAfter"))
        case .deferred:
            run.deferredMinor = try run.deferredMinor.adding(
                owedMinor, at: path(index, "interestDue"))
            dueMinor = 0
        case .grace, .downPayment: break
        case .repaying where isLast: principalMinor = run.balanceMinor
        case .repaying where terms.amortization == .equalInstallments:
            dueMinor = min(owedMinor, row.askedMinor)
            run.carriedMinor = owedMinor &- dueMinor
            principalMinor = min(row.askedMinor &- dueMinor, run.balanceMinor)
        case .repaying: principalMinor = min(row.askedMinor, run.balanceMinor)
        }
        if isLast, index > 0, row.carriedMinor > 0, let strictPath {
            throw negativeAmortization(at: strictPath)
        }
        if isEmpty || !row.kind.isSilent {
            dueMinor = try dueMinor.adding(
                run.deferredMinor, at: path(index, "interestDue"))
            run.deferredMinor = 0
        }
        run.balanceMinor &-= principalMinor
        rows[index].principalMinor = try principalMinor.adding(
            row.principalPaidAtCutsMinor, at: path(index, "principalDue"))
        rows[index].interestMinor = try dueMinor.adding(
            row.interestPaidAtCutsMinor, at: path(index, "interestDue"))
        let owesFee = !row.kind.isSilent && row.kind != .downPayment
        rows[index].feeMinor = owesFee ? terms.installmentFeeMinor : 0
        // Where a cut made a row the last before it had begun there is none.
        if isEmpty, !row.hasBegun(on: stretch.emptySince ?? date) { rows[index].feeMinor = 0 }
        rows[index].balanceAfterMinor = run.balanceMinor
        rows[index].capitalizedMinor = capitalizedMinor
    }

    /// The path of a row's figure.
    func path(_ index: Int, _ figure: StaticString) -> String {
        "schedule.items[\(first + index)].\(figure)"
    }

    private func negativeAmortization(at path: String) -> LoanError {
        LoanError(
            .negativeAmortization, at: path,
            "the level payment \(terms.currency.text(levelMinor ?? 0)) does not pay the interest; "
                + "allowed: a change under which it does")
    }
}
