/// How a repayment moves over the installments that are due: `allocation.across`.
public enum AllocationGrouping: UInt8, NamedCase {
    /// The oldest unpaid installment first, all its components, then the next.
    case byInstallment = 0
    /// Component by component, over all installments that are due; then as `byInstallment`.
    case byComponent = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .byInstallment: "INSTALLMENT"
        case .byComponent: "COMPONENT"
        }
    }
}

/// Which installment not yet due takes the next money: `allocation.advance`.
public enum AdvanceOrder: UInt8, NamedCase {
    /// The next one, then the one after it.
    case next = 0
    /// The last one that is open, then the one before it.
    case last = 1
    /// The current one (start ≤ the payment's date), then as `last`.
    case currentThenLast = 2
    /// All open ones in equal parts, component by component.
    case spread = 3

    /// The name in the case format.
    public var name: String {
        switch self {
        case .next: "NEXT"
        case .last: "LAST"
        case .currentThenLast: "CURRENT_THEN_LAST"
        case .spread: "SPREAD"
        }
    }
}

/// The four components in the order in which an installment's are paid.
public struct ComponentOrder: Sendable, Equatable {
    /// Paid first.
    public let first: Component
    /// The second.
    public let second: Component
    /// The third.
    public let third: Component
    /// The last.
    public let fourth: Component

    /// Penalty, fee, interest, principal.
    public static var interestFirst: ComponentOrder {
        ComponentOrder(unchecked: .penalty, .fee, .interest, .principal)
    }

    private init(
        unchecked first: Component, _ second: Component, _ third: Component, _ fourth: Component
    ) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// That order, or nil where it does not have each component once.
    public init?(
        _ first: Component, _ second: Component, _ third: Component, _ fourth: Component
    ) {
        let seen =
            1 << first.rawValue | 1 << second.rawValue | 1 << third.rawValue
            | 1 << fourth.rawValue as UInt8
        guard seen == 0b1111 else { return nil }
        self.init(unchecked: first, second, third, fourth)
    }

    /// That order, or nil where `components` does not have each once.
    public init?(_ components: [Component]) {
        guard components.count == 4 else { return nil }
        self.init(components[0], components[1], components[2], components[3])
    }

    /// The four in order.
    public var components: [Component] { [first, second, third, fourth] }

    /// The component at a place, 0 to 3.
    @inline(__always)
    func component(at place: Int) -> Component {
        switch place {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
    }
}

/// How a repayment is split: timing × component.
///
/// An order for each installment by when it falls due: before the payment's date, on it, after it.
/// Section 6 of docs/semantics.md.
public struct AllocationPolicy: Sendable, Equatable {
    /// For installments due before the payment's date.
    public var pastDue: ComponentOrder
    /// For those due on it.
    public var due: ComponentOrder
    /// For those due after it.
    public var inAdvance: ComponentOrder
    /// How it moves over the installments that are due.
    public var grouping: AllocationGrouping
    /// Which installment not yet due takes the next money.
    public var advance: AdvanceOrder

    /// Penalty, fee, interest, principal; oldest installment first.
    public static var interestFirst: AllocationPolicy { AllocationPolicy(.interestFirst) }

    /// One order for all installments, unless another is given.
    public init(
        _ order: ComponentOrder, pastDue: ComponentOrder? = nil, due: ComponentOrder? = nil,
        inAdvance: ComponentOrder? = nil, grouping: AllocationGrouping = .byInstallment,
        advance: AdvanceOrder = .next
    ) {
        self.pastDue = pastDue ?? order
        self.due = due ?? order
        self.inAdvance = inAdvance ?? order
        self.grouping = grouping
        self.advance = advance
    }

    /// Whether one order serves all installments, the next one first.
    var isUniform: Bool { pastDue == due && due == inAdvance && advance == .next }
}
