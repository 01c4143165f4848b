import LoanEngine
import TestSupport
import Testing

@Suite("Allocation of a repayment")
struct AllocatorTests {
    /// Dues of rows by component's raw value, due 10, 20, … January 2026.
    private struct Rows: InstallmentStore {
        var unpaid: [[Int64]]

        var count: Int { unpaid.count }

        func sequence(at index: Int) -> Int { index + 1 }

        func startDate(at index: Int) -> CivilDate { AllocatorTests.startDate(index) }

        func dueDate(at index: Int) -> CivilDate { AllocatorTests.dueDate(index) }

        func isPaidInPart(at index: Int) -> Bool { false }

        mutating func keep(_ standing: InstallmentStanding, at index: Int) {}

        func unpaid(_ component: Component, at index: Int) -> Int64 {
            unpaid[index][Int(component.rawValue)]
        }

        mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
            unpaid[index][Int(component.rawValue)] -= amountMinor
        }
    }

    private struct Part: Equatable {
        let row: Int
        let component: Component
        let amount: Int64
    }

    private struct Parts: AllocationRecorder {
        var parts: [Part] = []

        mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {
            parts.append(Part(row: index, component: component, amount: amountMinor))
        }
    }

    /// Takes no notice: rows that are paid in full are settled at once.
    private struct NoParts: AllocationRecorder {
        static var isIdle: Bool { true }

        mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {}
    }

    private static func startDate(_ index: Int) -> CivilDate {
        dueDate(index).adding(days: -10) ?? .first
    }

    private static func dueDate(_ index: Int) -> CivilDate {
        day(2026, 1, 10).adding(days: 10 * index) ?? .last
    }

    /// Every place that money can go to in order, filled one after the other.
    private static func reference(
        _ amount: Int64, on date: CivilDate, over unpaid: [[Int64]], _ policy: AllocationPolicy
    ) -> [Part] {
        let rows = unpaid.indices
        var places: [(Int, Component)] = []
        let past = rows.filter { dueDate($0) < date }
        let due = rows.filter { dueDate($0) == date }
        let ahead = rows.filter { dueDate($0) > date }
        if policy.grouping == .byComponent {
            for (first, second) in zip(policy.pastDue.components, policy.due.components) {
                places += past.map { ($0, first) } + due.map { ($0, second) }
            }
        } else {
            places += past.flatMap { row in policy.pastDue.components.map { (row, $0) } }
            places += due.flatMap { row in policy.due.components.map { (row, $0) } }
        }
        var next = ahead
        switch policy.advance {
        case .next, .spread: break
        case .last: next = ahead.reversed()
        case .currentThenLast:
            // A row's period begins ten days before it is due.
            let current = ahead.prefix(1).filter { startDate($0) <= date }
            next = current + ahead.dropFirst(current.count).reversed()
        }
        places += next.flatMap { row in policy.inAdvance.components.map { (row, $0) } }
        var (left, unpaid) = (amount, unpaid)
        var parts: [Part] = []
        for (row, component) in places {
            let part = min(left, unpaid[row][Int(component.rawValue)])
            unpaid[row][Int(component.rawValue)] -= part
            left -= part
            if part > 0 { parts.append(Part(row: row, component: component, amount: part)) }
        }
        return parts
    }

    private static let orders: [[Component]] = {
        var orders: [[Component]] = []
        for first in Component.allCases {
            for second in Component.allCases where second != first {
                for third in Component.allCases where third != first && third != second {
                    let rest = Component.allCases.filter { ![first, second, third].contains($0) }
                    orders.append([first, second, third] + rest)
                }
            }
        }
        return orders
    }()

    @Test(
        "Small dues, small payments, every order, both ways across",
        arguments: AllocatorTests.orders)
    func exhaustive(_ order: [Component]) throws {
        for across in AllocationGrouping.allCases {
            let policy = AllocationPolicy(
                try #require(ComponentOrder(order)), grouping: across)
            // Two rows of four components: 0 or 2 in the first row, 0 or 1 in the second.
            for bits in 0..<256 as Range<Int64> {
                let unpaid = [
                    (0..<4).map { 2 * (bits >> $0 & 1) }, (4..<8).map { bits >> $0 & 1 },
                ]
                let total = unpaid.joined().reduce(0, +)
                for amount in 0...total + 1 {
                    for date in [day(2026, 1, 9), day(2026, 1, 10), day(2026, 1, 20)] {
                        check([(amount, date)], over: unpaid, policy, "exhaustive")
                    }
                }
            }
        }
    }

    private func order(_ random: inout SplitMix64) -> ComponentOrder {
        ComponentOrder(random.pick(Self.orders)) ?? .interestFirst
    }

    @Test("Series of payments over many rows", arguments: 0..<60 as Range<UInt64>)
    func random(_ seed: UInt64) {
        for number in 0..<40 {
            var random = SplitMix64(seed: seed, case: number)
            let policy = AllocationPolicy(
                order(&random), pastDue: random.once(in: 2) ? order(&random) : nil,
                due: random.once(in: 2) ? order(&random) : nil,
                inAdvance: random.once(in: 2) ? order(&random) : nil,
                grouping: random.any(AllocationGrouping.self),
                advance: random.pick([.next, .next, .last, .currentThenLast]))
            let unpaid = (0..<random.int(1...2 + Int(seed) / 6)).map { _ in
                (0..<4).map { _ in
                    random.once(in: 3) ? 0 : Int64(random.magnitude(bits: 4 + Int(seed) / 2))
                }
            }
            let last = unpaid.count * 10 + 10
            let payments = (0..<random.int(1...6)).map { _ in
                let amount = Int64(random.magnitude(bits: 6 + Int(seed) / 2))
                return (amount, day(2026, 1, 1).adding(days: random.int(0...last)) ?? .last)
            }
            check(
                payments.sorted { $0.1 < $1.1 }, over: unpaid, policy,
                "seed \(seed), case \(number)")
        }
    }

    private func check(
        _ payments: [(Int64, CivilDate)], over unpaid: [[Int64]], _ policy: AllocationPolicy,
        _ place: @autoclosure () -> String
    ) {
        var allocator = Allocator(policy)
        var rows = Rows(unpaid: unpaid)
        var idle = Allocator(policy)
        var idleRows = rows
        var nobody = NoParts()
        for (amount, date) in payments {
            let expected = Self.reference(amount, on: date, over: rows.unpaid, policy)
            let before = rows.unpaid.joined().reduce(0, +)
            var recorder = Parts()
            let left = allocator.allocate(amount, on: date, over: &rows, recording: &recorder)
            let allocated = recorder.parts.reduce(0) { $0 + $1.amount }
            let idleLeft = idle.allocate(
                amount, on: date, over: &idleRows, recording: &nobody)
            let gained = before - rows.unpaid.joined().reduce(0, +)
            // Every minor unit is accounted for, and nothing is left while anything is unpaid.
            let isRight =
                recorder.parts == expected && allocated + left == amount && gained == allocated
                && (left == 0 || rows.unpaid.joined().allSatisfy { $0 == 0 })
                && !rows.unpaid.joined().contains { $0 < 0 }
                && idleLeft == left && idleRows.unpaid == rows.unpaid
                && idle.firstUnpaid == allocator.firstUnpaid
            if !isRight {
                Issue.record(
                    "\(place()): \(amount) on \(date) over \(unpaid) by \(policy): \(recorder.parts), left \(left), expected \(expected)"
                )
            }
        }
    }

    @Test("Nothing comes of nothing")
    func nothing() {
        var allocator = Allocator(.interestFirst)
        var recorder = Parts()
        var rows = Rows(unpaid: [[1, 1, 1, 1]])
        for amount in [0, -1, .min] as [Int64] {
            #expect(
                allocator.allocate(amount, on: .last, over: &rows, recording: &recorder) == 0)
        }
        var none = Rows(unpaid: [])
        #expect(allocator.allocate(5, on: .last, over: &none, recording: &recorder) == 5)
        #expect(recorder.parts.isEmpty && rows.unpaid == [[1, 1, 1, 1]])
    }

    @Test("An order has each component once")
    func everyOrder() {
        #expect(Self.orders.count == 24)
        for order in Self.orders { #expect(ComponentOrder(order)?.components == order) }
        #expect(ComponentOrder([]) == nil)
        #expect(ComponentOrder([.fee, .interest, .principal]) == nil)
        #expect(ComponentOrder([.fee, .fee, .interest, .principal]) == nil)
        #expect(ComponentOrder([.fee, .penalty, .interest, .principal, .fee]) == nil)
        #expect(
            AllocationPolicy.interestFirst
                == ComponentOrder([.penalty, .fee, .interest, .principal]).map {
                    AllocationPolicy($0)
                })
    }
}
