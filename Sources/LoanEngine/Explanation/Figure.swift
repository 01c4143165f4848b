/// A figure of a result that can be explained, by its place there.
///
///     Figure.due(.interest, row: 2).path      // "schedule.items[2].interestDue"
///
/// Rows, allocations and adjustments count from 0, as paths do.
public enum Figure: Sendable, Hashable {
    /// `schedule.installmentAmount`.
    case installmentAmount
    /// What is due of a component of a row.
    case due(Component, row: Int)
    /// What is due of a row in all.
    case totalDue(row: Int)
    /// What is paid of a row.
    case paid(row: Int)
    /// The principal unpaid after a row, were all paid as due.
    case balanceAfter(row: Int)
    /// A row's days past due: a number of days, no amount.
    case daysPastDue(row: Int)
    /// `allocations[i].amount`.
    case allocation(Int)
    /// `adjustments[i].amount`.
    case adjustment(Int)
    /// What is overdue of a component.
    case arrears(Component)
    /// What is overdue in all.
    case arrearsTotal
    /// `accruedInterest`.
    case accruedInterest
    /// What a settlement asks for of a component.
    case settlement(Component)
    /// What a settlement asks for in all.
    case settlementTotal
    /// By how much less interest than the rows stand at.
    case settlementRebate

    /// Its place in the result.
    public var path: String {
        switch self {
        case .installmentAmount: "schedule.installmentAmount"
        case .due(let component, let row): "schedule.items[\(row)].\(component.word)Due"
        case .totalDue(let row): "schedule.items[\(row)].totalDue"
        case .paid(let row): "schedule.items[\(row)].paidAmount"
        case .balanceAfter(let row): "schedule.items[\(row)].balanceAfter"
        case .daysPastDue(let row): "schedule.items[\(row)].daysPastDue"
        case .allocation(let index): "allocations[\(index)].amount"
        case .adjustment(let index): "adjustments[\(index)].amount"
        case .arrears(let component): "arrears.\(component.word)"
        case .arrearsTotal: "arrears.total"
        case .accruedInterest: "accruedInterest"
        case .settlement(let component): "settlement.\(component.word)"
        case .settlementTotal: "settlement.total"
        case .settlementRebate: "settlement.rebate"
        }
    }

    /// Whether it is an amount; else a number of days.
    public var isAmount: Bool {
        if case .daysPastDue = self { return false }
        return true
    }
}

extension Component {
    /// As keys of results begin with it, and people say it.
    var word: String {
        switch self {
        case .penalty: "penalty"
        case .fee: "fee"
        case .interest: "interest"
        case .principal: "principal"
        }
    }
}
