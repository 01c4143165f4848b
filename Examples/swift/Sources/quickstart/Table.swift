import LoanEngine

/// What people read: amounts in the currency's digits, in columns.
enum Table {
    static func print(_ schedule: RepaymentSchedule, of terms: LoanTerms) {
        let money = terms.currency.text
        show(
            "\(terms.currency.code) \(money(terms.principalMinor)) paid out on "
                + "\(terms.disbursedAt): \(schedule.items.count) installments"
                + (schedule.installmentMinor.map { " of \(money($0))" } ?? ""))
        show("\n  #  due            principal      interest         total       balance")
        for row in schedule.items {
            show(
                right("\(row.sequence)", 3) + "  \(row.dueDate)"
                    + right(money(row.principalDueMinor), 14)
                    + right(money(row.interestDueMinor), 14) + right(money(row.totalDueMinor), 14)
                    + right(money(row.balanceAfterMinor), 14))
        }
        let totals = schedule.totals
        show(
            right(money(totals.principalMinor), 29) + right(money(totals.interestMinor), 14)
                + right(money(totals.totalMinor), 14))
    }

    static func print(_ statement: LoanStatement, of terms: LoanTerms) {
        let money = terms.currency.text
        show("\nWhere the repayments went:")
        for part in statement.allocations {
            let component = part.component.name.lowercased()
            show(
                "  repayment \(part.event), installment \(part.sequence), \(component)"
                    + right(money(part.amountMinor), 22 - component.count))
        }
        show("\nOn \(statement.asOf):")
        for item in statement.items where item.status == .overdue {
            show(
                "  installment \(item.installment.sequence), overdue for \(item.daysPastDue) days, "
                    + "\(money(item.installment.unpaidMinor)) of it unpaid")
        }
        let arrears = statement.arrears
        show("  outstanding" + right(money(statement.outstanding.totalMinor), 12))
        show(
            "  in arrears " + right(money(arrears.amounts.totalMinor), 12)
                + (arrears.since.map { "  since \($0)" } ?? "")
                + (statement.bucket.map { ", \(arrears.daysPastDue) days: \($0)" } ?? ""))
        if let next = statement.nextDue {
            show(
                "  next to pay" + right(money(next.amountMinor), 12)
                    + "  of installment \(next.sequence), due \(next.dueDate)")
        }
    }

    private static func show(_ line: String) { Swift.print(line) }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
