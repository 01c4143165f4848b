import LoanEngine
import TestSupport
import Testing

/// What holds of every row of every schedule, from the row's own figures.
@Suite("Laws of schedules")
struct ScheduleLaws {
    @Test(
        "Principal sums, parts sum, nothing negative, balances to zero", arguments: LawTerms.seeds)
    func sums(_ seed: UInt64) {
        LawTerms.forEach(seed) { terms, _, place in
            guard let schedule = try LawTerms.schedule(terms) else { return }
            var balance = terms.principalMinor
            var (principal, interest, fee) = (0 as Int64, 0 as Int64, 0 as Int64)
            for (index, row) in schedule.items.enumerated() {
                let isCapitalized = index < terms.grace.capitalized
                let change = row.balanceAfterMinor - balance
                let isRight =
                    row.principalDueMinor >= 0 && row.interestDueMinor >= 0
                    && row.feeDueMinor >= 0 && row.penaltyDueMinor == 0
                    && row.totalDueMinor
                        == row.principalDueMinor + row.interestDueMinor + row.feeDueMinor
                    && row.feeDueMinor == (isCapitalized ? 0 : terms.installmentFeeMinor)
                    && (isCapitalized ? change >= 0 : change == -row.principalDueMinor)
                    && row.balanceAfterMinor >= 0
                if !isRight { Issue.record("\(place): row \(index + 1): \(row)") }
                balance = row.balanceAfterMinor
                principal += row.principalDueMinor - (isCapitalized ? change : 0)
                interest += row.interestDueMinor
                fee += row.feeDueMinor
            }
            let totals = schedule.totals
            let isRight =
                balance == 0 && principal == terms.principalMinor
                && totals.interestMinor == interest && totals.feeMinor == fee
                && totals.totalMinor == totals.principalMinor + interest + fee
                && schedule.items.count <= terms.termCount
                // Before the last row something is still owed: no schedule goes on at zero.
                && (terms.interestMethod == .flat || terms.amortization != .equalInstallments
                    || schedule.items.dropLast().allSatisfy { $0.balanceAfterMinor > 0 })
            if !isRight { Issue.record("\(place): \(schedule.totals), balance \(balance)") }
        }
    }

    /// Where level payments carry nothing into or out of a row, its interest is its own.
    private static func ownInterest(
        _ schedule: RepaymentSchedule, _ index: Int, after grace: Int
    ) -> Int64? {
        guard let level = schedule.installmentMinor, index >= grace else {
            return schedule.items[index].interestDueMinor
        }
        func mayCarry(_ index: Int) -> Bool {
            let row = schedule.items[index]
            return index < schedule.items.count - 1 && row.principalDueMinor == 0
                && row.interestDueMinor == level
        }
        if index > grace, mayCarry(index - 1) { return nil }
        return mayCarry(index) ? nil : schedule.items[index].interestDueMinor
    }

    @Test(
        "Declining interest is balance × rate × fraction, rounded once", arguments: LawTerms.seeds)
    func decliningInterest(_ seed: UInt64) {
        var (rows, seen) = (0, 0)
        LawTerms.forEach(seed) { terms, _, place in
            guard terms.interestMethod == .declining,
                let schedule = try LawTerms.schedule(terms)
            else { return }
            let rates = try LawTerms.rates(terms)
            let grace = LawTerms.rowsWithoutPrincipal(terms)
            var balance = terms.principalMinor
            for (index, row) in schedule.items.enumerated() {
                rows += 1
                let interest =
                    index < terms.grace.capitalized
                    ? row.balanceAfterMinor - balance
                    : Self.ownInterest(schedule, index, after: grace)
                if let interest {
                    seen += 1
                    let isRight = isRounded(
                        interest, from: Rational(balance) * rates[index],
                        unit: terms.rounding.interestUnitMinor, by: terms.rounding.interestMode)
                    if !isRight { Issue.record("\(place): row \(index + 1) of \(terms)") }
                }
                balance = row.balanceAfterMinor
            }
        }
        // The other rows carry interest; the law after this one is theirs.
        #expect(seen * 2 >= rows, "\(seen) of \(rows) rows")
    }

    @Test("Carried interest is paid as soon as A can, and none is lost", arguments: LawTerms.seeds)
    func carriedInterest(_ seed: UInt64) {
        LawTerms.forEach(seed) { terms, _, place in
            guard terms.interestMethod == .declining,
                let schedule = try LawTerms.schedule(terms), let level = schedule.installmentMinor
            else { return }
            let rates = try LawTerms.rates(terms)
            let grace = LawTerms.rowsWithoutPrincipal(terms)
            var balance =
                grace > 0 ? schedule.items[grace - 1].balanceAfterMinor : terms.principalMinor
            var carried: Int64 = 0
            for (index, row) in schedule.items.enumerated().dropFirst(grace) {
                let own = try (Rational(balance) * rates[index]).rounded(
                    toMultipleOf: terms.rounding.interestUnitMinor, by: terms.rounding.interestMode)
                let isLast = index == terms.termCount - 1
                let due = isLast ? own : min(own + carried, level)
                carried += own - row.interestDueMinor
                if row.interestDueMinor != due || (carried > 0 && row.principalDueMinor > 0) {
                    Issue.record("\(place): row \(index + 1): \(row), carried \(carried)")
                }
                balance = row.balanceAfterMinor
            }
            if carried != 0 { Issue.record("\(place): \(carried) lost: \(terms)") }
        }
    }

    @Test("Flat interest is principal × rate × time, rounded once", arguments: LawTerms.seeds)
    func flatInterest(_ seed: UInt64) {
        LawTerms.forEach(seed) { terms, _, place in
            guard terms.interestMethod == .flat, let schedule = try LawTerms.schedule(terms) else {
                return
            }
            let rates = try LawTerms.rates(terms)
            let (unit, mode) = (terms.rounding.interestUnitMinor, terms.rounding.interestMode)
            let principal = Rational(terms.principalMinor)
            var isRight = true
            switch (terms.rate.per, terms.flatInterest) {
            case (.loan, _):
                let exact = principal * terms.rate.percent * Rational(1, over: 100)
                isRight = isRounded(
                    schedule.totals.interestMinor, from: exact, unit: unit, by: mode)
            case (_, .term):
                let exact = principal * rates.reduce(.zero, +)
                isRight = isRounded(
                    schedule.totals.interestMinor, from: exact, unit: unit, by: mode)
            case (_, .period):
                for (row, rate) in zip(schedule.items, rates) {
                    isRight =
                        isRight
                        && isRounded(
                            row.interestDueMinor, from: principal * rate, unit: unit, by: mode)
                }
            }
            let free = schedule.items.prefix(terms.grace.interestFree)
            isRight = isRight && free.allSatisfy { $0.interestDueMinor == 0 }
            if !isRight { Issue.record("\(place): \(schedule.totals) of \(terms)") }
        }
    }

    @Test("Rows of level payments are level, but for the last", arguments: LawTerms.seeds)
    func levelRows(_ seed: UInt64) {
        LawTerms.forEach(seed) { terms, _, place in
            guard let schedule = try LawTerms.schedule(terms),
                let level = schedule.installmentMinor
            else { return }
            let grace = LawTerms.rowsWithoutPrincipal(terms)
            for row in schedule.items.dropFirst(grace).dropLast() {
                let paid = row.principalDueMinor + row.interestDueMinor
                // Flat interest may be more than the payment, or principal run out before the end.
                let isRight =
                    terms.interestMethod == .declining
                    ? paid == level
                    : paid == level || row.principalDueMinor == 0 || row.balanceAfterMinor == 0
                if !isRight { Issue.record("\(place): row \(row.sequence): \(paid), A \(level)") }
            }
        }
    }
}
