// What the ledger asks of a plan.
extension PlanRow {
    /// What the plan makes due, with what was paid at cuts.
    var due: ComponentLanes { ComponentLanes(principalMinor, interestMinor, feeMinor, 0) }

    /// What of it was paid at cuts.
    var paidAtCuts: ComponentLanes {
        ComponentLanes(principalPaidAtCutsMinor, interestPaidAtCutsMinor, 0, 0)
    }
}
