/// Rows of installments wherever they lie: the one interface that the allocator needs, so that the
/// same code serves Swift arrays and memory that a host holds.
public protocol InstallmentStore {
    /// Number of rows, by rising sequence and due date.
    var count: Int { get }
    /// When row `index` falls due.
    func dueDate(at index: Int) -> CivilDate
    /// What is unpaid of a component of row `index`, in minor units; not negative.
    func unpaid(_ component: Component, at index: Int) -> Int64
    /// Adds to what is paid; `amountMinor` is at most what is unpaid.
    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int)
}

/// Where the allocator reports what it paid.
public protocol AllocationRecorder {
    /// Row `index` took `amountMinor`, more than zero, for `component`.
    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int)
}

/// Installments in memory, without bounds checks on each access.
struct InstallmentRows: InstallmentStore {
    let rows: UnsafeMutableBufferPointer<Installment>

    var count: Int { rows.count }

    func dueDate(at index: Int) -> CivilDate { rows[index].dueDate }

    func unpaid(_ component: Component, at index: Int) -> Int64 {
        rows[index].unpaid(component)
    }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        rows[index].pay(amountMinor, of: component)
    }
}
