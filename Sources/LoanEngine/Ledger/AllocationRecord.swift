/// A part of a repayment and where it went.
public struct AllocationRecord: Sendable, Equatable {
    /// The number of the event that brought the money, from 1.
    public let event: Int
    /// The installment's sequence, from 1.
    public let sequence: Int
    /// What it paid.
    public let component: Component
    /// In minor units; more than zero.
    public private(set) var amountMinor: Int64

    mutating func add(_ amountMinor: Int64) { self.amountMinor += amountMinor }
}

/// Collects what events pay, one record for each event, row and component; rows count from 0,
/// sequences from 1.
struct AllocationList: AllocationRecorder {
    /// The event that pays.
    private(set) var event = 0
    private(set) var records: [AllocationRecord] = []
    /// Where the event's records begin, and whether it may pay a component of a row more than once.
    private var start = 0
    private var repeats = false

    /// No records yet.
    init() {}

    /// Goes on with the payments of another event.
    mutating func begin(_ event: Int, repeats: Bool) {
        self.event = event
        self.repeats = repeats
        start = records.count
    }

    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {
        if repeats {
            let place = records[start...].firstIndex {
                $0.sequence == index + 1 && $0.component == component
            }
            if let place {
                records[place].add(amountMinor)
                return
            }
        }
        // Room for a few repayments' parts at once, instead of growing from one.
        if records.isEmpty { records.reserveCapacity(16) }
        records.append(
            AllocationRecord(
                event: event, sequence: index + 1, component: component, amountMinor: amountMinor))
    }
}
