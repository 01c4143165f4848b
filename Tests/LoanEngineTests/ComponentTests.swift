import TestSupport
import Testing

@testable import LoanEngine

/// No loan has penalties due yet; what counts amounts by component counts them all the same.
@Suite("Components")
struct ComponentTests {
    @Test("An amount is added to its component and the total", arguments: Component.allCases)
    func added(_ component: Component) {
        var amounts = ComponentAmounts()
        let fits = [amounts.add(7, to: component), amounts.add(5, to: component)]
        #expect(fits == [true, true])
        let parts: [Component: Int64] = [
            .penalty: amounts.penaltyMinor, .fee: amounts.feeMinor,
            .interest: amounts.interestMinor, .principal: amounts.principalMinor,
        ]
        for (other, part) in parts { #expect(part == (other == component ? 12 : 0)) }
        #expect(parts.count == 4 && amounts.totalMinor == 12)
        let isOutside = !amounts.add(.max - 11, to: component)
        #expect(isOutside)
    }

    @Test("An installment is paid by component", arguments: Component.allCases)
    func paid(_ component: Component) {
        var item = Installment(
            ScheduleRow(
                sequence: 1, startDate: day(2026, 1, 1), dueDate: day(2026, 2, 1),
                principalMinor: 100, interestMinor: 100, feeMinor: 100, balanceAfterMinor: 0))
        item.penaltyDueMinor = 100
        #expect(item.totalDueMinor == 400)
        let before = item
        item.pay(7, of: component)
        #expect(item.paidMinor == 7)
        for other in Component.allCases {
            let isPaid = other == component
            #expect(before.unpaid(other) - item.unpaid(other) == (isPaid ? 7 : 0))
        }
    }
}
