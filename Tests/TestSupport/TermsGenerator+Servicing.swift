import LoanEngine

extension TermsGenerator {
    /// The next terms, with every option of servicing among them: how money is allocated by timing,
    /// prepayment, settlement, late charges and their limit, tolerance and the start of days past due;
    /// upfront fees, a down payment, deferred grace, a stated installment, due dates as contracts state
    /// them.
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
        if random.once(in: 2) { shapePlan(of: &terms) }
        if random.once(in: 2) { accrueDaily(in: &terms) }
        return terms
    }

    /// Interest by the day, where the terms go with it.
    private mutating func accrueDaily(in terms: inout LoanTerms) {
        var daily = terms
        daily.accrual = .daily
        if random.once(in: 2) { daily.servicing.prepayment.interest = .toDate }
        if random.once(in: 2) { daily.servicing.settlement.interest = .toDate }
        if random.once(in: 2) { daily.balloonMinor = 0 }
        if (try? Contract(daily)) != nil { terms = daily }
    }

    private mutating func shapePlan(of terms: inout LoanTerms) {
        if random.once(in: 3) {
            for number in 0..<random.int(1...3) {
                terms.upfrontFees.append(
                    UpfrontFee(
                        name: "fee \(number)", amountOrPercent(terms, upTo: 5),
                        collection: random.pick([.financed, .financed, .separate])))
            }
        }
        if random.once(in: 4) { terms.downPayment = amountOrPercent(terms, upTo: 40) }
        let isSkip = terms.nonWorkingDays?.rule == .skip
        if terms.interestMethod == .declining, terms.grace.capitalized == 0, terms.termCount > 1,
            random.once(in: 4)
        {
            terms.grace.deferred = random.int(1...min(3, terms.termCount - 1))
        }
        if terms.interestMethod == .declining, terms.amortization == .equalInstallments,
            terms.leveling == .none, random.once(in: 4)
        {
            let share = terms.principalMinor / Int64(terms.termCount)
            terms.installmentMinor = max(1, share + Int64(random.int(0...Int(max(1, share / 4)))))
        }
        switch random.int(0...5) {
        case 0 where terms.dayCount.usesDates && !isSkip && terms.rate.per != .loan:
            var dates: [CivilDate] = []
            var date = terms.disbursedAt
            while dates.count < terms.termCount, let next = date.adding(days: random.int(1...50)) {
                dates.append(next)
                date = next
            }
            terms.dueDates = dates
            terms.firstDueDate = nil
        case 1 where terms.termUnit == .month:
            terms.dueDays = random.pick([[5, 20], [15, 31], [1], [10], [1, 11, 21]])
            terms.firstDueDate = nil
        case 2 where !terms.dayCount.usesDates: terms.firstPeriod = .prorated
        case 3 where !isSkip: terms.firstDueDate = terms.disbursedAt
        default: break
        }
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
