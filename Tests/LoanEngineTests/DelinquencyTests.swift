import LoanEngine
import TestSupport
import Testing

@Suite("Delinquency")
struct DelinquencyTests {
    private static func statement(
        _ graceDays: Int, paid: Int64 = 0, asOf: CivilDate,
        buckets: [DelinquencyBucket] = []
    ) throws -> LoanStatement {
        var terms = Samples.hundreds
        terms.delinquency = DelinquencyPolicy(graceDays: graceDays, buckets: buckets)
        var account = try LoanAccount(terms)
        if paid > 0 { try account.apply(.repayment(amountMinor: paid, on: terms.disbursedAt)) }
        return try account.statement(asOf: asOf)
    }

    @Test("Overdue from the day after the due date and its grace days", arguments: [0, 1, 5, 40])
    func graceDays(_ grace: Int) throws {
        let due = day(2026, 2, 1)
        for days in -3...45 {
            guard let asOf = due.adding(days: days) else { continue }
            let item = try Self.statement(grace, asOf: asOf).items[0]
            // Grace does not shorten the days that are counted once it is over.
            #expect(item.status == (days > grace ? .overdue : .pending), "\(days) days")
            #expect(item.daysPastDue == (days > grace ? days : 0), "\(days) days")
        }
    }

    @Test("An installment's four states")
    func states() throws {
        let statement = try Self.statement(0, paid: 150, asOf: day(2026, 2, 15))
        #expect(statement.items[0].status == .paid)
        #expect(statement.items[1].status == .partial)
        #expect(statement.items[2].status == .pending)
        let later = try Self.statement(0, paid: 150, asOf: day(2026, 3, 2))
        #expect(later.items[1].status == .overdue && later.items[1].daysPastDue == 1)
        #expect(later.arrears.amounts.principalMinor == 50)
        #expect(later.arrears.since == day(2026, 3, 1))
    }

    @Test("An installment by itself stands as in its statement", arguments: [0, 3])
    func single(_ grace: Int) throws {
        for asOf in [day(2026, 2, 1), day(2026, 3, 4), day(2026, 3, 5), day(2027, 6, 1)] {
            for paid in [0, 1, 100, 150, 1_200] as [Int64] {
                for item in try Self.statement(grace, paid: paid, asOf: asOf).items {
                    let standing = item.installment.standing(
                        asOf: asOf, DelinquencyPolicy(graceDays: grace))
                    #expect(standing.status == item.status)
                    #expect(standing.daysPastDue == item.daysPastDue)
                }
            }
        }
    }

    @Test("The loan's bucket is the last that its days past due reach")
    func buckets() throws {
        let buckets = [
            DelinquencyBucket(name: "CURRENT", fromDay: 0),
            DelinquencyBucket(name: "WATCH", fromDay: 1),
            DelinquencyBucket(name: "SUBSTANDARD", fromDay: 30),
            DelinquencyBucket(name: "DOUBTFUL", fromDay: 90),
        ]
        let expected = [
            (0, "CURRENT"), (1, "WATCH"), (29, "WATCH"), (30, "SUBSTANDARD"), (89, "SUBSTANDARD"),
            (90, "DOUBTFUL"), (5_000, "DOUBTFUL"),
        ]
        for (days, name) in expected {
            let asOf = try #require(day(2026, 2, 1).adding(days: days))
            let statement = try Self.statement(0, asOf: asOf, buckets: buckets)
            #expect(statement.arrears.daysPastDue == days)
            #expect(statement.bucket == name, "\(days) days")
        }
        let current = try Self.statement(10, asOf: day(2026, 2, 11), buckets: buckets)
        #expect(current.bucket == "CURRENT" && current.arrears.since == nil)
        let late = try Self.statement(10, asOf: day(2026, 2, 12), buckets: buckets)
        #expect(late.bucket == "WATCH" && late.arrears.daysPastDue == 11)
        #expect(try Self.statement(0, asOf: .last).bucket == nil)
    }

    @Test("A row of which nothing is due is paid")
    func nothingDue() throws {
        var terms = Samples.hundreds
        (terms.amortization, terms.termCount) = (.bullet, 3)
        let statement = try LoanAccount(terms).statement(asOf: day(2026, 3, 15))
        #expect(statement.items.map(\.status) == [.paid, .paid, .pending])
        #expect(statement.nextDue?.sequence == 3)
    }

    /// Rows that a host holds: what is unpaid by component's raw value, due a day apart.
    private struct HostRows: ClassifiedStore {
        var unpaid: [[Int64]]
        var standings: [InstallmentStanding?]

        init(_ unpaid: [[Int64]]) {
            self.unpaid = unpaid
            standings = unpaid.map { _ in nil }
        }

        var count: Int { unpaid.count }

        func sequence(at index: Int) -> Int { index + 5 }

        func startDate(at index: Int) -> CivilDate { dueDate(at: index) }

        func dueDate(at index: Int) -> CivilDate { day(2026, 1, 1 + index) }

        func unpaid(_ component: Component, at index: Int) -> Int64 {
            unpaid[index][Int(component.rawValue)]
        }

        func isPaidInPart(at index: Int) -> Bool { index % 2 == 1 }

        mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {}

        mutating func keep(_ standing: InstallmentStanding, at index: Int) {
            standings[index] = standing
        }
    }

    @Test("Rows of a host, penalties included")
    func hostRows() throws {
        var rows = HostRows([
            [0, 0, 0, 0], [1, 2, 3, 4], [5, 0, 0, 6], [0, 7, 0, 0], [0, 0, 8, 9],
        ])
        let position = try #require(
            Position(of: &rows, asOf: day(2026, 1, 4), OverdueRule(graceDays: 0)))
        #expect(
            rows.standings.map { $0?.status } == [.paid, .overdue, .overdue, .partial, .pending])
        #expect(rows.standings.map { $0?.daysPastDue } == [0, 2, 1, 0, 0])
        #expect(position.outstanding.penaltyMinor == 6 && position.outstanding.feeMinor == 9)
        #expect(position.outstanding.interestMinor == 11)
        #expect(position.outstanding.principalMinor == 19)
        #expect(position.outstanding.totalMinor == 45)
        #expect(position.arrears.amounts.totalMinor == 21)
        #expect(position.arrears.amounts.penaltyMinor == 6)
        #expect(position.arrears.since == day(2026, 1, 2) && position.arrears.daysPastDue == 2)
        #expect(position.nextDue?.sequence == 6 && position.nextDue?.amountMinor == 10)

        let before = try #require(
            Position(of: &rows, asOf: day(2026, 1, 4), OverdueRule(graceDays: 0), isOwed: false))
        #expect(before.outstanding == ComponentAmounts() && before.arrears.since == nil)
        #expect(before.arrears.amounts == ComponentAmounts() && before.arrears.daysPastDue == 0)
        #expect(before.nextDue == nil)
        #expect(rows.standings.allSatisfy { $0?.status != .overdue && $0?.daysPastDue == 0 })
    }

    @Test("Rows of a host whose sums leave the range")
    func hostRange() {
        for unpaid in [[[.max, 0, 0, 1]], [[0, 0, 0, .max], [1, 0, 0, 0]]] as [[[Int64]]] {
            var rows = HostRows(unpaid)
            #expect(Position(of: &rows, asOf: .last, OverdueRule(graceDays: 0)) == nil)
        }
        var rows = HostRows([[0, 0, 0, .max - 1], [1, 0, 0, 0]])
        let position = Position(of: &rows, asOf: .last, OverdueRule(graceDays: 0))
        #expect(position?.arrears.amounts.totalMinor == .max)
        #expect(position?.outstanding.totalMinor == .max)
    }
}
