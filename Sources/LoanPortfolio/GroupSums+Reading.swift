// What results read of a group's sums.
extension GroupSums {
    /// How many loans, by kind.
    public var counts:
        (
            loans: Int128, active: Int128, borrowers: Int128, completed: Int128,
            writtenOff: Int128, restructured: Int128
        )
    {
        (
            self[.loans], self[.active], self[.borrowers], self[.completed],
            self[.writtenOffLoans], self[.restructured]
        )
    }

    /// G and G₀: the gross portfolio now and then.
    public var gross: Int128 { self[.outstanding] }
    /// G₀.
    public var previousGross: Int128 { self[.previousGross] }
    /// By component.
    public var outstanding: [Int128] { parts(.outstanding) }
    /// Unpaid and overdue.
    public var arrears: [Int128] { parts(.arrears) }
    /// Of rows due in the period.
    public var due: [Int128] { parts(.due) }
    /// What of it was paid by the period's end.
    public var paidOfDue: [Int128] { parts(.paidOfDue) }
    /// What of it was paid by its due date.
    public var paidOnTime: [Int128] { parts(.paidOnTime) }
    /// Unpaid the day before the period, of rows due before it.
    public var broughtForward: [Int128] { parts(.broughtForward) }
    /// Received in the period for rows due before it.
    public var collectedArrears: [Int128] { parts(.collectedArrears) }
    /// Received for rows due in it.
    public var collectedCurrent: [Int128] { parts(.collectedCurrent) }
    /// Received for rows due after it.
    public var collectedAdvance: [Int128] { parts(.collectedAdvance) }
    /// What was paid out in the period, and to how many loans.
    public var disbursed: (amount: Int128, loans: Int128) {
        (self[.disbursed], self[.disbursedLoans])
    }
    /// Principal written off and money recovered in the period.
    public var losses: (writtenOff: Int128, recovered: Int128) {
        (self[.writtenOff], self[.recovered])
    }
    /// The same of written-off loans, to date.
    public var lossesToDate: (writtenOff: Int128, recovered: Int128) {
        (self[.writtenOffToDate], self[.recoveredToDate])
    }
    /// How many were handed in and decided in the period.
    public var applications: (submitted: Int128, approved: Int128, rejected: Int128) {
        (self[.submitted], self[.approved], self[.rejected])
    }
    /// Of loans that were paid out, to date.
    public var vintage: (disbursed: Int128, outstanding: Int128, late: Int128, writtenOff: Int128) {
        (
            self[.vintageDisbursed], self[.vintageOutstanding], self[.vintageLate],
            self[.vintageWrittenOff]
        )
    }

    /// Late loans, their principal, and that of restructured loans that are not late.
    public func par(_ index: Int) -> (loans: Int128, late: Int128, restructured: Int128) {
        triple(SumPlaces(par: 0, ageing: 0, classes: 0).place(par: index))
    }

    /// Loans, principal and arrears of a bucket.
    public func ageing(
        _ index: Int, _ report: Report
    ) -> (loans: Int128, principal: Int128, arrears: Int128) {
        triple(SumPlaces(report).place(ageing: index))
    }

    /// Loans, base and provision of a class.
    public func provision(
        _ index: Int, _ report: Report
    ) -> (loans: Int128, base: Int128, provision: Int128) {
        triple(SumPlaces(report).place(class: index))
    }

    private func triple(_ place: Int) -> (Int128, Int128, Int128) {
        place + 2 < sums.count ? (sums[place], sums[place + 1], sums[place + 2]) : (0, 0, 0)
    }
}
