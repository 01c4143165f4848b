import ExactArithmetic
import Expressions
import LoanCalendar
import LoanEngine

/// A rule for alerts: a level that holds of a position or not, with an episode. Section 5 of
/// docs/portfolio.md.
public struct AlertRule: Sendable {
    /// How much it matters.
    public enum Severity: String, Sendable, CaseIterable {
        case info = "INFO"
        case warning = "WARNING"
        case critical = "CRITICAL"
    }

    /// What it looks at.
    public enum Kind: Sendable {
        case daysPastDue(Int)
        case arrearsAmount(minor: Int64, Currency)
        case arrearsPercent(Rational)
        case firstPaymentDefault(days: Int)
        case missedInRow(Int)
        case brokenPromise(graceDays: Int)
        case maturityPassed
        case noPayment(days: Int)
        case upcomingDue(days: Int)
        case expression
        case bucketWorse
        case bucketBetter
        case cured
        case groupPar(by: [String], fromDay: Int, percent: Rational)

        /// Its name in documents.
        public var name: String {
            switch self {
            case .daysPastDue: "DPD"
            case .arrearsAmount: "ARREARS_AMOUNT"
            case .arrearsPercent: "ARREARS_PERCENT"
            case .firstPaymentDefault: "FIRST_PAYMENT_DEFAULT"
            case .missedInRow: "MISSED_IN_ROW"
            case .brokenPromise: "BROKEN_PROMISE"
            case .maturityPassed: "MATURITY_PASSED"
            case .noPayment: "NO_PAYMENT"
            case .upcomingDue: "UPCOMING_DUE"
            case .expression: "EXPRESSION"
            case .bucketWorse: "BUCKET_WORSE"
            case .bucketBetter: "BUCKET_BETTER"
            case .cured: "CURED"
            case .groupPar: "GROUP_PAR"
            }
        }

        /// Whether an alert is a new episode rather than a level that is reached.
        var isByEpisode: Bool {
            switch self {
            case .brokenPromise, .maturityPassed, .noPayment, .upcomingDue: true
            default: false
            }
        }
    }

    /// Part of every alert's id.
    public let id: String
    /// What it looks at.
    public let kind: Kind
    /// How much it matters.
    public let severity: Severity
    /// Who may see it.
    public let roles: [String]
    /// Where the rule is looked at; nil for everywhere.
    public let when: Expression?

    /// A rule of those parts.
    public init(
        id: String, _ kind: Kind, severity: Severity, roles: [String], when: Expression?
    ) {
        (self.id, self.kind, self.severity) = (id, kind, severity)
        (self.roles, self.when) = (roles, when)
    }
}

/// What is to be told.
public struct Alert: Sendable {
    /// A fact about it.
    public enum Fact: Sendable, Equatable {
        case count(Int)
        case text(String)
        case date(CivilDate)
        /// In minor units of the position's currency.
        case amount(Int128)
        case none
    }

    /// Which rule, by its place.
    public let rule: Int
    /// Since when, or of what: part of the id, so that a repeated run gives the same ids.
    public let episode: String
    /// What there is to say.
    public let facts: [(name: String, fact: Fact)]
}

extension AlertRule {
    /// Where a rule holds: its episodes in a position, with what there is to say.
    typealias Level = (episode: String, facts: [(name: String, fact: Alert.Fact)])

    /// The alerts of a position against an earlier one.
    ///
    /// - Parameter isTrue: Whether the rule's `when` is true of a position.
    func alerts(
        _ previous: LoanPosition?, _ present: LoanPosition, _ buckets: [Report.Range],
        isTrue: (LoanPosition) throws(ExpressionError) -> Bool
    ) throws(ExpressionError) -> [Level] {
        switch kind {
        case .bucketWorse, .bucketBetter, .cured:
            guard try isTrue(present) else { return [] }
            return change(previous, present, buckets)
        default: break
        }
        guard try isTrue(present) else { return [] }
        let now = levels(of: present)
        if now.isEmpty { return [] }
        var before: [Level] = []
        if let previous {
            before = levels(of: previous)
            // Of an expression the condition is the level.
            if case .expression = kind, try !isTrue(previous) { before = [] }
        }
        if kind.isByEpisode {
            return now.filter { level in !before.contains { $0.episode.isWritten(level.episode) } }
        }
        return before.isEmpty ? now : []
    }

    private func levels(of own: LoanPosition) -> [Level] {
        guard own.status == .active, let asOf = own.asOf else { return [] }
        let since = own.arrearsSince.map { $0.description } ?? "-"
        let arrears: [(name: String, fact: Alert.Fact)] = [
            ("daysPastDue", .count(own.daysPastDue)),
            ("since", own.arrearsSince.map { .date($0) } ?? .none),
            ("arrears", .amount(own.arrears.total)),
        ]
        switch kind {
        case .daysPastDue(let days):
            return own.daysPastDue >= days ? [(since, arrears)] : []
        case .arrearsAmount(let minor, let currency):
            let isOver = own.currency == currency && own.arrears.total > Int128(minor)
            return isOver ? [(since, arrears)] : []
        case .arrearsPercent(let percent):
            let limit = percent * Rational(wide: own.outstanding.total)
            guard limit < Rational(wide: own.arrears.total) * Rational(100) else { return [] }
            return [(since, arrears + [("outstanding", .amount(own.outstanding.total))])]
        case .firstPaymentDefault(let days):
            let holds = own.nextDue?.sequence == 1 && own.daysPastDue >= days
            return holds ? [(since, arrears)] : []
        case .missedInRow(let count):
            guard own.overdueInstallments >= count else { return [] }
            return [
                (since, arrears + [("overdueInstallments", .count(own.overdueInstallments))])
            ]
        case .brokenPromise(let graceDays):
            let broken = own.promises.filter {
                asOf.days(since: $0.date) > graceDays && $0.receivedMinor < $0.amountMinor
            }
            // An alert's identifier is there once: of promises with one id the first broken one counts.
            return broken.indices.filter { index in
                !broken[..<index].contains { $0.id.isWritten(broken[index].id) }
            }.map { broken[$0] }.map {
                (
                    $0.id,
                    [
                        ("promise", .text($0.id)), ("date", .date($0.date)),
                        ("amount", .amount(Int128($0.amountMinor))),
                        ("received", .amount(Int128($0.receivedMinor))),
                    ]
                )
            }.sorted { $0.episode.utf8.lexicographicallyPrecedes($1.episode.utf8) }
        case .maturityPassed:
            guard let date = own.maturityDate, date < asOf, own.outstanding.total > 0 else {
                return []
            }
            return [
                (
                    date.description,
                    [
                        ("maturityDate", .date(date)),
                        ("outstanding", .amount(own.outstanding.total)),
                    ]
                )
            ]
        case .noPayment(let days):
            guard let date = [own.lastPaymentAt, own.disbursedAt].compactMap({ $0 }).max(),
                asOf.days(since: date) >= days
            else { return [] }
            return [
                (
                    date.description,
                    [("since", .date(date)), ("days", .count(asOf.days(since: date)))]
                )
            ]
        case .upcomingDue(let days):
            guard let due = own.nextDue else { return [] }
            let left = due.date.days(since: asOf)
            guard (0...days).contains(left) else { return [] }
            return [
                (
                    due.date.description,
                    [
                        ("dueDate", .date(due.date)), ("amount", .amount(Int128(due.amountMinor))),
                        ("days", .count(left)),
                    ]
                )
            ]
        case .expression: return [(asOf.description, [])]
        case .bucketWorse, .bucketBetter, .cured, .groupPar: return []
        }
    }

    /// What has changed, of active and completed loans; a write-off cures nothing.
    private func change(
        _ previous: LoanPosition?, _ present: LoanPosition, _ buckets: [Report.Range]
    ) -> [Level] {
        guard present.status == .active || present.status == .completed, let asOf = present.asOf
        else { return [] }
        func days(_ own: LoanPosition?) -> Int {
            own.map { $0.status == .active ? $0.daysPastDue : 0 } ?? 0
        }
        let (before, now) = (days(previous), days(present))
        let (from, to) = (
            buckets.place(of: before), buckets.place(of: now)
        )
        let facts: [(name: String, fact: Alert.Fact)] = [
            ("from", .text(buckets[from].name)), ("to", .text(buckets[to].name)),
            ("previousDaysPastDue", .count(before)), ("daysPastDue", .count(now)),
        ]
        let holds: Bool
        switch kind {
        case .bucketWorse: holds = to > from
        case .bucketBetter: holds = to < from
        default: holds = before > 0 && now == 0
        }
        return holds ? [(asOf.description, facts)] : []
    }
}

/// A set of rules, and the buckets that they speak of.
public struct AlertRules: Sendable {
    /// In the order of results.
    public let rules: [AlertRule]
    /// What bucket rules speak of, from day 0.
    public let buckets: [Report.Range]

    /// Rules over those buckets.
    public init(_ rules: [AlertRule], buckets: [Report.Range]) {
        (self.rules, self.buckets) = (rules, buckets)
    }

    /// The alerts of a position, in the order of the rules, inside one by episode.
    ///
    /// - Parameter data: A position as expressions see it.
    /// - Throws: `ExpressionError`, with the place of the rule whose `when` failed.
    public func alerts(
        _ previous: LoanPosition?, _ present: LoanPosition,
        data: (LoanPosition) -> ExpressionData
    ) throws(RuleError) -> [Alert] {
        var found: [Alert] = []
        for (index, rule) in rules.enumerated() {
            if case .groupPar = rule.kind { continue }
            do throws(ExpressionError) {
                let levels = try rule.alerts(previous, present, buckets) {
                    (position) throws(ExpressionError) in
                    guard let when = rule.when else { return true }
                    switch try when.value(of: data(position)) {
                    case .boolean(let truth): return truth
                    case .missing: return false
                    case let other:
                        throw ExpressionError(
                            .invalid, at: 0,
                            "the condition is \(other.typeName); allowed: BOOLEAN")
                    }
                }
                found += levels.map { Alert(rule: index, episode: $0.episode, facts: $0.facts) }
            } catch {
                throw RuleError(rule: index, error: error)
            }
        }
        return found
    }

    /// An expression of a rule that has no value.
    public struct RuleError: Error, Sendable {
        /// The rule's place.
        public let rule: Int
        /// What failed.
        public let error: ExpressionError
    }
}
