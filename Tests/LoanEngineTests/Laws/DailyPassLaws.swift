import LoanCalendar
import TestSupport
import Testing

@testable import LoanEngine

/// Rows by the day: what is worked out in machine words, or without a copy, as against the definition.
@Suite("Laws of rows by the day")
struct DailyPassLaws {
    @Test("A pass over plain rows is the pass over any rows")
    func plainRows() {
        var plain = 0
        forEachPlan { plan, place in
            var (fast, full) = (plan, plan)
            // A second change to the same rates after the last row: so no row is a plain one.
            let rates = plan.rateChanges[plan.rateChanges.count - 1].rates
            full.change(to: rates, on: .last)
            fast.noteAll()
            try full.compute()
            try fast.compute()
            #expect("\(fast.rows)" == "\(full.rows)", "\(place)")
            for index in 1..<max(plan.count, 1) where !plan.hasShares {
                let before = plan.rows[index - 1]
                var state = DailyPlan.PassState(
                    balanceMinor: before.closingMinor, carriedMinor: before.carryMinor,
                    leftMinor: before.leftMinor,
                    place: plan.moves.firstIndex { $0.date > before.period.end }
                        ?? plan.moves.count,
                    laterMinor: 0)
                plain +=
                    fast.computePlainRows(
                        from: index, to: index + 1, isLowering: false, &state
                    ).next - index
            }
        }
        // A way that is never taken would hold of anything.
        #expect(plain > 500, "\(plain)")
    }

    @Test("What idle rows ask for is what they ask for in a copy that ends on the date")
    func idleRows() {
        var idleRows = 0
        forEachPlan { plan, place in
            var date = plan.rows[0].period.start
            for days in [0, 3, 30, 31, 60] {
                guard let next = date.adding(days: days) else { break }
                date = next
                guard let idle = try plan.idleRows(on: date) else { continue }
                let copy = try plan.ending(on: date)
                for index in idle.first..<plan.count {
                    for component in [Component.principal, .interest] {
                        let expected = copy.askedMinor(
                            component, in: index, on: date, openRows: copy.openRows)
                        let asked = plan.askedMinor(component, in: index, idle)
                        #expect(
                            max(asked, 0) == max(expected, 0),
                            "\(place), \(date), \(component) of \(index)")
                        idleRows += 1
                    }
                }
            }
        }
        #expect(idleRows > 5_000, "\(idleRows)")
    }

    private func forEachPlan(_ body: (DailyPlan, String) throws -> Void) {
        let daily = { (terms: inout LoanTerms) in terms.accrual = .daily }
        for seed in LawTerms.seeds where seed % 2 == 1 {
            ServicingLog.forEach(seed, upTo: 30, length: 8, changing: daily) { log, place in
                let view = try log.account.loan.servicedView(asOf: log.account.latestDate)
                guard let plan = view.account.daily?.value, plan.count > 0, plan.changed == nil
                else {
                    return
                }
                try body(plan, "\(place)")
            }
        }
    }
}
