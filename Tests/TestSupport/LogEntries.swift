import LoanEngine

// Entries in a line each, for tests.
extension LogEntry {
    /// The borrower pays.
    public static func repayment(
        amountMinor: Int64, on date: CivilDate, role: Role? = nil
    ) -> LogEntry {
        LogEntry(.repayment(amountMinor: amountMinor), on: date, by: role)
    }

    /// The borrower pays on a written-off loan.
    public static func recovery(
        amountMinor: Int64, on date: CivilDate, role: Role? = nil
    ) -> LogEntry {
        LogEntry(.recovery(amountMinor: amountMinor), on: date, by: role)
    }

    /// An event is undone.
    public static func reversal(
        of number: Int, on date: CivilDate, role: Role? = nil
    ) -> LogEntry {
        LogEntry(.reversal(of: number), on: date, by: role)
    }

    /// An event that carries nothing.
    public static func step(_ event: LoanEvent, on date: CivilDate, role: Role? = nil) -> LogEntry {
        LogEntry(event, on: date, by: role)
    }

    /// What it brings in minor units; nil for none.
    public var amountMinor: Int64? { event.amountMinor }
}
