import LoanCalendar
import LoanEngine

/// The figures of a position: what reports add up. In minor units.
public struct PositionFigures: Sendable {
    /// Where the loan is.
    public var status: LoanStatus
    /// How late.
    public var daysPastDue = 0
    /// When the oldest installment with anything unpaid is due.
    public var nextDueDate: CivilDate?
    /// What is unpaid.
    public var outstanding = Parts.zero
    /// What is overdue of it.
    public var arrears = Parts.zero
    /// Whether a reschedule stands.
    public var isRestructured = false
    /// Whether it counts its borrower.
    public var countsBorrower = true
    /// What was paid out.
    public var disbursedMinor: Int64 = 0
    /// To date, all components.
    public var writtenOffMinor: Int64 = 0
    /// To date, since the write-off.
    public var recoveredMinor: Int64 = 0
    /// Nil where the loan was not there.
    public var previous: LoanPosition.Previous?
    /// Nil for none.
    public var flows: LoanPosition.Flows?

    /// A loan of which nothing is outstanding.
    public init(status: LoanStatus) { self.status = status }

    /// What does not fit together.
    public enum Problem: Sendable {
        /// More of a component is overdue than outstanding.
        case arrearsAboveOutstanding(Component)
        case daysWithoutArrears, arrearsWithoutDays
        /// Only active and written-off loans have anything outstanding.
        case outstandingWithStatus
        /// paidOnTime ≤ paidOfDue does not hold of a component.
        case paidOnTimeAbovePaid(Component)
        /// Nor paidOfDue ≤ due.
        case paidAboveDue(Component)
    }

    /// The first thing that does not fit; section 1 of docs/portfolio.md. Nil where all fits.
    @inlinable
    public var problem: Problem? {
        if let flows,
            !flows.paidOnTime.isWithin(flows.paidOfDue) || !flows.paidOfDue.isWithin(flows.due)
        {
            for component in Component.allCases {
                if flows.paidOnTime[component] > flows.paidOfDue[component] {
                    return .paidOnTimeAbovePaid(component)
                }
                if flows.paidOfDue[component] > flows.due[component] {
                    return .paidAboveDue(component)
                }
            }
        }
        if !arrears.isWithin(outstanding) {
            for component in Component.allCases where arrears[component] > outstanding[component] {
                return .arrearsAboveOutstanding(component)
            }
        }
        let hasArrears = arrears != .zero
        if daysPastDue > 0, !hasArrears { return .daysWithoutArrears }
        if daysPastDue == 0, hasArrears { return .arrearsWithoutDays }
        if outstanding != .zero, status != .active, status != .writtenOff {
            return .outstandingWithStatus
        }
        return nil
    }
}

extension LoanPosition {
    /// What reports add up of it.
    public var figures: PositionFigures {
        var own = PositionFigures(status: status)
        own.daysPastDue = daysPastDue
        own.nextDueDate = nextDue?.date
        (own.outstanding, own.arrears) = (outstanding, arrears)
        (own.isRestructured, own.countsBorrower) = (isRestructured, countsBorrower)
        own.disbursedMinor = disbursedMinor ?? 0
        (own.writtenOffMinor, own.recoveredMinor) = (writtenOffMinor, recoveredMinor)
        (own.previous, own.flows) = (previous, flows)
        return own
    }
}

extension Parts {
    /// Whether no part is above the other's.
    @inlinable
    func isWithin(_ other: Parts) -> Bool {
        principal <= other.principal && interest <= other.interest && fee <= other.fee
            && penalty <= other.penalty
    }
}
