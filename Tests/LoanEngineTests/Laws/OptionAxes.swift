import LoanEngine

/// Every option of the terms with its values, to count what generated terms reach.
enum OptionAxes {
    /// An option, and the names of its values; a count or an amount has `no` and `yes` for zero and
    /// more.
    struct Axis: Sendable {
        let name: String
        let values: [String]
        /// The place of the terms' value among `values`.
        let place: @Sendable (LoanTerms) -> Int
    }

    static let all: [Axis] =
        closedSets + [
            flag("termCount > 1") { $0.termCount > 1 },
            flag("termEvery > 1") { $0.termEvery > 1 },
            flag("firstDueDate") { $0.firstDueDate != nil },
            flag("month end") { ($0.firstDueDate ?? $0.disbursedAt).isLastOfMonth },
            flag("leap year") { CivilDate.isLeap($0.disbursedAt.year) },
            flag("rate above 0") { $0.rate.percent.signum > 0 },
            flag("rate beyond words") { $0.rate.percent.words == nil },
            flag("interestUnit > 1") { $0.rounding.interestUnitMinor > 1 },
            flag("installmentUnit > 1") { $0.rounding.installmentUnitMinor > 1 },
            flag("grace.principal") { $0.grace.principal > 0 },
            flag("grace.interestFree") { $0.grace.interestFree > 0 },
            flag("grace.capitalized") { $0.grace.capitalized > 0 },
            flag("balloonAmount") { $0.balloonMinor > 0 },
            flag("installmentFee") { $0.installmentFeeMinor > 0 },
            flag("weekdays") { !($0.nonWorkingDays?.weekdays.isEmpty ?? true) },
            flag("holidays") { !($0.nonWorkingDays?.holidayDates.isEmpty ?? true) },
            flag("graceDays") { $0.delinquency.graceDays > 0 },
            flag("buckets") { !$0.delinquency.buckets.isEmpty },
        ]

    private static let closedSets: [Axis] = [
        set("interestMethod") { $0.interestMethod }, set("amortization") { $0.amortization },
        set("rate.per") { $0.rate.per }, set("termUnit") { $0.termUnit },
        set("dayCount") { $0.dayCount },
        set("interestMode") { $0.rounding.interestMode },
        set("installmentMode") { $0.rounding.installmentMode }, set("leveling") { $0.leveling },
        set("flatInterest") { $0.flatInterest }, set("residual") { $0.residual },
        set("across") { $0.allocation.grouping }, set("order.0") { $0.allocation.due.first },
        set("order.1") { $0.allocation.due.second }, set("order.2") { $0.allocation.due.third },
        set("order.3") { $0.allocation.due.fourth },
        Axis(
            name: "nonWorkingDays.rule", values: ["none"] + NonWorkingDayRule.allCases.map(\.name),
            place: { $0.nonWorkingDays.map { 1 + Int($0.rule.rawValue) } ?? 0 }),
        Axis(
            name: "exponent", values: (0...6).map { "\($0)" }, place: { $0.currency.exponent }),
    ]

    private static func set<Option: NamedCase & RawRepresentable & Sendable>(
        _ name: String, _ option: @escaping @Sendable (LoanTerms) -> Option
    ) -> Axis where Option.RawValue == UInt8 {
        Axis(
            name: name, values: Option.allCases.map(\.name),
            place: { Int(option($0).rawValue) })
    }

    private static func flag(
        _ name: String, _ isSet: @escaping @Sendable (LoanTerms) -> Bool
    ) -> Axis {
        Axis(name: name, values: ["no", "yes"], place: { isSet($0) ? 1 : 0 })
    }

    /// The pairs of values that no valid terms have, each with its reason in the contract.
    static let excluded: [(String, [String], String, [String])] = [
        // "LOAN with DECLINING or with a dayCount other than EQUAL".
        ("rate.per", ["LOAN"], "interestMethod", ["DECLINING"]),
        (
            "rate.per", ["LOAN"], "dayCount",
            DayCount.allCases.filter { $0 != .equal }.map(\.name)
        ),
        // "A balloon outside DECLINING+EQUAL_INSTALLMENTS".
        ("balloonAmount", ["yes"], "interestMethod", ["FLAT"]),
        ("balloonAmount", ["yes"], "amortization", ["EQUAL_PRINCIPAL", "BULLET"]),
        // "capitalized with FLAT".
        ("grace.capitalized", ["yes"], "interestMethod", ["FLAT"]),
        // "RESPREAD outside DECLINING+EQUAL_INSTALLMENTS, or with a balloon".
        ("leveling", ["RESPREAD"], "interestMethod", ["FLAT"]),
        ("leveling", ["RESPREAD"], "amortization", ["EQUAL_PRINCIPAL", "BULLET"]),
        ("leveling", ["RESPREAD"], "balloonAmount", ["yes"]),
        // "PERIOD with DECLINING or LOAN".
        ("flatInterest", ["PERIOD"], "interestMethod", ["DECLINING"]),
        ("flatInterest", ["PERIOD"], "rate.per", ["LOAN"]),
        // "SKIP with a unit other than DAY".
        ("nonWorkingDays.rule", ["SKIP"], "termUnit", ["WEEK", "MONTH"]),
        // What follows: FLAT alone has LOAN, PERIOD; DECLINING alone balloon, RESPREAD, capitalized.
        ("rate.per", ["LOAN"], "balloonAmount", ["yes"]),
        ("rate.per", ["LOAN"], "leveling", ["RESPREAD"]),
        ("rate.per", ["LOAN"], "grace.capitalized", ["yes"]),
        ("flatInterest", ["PERIOD"], "balloonAmount", ["yes"]),
        ("flatInterest", ["PERIOD"], "leveling", ["RESPREAD"]),
        ("flatInterest", ["PERIOD"], "grace.capitalized", ["yes"]),
        // Grace counts are less than termCount.
        ("termCount > 1", ["no"], "grace.principal", ["yes"]),
        ("termCount > 1", ["no"], "grace.interestFree", ["yes"]),
        ("termCount > 1", ["no"], "grace.capitalized", ["yes"]),
        // A rate of zero has short words; without non-working days there are none of them.
        ("rate above 0", ["no"], "rate beyond words", ["yes"]),
        ("nonWorkingDays.rule", ["none"], "weekdays", ["yes"]),
        ("nonWorkingDays.rule", ["none"], "holidays", ["yes"]),
    ]
}
