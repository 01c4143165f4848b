/// Splits repayments over the unpaid parts of a loan's installments, oldest first.
///
///     repayment 5 000.00 | row 1: interest 1 000.00, principal 3 727.98 | row 2: interest 925.44, …
///     allocated          |                 1 000.00            3 727.98 |                 272.02
///
/// The allocator remembers the first row with anything unpaid, so a series of repayments walks each
/// row once. It allocates no memory, and one repayment asks for each component of each row once, so
/// rows that do not keep what they are paid show what a repayment would do.
public struct Allocator: Sendable {
    /// The order of payment.
    public let policy: AllocationPolicy
    /// Every row before this one is fully paid.
    public private(set) var firstUnpaid = 0

    /// An allocator that starts at row `firstUnpaid`, not negative: those before it are fully paid.
    public init(_ policy: AllocationPolicy, from firstUnpaid: Int = 0) {
        self.policy = policy
        self.firstUnpaid = firstUnpaid
    }

    /// Pays `amountMinor` into `rows`, in place.
    ///
    /// - Parameters:
    ///   - amountMinor: In minor units; zero or less pays nothing.
    ///   - date: The repayment's date; it decides what is due under `AllocationAcross.component`.
    ///   - rows: The installments, by rising sequence and due date.
    ///   - recorder: Told of each part paid, in order.
    /// - Returns: What no row took, in minor units: the overpayment.
    /// - Invariant: What `rows` gained plus the result equals `amountMinor`.
    /// - Complexity: O(rows from the first unpaid one that the amount reaches); no heap allocation.
    public mutating func allocate<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ amountMinor: Int64, on date: CivilDate, over rows: inout Rows,
        recording recorder: inout Recorder
    ) -> Int64 {
        var left = max(amountMinor, 0)
        if policy.across == .component {
            var end = firstUnpaid
            while end < rows.count, rows.dueDate(at: end) <= date { end += 1 }
            Allocator.pay(policy.first, firstUnpaid..<end, &left, &rows, &recorder)
            Allocator.pay(policy.second, firstUnpaid..<end, &left, &rows, &recorder)
            Allocator.pay(policy.third, firstUnpaid..<end, &left, &rows, &recorder)
            Allocator.pay(policy.fourth, firstUnpaid..<end, &left, &rows, &recorder)
            // Money left over means that all that was due is paid.
            if left > 0 { firstUnpaid = end }
        }
        while left > 0, firstUnpaid < rows.count {
            // What is unpaid of a row fits.
            let unpaidMinor = rows.unpaidParts(at: firstUnpaid).wrappedSum()
            if unpaidMinor > left {
                payComponents(of: firstUnpaid, &left, &rows, &recorder)
                break
            }
            // Whatever the order, all of the row is paid.
            if Recorder.isIdle {
                rows.payInFull(at: firstUnpaid)
                left &-= unpaidMinor
            } else {
                payComponents(of: firstUnpaid, &left, &rows, &recorder)
            }
            firstUnpaid &+= 1
        }
        return left
    }

    /// Pays the components of one row in order while anything is left.
    @inline(__always)
    private func payComponents<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        of row: Int, _ left: inout Int64, _ rows: inout Rows, _ recorder: inout Recorder
    ) {
        Allocator.pay(policy.first, row, &left, &rows, &recorder)
        Allocator.pay(policy.second, row, &left, &rows, &recorder)
        Allocator.pay(policy.third, row, &left, &rows, &recorder)
        Allocator.pay(policy.fourth, row, &left, &rows, &recorder)
    }

    /// Pays one component of one row while anything is left.
    @inline(__always)
    private static func pay<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ component: Component, _ row: Int, _ left: inout Int64, _ rows: inout Rows,
        _ recorder: inout Recorder
    ) {
        let part = min(rows.unpaid(component, at: row), left)
        guard part > 0 else { return }
        rows.pay(part, of: component, at: row)
        recorder.record(part, of: component, at: row)
        left &-= part
    }

    /// Pays one component of some rows while anything is left.
    private static func pay<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ component: Component, _ range: Range<Int>, _ left: inout Int64, _ rows: inout Rows,
        _ recorder: inout Recorder
    ) {
        for index in range where left > 0 { pay(component, index, &left, &rows, &recorder) }
    }
}
