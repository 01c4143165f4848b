import LoanEngine

extension Installment {
    /// What is due of a component.
    public func due(_ component: Component) -> Int64 {
        switch component {
        case .penalty: penaltyDueMinor
        case .fee: feeDueMinor
        case .interest: interestDueMinor
        case .principal: principalDueMinor
        }
    }

    /// What is paid of a component.
    public func paid(_ component: Component) -> Int64 {
        switch component {
        case .penalty: penaltyPaidMinor
        case .fee: feePaidMinor
        case .interest: interestPaidMinor
        case .principal: principalPaidMinor
        }
    }
}

extension ComponentAmounts {
    /// That of a component.
    public func amount(of component: Component) -> Int64 {
        switch component {
        case .penalty: penaltyMinor
        case .fee: feeMinor
        case .interest: interestMinor
        case .principal: principalMinor
        }
    }
}
