import LoanEngine

/// Terms of the plan that most loans do not have, each there now and then.
public enum PlanTermsGenerator {
    /// Adds some to valid terms, where they are valid with them.
    public static func add(to terms: inout LoanTerms, _ random: inout SplitMix64) {
        let plain = terms
        change(&terms, &random)
        // A percentage that rounding makes more than a tiny principal has no meaning.
        do throws(LoanError) { try terms.validate() } catch { terms = plain }
    }

    private static func change(_ terms: inout LoanTerms, _ random: inout SplitMix64) {
        addSeries(to: &terms, &random)
        if random.once(in: 3) { terms.firstPeriod = .prorated }
        if random.once(in: 3) {
            terms.upfrontFees = (0..<random.int(1...UpfrontFee.maximumCount)).map { number in
                UpfrontFee(
                    name: "fee \(number)", figure(&random, below: terms.principalMinor / 9),
                    collection: random.any(UpfrontFeeCollection.self))
            }
        }
        if random.once(in: 3), terms.balloonMinor == 0 {
            terms.downPayment = figure(&random, below: terms.principalMinor / 2)
        }
        if random.once(in: 3), terms.amortization == .equalInstallments, terms.leveling == .none {
            terms.installmentMinor = 1 + Int64(random.magnitude(bits: 40))
        }
        if random.once(in: 3), terms.interestMethod == .declining, terms.grace.capitalized == 0 {
            terms.grace.deferred = random.int(0...terms.termCount - 1)
        }
    }

    private static func addSeries(to terms: inout LoanTerms, _ random: inout SplitMix64) {
        guard terms.nonWorkingDays?.rule != .skip, random.once(in: 2) else { return }
        if terms.termUnit == .month {
            terms.dueDays = random.pick([[31], [15, 31], [1, 8, 15, 22]])
            terms.firstDueDate = nil
        } else if terms.rate.per != .loan, terms.dayCount.usesDates {
            let dates = (0..<terms.termCount).compactMap {
                terms.disbursedAt.adding(days: $0 * 9 + random.int(0...8))
            }
            guard !dates.isEmpty else { return }
            (terms.dueDates, terms.termCount, terms.firstDueDate) = (dates, dates.count, nil)
            (terms.termUnit, terms.termEvery) = (.month, 1)
            terms.grace = Grace()
        }
    }

    private static func figure(
        _ random: inout SplitMix64, below most: Int64
    ) -> AmountOrPercent {
        random.once(in: 2)
            ? .amount(minor: most == 0 ? 0 : Int64(random.next() % most.magnitude))
            : .percent(Rational(Int64(random.int(0...900)), over: random.pick([100, 300])))
    }
}
