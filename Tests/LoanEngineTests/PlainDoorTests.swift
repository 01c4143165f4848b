import ExactArithmetic
import LoanCalendar
import TestSupport
import Testing

@testable import LoanEngine

@Suite("The door to the fast path")
struct PlainDoorTests {
    /// What the fast path reads, and what no schedule depends on.
    private static let free: Set<String> = [
        "currency", "principalMinor", "rate", "termCount", "termUnit", "termEvery", "disbursedAt",
        "firstDueDate", "dayCount", "rounding", "balloonMinor", "installmentFeeMinor", "allocation",
        "delinquency", "servicing",
    ]

    /// Changes of all other fields, by the field's name.
    private static let others: [(field: String, change: @Sendable (inout LoanTerms) -> Void)] = [
        ("interestMethod", { ($0.interestMethod, $0.grace) = (.flat, Grace()) }),
        ("amortization", { $0.amortization = .bullet }),
        ("amortization", { $0.amortization = .equalPrincipal }),
        ("leveling", { $0.leveling = .respread }),
        ("flatInterest", { $0.flatInterest = .period }), ("residual", { $0.residual = .first }),
        ("residual", { $0.residual = .spread }), ("grace", { $0.grace.principal = 1 }),
        ("grace", { $0.grace.interestFree = 1 }), ("grace", { $0.grace.capitalized = 1 }),
        ("grace", { $0.grace.deferred = 1 }),
        ("nonWorkingDays", { $0.nonWorkingDays = NonWorkingDays(rule: .following) }),
        (
            "nonWorkingDays",
            { $0.nonWorkingDays = NonWorkingDays(weekdays: [.sunday], rule: .preceding) }
        ),
        ("uncommon", { $0.accrual = .daily }), ("uncommon", { $0.installmentMinor = 5_000_00 }),
        ("uncommon", { $0.dueDays = [11] }), ("uncommon", { $0.dueDates = [day(2026, 4, 1)] }),
        ("uncommon", { $0.firstPeriod = .prorated }),
        ("uncommon", { $0.downPayment = .percent(Rational(10)) }),
        (
            "uncommon",
            {
                $0.upfrontFees = [
                    UpfrontFee(name: "a", .percent(Rational(2)), collection: .separate)
                ]
            }
        ),
    ]

    @Test("Every field of the terms is read, of no account, or looked at")
    func everyField() {
        func fields(_ value: some Any) -> Set<String> {
            Set(Mirror(reflecting: value).children.compactMap(\.label))
        }
        #expect(fields(Samples.terms) == Self.free.union(Self.others.map(\.field)))
        #expect(fields(Grace()).count == Self.others.count { $0.field == "grace" })
        #expect(fields(UncommonTerms()).count == Self.others.count { $0.field == "uncommon" })
    }

    @Test("A field that the fast path does not read keeps the loan out")
    func otherFields() {
        #expect(PlainTerms(Samples.terms) != nil)
        for (field, change) in Self.others {
            var terms = Samples.terms
            change(&terms)
            #expect(PlainTerms(terms) == nil, "\(field)")
        }
        var terms = Samples.terms
        terms.firstDueDate = terms.disbursedAt
        #expect(PlainTerms(terms) == nil)
    }

    @Test("What no schedule depends on lets it in")
    func freeFields() {
        var terms = Samples.terms
        terms.currency = Samples.yen
        terms.allocation =
            ComponentOrder(.principal, .interest, .fee, .penalty)
            .map { AllocationPolicy($0, grouping: .byComponent) }
            ?? terms.allocation
        terms.delinquency = DelinquencyPolicy(
            graceDays: 3, buckets: [DelinquencyBucket(name: "CURRENT", fromDay: 0)])
        #expect(PlainTerms(terms) != nil)
    }
}
