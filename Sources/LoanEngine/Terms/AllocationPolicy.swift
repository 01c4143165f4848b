/// How a repayment moves across installments.
public enum AllocationAcross: UInt8, NamedCase {
    /// The oldest unpaid installment first, all its components, then the next.
    case installment = 0
    /// Over the installments that are due, component by component; then as `installment`.
    case component = 1

    /// The name in the case format.
    public var name: String {
        switch self {
        case .installment: "INSTALLMENT"
        case .component: "COMPONENT"
        }
    }
}

/// The order in which a repayment pays what is unpaid.
public struct AllocationPolicy: Sendable, Equatable {
    /// The four components in order of payment.
    public let first: Component
    /// The second.
    public let second: Component
    /// The third.
    public let third: Component
    /// The last.
    public let fourth: Component
    /// How it moves across installments.
    public let across: AllocationAcross

    /// Penalty, fee, interest, principal; oldest installment first.
    public static var interestFirst: AllocationPolicy {
        AllocationPolicy(
            unchecked: .penalty, .fee, .interest, .principal, across: .installment)
    }

    private init(
        unchecked first: Component, _ second: Component, _ third: Component, _ fourth: Component,
        across: AllocationAcross
    ) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
        self.across = across
    }

    /// The policy of that order, or nil where it does not have each component once.
    public init?(
        _ first: Component, _ second: Component, _ third: Component, _ fourth: Component,
        across: AllocationAcross = .installment
    ) {
        let seen =
            1 << first.rawValue | 1 << second.rawValue | 1 << third.rawValue
            | 1 << fourth.rawValue as UInt8
        guard seen == 0b1111 else { return nil }
        self.init(unchecked: first, second, third, fourth, across: across)
    }

    /// The policy of that order, or nil where `order` does not have each component once.
    public init?(order: [Component], across: AllocationAcross = .installment) {
        guard order.count == 4 else { return nil }
        self.init(order[0], order[1], order[2], order[3], across: across)
    }

    /// The four components in order of payment.
    public var order: [Component] { [first, second, third, fourth] }
}
