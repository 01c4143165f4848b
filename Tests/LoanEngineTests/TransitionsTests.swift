import LoanEngine
import TestSupport
import Testing

@Suite("Transitions")
struct TransitionsTests {
    private static let everyone: [Role] = [.creditOfficer, .supervisor, .admin]

    /// The contract's table of section 6, a line for each status that takes an event.
    private static let table:
        [(event: EventType, from: LoanStatus, to: LoanStatus, roles: [Role])] = [
            (.submit, .draft, .pendingApproval, [.creditOfficer, .supervisor, .admin]),
            (.approve, .pendingApproval, .approved, [.supervisor, .admin]),
            (.reject, .pendingApproval, .rejected, [.supervisor, .admin]),
            (.revise, .rejected, .draft, [.creditOfficer, .supervisor, .admin]),
            (.cancel, .draft, .cancelled, [.creditOfficer, .supervisor, .admin]),
            (.cancel, .pendingApproval, .cancelled, [.supervisor, .admin]),
            (.cancel, .approved, .cancelled, [.supervisor, .admin]),
            (.disburse, .approved, .active, [.creditOfficer, .supervisor, .admin]),
            (.repayment, .active, .active, [.creditOfficer, .supervisor, .admin]),
            (.repayment, .completed, .completed, [.creditOfficer, .supervisor, .admin]),
            (.reversal, .active, .active, [.supervisor, .admin]),
            (.reversal, .completed, .active, [.supervisor, .admin]),
            (.reversal, .writtenOff, .writtenOff, [.supervisor, .admin]),
            (.writeOff, .active, .writtenOff, [.admin]),
            (.recovery, .writtenOff, .writtenOff, [.creditOfficer, .supervisor, .admin]),
            (.settlement, .active, .completed, [.creditOfficer, .supervisor, .admin]),
            (.charge, .active, .active, [.creditOfficer, .supervisor, .admin]),
            (.charge, .completed, .active, [.creditOfficer, .supervisor, .admin]),
            (.waiver, .active, .active, [.supervisor, .admin]),
            (.drawdown, .active, .active, [.creditOfficer, .supervisor, .admin]),
            (.rateChange, .active, .active, [.supervisor, .admin]),
            (.reschedule, .active, .active, [.supervisor, .admin]),
            (.interestPause, .active, .active, [.supervisor, .admin]),
            (.refund, .completed, .completed, [.supervisor, .admin]),
        ]

    private static let roles: [Role?] = [nil] + everyone

    private struct Outcome: Equatable {
        var status: LoanStatus?
        var code: LoanError.Code?
        var path: String?
    }

    private static func expected(_ type: EventType, _ status: LoanStatus, _ role: Role?) -> Outcome
    {
        guard let line = table.first(where: { $0.event == type && $0.from == status }) else {
            return Outcome(code: .illegalTransition, path: "events[0].type")
        }
        if let role, !line.roles.contains(role) {
            return Outcome(code: .forbiddenRole, path: "events[0].role")
        }
        return Outcome(status: line.to)
    }

    @Test("Every status, event and role", arguments: LoanStatus.allCases)
    func exhaustive(_ status: LoanStatus) {
        for type in EventType.allCases {
            for role in Self.roles {
                var found = Outcome()
                do throws(LoanError) {
                    found.status = try Transitions.status(
                        after: type, from: status, by: role, at: "events[0]")
                } catch {
                    (found.code, found.path) = (error.code, error.path)
                    // The message names the event, the status, the role and what is allowed.
                    #expect(error.message.contains(type.name))
                    #expect(error.message.contains(status.name))
                    #expect(role.map { error.message.contains($0.name) } ?? true)
                    #expect(error.message.contains("allowed: "))
                }
                #expect(found == Self.expected(type, status, role), "\(type) by \(role as Any)")
            }
        }
    }

    @Test("What a status allows, to anyone and to each role", arguments: LoanStatus.allCases)
    func allowed(_ status: LoanStatus) {
        for role in Self.roles {
            let expected = Self.table.filter { line in
                line.from == status && (role.map(line.roles.contains) ?? true)
            }
            #expect(Set(Transitions.allowed(in: status, by: role)) == Set(expected.map(\.event)))
        }
    }

    @Test("Messages say what would be allowed")
    func messages() {
        func message(_ type: EventType, _ status: LoanStatus, _ role: Role?) -> String {
            do throws(LoanError) {
                _ = try Transitions.status(after: type, from: status, by: role, at: "events[4]")
                return ""
            } catch {
                return error.description
            }
        }
        #expect(
            message(.submit, .pendingApproval, .supervisor)
                == "ILLEGAL_TRANSITION: events[4].type: SUBMIT in status PENDING_APPROVAL by SUPERVISOR is not allowed here; allowed: APPROVE, REJECT, CANCEL"
        )
        #expect(message(.approve, .cancelled, nil).hasSuffix("allowed: nothing"))
        #expect(
            message(.cancel, .approved, .creditOfficer)
                == "FORBIDDEN_ROLE: events[4].role: CANCEL in status APPROVED by CREDIT_OFFICER is not allowed here; allowed: SUPERVISOR, ADMIN"
        )
    }

    /// An account in a status that account events lead to, or that it starts in.
    private static func account(in status: LoanStatus) throws -> LoanAccount {
        let terms = Samples.hundreds
        let isStart = status != .completed && status != .writtenOff
        var account = try LoanAccount(terms, status: isStart ? status : .active)
        if status == .completed {
            try account.apply(.repayment(amountMinor: 1_200), on: terms.disbursedAt)
        } else if status == .writtenOff {
            try account.apply(.writeOff, on: terms.disbursedAt)
        }
        return account
    }

    /// An event of a type that fits the loan on the day of disbursement.
    private static func event(_ type: EventType, reversing number: Int) throws -> LoanEvent {
        var fields = EventFields(
            amountMinor: type.hasAmount ? type == .settlement ? 1_200 : 1 : nil,
            reversedEvent: type == .reversal ? number : nil)
        if type == .charge || type == .waiver { fields.component = .fee }
        if type == .waiver { fields.component = .principal }
        if type == .rateChange { fields.rate = Samples.hundreds.rate }
        if type == .reschedule {
            var terms = RescheduleTerms()
            terms.termCount = 6
            fields.terms = terms
        }
        let date = Samples.hundreds.disbursedAt
        if type == .interestPause { fields.until = date.adding(days: 9) }
        return try LoanEvent(type, fields, on: date, at: "", in: Samples.hundreds.currency)
    }

    /// The same table through the account, whose money moves the status on.
    @Test("Accounts keep to the table", arguments: LoanStatus.allCases)
    func accounts(_ status: LoanStatus) throws {
        for type in EventType.allCases {
            for role in Self.roles {
                var account = try Self.account(in: status)
                let (date, count) = (account.terms.disbursedAt, account.log.count)
                // Two events that the table alone does not let through: no event before this one has
                // the number of the reversal, and nothing is overpaid.
                let event = try Self.event(type, reversing: count + 1)
                var expected = Self.expected(type, status, role)
                if type == .reversal, expected.status != nil {
                    expected = Outcome(code: .invalidEvent, path: "events[0].of")
                }
                if type == .refund, expected.status != nil {
                    expected = Outcome(code: .invalidEvent, path: "events[0].amount")
                }
                if let path = expected.path, count > 0 {
                    expected.path = "events[\(count)]" + path.dropFirst("events[0]".count)
                }
                // The table is looked at before the application, which is over once it is paid out.
                if status.isDisbursed, type.isApplicationStep {
                    expected = Outcome(
                        code: .illegalTransition, path: "events[\(count)].type")
                }
                var found = Outcome()
                do throws(LoanError) {
                    try account.apply(event, on: date, by: role)
                    found.status = account.status
                } catch {
                    (found.code, found.path) = (error.code, error.path)
                    #expect(account.status == status && account.log.count == count)
                }
                #expect(found == expected, "\(type) by \(role as Any)")
            }
        }
    }

    @Test("Who was paid out owes")
    func disbursed() {
        let owing = LoanStatus.allCases.filter(\.isDisbursed)
        #expect(owing == [.active, .completed, .writtenOff])
    }
}
