/// A part of a repayment and where it went.
public struct AllocationRecord: Sendable, Equatable {
    /// The repayment's event number, from 1.
    public let event: Int
    /// The installment's sequence, from 1.
    public let sequence: Int
    /// What it paid.
    public let component: Component
    /// In minor units; more than zero.
    public let amountMinor: Int64
}

/// Collects what one event pays; rows count from 0, sequences from 1.
struct AllocationList: AllocationRecorder {
    let event: Int
    var records: [AllocationRecord]

    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int) {
        records.append(
            AllocationRecord(
                event: event, sequence: index + 1, component: component, amountMinor: amountMinor))
    }
}
