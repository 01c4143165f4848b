import TestSupport
import Testing

@testable import LoanEngine

@Suite("Pauses of interest")
struct InterestPausesTests {
    private static let origin = day(2026, 1, 1)

    private static func date(_ number: Int) -> CivilDate {
        origin.adding(days: number) ?? origin
    }

    @Test("The stretches that accrue are the days that no pause has", arguments: 0..<200)
    func againstDays(_ number: Int) {
        var random = SplitMix64(seed: 5, case: number)
        var pauses = InterestPauses()
        var paused: Set<Int> = []
        for _ in 0..<random.int(0...8) {
            let after = random.int(0...50)
            let until = after + random.int(-2...15)
            pauses.add(after: Self.date(after), until: Self.date(until))
            if after < until { paused.formUnion(after + 1...until) }
            let from = random.int(0...60)
            let to = random.int(0...70)
            var found: [Int] = []
            pauses.forEachAccruing(after: Self.date(from), upTo: Self.date(to)) { after, upTo in
                let days = (after.days(since: Self.origin), upTo.days(since: Self.origin))
                if days.0 >= days.1 { Issue.record("an empty stretch") }
                found += Array((days.0 + 1)...max(days.1, days.0 + 1))
            }
            let expected = from < to ? (from + 1...to).filter { !paused.contains($0) } : []
            #expect(found == expected, "case \(number): (\(from), \(to)]")
            let isTouched = from < to && (from + 1...to).contains { paused.contains($0) }
            #expect(pauses.touch(after: Self.date(from), upTo: Self.date(to)) == isTouched)
        }
    }

    @Test("Pauses that meet become one")
    func meeting() {
        var (one, two) = (InterestPauses(), InterestPauses())
        one.add(after: Self.date(3), until: Self.date(9))
        two.add(after: Self.date(6), until: Self.date(9))
        two.add(after: Self.date(3), until: Self.date(6))
        #expect(one == two)
        #expect(one != InterestPauses())
    }
}
