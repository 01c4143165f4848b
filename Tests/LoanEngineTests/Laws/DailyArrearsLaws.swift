import LoanCalendar
import TestSupport
import Testing

@testable import LoanEngine

/// Arrears where interest accrues by the day, as the fast way and the plain one bring them.
@Suite("Laws of arrears by the day")
struct DailyArrearsLaws {
    @Test("Arrears brought at once are those brought row by row")
    func atOnce() {
        var atOnce = 0
        for seed in LawTerms.seeds where seed % 2 == 0 { check(seed, &atOnce) }
        // A way that is never taken would hold of anything.
        #expect(atOnce > 200, "\(atOnce)")
    }

    private func check(_ seed: UInt64, _ atOnce: inout Int) {
        let daily = { (terms: inout LoanTerms) in terms.accrual = .daily }
        ServicingLog.forEach(seed, upTo: 30, length: 8, changing: daily) { log, place in
            let view = try log.account.loan.servicedView(asOf: log.account.latestDate)
            guard let plan = view.account.daily?.value, plan.count > 0 else { return }
            let end = plan.rows[plan.count - 1].period.end
            var date = log.account.latestDate
            for days in [1, 9, 40, 200] {
                guard date < end, let next = date.adding(days: days) else { break }
                date = min(next, end)
                var (fast, plain) = (plan, plan)
                guard fast.bringArrearsAtOnce(to: date) else { continue }
                try plain.bringArrearsOneByOne(to: date)
                if "\(fast.moves)" != "\(plan.moves)" { atOnce += 1 }
                #expect("\(fast.rows)" == "\(plain.rows)", "\(place), \(date)")
                #expect("\(fast.moves)" == "\(plain.moves)", "\(place), \(date)")
                #expect(fast.taker == plain.taker, "\(place), \(date)")
            }
        }
    }
}
