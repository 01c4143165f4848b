/// What account events that do not follow the log's order add up to on each date: how an account
/// stands on any date without a replay.
///
/// Dues that no event changes need no allocation to tell whether anything is unpaid: it takes the sum
/// of what was paid. A payment counts from its date to its reversal's. Sums over dates are kept as a
/// binary indexed tree (Fenwick 1994), so that a log of n events in any order costs O(n · log n).
struct DatedSums {
    /// The dates that events have, rising, each once.
    private let dates: [CivilDate]
    private var paidMinor: [Int128]
    private var writeOffs: [Int]

    /// Nothing yet, for events on the dates of `entries`.
    init(for entries: [LogEntry]) {
        var rising: [CivilDate] = []
        let dates = entries.map { $0.date }.sorted()
        for date in dates where rising.last != date { rising.append(date) }
        self.dates = rising
        paidMinor = Array(repeating: 0, count: rising.count)
        writeOffs = Array(repeating: 0, count: rising.count)
    }

    /// What was paid up to `date`, and how many write-offs stand.
    func sums(to date: CivilDate) -> (paidMinor: Int128, writeOffs: Int) {
        var place = firstPlace(after: date)
        var sums: (paidMinor: Int128, writeOffs: Int) = (0, 0)
        while place > 0 {
            sums.paidMinor += paidMinor[place - 1]
            sums.writeOffs += writeOffs[place - 1]
            place &= place - 1
        }
        return sums
    }

    /// Counts an account event from its date on.
    mutating func count(_ event: LoanEvent, from date: CivilDate) {
        add(event, 1, from: date)
    }

    /// Counts an event no more from the date of its reversal on.
    mutating func takeOut(_ event: LoanEvent, from date: CivilDate) {
        add(event, -1, from: date)
    }

    private mutating func add(_ event: LoanEvent, _ sign: Int, from date: CivilDate) {
        var place = firstPlace(after: date)
        while place > 0, place <= dates.count {
            paidMinor[place - 1] += Int128(sign) * Int128(event.amountMinor ?? 0)
            if event == .writeOff { writeOffs[place - 1] += sign }
            place += place & -place
        }
    }

    /// The number of dates up to `date`.
    private func firstPlace(after date: CivilDate) -> Int {
        var low = 0
        var high = dates.count
        while low < high {
            let middle = (low + high) / 2
            if dates[middle] <= date { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
