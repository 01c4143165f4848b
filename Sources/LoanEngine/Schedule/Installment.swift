/// One row of a schedule: what falls due on a date, and what of it is paid.
///
/// All amounts are minor units of the loan's currency; dues are not negative, and what is paid of a
/// component is at most what is due of it. The row's total fits in 64 bits.
public struct Installment: Sendable, Equatable {
    /// From 1.
    public let sequence: Int32
    /// The first day of the interest period: the disbursement, the unmoved due date before, or the day
    /// from which a new plan runs.
    public let startDate: CivilDate
    /// When it falls due, after non-working days have moved it.
    public let dueDate: CivilDate
    /// Principal due.
    public let principalDueMinor: Int64
    /// Interest due.
    public let interestDueMinor: Int64
    /// Fee due.
    public let feeDueMinor: Int64
    /// Penalty due; the schedule charges none.
    public internal(set) var penaltyDueMinor: Int64 = 0
    /// The principal that is unpaid after this installment, were all paid as due.
    public let balanceAfterMinor: Int64
    /// Principal paid.
    public internal(set) var principalPaidMinor: Int64 = 0
    /// Interest paid.
    public internal(set) var interestPaidMinor: Int64 = 0
    /// Fee paid.
    public internal(set) var feePaidMinor: Int64 = 0
    /// Penalty paid.
    public internal(set) var penaltyPaidMinor: Int64 = 0

    init(_ row: ScheduleRow) {
        sequence = row.sequence
        startDate = row.startDate
        dueDate = row.dueDate
        principalDueMinor = row.principalMinor
        interestDueMinor = row.interestMinor
        feeDueMinor = row.feeMinor
        balanceAfterMinor = row.balanceAfterMinor
    }

    init(
        sequence: Int32, startDate: CivilDate, dueDate: CivilDate, due: ComponentLanes,
        paid: ComponentLanes, balanceAfterMinor: Int64
    ) {
        self.sequence = sequence
        self.startDate = startDate
        self.dueDate = dueDate
        principalDueMinor = due[.principal]
        interestDueMinor = due[.interest]
        feeDueMinor = due[.fee]
        penaltyDueMinor = due[.penalty]
        principalPaidMinor = paid[.principal]
        interestPaidMinor = paid[.interest]
        feePaidMinor = paid[.fee]
        penaltyPaidMinor = paid[.penalty]
        self.balanceAfterMinor = balanceAfterMinor
    }

    /// The sum of the components due; the schedule has checked that it fits.
    public var totalDueMinor: Int64 {
        principalDueMinor &+ interestDueMinor &+ feeDueMinor &+ penaltyDueMinor
    }
    /// The sum of the components paid.
    public var paidMinor: Int64 {
        principalPaidMinor &+ interestPaidMinor &+ feePaidMinor &+ penaltyPaidMinor
    }
    /// What is still to pay.
    public var unpaidMinor: Int64 { totalDueMinor &- paidMinor }

    /// What is still to pay of a component.
    public func unpaid(_ component: Component) -> Int64 {
        switch component {
        case .penalty: penaltyDueMinor &- penaltyPaidMinor
        case .fee: feeDueMinor &- feePaidMinor
        case .interest: interestDueMinor &- interestPaidMinor
        case .principal: principalDueMinor &- principalPaidMinor
        }
    }

    mutating func pay(_ amountMinor: Int64, of component: Component) {
        switch component {
        case .penalty: penaltyPaidMinor &+= amountMinor
        case .fee: feePaidMinor &+= amountMinor
        case .interest: interestPaidMinor &+= amountMinor
        case .principal: principalPaidMinor &+= amountMinor
        }
    }
}
