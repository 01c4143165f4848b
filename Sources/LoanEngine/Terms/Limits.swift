// How many of what terms may have: section 15 of docs/semantics.md. The limits of a log are
// `ServicedLoan+Limits`'s, that of a plan's rows `Plan+Reschedule`'s.

extension LoanTerms {
    /// The most installments of a loan: ten years of daily collections.
    public static let maximumTermCount = 3_660
    /// The most units between two installments.
    public static let maximumTermEvery = 366
    /// The most days of the month that are due dates.
    public static let maximumDueDays = 4
}

extension UpfrontFee {
    /// The most of them that a loan has.
    public static let maximumCount = 8
}

extension DelinquencyPolicy {
    /// The largest number of days in a policy: longer than the calendar.
    public static let maximumDays = 3_660_000
    /// The most buckets of a policy.
    public static let maximumBuckets = 1_000
}

extension ServicingTerms {
    /// The most rules of late charges.
    public static let maximumLateCharges = 8
}

extension LateChargeRule {
    /// The most units between two charges.
    public static let maximumEvery = 366
    /// The most late charges of a loan; after them no more are made.
    public static let maximumCharges = 36_600
}
