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
        let failing: [(LogEntry, LoanError.Code, String)] = [
            (.repayment(amountMinor: 0, on: date), .invalidEvent, "amount"),
            (.repayment(amountMinor: -1, on: date), .invalidEvent, "amount"),
            (.repayment(amountMinor: 1, on: day(2025, 12, 31)), .invalidEvent, "date"),
            (.step(.writeOff, on: day(2025, 12, 31)), .invalidEvent, "date"),
            (.reversal(of: 1, on: day(2025, 12, 31)), .invalidEvent, "date"),
            (.reversal(of: 2, on: date), .invalidEvent, "of"),
            (.reversal(of: 3, on: date), .invalidEvent, "of"),
            (.reversal(of: 4, on: date), .invalidEvent, "of"),
            (.reversal(of: 5, on: date), .invalidEvent, "of"),
            (.reversal(of: 0, on: date), .invalidEvent, "of"),
            (.reversal(of: .min, on: date), .invalidEvent, "of"),
            (.reversal(of: .max, on: date), .invalidEvent, "of"),
            (.reversal(of: 1, on: day(2026, 1, 31)), .invalidEvent, "of"),
            (.reversal(of: 1, on: date, role: .creditOfficer), .forbiddenRole, "role"),
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
            #expect(account.log.count == 3)
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
        let steps: [(LogEntry, LoanStatus)] = [
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
        // A completed loan takes money: all of it is overpaid.
        try account.apply(.repayment(amountMinor: 1, on: start))
        #expect(try account.statement(asOf: .last).overpaidMinor == 2)
        try account.apply(.reversal(of: 8, on: start))
        #expect(account.status == .completed)
        try account.apply(.reversal(of: 9, on: start))
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
        // What is undone was never done: first the larger recovery, then the write-off, and the other
        // recovery is a repayment.
        try account.apply(.reversal(of: 3, on: .last))
        #expect(account.status == .writtenOff)
        try account.apply(.reversal(of: 1, on: .last))
        #expect(account.status == .active)
        #expect(try account.statement(asOf: .last).outstanding.totalMinor == 950)
        #expect(try account.statement(asOf: day(2026, 6, 3)).status == .writtenOff)
    }

    @Test("Copies are other accounts")
    func copies() throws {
        let account = try LoanAccount(Samples.hundreds)
        var copy = account
        try copy.apply(.repayment(amountMinor: 100, on: day(2026, 2, 1)))
        #expect(account.log.isEmpty && copy.log.count == 1)
        #expect(account.latestDate == day(2026, 1, 1) && copy.latestDate == day(2026, 2, 1))
        #expect(try account.statement(asOf: .last).outstanding.totalMinor == 1_200)
    }

    @Test("A log in one step: all forms first, then the events in order")
    func oneStep() throws {
        let account = try LoanAccount(Samples.hundreds)
        let late = LogEntry.repayment(amountMinor: 0, on: day(2027, 1, 1))
        let wrong = LogEntry.step(.submit, on: day(2026, 1, 2))
        func path(_ log: [LogEntry]) -> String? {
            var account = account
            do throws(LoanError) {
                try account.apply(contentsOf: log)
                return nil
            } catch {
                if !account.log.isEmpty { Issue.record("half done") }
                return error.path
            }
        }
        #expect(path([wrong, late]) == "events[1].amount")
        #expect(path([wrong]) == "events[0].type")
        // Checked as a whole, whatever the as-of date; nothing of a refused log is kept.
        let paid = LogEntry.repayment(amountMinor: 100, on: day(2026, 2, 1))
        #expect(path([paid, wrong]) == "events[1].type")
        var taken = account
        #expect(try taken.statement().asOf == day(2026, 1, 1))
        try taken.apply(contentsOf: [paid])
        let statement = try taken.statement()
        #expect(statement.asOf == day(2026, 2, 1) && statement.outstanding.totalMinor == 1_100)
    }

    @Test("A log in one step is as one entry after the other, in any order of dates")
    func backdatedLogs() throws {
        let log: [LogEntry] = [
            .repayment(amountMinor: 100, on: day(2026, 5, 1)),
            .repayment(amountMinor: 200, on: day(2026, 2, 1)),
            .step(.writeOff, on: day(2026, 6, 1)),
            .recovery(amountMinor: 50, on: day(2026, 7, 1)),
            .repayment(amountMinor: 70, on: day(2026, 3, 1)),
            .reversal(of: 3, on: day(2026, 8, 1)),
            .reversal(of: 1, on: day(2026, 5, 1)),
            .repayment(amountMinor: 2_000, on: day(2026, 8, 1)),
        ]
        for count in 0...log.count {
            var whole = try LoanAccount(Samples.hundreds)
            try whole.apply(contentsOf: Array(log[..<count]))
            var single = try LoanAccount(Samples.hundreds)
            for entry in log[..<count] { try single.apply(entry) }
            for month in 1...12 {
                let date = day(2026, month, 1)
                #expect(try whole.statement(asOf: date) == single.statement(asOf: date))
            }
            #expect(whole.status == single.status && whole.log == single.log)
        }
        var account = try LoanAccount(Samples.hundreds)
        try account.apply(contentsOf: log)
        // 1 August: 200, 70, 50 and 2 000 stand.
        #expect(try account.statement().overpaidMinor == 1_120)
        #expect(try account.statement(asOf: day(2026, 7, 31)).status == .writtenOff)
        #expect(try account.statement(asOf: day(2026, 7, 31)).outstanding.totalMinor == 880)
    }

    @Test("An account starts where no account event leads", arguments: LoanStatus.allCases)
    func start(_ status: LoanStatus) {
        do throws(LoanError) {
            let account = try LoanAccount(Samples.hundreds, status: status)
            #expect(status != .completed && status != .writtenOff)
            #expect(account.status == status && account.initialStatus == status)
        } catch {
            #expect(status == .completed || status == .writtenOff)
            #expect(error.code == .invalidTerms && error.path == "status")
            #expect(error.message.hasPrefix("\(status.name) is not allowed here; allowed: DRAFT, "))
        }
    }
}
