/// Splits repayments over the unpaid parts of a loan's installments, oldest first.
///
///     repayment 5 000.00 | row 1: interest 1 000.00, principal 3 727.98 | row 2: interest 925.44, …
///     allocated          |                 1 000.00            3 727.98 |                 272.02
///
/// The allocator remembers the first row with anything unpaid, so a series of repayments walks each
/// row once. It allocates no memory, and, but for `AdvanceOrder.spread` and rows whose dues change with
/// each payment, one repayment asks for each component of each row once, so rows that do not keep what
/// they are paid show what a repayment would do.
public struct Allocator: Sendable {
    /// The order of payment.
    public let policy: AllocationPolicy
    /// Every row before this one is fully paid.
    public private(set) var firstUnpaid = 0
    private let isUniform: Bool
    /// How often a due row whose dues change with each payment is asked again; a few are enough.
    private static let maximumTurns = 200

    /// An allocator that starts at row `firstUnpaid`, not negative: those before it are fully paid.
    public init(_ policy: AllocationPolicy, from firstUnpaid: Int = 0) {
        self.policy = policy
        self.firstUnpaid = firstUnpaid
        isUniform = policy.isUniform
    }

    /// Pays `amountMinor` into `rows`, in place.
    ///
    /// - Parameters:
    ///   - amountMinor: In minor units; zero or less pays nothing.
    ///   - date: The repayment's date; it decides what is past due, due and in advance.
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
        if policy.grouping == .byComponent {
            payDueByComponent(&left, on: date, &rows, &recorder)
        }
        // Where dues change with each payment, what is due is asked again until all of it is paid.
        if !Rows.keepsDues || (policy.grouping == .byInstallment && !isUniform) {
            payDueByInstallment(&left, on: date, &rows, &recorder)
        }
        switch policy.advance {
        case .next where Rows.keepsDues:
            payNext(&left, policy.inAdvance, &rows, &recorder)
        case .next:
            payEach(&left, &rows, &recorder)
        case .last, .currentThenLast, .spread:
            payAhead(&left, on: date, &rows, &recorder)
        }
        return left
    }

    /// Row by row from the first unpaid one, due or not.
    @inline(__always)
    private mutating func payNext<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ left: inout Int64, _ order: ComponentOrder, _ rows: inout Rows,
        _ recorder: inout Recorder
    ) {
        while left > 0, firstUnpaid < rows.count {
            // What is unpaid of a row fits.
            let unpaidMinor = rows.unpaidParts(at: firstUnpaid).wrappedSum()
            if unpaidMinor > left {
                Allocator.payComponents(order, of: firstUnpaid, &left, &rows, &recorder)
                break
            }
            // Whatever the order, all of the row is paid.
            if Recorder.isIdle {
                rows.payInFull(at: firstUnpaid)
                left &-= unpaidMinor
            } else {
                Allocator.payComponents(order, of: firstUnpaid, &left, &rows, &recorder)
            }
            firstUnpaid &+= 1
        }
    }

    /// Row by row where dues change with each payment: one that takes nothing is passed over.
    private func payEach<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ left: inout Int64, _ rows: inout Rows, _ recorder: inout Recorder
    ) {
        for row in firstUnpaid..<max(rows.count, firstUnpaid) where left > 0 {
            Allocator.payComponents(policy.inAdvance, of: row, &left, &rows, &recorder)
        }
    }

    /// The rows that are due, oldest first, each in the order of its timing.
    private mutating func payDueByInstallment<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ left: inout Int64, on date: CivilDate, _ rows: inout Rows, _ recorder: inout Recorder
    ) {
        var row = firstUnpaid
        while left > 0, row < rows.count, rows.dueDate(at: row) <= date {
            let order = rows.dueDate(at: row) < date ? policy.pastDue : policy.due
            var (turns, before) = (0, left)
            // Where dues change: principal paid before the row's end saves interest, which becomes principal
            // of the row.
            repeat {
                (turns, before) = (turns + 1, left)
                Allocator.payComponents(order, of: row, &left, &rows, &recorder)
            } while !Rows.keepsDues && left > 0 && left < before && turns < Allocator.maximumTurns
            row += 1
        }
        // Money left over means that all that was due is paid.
        if left > 0 { firstUnpaid = row }
    }

    /// The rows that are due, place by place of the orders: the first component of `pastDue` over its
    /// rows and of `due` over its, then the second.
    private mutating func payDueByComponent<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ left: inout Int64, on date: CivilDate, _ rows: inout Rows, _ recorder: inout Recorder
    ) {
        var past = firstUnpaid
        while past < rows.count, rows.dueDate(at: past) < date { past += 1 }
        var end = past
        while end < rows.count, rows.dueDate(at: end) <= date { end += 1 }
        for place in 0..<4 {
            let (first, second) = (
                policy.pastDue.component(at: place), policy.due.component(at: place)
            )
            Allocator.pay(first, firstUnpaid..<past, &left, &rows, &recorder)
            Allocator.pay(second, past..<end, &left, &rows, &recorder)
        }
        // Money left over means that all that was due is paid, unless dues have changed meanwhile.
        if left > 0, Rows.keepsDues { firstUnpaid = end }
    }

    /// The rows not yet due, where it is not simply the next one that is paid.
    private func payAhead<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ left: inout Int64, on date: CivilDate, _ rows: inout Rows, _ recorder: inout Recorder
    ) {
        if left == 0 { return }
        var first = firstUnpaid
        while first < rows.count, rows.dueDate(at: first) <= date { first += 1 }
        if policy.advance == .spread {
            spread(&left, over: first..<rows.count, &rows, &recorder)
            return
        }
        var begun = first
        if policy.advance == .currentThenLast {
            while left > 0, begun < rows.count, rows.startDate(at: begun) <= date {
                Allocator.payComponents(policy.inAdvance, of: begun, &left, &rows, &recorder)
                begun += 1
            }
        }
        for row in (begun..<max(rows.count, begun)).reversed() where left > 0 {
            Allocator.payComponents(policy.inAdvance, of: row, &left, &rows, &recorder)
        }
    }

    /// For each component in order, the money left in equal parts over the rows that are open, rounded
    /// half even, the rest to the last; again with what is left.
    ///
    /// Where dues are as planned, each round pays something in the last open row, or all of the money. By
    /// the day an open row may ask for nothing yet, and rounding may leave nothing to the one that asks: what
    /// a round did not pay goes row by row then.
    private func spread<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ left: inout Int64, over range: Range<Int>, _ rows: inout Rows,
        _ recorder: inout Recorder
    ) {
        var isOpen = true
        while left > 0, isOpen {
            isOpen = false
            let before = left
            defer { if left == before { isOpen = false } }
            for component in policy.inAdvance.components where left > 0 {
                rows.beginShare()
                var open: Int64 = 0
                for row in range where rows.unpaidParts(at: row) != .zero { open += 1 }
                if open == 0 { return }
                isOpen = true
                let shared = left
                let part = Allocator.share(of: shared, over: open)
                var number: Int64 = 0
                for row in range where rows.unpaidParts(at: row) != .zero {
                    number += 1
                    let offered = number == open ? shared - part * (open - 1) : part
                    var rest = offered
                    Allocator.pay(component, row, &rest, &rows, &recorder)
                    left -= offered - rest
                }
            }
        }
        for row in range {
            for component in policy.inAdvance.components where left > 0 {
                Allocator.pay(component, row, &left, &rows, &recorder)
            }
        }
    }

    /// An equal share, rounded half even, or down where the rest of the last would be negative.
    private static func share(of amountMinor: Int64, over count: Int64) -> Int64 {
        let down = amountMinor / count
        let twice = 2 * (amountMinor % count)
        let isUp = twice > count || (twice == count && down % 2 == 1)
        // Of a single row it is the amount itself, which may be the greatest there is.
        guard isUp else { return down }
        // Not more than the amount times (count − 1) / count, plus count − 1: it fits where it passes.
        let up = down + 1
        let (others, overflow) = up.multipliedReportingOverflow(by: count - 1)
        return !overflow && others <= amountMinor ? up : down
    }

    /// Pays the components of one row in order while anything is left.
    @inline(__always)
    private static func payComponents<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ order: ComponentOrder, of row: Int, _ left: inout Int64, _ rows: inout Rows,
        _ recorder: inout Recorder
    ) {
        if !Rows.keepsDues {
            // One copy of the code: what a payment costs there is the rows that it changes.
            for place in 0..<4 {
                pay(order.component(at: place), row, &left, &rows, &recorder)
            }
            return
        }
        pay(order.first, row, &left, &rows, &recorder)
        pay(order.second, row, &left, &rows, &recorder)
        pay(order.third, row, &left, &rows, &recorder)
        pay(order.fourth, row, &left, &rows, &recorder)
    }

    /// Pays one component of one row while anything is left.
    @inline(__always)
    private static func pay<Rows: InstallmentStore, Recorder: AllocationRecorder>(
        _ component: Component, _ row: Int, _ left: inout Int64, _ rows: inout Rows,
        _ recorder: inout Recorder
    ) {
        rows.prepare(at: row)
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
