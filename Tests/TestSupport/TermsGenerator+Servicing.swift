import LoanEngine

extension TermsGenerator {
    /// The next terms, with every option of servicing among them: how money is allocated by timing,
    /// prepayment, settlement, late charges and their limit, tolerance and the start of days past due.
    ///
    /// - Parameter mostRows: The most installments; sequences of events over them stay affordable.
    public mutating func servicedTerms(mostRows: Int = 20) -> LoanTerms {
        var terms = terms()
        if terms.termCount > mostRows {
            terms.termCount = mostRows
            terms.grace.principal = min(terms.grace.principal, mostRows - 1)
            terms.grace.interestFree = min(terms.grace.interestFree, mostRows - 1)
            terms.grace.capitalized = min(terms.grace.capitalized, mostRows - 1)
        }
        addServicing(to: &terms)
        return terms
    }

    private mutating func addServicing(to terms: inout LoanTerms) {
        let due = terms.allocation.due
        if random.once(in: 3) {
            terms.allocation = AllocationPolicy(
                due, pastDue: ComponentOrder(random.shuffled(Component.allCases)),
                inAdvance: ComponentOrder(random.shuffled(Component.allCases)),
                grouping: terms.allocation.grouping)
        }
        if random.once(in: 2) { terms.allocation.advance = random.any(AdvanceOrder.self) }
        if random.once(in: 3) {
            terms.delinquency.toleranceMinor = Int64(
                random.int(0...Int(max(1, terms.principalMinor / 10))))
        }
        terms.delinquency.daysFrom = random.any(DaysPastDueStart.self)
        var servicing = ServicingTerms()
        servicing.prepayment.interest = random.any(PrepaymentInterest.self)
        if terms.interestMethod == .declining {
            servicing.prepayment.effect = random.any(PrepaymentEffect.self)
        }
        servicing.settlement.interest = random.any(SettlementInterest.self)
        if random.once(in: 3) { servicing.settlement.fee = amountOrPercent(terms, upTo: 5) }
        if random.once(in: 3) {
            servicing.settlement.retainedPercent = Rational(Int64(random.int(0...100)))
        }
        for _ in 0..<random.pick([0, 0, 1, 1, 2, 3]) {
            servicing.lateCharges.append(lateCharge(terms))
        }
        if random.once(in: 3) { servicing.lateChargeLimit = amountOrPercent(terms, upTo: 30) }
        terms.servicing = servicing
    }

    private mutating func amountOrPercent(
        _ terms: LoanTerms, upTo percent: Int
    ) -> AmountOrPercent {
        if random.once(in: 2) {
            return .percent(Rational(Int64(random.int(0...percent * 10)), over: 10))
        }
        return .amount(minor: Int64(random.int(0...Int(max(1, terms.principalMinor / 20)))))
    }

    private mutating func lateCharge(_ terms: LoanTerms) -> LateChargeRule {
        let charge: LateChargeRule.Charge
        switch random.int(0...2) {
        case 0:
            charge = .amount(minor: Int64(random.int(1...Int(max(1, terms.principalMinor / 50)))))
        case 1:
            charge = .percent(
                Rational(Int64(random.int(1...50)), over: 10),
                of: random.any(LateChargeRule.Base.self))
        default:
            charge = .penalInterest(
                InterestRate(
                    percent: Rational(Int64(random.int(1...480)), over: 10), per: .year),
                of: random.pick([.overduePrincipal, .overdue]),
                yearDays: random.pick([360, 364, 365]), from: random.any(LateChargeRule.Start.self))
        }
        var rule = LateChargeRule(
            charge, afterDays: random.once(in: 2) ? 0 : random.int(1...40),
            component: random.once(in: 4) ? .fee : .penalty)
        if case .penalInterest = charge { return rule }
        if random.once(in: 2) {
            rule.repetition = LateChargeRule.Repetition(
                every: random.int(5...60), random.pick([.day, .week, .month]),
                times: random.once(in: 2) ? random.int(1...6) : nil)
        }
        return rule
    }
}
