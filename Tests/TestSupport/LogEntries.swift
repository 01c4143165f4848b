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

extension [LogEntry] {
    /// The date of the reversal of event `index`, from 0, or nil.
    public func reversal(of index: Int) -> CivilDate? {
        first { $0.event == .reversal(of: index + 1) }?.date
    }

    /// The account events that stand as of a date, by date, ties as written, with their numbers.
    public func standing(asOf date: CivilDate) -> [(number: Int, entry: LogEntry)] {
        let standing = indices.filter { index in
            guard self[index].date <= date, self[index].event.type != .reversal else {
                return false
            }
            return reversal(of: index).map { $0 > date } ?? true
        }
        return standing.sorted {
            self[$0].date == self[$1].date ? $0 < $1 : self[$0].date < self[$1].date
        }
        .map { ($0 + 1, self[$0]) }
    }

    /// The same log without some of its events, reversals naming their targets by their new numbers.
    ///
    /// - Parameter indices: From 0. Who leaves out an event leaves out its reversal.
    public func leaving(out indices: Set<Int>) -> (log: [LogEntry], numbers: [Int: Int]) {
        let kept = self.indices.filter { !indices.contains($0) }
        return ordered(kept)
    }

    /// The events at those places, in that order, and which number here has which number there.
    public func ordered(_ order: [Int]) -> (log: [LogEntry], numbers: [Int: Int]) {
        var numbers: [Int: Int] = [:]
        for (place, index) in order.enumerated() { numbers[index + 1] = place + 1 }
        let log = order.map { index -> LogEntry in
            guard case .reversal(let target) = self[index].event else { return self[index] }
            return LogEntry(
                .reversal(of: numbers[target] ?? 0), on: self[index].date, by: self[index].role)
        }
        return (log, numbers)
    }
}
