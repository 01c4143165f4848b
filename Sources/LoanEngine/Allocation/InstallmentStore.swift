/// Rows of installments wherever they lie: what the allocator needs of them, so that the same code
/// serves Swift arrays and memory that a host holds.
public protocol InstallmentStore {
    /// Number of rows, by rising sequence and due date.
    var count: Int { get }
    /// The first day of the interest period of row `index`; asked for by `AdvanceOrder.currentThenLast`
    /// alone.
    func startDate(at index: Int) -> CivilDate
    /// When row `index` falls due.
    func dueDate(at index: Int) -> CivilDate
    /// What is unpaid of a component of row `index`, in minor units; not negative.
    func unpaid(_ component: Component, at index: Int) -> Int64
    /// What is unpaid of row `index`, a lane for each component as `Component.lane` says; the sum
    /// fits. By default, of each component by itself.
    func unpaidParts(at index: Int) -> SIMD4<Int64>
    /// Adds to what is paid; `amountMinor` is at most what is unpaid.
    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int)
    /// Pays all that is unpaid of row `index`. By default, of each component by itself.
    mutating func payInFull(at index: Int)
    /// Whether a payment of one component leaves what is unpaid of all others as it was. By default.
    static var keepsDues: Bool { get }
    /// Works out what is unpaid before money is shared over the open rows; nothing to do by default.
    mutating func beginShare()
    /// Works out what is unpaid of row `index` before it is asked for; nothing to do by default.
    mutating func prepare(at index: Int)
}

extension InstallmentStore {
    /// What is unpaid of row `index`, a lane for each component.
    public func unpaidParts(at index: Int) -> SIMD4<Int64> {
        SIMD4(
            unpaid(.principal, at: index), unpaid(.interest, at: index), unpaid(.fee, at: index),
            unpaid(.penalty, at: index))
    }

    /// A payment changes no other due.
    public static var keepsDues: Bool { true }

    /// Nothing to work out.
    public mutating func beginShare() {}

    /// Nothing to work out.
    @inline(__always)
    public mutating func prepare(at index: Int) {}

    /// Pays all that is unpaid of row `index`.
    public mutating func payInFull(at index: Int) {
        for component in Component.allCases {
            let unpaidMinor = unpaid(component, at: index)
            if unpaidMinor > 0 { pay(unpaidMinor, of: component, at: index) }
        }
    }
}

/// The installments of an array in memory, without bounds checks on each access.
struct InstallmentBuffer: InstallmentStore {
    let rows: UnsafeMutableBufferPointer<Installment>

    var count: Int { rows.count }

    func startDate(at index: Int) -> CivilDate { rows[index].startDate }

    func dueDate(at index: Int) -> CivilDate { rows[index].dueDate }

    func unpaid(_ component: Component, at index: Int) -> Int64 { rows[index].unpaid(component) }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        rows[index].pay(amountMinor, of: component)
    }
}
