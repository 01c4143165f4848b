import TestSupport

@testable import LoanEngine

/// A plan to which random changes happen on rising dates.
struct PlanSequence {
    var generator: TermsGenerator
    private(set) var plan: Plan
    private(set) var date: CivilDate
    /// What the changes have been, for messages.
    private(set) var log: [String] = []
    /// What was lent, drawn and capitalized less what was waived.
    private var principalMinor: Int128

    /// What a change has done.
    enum Outcome {
        /// The plan's rows from this one on are new.
        case changed(from: Int)
        /// No row was current, or the plan takes no such change.
        case nothing
        case refused(LoanError)
    }

    /// The plan of random terms, or nil where they have none.
    static func plan(
        _ generator: inout TermsGenerator, _ change: (inout LoanTerms) -> Void = { _ in }
    ) -> (plan: Plan, schedule: RepaymentSchedule)? {
        var terms = generator.terms()
        change(&terms)
        guard let contract = try? Contract(terms),
            let schedule = try? RepaymentSchedule(for: contract)
        else { return nil }
        return (Plan(contract, schedule), schedule)
    }

    init?(
        seed: UInt64, case number: Int, isDeclining: Bool = false,
        _ change: (inout LoanTerms) -> Void = { _ in }
    ) {
        generator = TermsGenerator(seed: seed, case: number)
        let found = PlanSequence.plan(&generator) {
            if isDeclining { $0.interestMethod = .declining }
            change(&$0)
        }
        guard let found else { return nil }
        plan = found.plan
        date = plan.terms.disbursedAt
        principalMinor = Int128(plan.terms.principalMinor)
    }

    /// Goes on to a later date, or stays: starts of rows more often than other days.
    mutating func advance() {
        let last = plan.slots[plan.slots.count - 1].period.end
        let days = max(last.days(since: date) / 4, 0)
        let next = date.adding(days: generator.random.int(0...days)) ?? date
        let index = plan.firstRow(notDueBy: next)
        let isStart = generator.random.once(in: 3) && index < plan.count
        date = isStart ? max(plan.rows[index].period.start, date) : next
    }

    /// A random change on the date.
    mutating func change() -> Outcome {
        let before = principalMinor
        do {
            guard let index = try act() else { return .nothing }
            return .changed(from: index)
        } catch {
            principalMinor = before
            return .refused(error as? LoanError ?? LoanError(.invalidEvent, at: "", "\(error)"))
        }
    }

    private mutating func act() throws -> Int? {
        let index = plan.currentRow(on: date)
        let most = index.map { plan.balanceMinor(at: $0) } ?? 0
        let amountMinor = Int64(generator.random.int(1...Int(max(min(most, 1 << 40), 1))))
        let isDeclining = plan.terms.interestMethod == .declining
        switch generator.random.int(0...7) {
        case 0:
            log.append("\(date) draw \(amountMinor)")
            if index != nil, isDeclining { principalMinor += Int128(amountMinor) }
            return try plan.drawDown(amountMinor, on: date, at: "events[0]")
        case 1:
            let percent =
                plan.terms.rate.percent * Rational(Int64(generator.random.int(0...24)), over: 16)
            let per = plan.terms.rate.per == .loan ? .year : plan.terms.rate.per
            let keep = generator.random.any(RateChangeKeep.self)
            log.append("\(date) rate \(percent) \(keep.name)")
            return try plan.changeRate(
                InterestRate(percent: percent, per: per), keep: keep, on: date, at: "events[0]")
        case 2:
            let until = date.adding(days: generator.random.int(1...70)) ?? date
            log.append("\(date) pause until \(until)")
            return try plan.pauseInterest(after: date, until: until)
        case 3:
            let waivedMinor = min(amountMinor, most)
            log.append("\(date) waive \(waivedMinor)")
            if index != nil, isDeclining { principalMinor -= Int128(waivedMinor) }
            return try plan.lowerBalance(by: waivedMinor, on: date)
        case 4, 5:
            let effect = generator.random.pick([PrepaymentEffect.reduceTerm, .reduceInstallment])
            let basis = generator.random.any(PrepaymentInterest.self)
            var interestMinor: Int64 = 0
            if let index, basis == .toDate {
                interestMinor =
                    try plan.roundedInterest(in: index, to: date)
                    - plan.rows[index].interestPaidAtCutsMinor
            }
            let paidMinor = generator.random.once(in: 6) ? most : min(amountMinor, most)
            log.append("\(date) prepay \(paidMinor) \(effect.name) \(basis.name)")
            return try plan.prepay(
                paidMinor, interestMinor: interestMinor, effect, basis, on: date)?.row
        default:
            return try reschedule(index, amountMinor)
        }
    }

    private mutating func reschedule(_ index: Int?, _ amountMinor: Int64) throws -> Int? {
        var changes = RescheduleTerms()
        let most = generator.random.int(0...7)
        changes.termCount = most + 1
        if generator.random.once(in: 3) { changes.termUnit = generator.random.any(TermUnit.self) }
        if generator.random.once(in: 3) {
            changes.amortization = generator.random.any(Amortization.self)
        }
        if generator.random.once(in: 3) {
            changes.firstDueDate = date.adding(days: generator.random.int(1...40))
        }
        if generator.random.once(in: 3) {
            changes.grace = Grace(
                principal: generator.random.int(0...most),
                interestFree: generator.random.int(0...most),
                capitalized: plan.terms.interestMethod == .flat
                    ? 0 : generator.random.int(0...most))
        }
        if generator.random.once(in: 3) { changes.balloonMinor = amountMinor / 3 }
        var arrears: CapitalizedArrears?
        if generator.random.once(in: 3) {
            let arrear = CapitalizedArrears(
                principalMinor: amountMinor / 7, interestMinor: amountMinor / 9)
            principalMinor += Int128(arrear.principalMinor) + Int128(arrear.interestMinor)
            arrears = arrear
        }
        log.append("\(date) reschedule \(changes) \(String(describing: arrears))")
        let row = try plan.reschedule(changes, arrears: arrears, on: date, at: "events[0]")
        if row == nil, let arrears {
            principalMinor -= Int128(arrears.principalMinor) + Int128(arrears.interestMinor)
        }
        return row
    }

    /// What is not as it must be after a change.
    func faults(after outcome: Outcome, before: Plan) -> [String] {
        var faults: [String] = []
        func require(_ condition: Bool, _ fault: @autoclosure () -> String) {
            if !condition { faults.append(fault()) }
        }
        let rows = Array(plan.rows)
        switch outcome {
        case .nothing:
            require(rows == Array(before.rows), "nothing happened, and rows changed")
        case .refused(let error):
            require(
                rows == Array(before.rows) && plan.levelMinor == before.levelMinor
                    && plan.terms == before.terms && plan.first == before.first
                    && plan.slots == before.slots && plan.pauses == before.pauses,
                "refused, and changed: \(error)")
            require(
                error.code != .invalidEvent || error.path.hasPrefix("events[0]."),
                "an error elsewhere: \(error)")
        case .changed(let index):
            require(
                rows[..<index].elementsEqual(before.rows[..<index]),
                "rows before \(index) changed")
            if index < before.count, plan.first == before.first {
                let (old, new) = (before.rows[index], rows[index])
                require(
                    new.principalPaidAtCutsMinor >= old.principalPaidAtCutsMinor
                        && new.interestPaidAtCutsMinor >= old.interestPaidAtCutsMinor,
                    "what was paid at cuts became less")
            }
        }
        require(plan.count > 0 && plan.count <= plan.slots.count, "\(plan.count) rows")
        let paidMinor = rows.reduce(Int128(0)) { $0 + Int128($1.principalMinor) }
        let capitalizedMinor = rows.reduce(Int128(0)) { $0 + Int128($1.capitalizedMinor) }
        require(
            paidMinor == principalMinor + capitalizedMinor,
            "principal \(paidMinor), not \(principalMinor) + \(capitalizedMinor)")
        require(rows.last?.balanceAfterMinor == 0, "a balance is left")
        for (index, row) in rows.enumerated() {
            require(row.sequence == Int32(index + 1), "sequence \(row.sequence) at \(index)")
            require(
                row.principalMinor >= row.principalPaidAtCutsMinor
                    && row.interestMinor >= row.interestPaidAtCutsMinor
                    && row.principalPaidAtCutsMinor >= row.heldMinor
                    && row.interestPaidAtCutsMinor >= 0 && row.heldMinor >= 0
                    && row.feeMinor >= 0 && row.balanceAfterMinor >= 0
                    && row.carriedMinor >= 0 && row.capitalizedMinor >= 0,
                "a part below zero in \(row)")
            if index > 0 {
                require(
                    row.period.dueDate > rows[index - 1].period.dueDate
                        && row.period.end > rows[index - 1].period.end,
                    "dates do not rise at \(index)")
            }
        }
        return faults
    }
}
