import LoanEngine
import TestSupport

/// A statement beside the plainest book of what came in (`AccountSequence`): every minor unit is
/// somewhere, once. Each law has a name, and is held by itself.
struct StatementBooks {
    /// A law of the money in a statement.
    struct Law: Sendable {
        let name: String
        let holds: @Sendable (StatementBooks) -> Bool
    }

    let statement: LoanStatement
    /// What each event that stands brought, and what of that the statement's allocations leave.
    private let left: [Int: Int64]
    /// Allocations of no amount, or under the number of an event that does not stand.
    private let foreign: [AllocationRecord]
    /// What the allocations pay of each row, by component.
    private let paid: [[Int64]]
    private let standingMinor: Int64

    init(_ statement: LoanStatement, _ sequence: AccountSequence) {
        self.statement = statement
        standingMinor = sequence.standingMinor(asOf: statement.asOf)
        var left: [Int: Int64] = [:]
        for receipt in sequence.receipts where receipt.stands(asOf: statement.asOf) {
            left[receipt.number] = receipt.amountMinor
        }
        var foreign: [AllocationRecord] = []
        var paid = [[Int64]](repeating: [0, 0, 0, 0], count: statement.items.count)
        for record in statement.allocations {
            guard record.amountMinor > 0, let amount = left[record.event],
                paid.indices.contains(record.sequence - 1)
            else {
                foreign.append(record)
                continue
            }
            left[record.event] = amount - record.amountMinor
            paid[record.sequence - 1][Int(record.component.rawValue)] += record.amountMinor
        }
        (self.left, self.foreign, self.paid) = (left, foreign, paid)
    }

    /// The names of the laws that do not hold.
    var broken: [String] { Self.laws.filter { !$0.holds(self) }.map(\.name) }

    private var rows: [Installment] { statement.items.map(\.installment) }
    private var unpaidMinor: Int64 { rows.reduce(0) { $0 + $1.unpaidMinor } }
    private var isOwed: Bool { statement.status.isDisbursed }
    private var isPaidUp: Bool { standingMinor >= statement.totals.totalMinor }

    private static let laws: [Law] = [
        Law(name: "each allocation is more than zero, of an event that stands, to a row") {
            $0.foreign.isEmpty
        },
        Law(name: "no event is allocated more than it brought") {
            $0.left.values.allSatisfy { $0 >= 0 }
        },
        Law(name: "what came in and is not allocated is overpaid") {
            $0.left.values.reduce(0, +) == $0.statement.overpaidMinor
        },
        Law(name: "what is paid of a row is the sum of its allocations, by component") { books in
            zip(books.rows, books.paid).allSatisfy { row, paid in
                Component.allCases.allSatisfy { row.paid($0) == paid[Int($0.rawValue)] }
            }
        },
        Law(name: "no component of a row is paid beyond what is due") { books in
            books.rows.allSatisfy { row in Component.allCases.allSatisfy { row.unpaid($0) >= 0 } }
        },
        Law(name: "totals are the sums of the rows, by component") { books in
            Component.allCases.allSatisfy { component in
                books.statement.totals.amount(of: component)
                    == books.rows.reduce(0) { $0 + $1.due(component) }
            }
        },
        Law(name: "paid out, what is outstanding is what is due less what is paid, by component") {
            books in
            Component.allCases.allSatisfy { component in
                let unpaid = books.rows.reduce(0 as Int64) { $0 + $1.unpaid(component) }
                return books.statement.outstanding.amount(of: component)
                    == (books.isOwed ? unpaid : 0)
            }
        },
        Law(name: "what is outstanding sums to what is unpaid of all rows, once paid out") {
            $0.statement.outstanding.totalMinor == ($0.isOwed ? $0.unpaidMinor : 0)
        },
        Law(name: "nothing is overpaid while anything is unpaid") {
            $0.statement.overpaidMinor == 0 || $0.unpaidMinor == 0
        },
        Law(name: "there is a next due row just where anything is owed and unpaid") {
            ($0.statement.nextDue == nil) == ($0.unpaidMinor == 0 || !$0.isOwed)
        },
        Law(name: "an active loan owes something") {
            $0.statement.status != .active || !$0.isPaidUp
        },
        Law(name: "a completed loan owes nothing") {
            $0.statement.status != .completed || $0.isPaidUp
        },
    ]
}
