/// Rows of installments wherever they lie: the one interface that the allocator and the classifier
/// need, so that the same code serves Swift arrays and memory that a host holds.
public protocol InstallmentStore {
    /// Number of rows, by rising sequence and due date.
    var count: Int { get }
    /// The sequence of row `index`.
    func sequence(at index: Int) -> Int
    /// When row `index` falls due.
    func dueDate(at index: Int) -> CivilDate
    /// What is unpaid of a component of row `index`, in minor units; not negative.
    func unpaid(_ component: Component, at index: Int) -> Int64
    /// What is unpaid of row `index`: principal, interest, fee and penalty, in this order, whose sum
    /// fits. By default, of each component by itself.
    func unpaidParts(at index: Int) -> SIMD4<Int64>
    /// Whether anything of row `index` is paid.
    func isBegun(at index: Int) -> Bool
    /// Adds to what is paid; `amountMinor` is at most what is unpaid.
    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int)
    /// Pays all that is unpaid of row `index`. By default, of each component by itself.
    mutating func settle(at index: Int)
    /// Keeps how row `index` stands, where the rows have a place for it.
    mutating func stand(_ standing: InstallmentStanding, at index: Int)
}

extension InstallmentStore {
    /// What is unpaid of row `index`: principal, interest, fee and penalty.
    public func unpaidParts(at index: Int) -> SIMD4<Int64> {
        SIMD4(
            unpaid(.principal, at: index), unpaid(.interest, at: index), unpaid(.fee, at: index),
            unpaid(.penalty, at: index))
    }

    /// Pays all that is unpaid of row `index`.
    public mutating func settle(at index: Int) {
        for component in Component.allCases {
            let unpaidMinor = unpaid(component, at: index)
            if unpaidMinor > 0 { pay(unpaidMinor, of: component, at: index) }
        }
    }
}

/// Where the allocator reports what it paid.
public protocol AllocationRecorder {
    /// Whether it takes no notice of what it is told: the allocator then tells it nothing of rows that
    /// are paid in full. False by default.
    static var isIdle: Bool { get }
    /// Row `index` took `amountMinor`, more than zero, for `component`.
    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int)
}

extension AllocationRecorder {
    /// False: it takes notice.
    public static var isIdle: Bool { false }
}

/// The items of a statement in memory, without bounds checks on each access.
struct StatementItems: InstallmentStore {
    let items: UnsafeMutableBufferPointer<LoanStatement.Item>

    var count: Int { items.count }

    func sequence(at index: Int) -> Int { Int(items[index].installment.sequence) }

    func dueDate(at index: Int) -> CivilDate { items[index].installment.dueDate }

    func unpaid(_ component: Component, at index: Int) -> Int64 {
        items[index].installment.unpaid(component)
    }

    func isBegun(at index: Int) -> Bool { items[index].installment.paidMinor > 0 }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        items[index].installment.pay(amountMinor, of: component)
    }

    mutating func stand(_ standing: InstallmentStanding, at index: Int) {
        items[index].standing = standing
    }
}
