import LoanCases

/// A statement for people: the loan, its installments, where the money went, and what is left.
struct StatementTable {
    private let name: String?
    private let terms: LoanTerms
    private let statement: LoanStatement
    private let note: FirstPeriodNote?
    /// What was paid out, and the fees of that day.
    private let disbursed: ServicingStatement.Disbursed?
    /// Where servicing has changed what falls due; nil for a plain loan.
    private let servicing: ServicingStatement?

    /// Nil for an error, which is reported apart.
    init?(_ result: CaseResult) {
        guard case .success(let statement) = result.outcome, let terms = result.terms else {
            return nil
        }
        name = result.name
        self.terms = terms
        self.statement = statement
        note = FirstPeriodNote(terms, statement)
        let own = result.servicing
        disbursed = own?.disbursed
        let isServiced =
            own.map { !$0.adjustments.isEmpty || $0.disbursed.amountMinor != terms.principalMinor }
            ?? false
        servicing =
            isServiced || terms.accrual == .daily || terms.servicing.prepayment.effect != .advance
            ? own : nil
    }

    var text: String {
        var parts = [heading, installments + (note.map { "\n" + $0.text } ?? "")]
        if !statement.allocations.isEmpty { parts.append(allocations) }
        if let servicing, !servicing.adjustments.isEmpty { parts.append(adjustments(servicing)) }
        parts.append(summary)
        if let servicing { parts.append(figures(servicing)) }
        return parts.joined(separator: "\n\n")
    }

    private func money(_ amountMinor: Int64) -> String { terms.currency.text(amountMinor) }

    private var heading: String {
        var lines = [
            "\(terms.currency.code) \(money(terms.principalMinor)) at \(terms.rate.percentText) % "
                + "per \(terms.rate.per.name), \(rhythm), disbursed \(terms.disbursedAt)",
            "\(terms.interestMethod.name), \(terms.amortization.name), \(terms.dayCount.name)"
                + (statement.installmentMinor.map { ", level payment \(money($0))" } ?? ""),
            "Status \(statement.status.name) as of \(statement.asOf)",
        ]
        if let upfrontFees { lines.insert(upfrontFees, at: 1) }
        if let name { lines.insert(TextTable.painted(Output.printable(name), .bold), at: 0) }
        return lines.joined(separator: "\n")
    }

    /// The fees at disbursement and what is left to pay out, or nil where there are none.
    private var upfrontFees: String? {
        guard let disbursed else { return nil }
        let parts = [
            ("deducted", disbursed.deductedMinor), ("financed", disbursed.financedMinor),
            ("separate", disbursed.separateMinor),
        ].filter { $0.1 != 0 }.map { "\(money($0.1)) \($0.0)" }
        if parts.isEmpty { return nil }
        return
            "Upfront fees \(parts.joined(separator: ", ")); paid out \(money(disbursed.netMinor))"
    }

    /// How many installments there are, and when they fall due.
    private var rhythm: String {
        if terms.dueDates != nil { return "\(terms.termCount) due dates" }
        let every = terms.termEvery == 1 ? "" : " every \(terms.termEvery)"
        let days = terms.dueDays.map { " on " + $0.map { "\($0)" }.joined(separator: ", ") } ?? ""
        return "\(terms.termCount) × \(terms.termUnit.name)\(every)\(days)"
    }

    private var installments: String {
        let hasFees = statement.totals.feeMinor > 0
        let hasPenalties = statement.totals.penaltyMinor > 0
        var table = TextTable(
            [("#", .right), ("Due", .left), ("Principal", .right), ("Interest", .right)]
                + (hasFees ? [("Fee", .right)] : [])
                + (hasPenalties ? [("Penalty", .right)] : [])
                + [
                    ("Total", .right), ("Balance", .right), ("Paid", .right), ("Status", .left),
                    ("Days late", .right),
                ])
        for item in statement.items {
            let row = item.installment
            // Of a down payment's row nothing is noted.
            let isFirst = row.startDate == terms.disbursedAt && row.dueDate != terms.disbursedAt
            let mark = note != nil && isFirst ? FirstPeriodNote.mark : ""
            var cells = [
                TextTable.Cell("\(row.sequence)"), TextTable.Cell("\(row.dueDate)\(mark)"),
                TextTable.Cell(money(row.principalDueMinor)),
                TextTable.Cell(money(row.interestDueMinor)),
            ]
            if hasFees { cells.append(TextTable.Cell(money(row.feeDueMinor))) }
            if hasPenalties { cells.append(TextTable.Cell(money(row.penaltyDueMinor))) }
            cells += [
                TextTable.Cell(money(row.totalDueMinor)),
                TextTable.Cell(money(row.balanceAfterMinor)),
                TextTable.Cell(row.paidMinor == 0 ? "" : money(row.paidMinor)),
                TextTable.Cell(item.status.name, item.status.color),
                TextTable.Cell(item.daysPastDue == 0 ? "" : "\(item.daysPastDue)"),
            ]
            table.add(cells)
        }
        let totals = statement.totals
        var footer = [
            TextTable.Cell(""), TextTable.Cell("Total"),
            TextTable.Cell(money(totals.principalMinor)),
            TextTable.Cell(money(totals.interestMinor)),
        ]
        if hasFees { footer.append(TextTable.Cell(money(totals.feeMinor))) }
        if hasPenalties { footer.append(TextTable.Cell(money(totals.penaltyMinor))) }
        footer.append(TextTable.Cell(money(totals.totalMinor)))
        footer.append(TextTable.Cell(""))
        let paidMinor = statement.items.reduce(0 as Int64) { $0 &+ $1.installment.paidMinor }
        footer.append(TextTable.Cell(money(paidMinor)))
        table.foot(footer)
        return table.text
    }

    private var allocations: String {
        var table = TextTable([
            ("Event", .right), ("Installment", .right), ("Component", .left), ("Amount", .right),
        ])
        for record in statement.allocations {
            table.add([
                TextTable.Cell("\(record.event)"), TextTable.Cell("\(record.sequence)"),
                TextTable.Cell(record.component.name), TextTable.Cell(money(record.amountMinor)),
            ])
        }
        return table.text
    }

    /// What was added to dues or taken off after the plan was made, and why.
    private func adjustments(_ servicing: ServicingStatement) -> String {
        var table = TextTable([
            ("Date", .left), ("Installment", .right), ("Component", .left), ("Amount", .right),
            ("Because of", .left),
        ])
        for own in servicing.adjustments {
            let cause =
                own.event.map { "event \($0)" } ?? own.rule.map { "rule \($0)" } ?? ""
            table.add([
                TextTable.Cell("\(own.date)"), TextTable.Cell("\(own.sequence)"),
                TextTable.Cell(own.component.name), TextTable.Cell(money(own.amountMinor)),
                TextTable.Cell("\(own.kind.name), \(cause)"),
            ])
        }
        return table.text
    }

    /// What it takes to be done, and what was let go of or paid back.
    private func figures(_ servicing: ServicingStatement) -> String {
        var lines: [String] = []
        if let settlement = servicing.settlement {
            let own = settlement.amounts
            var parts = ["principal \(money(own.principalMinor))"]
            for (name, minor) in [
                ("interest", own.interestMinor), ("fee", own.feeMinor),
                ("penalty", own.penaltyMinor),
            ] where minor != 0 {
                parts.append("\(name) \(money(minor))")
            }
            let rebate =
                settlement.rebateMinor == 0
                ? "" : "; interest saved \(money(settlement.rebateMinor))"
            lines.append(
                "To settle on \(statement.asOf): \(money(own.totalMinor)) ("
                    + parts.joined(separator: ", ") + ")" + rebate)
        }
        for (label, minor) in [
            ("Accrued interest", servicing.accruedInterestMinor),
            ("Drawn", servicing.disbursed.amountMinor &- terms.principalMinor),
            ("Waived", servicing.waived.totalMinor),
            ("Written off", servicing.writtenOff.totalMinor),
            ("Recovered", servicing.recoveredMinor), ("Refunded", servicing.refundedMinor),
            ("Recalled", servicing.recalledMinor),
        ] where minor != 0 {
            lines.append("\(label) \(money(minor))")
        }
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        let hasFees = statement.totals.feeMinor > 0
        let hasPenalties = statement.totals.penaltyMinor > 0
        var table = TextTable(
            [("", .left), ("Principal", .right), ("Interest", .right)]
                + (hasFees ? [("Fee", .right)] : []) + (hasPenalties ? [("Penalty", .right)] : [])
                + [("Total", .right), ("", .left)])
        func add(_ label: String, _ amounts: ComponentAmounts, _ note: String, isLate: Bool) {
            let color: TextTable.Color? = isLate && amounts.totalMinor > 0 ? .red : nil
            table.add(
                [
                    TextTable.Cell(label, color),
                    TextTable.Cell(money(amounts.principalMinor)),
                    TextTable.Cell(money(amounts.interestMinor)),
                ] + (hasFees ? [TextTable.Cell(money(amounts.feeMinor))] : [])
                    + (hasPenalties ? [TextTable.Cell(money(amounts.penaltyMinor))] : [])
                    + [TextTable.Cell(money(amounts.totalMinor), color), TextTable.Cell(note)])
        }
        add("Outstanding", statement.outstanding, "", isLate: false)
        let arrears = statement.arrears
        var notes: [String] = []
        if let since = arrears.since {
            notes.append("since \(since), \(arrears.daysPastDue) days past due")
        }
        if let bucket = statement.bucket { notes.append("bucket \(Output.printable(bucket))") }
        add("Arrears", arrears.amounts, notes.joined(separator: ", "), isLate: true)
        var lines = [table.text]
        if statement.overpaidMinor > 0 {
            lines.append("Overpaid \(money(statement.overpaidMinor))")
        }
        if let next = statement.nextDue {
            lines.append(
                "Next due: installment \(next.sequence) on \(next.dueDate), "
                    + money(next.amountMinor))
        }
        return lines.joined(separator: "\n")
    }
}

extension InstallmentStatus {
    fileprivate var color: TextTable.Color? {
        switch self {
        case .pending: nil
        case .partial: .yellow
        case .paid: .green
        case .overdue: .red
        }
    }
}

extension InterestRate {
    /// The percentage as it reads best: a ratio where it has no short decimal.
    fileprivate var percentText: String { percent.decimalText(maximumDigits: 18) ?? "\(percent)" }
}
