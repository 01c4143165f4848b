import LoanEngine
import TestSupport
import Testing

@Suite("Accounts")
struct AccountTests {
    @Test("The sample: a schedule, a repayment, a statement")
    func sample() throws {
        let terms = Samples.terms
        let schedule = try RepaymentSchedule(for: terms)
        var account = try LoanAccount(terms)
        #expect(account.schedule == schedule && account.status == .active)
        try account.apply(.repayment(amountMinor: 5_000_00, on: day(2026, 4, 11)))
        let statement = try account.statement(asOf: day(2026, 6, 1))

        #expect(statement.status == .active && statement.asOf == day(2026, 6, 1))
        #expect(statement.installmentMinor == 4_727_98)
        let records = statement.allocations
        #expect(records.map(\.event) == [1, 1, 1])
        #expect(records.map(\.sequence) == [1, 1, 2])
        #expect(records.map(\.component) == [.interest, .principal, .interest])
        #expect(records.map(\.amountMinor) == [1_000_00, 3_727_98, 272_02])
        #expect(statement.items[0].status == .paid && statement.items[0].daysPastDue == 0)
        #expect(statement.items[1].status == .overdue && statement.items[1].daysPastDue == 21)
        #expect(statement.items[2].status == .pending)
        #expect(statement.arrears.since == day(2026, 5, 11))
        #expect(statement.arrears.daysPastDue == 21 && statement.bucket == nil)
        #expect(statement.arrears.amounts.totalMinor == 4_455_96)
        #expect(statement.outstanding.totalMinor == 56_735_76 - 5_000_00)
        #expect(statement.overpaidMinor == 0)
        let next = try #require(statement.nextDue)
        #expect(next.sequence == 2 && next.dueDate == day(2026, 5, 11))
        #expect(next.amountMinor == 4_455_96)
    }

    @Test("A statement as of a past date shows the loan as it stood then")
    func pastDate() throws {
        var account = try LoanAccount(Samples.hundreds)
        try account.apply(.repayment(amountMinor: 100, on: day(2026, 2, 1)))
        try account.apply(.repayment(amountMinor: 150, on: day(2026, 3, 1)))
        try account.apply(.reversal(of: 1, on: day(2026, 3, 15), role: .supervisor))
        try account.apply(.repayment(amountMinor: 1_500, on: day(2026, 4, 1)))
        #expect(account.status == .completed)

        let first = try account.statement(asOf: day(2026, 2, 28))
        #expect(first.status == .active && first.outstanding.totalMinor == 1_100)
        let second = try account.statement(asOf: day(2026, 3, 14))
        #expect(second.outstanding.totalMinor == 950 && second.allocations.count == 3)
        let third = try account.statement(asOf: day(2026, 3, 15))
        #expect(third.outstanding.totalMinor == 1_050)
        #expect(third.allocations.map(\.event) == [2, 2])
        let now = try account.statement(asOf: account.latestDate)
        #expect(now.status == .completed && now.overpaidMinor == 450)
        #expect(now.allocations.allSatisfy { $0.event == 2 || $0.event == 4 })
        let before = try account.statement(asOf: day(2025, 1, 1))
        #expect(before.outstanding.totalMinor == 1_200 && before.allocations.isEmpty)
    }

    @Test("Every way to fail leaves the account as it was")
    func failures() throws {
        var account = try LoanAccount(Samples.hundreds)
        try account.apply(.repayment(amountMinor: 150, on: day(2026, 2, 1)))
        try account.apply(.repayment(amountMinor: 50, on: day(2026, 2, 2)))
        try account.apply(.reversal(of: 2, on: day(2026, 2, 3)))
        let asOf = day(2026, 4, 15)
        let before = try account.statement(asOf: asOf)
        let date = day(2026, 2, 5)
        let failing: [(LoanEvent, LoanError.Code, String)] = [
            (.repayment(amountMinor: 0, on: date), .invalidEvent, "amount"),
            (.repayment(amountMinor: -1, on: date), .invalidEvent, "amount"),
            (LoanEvent(type: .repayment, date: date), .invalidEvent, "amount"),
            (.repayment(amountMinor: 1, on: day(2025, 12, 31)), .invalidEvent, "date"),
            (.reversal(of: 2, on: date), .invalidEvent, "of"),
            (.reversal(of: 3, on: date), .invalidEvent, "of"),
            (.reversal(of: 4, on: date), .invalidEvent, "of"),
            (.reversal(of: 5, on: date), .invalidEvent, "of"),
            (.reversal(of: 0, on: date), .invalidEvent, "of"),
            (.reversal(of: .min, on: date), .invalidEvent, "of"),
            (.reversal(of: .max, on: date), .invalidEvent, "of"),
            (.reversal(of: 1, on: day(2026, 1, 31)), .invalidEvent, "of"),
            (.reversal(of: 1, on: date, role: .creditOfficer), .forbiddenRole, "role"),
            (LoanEvent(type: .reversal, date: date), .invalidEvent, "of"),
            (
                LoanEvent(type: .reversal, date: date, amountMinor: 1, reversedEvent: 1),
                .invalidEvent, "amount"
            ),
            (
                LoanEvent(type: .repayment, date: date, amountMinor: 1, reversedEvent: 1),
                .invalidEvent, "of"
            ),
            (LoanEvent(type: .submit, date: date, amountMinor: 1), .invalidEvent, "amount"),
            (.step(.submit, on: date), .illegalTransition, "type"),
            (.step(.disburse, on: date), .illegalTransition, "type"),
            (.recovery(amountMinor: 1, on: date), .illegalTransition, "type"),
            (.step(.writeOff, on: date, role: .supervisor), .forbiddenRole, "role"),
            (
                .recovery(amountMinor: 1, on: date, role: .creditOfficer), .illegalTransition,
                "type"
            ),
        ]
        for (event, code, field) in failing {
            do throws(LoanError) {
                try account.apply(event)
                Issue.record("\(event) was taken")
            } catch {
                #expect(error.code == code && error.path == "events[3]." + field, "\(event)")
            }
            #expect(account.events.count == 3)
            #expect(try account.statement(asOf: asOf) == before, "\(event)")
        }
        try account.apply(.reversal(of: 1, on: day(2026, 2, 5)))
        #expect(try account.statement(asOf: asOf).outstanding.totalMinor == 1_200)
    }

    @Test("A full life, from draft to completion and back")
    func life() throws {
        var account = try LoanAccount(Samples.hundreds, status: .draft)
        let start = day(2026, 1, 1)
        func owes() throws -> Int64 { try account.statement(asOf: .last).outstanding.totalMinor }
        let steps: [(LoanEvent, LoanStatus)] = [
            (.step(.submit, on: start, role: .creditOfficer), .pendingApproval),
            (.step(.reject, on: start, role: .supervisor), .rejected),
            (.step(.revise, on: start, role: .creditOfficer), .draft),
            (.step(.submit, on: start), .pendingApproval),
            (.step(.approve, on: start, role: .admin), .approved),
        ]
        for (event, status) in steps {
            try account.apply(event)
            #expect(account.status == status)
            #expect(try owes() == 0)
            let statement = try account.statement(asOf: .last)
            #expect(statement.nextDue == nil && statement.arrears.amounts.totalMinor == 0)
            #expect(statement.items.allSatisfy { $0.status == .pending && $0.daysPastDue == 0 })
        }
        #expect(throws: LoanError.self) { try account.apply(.step(.disburse, on: day(2026, 1, 2))) }
        try account.apply(.step(.disburse, on: start))
        #expect(try owes() == 1_200)
        try account.apply(.repayment(amountMinor: 1_199, on: start))
        #expect(account.status == .active)
        try account.apply(.repayment(amountMinor: 2, on: start))
        #expect(account.status == .completed)
        #expect(try account.statement(asOf: .last).overpaidMinor == 1)
        #expect(throws: LoanError.self) {
            try account.apply(.repayment(amountMinor: 1, on: start))
        }
        try account.apply(.reversal(of: 8, on: start))
        #expect(account.status == .active)
        #expect(try owes() == 1)
    }

    @Test("A written-off loan shows what is unpaid and takes recoveries")
    func writtenOff() throws {
        var account = try LoanAccount(Samples.hundreds)
        try account.apply(.step(.writeOff, on: day(2026, 5, 1), role: .admin))
        try account.apply(.recovery(amountMinor: 250, on: day(2026, 6, 1)))
        #expect(account.status == .writtenOff)
        let statement = try account.statement(asOf: day(2026, 6, 2))
        #expect(statement.outstanding.totalMinor == 950)
        #expect(statement.arrears.amounts.totalMinor == 250)
        #expect(statement.arrears.since == day(2026, 4, 1))
        try account.apply(.recovery(amountMinor: 2_000, on: day(2026, 6, 3)))
        #expect(account.status == .writtenOff)
        #expect(try account.statement(asOf: .last).overpaidMinor == 1_050)
        // A recovery is no repayment.
        #expect(throws: LoanError.self) { try account.apply(.reversal(of: 2, on: .last)) }
    }

    @Test("Copies are other accounts")
    func copies() throws {
        let account = try LoanAccount(Samples.hundreds)
        var copy = account
        try copy.apply(.repayment(amountMinor: 100, on: day(2026, 2, 1)))
        #expect(account.events.isEmpty && copy.events.count == 1)
        #expect(account.latestDate == day(2026, 1, 1) && copy.latestDate == day(2026, 2, 1))
        #expect(try account.statement(asOf: .last).outstanding.totalMinor == 1_200)
    }

    @Test("Statements in one step: all forms first, then the events in order")
    func oneStep() throws {
        let account = try LoanAccount(Samples.hundreds)
        let late = LoanEvent.repayment(amountMinor: 0, on: day(2027, 1, 1))
        let wrong = LoanEvent.step(.submit, on: day(2026, 1, 2))
        func path(_ events: [LoanEvent], asOf date: CivilDate?) -> String? {
            do throws(LoanError) {
                _ = try LoanStatement(of: account, after: events, asOf: date)
                return nil
            } catch {
                return error.path
            }
        }
        #expect(path([wrong, late], asOf: nil) == "events[1].amount")
        #expect(path([wrong], asOf: nil) == "events[0].type")
        #expect(path([wrong], asOf: day(2026, 1, 1)) == nil)
        let paid = LoanEvent.repayment(amountMinor: 100, on: day(2026, 2, 1))
        let statement = try LoanStatement(of: account, after: [paid], asOf: nil)
        #expect(statement.asOf == day(2026, 2, 1) && statement.outstanding.totalMinor == 1_100)
        #expect(try LoanStatement(of: account, after: [], asOf: nil).asOf == day(2026, 1, 1))
    }
}
