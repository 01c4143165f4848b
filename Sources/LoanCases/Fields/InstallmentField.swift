/// A field of an installment in results: a key of `schedule.items` and a column of CSV.
///
/// `all` is the one place that says which fields there are, in which order, and what each holds.
/// JSON and CSV walk it; `scripts/fields.py` holds `le_row`, `le_row_columns` and docs/case-format.md
/// to it.
public struct InstallmentField: Sendable {
    /// What a field holds.
    public enum Value: Sendable {
        /// A whole number.
        case number(Int)
        /// A date.
        case date(CivilDate)
        /// An amount in minor units.
        case amount(Int64)
        /// A word of the case format.
        case word(String)
    }

    /// The key in JSON and the heading in CSV.
    public let name: StaticString
    /// What the field holds of an installment.
    public let value: @Sendable (LoanStatement.Item) -> Value

    private init(_ name: StaticString, _ value: @escaping @Sendable (LoanStatement.Item) -> Value) {
        self.name = name
        self.value = value
    }

    /// All fields, in the contract's order.
    public static let all = [
        InstallmentField("sequence") { .number(Int($0.installment.sequence)) },
        InstallmentField("startDate") { .date($0.installment.startDate) },
        InstallmentField("dueDate") { .date($0.installment.dueDate) },
        InstallmentField("principalDue") { .amount($0.installment.principalDueMinor) },
        InstallmentField("interestDue") { .amount($0.installment.interestDueMinor) },
        InstallmentField("feeDue") { .amount($0.installment.feeDueMinor) },
        InstallmentField("penaltyDue") { .amount($0.installment.penaltyDueMinor) },
        InstallmentField("totalDue") { .amount($0.installment.totalDueMinor) },
        InstallmentField("balanceAfter") { .amount($0.installment.balanceAfterMinor) },
        InstallmentField("paidAmount") { .amount($0.installment.paidMinor) },
        InstallmentField("principalPaid") { .amount($0.installment.principalPaidMinor) },
        InstallmentField("interestPaid") { .amount($0.installment.interestPaidMinor) },
        InstallmentField("feePaid") { .amount($0.installment.feePaidMinor) },
        InstallmentField("penaltyPaid") { .amount($0.installment.penaltyPaidMinor) },
        InstallmentField("status") { .word($0.status.name) },
        InstallmentField("daysPastDue") { .number($0.daysPastDue) },
    ]
}
