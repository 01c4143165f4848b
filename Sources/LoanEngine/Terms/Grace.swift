/// Leading installments with relief; each count is less than the number of installments.
///
/// Days of grace before an installment is overdue are `DelinquencyPolicy.graceDays`.
public struct Grace: Sendable, Equatable {
    /// Installments in which no principal falls due.
    public var principal: Int
    /// Installments in which no interest accrues.
    public var interestFree: Int
    /// Installments in which nothing falls due and the interest is added to the balance.
    public var capitalized: Int
    /// Installments in which nothing falls due; their interest does with the first one after them.
    public var deferred: Int

    /// Grace of those counts.
    public init(
        principal: Int = 0, interestFree: Int = 0, capitalized: Int = 0, deferred: Int = 0
    ) {
        self.principal = principal
        self.interestFree = interestFree
        self.capitalized = capitalized
        self.deferred = deferred
    }

    /// Leading installments without principal: a capitalized or deferred one has none either.
    var withoutPrincipal: Int { max(principal, capitalized, deferred) }
    /// Whether there is any relief at all.
    var isNone: Bool { principal == 0 && interestFree == 0 && capitalized == 0 && deferred == 0 }

    /// Whether interest accrues in installment `index`, from 0.
    func accruesInterest(in index: Int) -> Bool { index >= interestFree }
    /// Whether principal falls due in installment `index`.
    func repaysPrincipal(in index: Int) -> Bool { index >= withoutPrincipal }
    /// Whether nothing falls due in installment `index`, its interest joining the balance.
    func capitalizes(_ index: Int) -> Bool { index < capitalized }
    /// Whether nothing falls due in installment `index`, its interest doing so later.
    func defers(_ index: Int) -> Bool { index < deferred }
}
