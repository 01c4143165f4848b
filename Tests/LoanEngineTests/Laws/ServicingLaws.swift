import LoanEngine
import TestSupport
import Testing

/// What holds of every loan that is serviced, through events of every type under every option.
@Suite("Laws of servicing")
struct ServicingLaws {
    @Test("Every minor unit is somewhere, once", arguments: LawTerms.seeds)
    func conservation(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 8, length: 14) { log, place in
            for date in [log.events.date(), log.events.date(), log.events.date(), log.end] {
                Counterexample.check(log.account, place, asOf: date) { account in
                    try ServicingBooks(account, asOf: date).broken
                }
            }
        }
    }

    @Test("Those events are of every type under every option, taken and refused")
    func reach() {
        var taken: [String: Int] = [:]
        for seed in LawTerms.seeds where seed % 2 == 0 {
            ServicingLog.forEach(seed, upTo: 8, length: 14) { log, _ in
                let terms = log.account.terms
                for key in Self.options(terms) { taken[key, default: 0] += 1 }
                for code in log.refused { taken[code.name, default: 0] += 1 }
                for entry in log.log {
                    for key in Self.kinds(entry.event) { taken[key, default: 0] += 1 }
                }
                for kind in try log.account.servicing(asOf: log.end).adjustments.map(\.kind) {
                    taken[kind.name, default: 0] += 1
                }
                let status = try log.account.statement(asOf: log.end).status
                taken[status.name, default: 0] += 1
            }
        }
        print(taken.sorted { $0.value < $1.value }.map { "\($0.key) \($0.value)" })
        // A law over logs that reached little would hold of anything.
        for key in Self.allKeys where taken[key, default: 0] < 5 {
            Issue.record("\(key): \(taken[key, default: 0]) times")
        }
    }

    private static func options(_ terms: LoanTerms) -> [String] {
        let servicing = terms.servicing
        var keys = [
            "prepayment " + servicing.prepayment.effect.name + " "
                + servicing.prepayment.interest.name,
            "settlement " + servicing.settlement.interest.name,
            "advance " + terms.allocation.advance.name,
            terms.interestMethod.name + " " + terms.amortization.name,
            terms.accrual.name + " " + terms.amortization.name,
        ]
        if terms.allocation.pastDue != terms.allocation.inAdvance { keys.append("timing") }
        for fee in terms.upfrontFees { keys.append("upfront " + fee.collection.name) }
        if terms.downPayment != nil { keys.append("down payment") }
        if terms.grace.deferred > 0 { keys.append("deferred") }
        if terms.installmentMinor != nil { keys.append("stated") }
        if terms.dueDates != nil { keys.append("dueDates") }
        if terms.dueDays != nil { keys.append("dueDays") }
        if terms.firstPeriod == .prorated { keys.append("prorated") }
        if terms.firstDueDate == terms.disbursedAt { keys.append("in advance") }
        if terms.delinquency.toleranceMinor > 0 { keys.append("tolerance") }
        if servicing.settlement.fee != nil { keys.append("settlement fee") }
        if servicing.lateChargeLimit != nil { keys.append("limit") }
        for rule in servicing.lateCharges {
            switch rule.charge {
            case .amount: keys.append("late amount")
            case .percent(_, let base): keys.append("late percent " + base.name)
            case .penalInterest(_, let base, _, _): keys.append("late rate " + base.name)
            }
            if rule.repetition != nil { keys.append("late again") }
        }
        return keys
    }

    private static func kinds(_ event: LoanEvent) -> [String] {
        switch event {
        case .rateChange(_, let keep): [event.type.name, event.type.name + " " + keep.name]
        case .reschedule(_, let arrears): [event.type.name, event.type.name + " " + arrears.name]
        case .waiver(let component, _): [event.type.name, event.type.name + " " + component.name]
        default: [event.type.name]
        }
    }

    private static let allKeys: [String] = {
        var keys = EventType.allCases.filter { !$0.isApplicationStep }.map(\.name)
        keys += AdjustmentKind.allCases.map(\.name)
        for effect in PrepaymentEffect.allCases {
            for interest in PrepaymentInterest.allCases {
                keys.append("prepayment \(effect.name) \(interest.name)")
            }
        }
        keys += SettlementInterest.allCases.map { "settlement " + $0.name }
        keys += AdvanceOrder.allCases.map { "advance " + $0.name }
        for method in InterestMethod.allCases {
            keys += Amortization.allCases.map { method.name + " " + $0.name }
        }
        keys += Amortization.allCases.map { "DAILY " + $0.name }
        keys += ["upfront FINANCED", "upfront SEPARATE", "down payment", "deferred", "stated"]
        keys += ["dueDates", "dueDays", "prorated", "in advance"]
        keys += ["timing", "tolerance", "settlement fee", "limit", "late amount", "late again"]
        keys += LateChargeRule.Base.allCases.map { "late percent " + $0.name }
        keys += ["late rate OVERDUE", "late rate OVERDUE_PRINCIPAL"]
        keys += RateChangeKeep.allCases.map { "RATE_CHANGE " + $0.name }
        keys += RescheduledArrears.allCases.map { "RESCHEDULE " + $0.name }
        keys += Component.allCases.map { "WAIVER " + $0.name }
        keys += [LoanStatus.active, .completed, .writtenOff].map(\.name)
        keys += [LoanError.Code.invalidEvent, .illegalTransition, .forbiddenRole].map(\.name)
        return keys
    }()
}
