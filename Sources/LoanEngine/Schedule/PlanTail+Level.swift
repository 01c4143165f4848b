// Level payments and shares anew.
extension PlanTail {
    /// Makes anew what the rows ask for, and the rows.
    ///
    /// - Throws: `amountOutOfRange`; where it is strict, `negativeAmortization`.
    mutating func buildAnew() throws(LoanError) {
        if balanceMinor == 0 {
            // Nothing is left to be shared.
            try build()
            return
        }
        let grace = try endOfGrace()
        switch terms.amortization {
        case .equalInstallments: try levelAnew(grace)
        case .equalPrincipal:
            var shares = StraightLine(
                grace.balanceMinor, over: rows.count - grace.index, terms.residual,
                unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
            for index in grace.index..<rows.count { rows[index].askedMinor = shares.next() }
            keepsEmptyRows = true
            try build()
        case .bullet: try build()
        }
    }

    /// The first row beyond the grace that is still to come, and the balance that it opens with.
    private struct EndOfGrace {
        let index: Int
        let balanceMinor: Int64
    }

    private func endOfGrace() throws(LoanError) -> EndOfGrace {
        var balanceMinor = stretch.balanceMinor
        for index in rows.indices {
            let row = rows[index]
            if row.kind.isRepaying {
                return EndOfGrace(index: index, balanceMinor: balanceMinor &- row.heldMinor)
            }
            let interestMinor = try interestMinor(at: index, on: balanceMinor)
            balanceMinor &-= row.heldMinor
            if row.kind != .capitalized { continue }
            // What earlier rows carried to the first one joins the balance with its own.
            let carriedMinor = index == 0 ? row.carriedMinor : 0
            let owedMinor = try interestMinor.adding(
                carriedMinor, at: path(index, "balanceAfter"))
            balanceMinor = try balanceMinor.adding(
                max(owedMinor &- row.interestPaidAtCutsMinor, 0), at: path(index, "balanceAfter"))
        }
        // The last row always repays.
        return EndOfGrace(index: rows.count - 1, balanceMinor: balanceMinor)
    }

    /// A' = (b + C/(1+i_k) − B·v_n) / Σ v_j over the rows beyond grace, and their rows under it;
    /// respread, where the terms say so.
    private mutating func levelAnew(_ grace: EndOfGrace) throws(LoanError) {
        let payment = levelPayment(grace)
        anew = payment
        let levelMinor = try rounded(payment)
        try build(level: levelMinor)
        if terms.leveling == .respread { respread(levelMinor, from: grace.index) }
    }

    /// The rows under level payments of that amount.
    mutating func build(level levelMinor: Int64) throws(LoanError) {
        self.levelMinor = levelMinor
        for index in rows.indices { rows[index].askedMinor = levelMinor }
        try build()
    }

    /// A', exactly.
    ///
    /// What is owed at the end of row k, were nothing paid then, is
    ///
    ///     G = b + C + b × i_k, with C = X − what was paid of it at cuts,
    ///
    /// and the level payments are those of a loan of G whose first row bears no interest.
    private func levelPayment(_ grace: EndOfGrace) -> LevelPaymentAnew {
        var weights = (grace.index..<rows.count).map { weight(at: $0) }
        var principal = Rational(grace.balanceMinor)
        if grace.index == 0 {
            // Principal that bears interest to the period's end is in b, and paid then.
            principal =
                Rational(stretch.balanceMinor) + stretch.accrued
                + rates.exactInterest(on: stretch.balanceMinor, weights[0])
                - Rational(rows[0].interestPaidAtCutsMinor) - Rational(rows[0].heldMinor)
            weights[0] = .zero
        }
        return LevelPaymentAnew(
            principal: principal, balloonMinor: min(terms.balloonMinor, grace.balanceMinor),
            weights: weights, rates: rates)
    }

    /// A', rounded once.
    private func rounded(_ payment: LevelPaymentAnew) throws(LoanError) -> Int64 {
        do throws(ArithmeticError) {
            // What was paid at cuts beyond the interest accrued makes no level payment negative.
            return max(try payment.rounded(terms.rounding), 0)
        } catch {
            throw .amountOutOfRange("schedule.installmentAmount")
        }
    }

    /// Spreads back what rounding left to the last level payment, in at most three tries.
    ///
    /// m are the rows on which no more than A' was paid at cuts; d is the last row's principal and
    /// interest less A'.
    private mutating func respread(_ computedMinor: Int64, from index: Int) {
        var levelMinor = computedMinor
        let row = rows[index]
        let paidMinor =
            Int128(row.principalPaidAtCutsMinor) + Int128(row.interestPaidAtCutsMinor)
        let count = Int64(rows.count - index - (paidMinor > Int128(levelMinor) ? 1 : 0))
        for _ in 0..<Rounding.maximumRespreads {
            let before = lastDifference(from: levelMinor)
            guard count > 1, before.magnitude > UInt128(count / 2),
                let differenceMinor = Int64(exactly: before),
                let triedMinor = terms.rounding.respread(
                    levelMinor, differenceMinor, over: count),
                triedMinor != levelMinor, triedMinor >= 0
            else { return }
            var tried = self
            guard tried.tryBuild(level: triedMinor), tried.count == rows.count,
                tried.lastDifference(from: triedMinor).magnitude < before.magnitude
            else { return }
            self = tried
            levelMinor = triedMinor
        }
    }

    /// `build(level:)`, false where it is an error or level payments do not pay the interest.
    private mutating func tryBuild(level levelMinor: Int64) -> Bool {
        let path = strictPath
        strictPath = strictPath ?? ""
        do throws(LoanError) {
            try build(level: levelMinor)
        } catch {
            return false
        }
        strictPath = path
        return true
    }

    /// The last row's principal and interest, without what was paid of it at cuts or deferred to it,
    /// less the level payment.
    private func lastDifference(from levelMinor: Int64) -> Int128 {
        let row = rows[count - 1]
        let owedMinor = Int128(row.principalMinor) + Int128(row.interestMinor)
        let besidesMinor =
            Int128(row.principalPaidAtCutsMinor) + Int128(row.interestPaidAtCutsMinor)
            + Int128(row.deferredMinor)
        return owedMinor - besidesMinor - Int128(levelMinor)
    }
}
