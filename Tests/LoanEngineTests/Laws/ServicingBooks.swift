import LoanEngine
import TestSupport

/// The statements of a loan that is serviced beside its log: what the events that stand brought, and
/// where it is. Each law has a name, and is held by itself.
struct ServicingBooks {
    /// A law of the money in a statement.
    struct Law: Sendable {
        let name: String
        let holds: @Sendable (ServicingBooks) -> Bool
    }

    let statement: LoanStatement
    let servicing: ServicingStatement
    let terms: LoanTerms
    /// What stands as of the date, in the order in which it happened.
    let standing: [(number: Int, entry: LogEntry)]

    init(_ account: LoanAccount, asOf date: CivilDate) throws(LoanError) {
        statement = try account.statement(asOf: date)
        servicing = try account.servicing(asOf: date)
        terms = account.terms
        standing = account.log.standing(asOf: date)
    }

    /// The names of the laws that do not hold.
    var broken: [String] { Self.laws.filter { !$0.holds(self) }.map(\.name) }

    /// The amounts of the standing events of some types.
    private func sum(_ types: EventType..., of component: Component? = nil) -> Int64 {
        standing.reduce(0) { sum, place in
            let event = place.entry.event
            guard types.contains(event.type) else { return sum }
            if let component, event.fields.component != component { return sum }
            return sum + (event.amountMinor ?? 0)
        }
    }

    private func adjusted(_ kind: AdjustmentKind, _ component: Component? = nil) -> Int64 {
        servicing.adjustments.reduce(0) {
            $1.kind == kind && component ?? $1.component == $1.component
                ? $0 + $1.amountMinor : $0
        }
    }

    private var receivedMinor: Int64 { sum(.repayment, .settlement, .recovery) }

    /// What came in after the first write-off that stands.
    private var recoveredMinor: Int64 {
        var isWrittenOff = false
        return standing.reduce(0) { sum, place in
            if place.entry.event == .writeOff { isWrittenOff = true }
            let isMoney = [.repayment, .settlement, .recovery].contains(place.entry.event.type)
            return isMoney && isWrittenOff ? sum + (place.entry.amountMinor ?? 0) : sum
        }
    }

    private var rows: [Installment] { statement.items.map(\.installment) }
    private var unpaidMinor: Int64 { rows.reduce(0) { $0 + $1.unpaidMinor } }

    /// What of interest has joined the principal, by all else that is known of it.
    private var capitalizedMinor: Int64 {
        statement.totals.principalMinor + servicing.waived.principalMinor
            - terms.principalMinor - servicing.disbursed.financedMinor - sum(.drawdown)
            - servicing.recalledMinor
    }

    /// Whether interest may have joined the principal.
    private var mayCapitalize: Bool {
        terms.grace.capitalized > 0
            || standing.contains {
                guard case .reschedule(let terms, let arrears) = $0.entry.event else {
                    return false
                }
                return arrears == .capitalize || terms.grace?.capitalized ?? 0 > 0
            }
    }

    private static let laws: [Law] = [
        Law(name: "money received = allocations + overpaid + refunded − recalled") { books in
            let allocated = books.statement.allocations.reduce(0) { $0 + $1.amountMinor }
            return books.receivedMinor
                == allocated + books.statement.overpaidMinor + books.servicing.refundedMinor
                - books.servicing.recalledMinor
        },
        Law(name: "each allocation is more than zero, of money that stands, to a row") { books in
            books.statement.allocations.allSatisfy { record in
                record.amountMinor > 0 && books.rows.indices.contains(record.sequence - 1)
                    && books.standing.contains {
                        $0.number == record.event
                            && [.repayment, .settlement, .recovery].contains($0.entry.event.type)
                    }
            }
        },
        Law(name: "one allocation for each event, row and component") { books in
            let keys = books.statement.allocations.map {
                [$0.event, $0.sequence, Int($0.component.rawValue)]
            }
            return Set(keys).count == keys.count
        },
        Law(name: "no event is allocated more than it brought") { books in
            books.standing.allSatisfy { number, entry in
                let allocated = books.statement.allocations.reduce(0) {
                    $1.event == number ? $0 + $1.amountMinor : $0
                }
                return allocated <= entry.amountMinor ?? 0
            }
        },
        Law(name: "what is paid of a row is the sum of its allocations, by component") { books in
            var paid = [[Int64]](repeating: [0, 0, 0, 0], count: books.rows.count)
            for record in books.statement.allocations {
                paid[record.sequence - 1][Int(record.component.rawValue)] += record.amountMinor
            }
            return zip(books.rows, paid).allSatisfy { row, paid in
                Component.allCases.allSatisfy { row.paid($0) == paid[Int($0.rawValue)] }
            }
        },
        Law(name: "paid of a row's dues is between 0 and them") { books in
            books.rows.allSatisfy { row in
                Component.allCases.allSatisfy { 0 <= row.paid($0) && row.paid($0) <= row.due($0) }
            }
        },
        Law(name: "Σ principal due = paid out + financed + capitalized + recalled − waived") {
            // Interest of arrears has joined it, and what the current row had accrued.
            $0.mayCapitalize
                ? $0.capitalizedMinor >= -$0.adjusted(.capitalization, .interest)
                : $0.capitalizedMinor == 0
        },
        Law(name: "after the last row no balance is left") {
            $0.rows.last?.balanceAfterMinor == 0
        },
        Law(name: "totals are the sums of the rows, by component") { books in
            Component.allCases.allSatisfy { component in
                books.statement.totals.amount(of: component)
                    == books.rows.reduce(0) { $0 + $1.due(component) }
            }
        },
        Law(name: "outstanding is what is unpaid of all rows, by component") { books in
            Component.allCases.allSatisfy { component in
                books.statement.outstanding.amount(of: component)
                    == books.rows.reduce(0) { $0 + $1.unpaid(component) }
            }
        },
        Law(name: "nothing is overpaid while anything is unpaid") {
            $0.statement.overpaidMinor == 0 || $0.unpaidMinor == 0
        },
        Law(name: "written off where a write-off stands, else completed where nothing is unpaid") {
            let isWrittenOff = $0.standing.contains { $0.entry.event == .writeOff }
            let status: LoanStatus =
                isWrittenOff ? .writtenOff : $0.unpaidMinor == 0 ? .completed : .active
            return $0.statement.status == status
        },
        Law(name: "paid out is the principal and all drawdowns") {
            $0.servicing.disbursed.amountMinor == $0.terms.principalMinor + $0.sum(.drawdown)
        },
        Law(name: "refunded is what refunds paid back, of which no more is recalled") {
            $0.servicing.refundedMinor == $0.sum(.refund)
                && 0 <= $0.servicing.recalledMinor
                && $0.servicing.recalledMinor <= $0.servicing.refundedMinor
        },
        Law(name: "recalled is what adjustments say of it") {
            $0.servicing.recalledMinor == $0.adjusted(.recalledRefund)
        },
        Law(name: "recovered is the money since the write-off") {
            $0.servicing.recoveredMinor == $0.recoveredMinor
        },
        Law(name: "what events charge is in adjustments, by component") { books in
            [Component.fee, .penalty].allSatisfy {
                books.adjusted(.charge, $0) == books.sum(.charge, of: $0)
            }
        },
        Law(name: "waived is what adjustments say, and no more than waivers let go of") { books in
            Component.allCases.allSatisfy { component in
                let waived = books.servicing.waived.amount(of: component)
                return waived == -books.adjusted(.waiver, component) && waived >= 0
                    && waived <= books.sum(.waiver, of: component)
            }
        },
        Law(name: "late charges keep to their limit") { books in
            guard let limit = books.terms.servicing.lateChargeLimit else { return true }
            let limitMinor = try? limit.amountMinor(
                of: books.terms.principalMinor, toMultipleOf: 1, by: .down)
            return books.adjusted(.lateCharge) <= limitMinor ?? 0
        },
        Law(name: "adjustments are by date, none of zero, none after the as-of date") { books in
            let found = books.servicing.adjustments
            return found.allSatisfy { $0.amountMinor != 0 && $0.date <= books.statement.asOf }
                && zip(found, found.dropFirst()).allSatisfy { $0.date <= $1.date }
        },
        Law(name: "an adjustment has an event or a rule") { books in
            books.servicing.adjustments.allSatisfy {
                ($0.kind == .lateCharge) == ($0.rule != nil)
                    && ($0.event == nil) == ($0.rule != nil)
            }
        },
        Law(name: "an active loan has a settlement figure, not below zero; others have none") {
            guard let figure = $0.servicing.settlement?.amounts else {
                return $0.statement.status != .active
            }
            return $0.statement.status == .active
                && Component.allCases.map(figure.amount(of:)).allSatisfy { $0 >= 0 }
        },
        Law(name: "written off is nothing where no write-off stands") {
            $0.statement.status == .writtenOff || $0.servicing.writtenOff.totalMinor == 0
        },
    ]
}
