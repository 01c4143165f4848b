/// The log of a loan, its account events to be had in order of date.
///
/// Entries are only ever added, in the order written. A reversal takes its target out from the
/// reversal's date on: as of an earlier date the target still counts.
struct Timeline: Sendable {
    /// What happened, in the order written; event number n is `entries[n - 1]`.
    private(set) var entries: [LogEntry] = []
    /// The latest date of an account event; nil without any.
    private(set) var latestAccountDate: CivilDate?
    /// Whether each account event is dated on or after all those written before it, and none is a
    /// reversal: then the account follows the log as it is written.
    private(set) var isInOrder = true
    /// Whether all account events are money, write-offs and reversals.
    private(set) var isPlain = true
    /// Whether an event has changed the plan.
    private(set) var changesPlan = false
    /// How many account events there are, and how many of them reach back before one written earlier.
    private(set) var accountEvents = 0
    private(set) var reachingBack = 0
    /// What all account events bring, charge or let go of, in minor units.
    private(set) var amountsMinor: Int128 = 0
    /// The places of write-offs in the log.
    private var writeOffs: [Int] = []
    /// The latest date of a reversal: before it, what is reversed by then may still count.
    private(set) var latestReversalDate: CivilDate?
    /// The date of each entry's reversal, or nil; empty while nothing is reversed.
    private var reversals: [CivilDate?] = []

    /// The latest date of any event; nil without any.
    var latestDate: CivilDate? {
        entries.reduce(nil as CivilDate?) { max($0 ?? $1.date, $1.date) }
    }

    /// Whether an account event on that date would follow all that is written.
    func isLast(_ date: CivilDate) -> Bool { latestAccountDate.map { $0 <= date } ?? true }

    /// Adds an entry that is checked.
    mutating func append(_ entry: LogEntry) {
        entries.append(entry)
        if !reversals.isEmpty { reversals.append(nil) }
        if entry.event.type.isApplicationStep { return }
        accountEvents += 1
        amountsMinor += Int128(entry.event.amountMinor ?? 0)
        if entry.event == .writeOff { writeOffs.append(entries.count - 1) }
        if reachesBack(entry) { reachingBack += 1 }
        isPlain = isPlain && entry.event.isPlain
        changesPlan = changesPlan || entry.event.type.changesPlan
        if case .reversal(let number) = entry.event {
            if reversals.isEmpty { reversals = Array(repeating: nil, count: entries.count) }
            reversals[number - 1] = entry.date
            latestReversalDate = max(latestReversalDate ?? entry.date, entry.date)
            isInOrder = false
        } else {
            isInOrder = isInOrder && isLast(entry.date)
        }
        latestAccountDate = max(latestAccountDate ?? entry.date, entry.date)
    }

    /// Whether an account event is dated before one written earlier, or reverses one that is.
    func reachesBack(_ entry: LogEntry) -> Bool {
        if case .reversal(let number) = entry.event, number <= entries.count {
            return !isLast(entries[number - 1].date) || !isLast(entry.date)
        }
        return !isLast(entry.date)
    }

    /// Whether a write-off stands as of a date.
    func isWrittenOff(asOf date: CivilDate) -> Bool {
        writeOffs.contains { stands(entries[$0], $0, asOf: date) }
    }

    mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

    /// Checks the target of a reversal that is about to be written.
    ///
    /// - Throws: `invalidEvent` at `of` where it is no account event written before, is a reversal,
    ///   is reversed already, or is dated after the reversal.
    func checkTarget(
        ofReversal number: Int, on date: CivilDate, at path: String
    ) throws(LoanError) {
        func refusal(_ met: String) -> LoanError {
            .notAllowed(
                .invalidEvent, at: path + ".of", met: met,
                allowed: "the number of an earlier account event that stands, up to \(date)")
        }
        guard number <= entries.count, !entries[number - 1].event.type.isApplicationStep else {
            throw refusal("event \(number), which is no account event before this one,")
        }
        let target = entries[number - 1]
        guard target.event.type != .reversal else {
            throw refusal("event \(number), which is a reversal,")
        }
        guard reversal(of: number - 1) == nil else {
            throw refusal("event \(number), which is reversed already,")
        }
        guard target.date <= date else {
            throw refusal("event \(number), dated \(target.date) after the reversal,")
        }
    }

    /// Hands `body` the account events that stand as of `date`, with their numbers: by date, ties in
    /// the order written.
    func forEachStanding(
        asOf date: CivilDate, _ body: (LogEntry, Int) throws(LoanError) -> Void
    ) throws(LoanError) {
        if isInOrder {
            for (index, entry) in entries.enumerated()
            where !entry.event.type.isApplicationStep && entry.date <= date {
                try body(entry, index + 1)
            }
            return
        }
        var standing: [Int] = []
        standing.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() where stands(entry, index, asOf: date) {
            standing.append(index)
        }
        standing.sort { left, right in
            let (first, second) = (entries[left].date, entries[right].date)
            return first == second ? left < right : first < second
        }
        for index in standing { try body(entries[index], index + 1) }
    }

    private func stands(_ entry: LogEntry, _ index: Int, asOf date: CivilDate) -> Bool {
        let type = entry.event.type
        guard !type.isApplicationStep, type != .reversal, entry.date <= date else { return false }
        return reversal(of: index).map { $0 > date } ?? true
    }

    private func reversal(of index: Int) -> CivilDate? {
        reversals.isEmpty ? nil : reversals[index]
    }
}
