import LoanEngine
import TestSupport
import Testing

@Suite("Refused terms")
struct ValidationTests {
    /// A change that makes good terms bad, and the field that is then named.
    struct Refusal: CustomTestStringConvertible, Sendable {
        let path: String
        let what: String
        let change: @Sendable (inout LoanTerms) -> Void

        init(
            _ path: String, _ what: String, _ change: @escaping @Sendable (inout LoanTerms) -> Void
        ) {
            (self.path, self.what, self.change) = (path, what, change)
        }

        var testDescription: String { "\(path): \(what)" }
    }

    private static let fields: [Refusal] = [
        Refusal("principalAmount", "zero") { $0.principalMinor = 0 },
        Refusal("principalAmount", "negative") { $0.principalMinor = .min },
        Refusal("rate.percent", "negative") { $0.rate.percent = Rational(-1, over: 1_000_000) },
        Refusal("termCount", "0") { $0.termCount = 0 },
        Refusal("termCount", "3 661") { $0.termCount = 3_661 },
        Refusal("termCount", "least integer") { $0.termCount = .min },
        Refusal("termEvery", "0") { $0.termEvery = 0 },
        Refusal("termEvery", "367") { $0.termEvery = 367 },
        Refusal("termEvery", "greatest integer") { $0.termEvery = .max },
        Refusal("firstDueDate", "the day before") { $0.firstDueDate = day(2026, 3, 10) },
        Refusal("firstDueDate", "before") { $0.firstDueDate = .first },
        Refusal("rounding.interestUnit", "0") { $0.rounding.interestUnitMinor = 0 },
        Refusal("rounding.installmentUnit", "-1") { $0.rounding.installmentUnitMinor = -1 },
        Refusal("grace.principal", "the whole term") { $0.grace.principal = 12 },
        Refusal("grace.principal", "negative") { $0.grace.principal = -1 },
        Refusal("grace.interestFree", "the whole term") { $0.grace.interestFree = 12 },
        Refusal("grace.interestFree", "negative") { $0.grace.interestFree = .min },
        Refusal("grace.capitalized", "the whole term") { $0.grace.capitalized = 12 },
        Refusal("grace.capitalized", "negative") { $0.grace.capitalized = -1 },
        Refusal("balloonAmount", "negative") { $0.balloonMinor = -1 },
        Refusal("installmentFee", "negative") { $0.installmentFeeMinor = -1 },
        Refusal("delinquency.graceDays", "negative") { $0.delinquency.graceDays = -1 },
        Refusal("delinquency.graceDays", "beyond the calendar") { $0.delinquency.graceDays = .max },
        Refusal("delinquency.buckets", "too many") {
            $0.delinquency.buckets = (0...1_000).map { DelinquencyBucket(name: "B", fromDay: $0) }
        },
        Refusal("delinquency.buckets[0].fromDay", "not from 0") {
            $0.delinquency.buckets = [DelinquencyBucket(name: "B", fromDay: 1)]
        },
        Refusal("delinquency.buckets[1].fromDay", "twice the same") {
            $0.delinquency.buckets = [0, 0].map { DelinquencyBucket(name: "B", fromDay: $0) }
        },
        Refusal("delinquency.buckets[2].fromDay", "falling") {
            $0.delinquency.buckets = [0, 9, 8].map { DelinquencyBucket(name: "B", fromDay: $0) }
        },
        Refusal("delinquency.buckets[1].fromDay", "beyond the calendar") {
            $0.delinquency.buckets = [0, .max].map { DelinquencyBucket(name: "B", fromDay: $0) }
        },
    ]

    private static let combinations: [Refusal] = [
        Refusal("rate.per", "LOAN with DECLINING") { $0.rate.per = .loan },
        Refusal("rate.per", "LOAN with a day count") {
            ($0.interestMethod, $0.rate.per, $0.dayCount) = (.flat, .loan, .equal365)
        },
        Refusal("balloonAmount", "with BULLET") {
            ($0.amortization, $0.balloonMinor) = (.bullet, 1)
        },
        Refusal("balloonAmount", "with EQUAL_PRINCIPAL") {
            ($0.amortization, $0.balloonMinor) = (.equalPrincipal, 1)
        },
        Refusal("balloonAmount", "with FLAT") { ($0.interestMethod, $0.balloonMinor) = (.flat, 1) },
        Refusal("balloonAmount", "above the principal") { $0.balloonMinor = $0.principalMinor + 1 },
        Refusal("grace.capitalized", "with FLAT") {
            ($0.interestMethod, $0.grace.capitalized) = (.flat, 1)
        },
        Refusal("leveling", "with FLAT") { ($0.interestMethod, $0.leveling) = (.flat, .respread) },
        Refusal("leveling", "with BULLET") {
            ($0.amortization, $0.leveling) = (.bullet, .respread)
        },
        Refusal("leveling", "with EQUAL_PRINCIPAL") {
            ($0.amortization, $0.leveling) = (.equalPrincipal, .respread)
        },
        Refusal("leveling", "with a balloon") { ($0.balloonMinor, $0.leveling) = (1, .respread) },
        Refusal("flatInterest", "PERIOD with DECLINING") { $0.flatInterest = .period },
        Refusal("flatInterest", "PERIOD with LOAN") {
            ($0.interestMethod, $0.rate.per, $0.flatInterest) = (.flat, .loan, .period)
        },
        Refusal("nonWorkingDays.rule", "SKIP with MONTH") {
            $0.nonWorkingDays = NonWorkingDays(rule: .skip)
        },
        Refusal("nonWorkingDays.rule", "SKIP with a weekly day off") {
            $0.termUnit = .week
            $0.nonWorkingDays = NonWorkingDays(weekdays: [.wednesday], rule: .skip)
        },
        Refusal("termCount", "not the number of dueDates") {
            ($0.dueDates, $0.dayCount) = ([day(2026, 4, 1)], .actual360)
        },
        Refusal("installmentAmount", "with RESPREAD") {
            ($0.installmentMinor, $0.leveling) = (5_000_00, .respread)
        },
        Refusal("firstDueDate", "not worked under SKIP") {
            $0.termUnit = .day
            $0.firstDueDate = day(2026, 4, 5)
            $0.nonWorkingDays = NonWorkingDays(weekdays: [.sunday], rule: .skip)
        },
        Refusal("nonWorkingDays", "every weekday") {
            $0.nonWorkingDays = NonWorkingDays(weekdays: Weekday.allCases, rule: .following)
        },
        Refusal("nonWorkingDays", "more than a year of holidays") {
            let holidays = (0..<366).compactMap { day(2030, 1, 1).adding(days: $0) }
            $0.nonWorkingDays = NonWorkingDays(holidays: holidays, rule: .preceding)
        },
        Refusal("nonWorkingDays.holidays", "too many") {
            let holidays = (0...NonWorkingDays.maximumHolidays).compactMap {
                CivilDate.first.adding(days: 2 * $0)
            }
            $0.nonWorkingDays = NonWorkingDays(holidays: holidays, rule: .preceding)
        },
    ]

    @Test("Each names its field and says what is allowed", arguments: fields + combinations)
    func refused(_ refusal: Refusal) throws {
        var terms = Samples.terms
        try terms.validate()
        refusal.change(&terms)
        do throws(LoanError) {
            try terms.validate()
            Issue.record("taken")
        } catch {
            #expect(error.code == .invalidTerms)
            #expect(error.path == "terms." + refusal.path)
            #expect(error.message.contains(" is not allowed here; allowed: "))
            #expect(error.description == "INVALID_TERMS: \(error.path): \(error.message)")
        }
        #expect(throws: LoanError.self) { try RepaymentSchedule(for: terms) }
        #expect(throws: LoanError.self) { try LoanAccount(terms) }
    }

    @Test("Fields are refused before combinations", arguments: fields)
    func fieldsFirst(_ refusal: Refusal) {
        var terms = Samples.terms
        terms.flatInterest = .period
        refusal.change(&terms)
        do throws(LoanError) {
            try terms.validate()
            Issue.record("taken")
        } catch {
            #expect(error.path == "terms." + refusal.path)
        }
    }

    @Test("The limits themselves are allowed")
    func limits() throws {
        var terms = Samples.hundreds
        (terms.termCount, terms.termUnit, terms.termEvery) = (3_660, .day, 366)
        terms.grace = Grace(principal: 3_659, interestFree: 3_659, capitalized: 3_659)
        terms.balloonMinor = terms.principalMinor
        terms.delinquency = DelinquencyPolicy(
            graceDays: DelinquencyPolicy.maximumDays,
            buckets: (0..<999).map { DelinquencyBucket(name: "B", fromDay: $0) } + [
                DelinquencyBucket(name: "B", fromDay: DelinquencyPolicy.maximumDays)
            ])
        let holidays = (0..<365).compactMap { day(2030, 1, 1).adding(days: $0) }
        terms.nonWorkingDays = NonWorkingDays(holidays: holidays, rule: .skip)
        try terms.validate()
        // 3 660 steps of a year and a day lead to the year 5695.
        #expect(try RepaymentSchedule(for: terms).items.count == 3_660)
    }

    @Test("As many holidays as are allowed")
    func holidays() throws {
        var terms = Samples.terms
        let holidays = (0..<NonWorkingDays.maximumHolidays).compactMap {
            CivilDate.first.adding(days: 2 * $0)
        }
        terms.nonWorkingDays = NonWorkingDays(holidays: holidays, rule: .preceding)
        try terms.validate()
    }

    @Test("An option that finds nothing to act on does nothing")
    func idle() throws {
        var terms = Samples.terms
        let plain = try RepaymentSchedule(for: terms)
        terms.residual = .spread
        terms.nonWorkingDays = NonWorkingDays(rule: .modifiedFollowing)
        #expect(try RepaymentSchedule(for: terms) == plain)
    }
}
