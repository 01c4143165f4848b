import TestSupport
import Testing

@testable import LoanEngine

@Suite("Rows of the ledger")
struct LedgerRowTests {
    /// April of the contract's example: 3 727.98 principal, 1 000.00 interest.
    private static var april: LedgerRow {
        var row = LedgerRow(
            .installment, from: day(2026, 3, 11), to: day(2026, 4, 11), due: day(2026, 4, 13))
        row.planned = lanes(principal: 3_727_98, interest: 1_000_00)
        return row
    }

    private static func lanes(
        principal: Int64 = 0, interest: Int64 = 0, fee: Int64 = 0, penalty: Int64 = 0
    ) -> ComponentLanes {
        var lanes = ComponentLanes.zero
        lanes[.principal] = principal
        lanes[.interest] = interest
        lanes[.fee] = fee
        lanes[.penalty] = penalty
        return lanes
    }

    private static func posting(
        _ kind: AdjustmentKind, _ component: Component, _ amountMinor: Int64, event: Int = 1
    ) -> Posting {
        Posting(
            kind: kind, component: component, amountMinor: amountMinor, date: day(2026, 4, 20),
            event: event)
    }

    @Test("Due is planned + posted − waived, unpaid that less paid")
    func sums() {
        var row = Self.april
        row.post(Self.posting(.charge, .penalty, 50_00))
        row.post(Self.posting(.charge, .fee, 20_00))
        row.waive(Self.posting(.waiver, .interest, 300_00))
        row.pay(100_00, of: .interest)
        row.pay(27_98, of: .principal)
        #expect(
            row.due
                == Self.lanes(principal: 3_727_98, interest: 700_00, fee: 20_00, penalty: 50_00))
        #expect(
            row.unpaid
                == Self.lanes(principal: 3_700_00, interest: 600_00, fee: 20_00, penalty: 50_00))
        #expect(row.unpaidMinor == 4_370_00)
        // Principal and interest alone make a row late.
        #expect(row.overdueMinor == 4_300_00)
    }

    @Test("A row is due at the end of its period or on its due date, whichever is first")
    func dueBy() {
        let row = Self.april
        #expect(!row.isDue(by: day(2026, 4, 10)))
        #expect(row.isDue(by: day(2026, 4, 11)))
        var preceding = LedgerRow(
            .installment, from: day(2026, 3, 11), to: day(2026, 4, 11), due: day(2026, 4, 9))
        preceding.planned = row.planned
        #expect(!preceding.isDue(by: day(2026, 4, 8)))
        #expect(preceding.isDue(by: day(2026, 4, 9)))
    }

    @Test("A posting that grows is one posting")
    func raised() {
        var row = Self.april
        row.post(Self.posting(.lateCharge, .penalty, 3_00))
        row.raisePosting(at: 0, by: 1_50)
        #expect(row.postings.map(\.amountMinor) == [4_50])
        #expect(row.due[.penalty] == 4_50)
    }

    @Test("Of waivers that no longer fit the latest lapses first")
    func lapse() {
        var row = Self.april
        row.waive(Self.posting(.waiver, .interest, 300_00, event: 1))
        row.waive(Self.posting(.waiver, .fee, 5_00, event: 2))
        row.waive(Self.posting(.waiver, .interest, 200_00, event: 3))
        // 500.00 are waived, 250.00 of interest are left: 200.00 of event 3 and 50.00 of event 1 lapse.
        row.limitWaivers(of: .interest, to: 250_00)
        #expect(row.waivers.map(\.event) == [1, 2])
        #expect(row.waivers.map(\.amountMinor) == [250_00, 5_00])
        #expect(row.waived == Self.lanes(interest: 250_00, fee: 5_00))
        row.limitWaivers(of: .interest, to: 250_00)
        #expect(row.waived[.interest] == 250_00)
        row.limitWaivers(of: .interest, to: -1)
        #expect(row.waivers.map(\.event) == [2])
        #expect(row.waived == Self.lanes(fee: 5_00))
    }

    @Test("A row that goes hands over its charges, and forgets what was waived")
    func goes() {
        var row = Self.april
        let (fee, penalty) = (
            Self.posting(.charge, .fee, 20_00), Self.posting(.charge, .penalty, 50_00)
        )
        row.post(fee)
        row.post(penalty)
        row.waive(Self.posting(.waiver, .penalty, 10_00))
        row.lateCharges = [LateChargeProgress(due: row.dueDate)]
        #expect(row.takePostings() == [fee, penalty])
        #expect(row.due == row.planned)
        #expect(row.postings.isEmpty && row.waivers.isEmpty && row.lateCharges.isEmpty)
    }

    @Test("The row in its place takes them over, but for waivers of nothing")
    func inherits() {
        var row = LedgerRow(
            .installment, from: day(2026, 4, 11), to: day(2026, 5, 11), due: day(2026, 5, 11))
        row.planned = Self.lanes(principal: 100_00)
        row.post(Self.posting(.charge, .penalty, 50_00))
        row.inherit([Self.posting(.waiver, .penalty, 10_00), Self.posting(.waiver, .fee, 0)])
        #expect(row.due == Self.lanes(principal: 100_00, penalty: 40_00))
        #expect(row.waivers.count == 1)
    }

    @Test("A mask keeps money from components")
    func masked() {
        var rows = [Self.april]
        rows[0].post(Self.posting(.charge, .penalty, 50_00))
        rows.withUnsafeMutableBufferPointer { buffer in
            let mask = Self.lanes(principal: -1, interest: -1)
            var store = LedgerRows(rows: buffer, mask: mask)
            #expect(store.count == 1)
            #expect(store.unpaid(.penalty, at: 0) == 0)
            #expect(store.unpaid(.interest, at: 0) == 1_000_00)
            #expect(store.startDate(at: 0) == day(2026, 3, 11))
            #expect(store.dueDate(at: 0) == day(2026, 4, 13))
            store.pay(1_000_00, of: .interest, at: 0)
            #expect(store.unpaidParts(at: 0) == Self.lanes(principal: 3_727_98))
        }
        #expect(rows[0].unpaid == Self.lanes(principal: 3_727_98, penalty: 50_00))
    }
}
