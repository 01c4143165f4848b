import ExactArithmetic
import Expressions
import LoanCalendar
import LoanEngine
import LoanPortfolio

/// Alert rules as documents, `alert-rules/1`, and the alerts of lines of positions or groups.
///
/// Section 5 of docs/portfolio.md.
public struct AlertDocument: Sendable {
    private let rules: AlertRules

    /// Who may see the alerts of each rule, rule after rule.
    public var roles: [String] { rules.rules.flatMap { $0.roles } }

    private static let range = DocumentShape.object([
        .init("name", .string, required: true), .init("fromDay", .integer, required: true),
    ])
    private static let shape = DocumentShape.object([
        .init("format", .string, required: true), .init("buckets", .list(range)),
        .init(
            "rules",
            .list(
                .object([
                    .init("id", .string, required: true), .init("type", .string, required: true),
                    .init("days", .integer), .init("amount", .string), .init("currency", .currency),
                    .init("percent", .string), .init("count", .integer),
                    .init("graceDays", .integer), .init("by", .list(.string)),
                    .init("fromDay", .integer), .init("severity", .string),
                    .init("roles", .list(.string)), .init("when", .string),
                ])), required: true),
    ])
    private static let figures = DocumentShape.orNull(
        .object([
            .init("asOf", .string, required: true),
            .init("grossPortfolio", .string, required: true),
            .init(
                "par",
                .list(
                    .object([
                        .init("fromDay", .integer, required: true),
                        .init("late", .string, required: true), .init("name", .string),
                    ])), required: true),
        ]))
    private static let groupShape = DocumentShape.object([
        .init("group", .dictionary(.orNull(.string)), required: true),
        .init("currency", .currency, required: true), .init("previous", figures),
        .init("present", figures, required: true),
    ])
    private static let lineShape = DocumentShape.object([
        .init("previous", .orNull(.any)), .init("present", .any, required: true),
    ])

    /// Reads rules.
    ///
    /// - Throws: `MALFORMED_INPUT`, `INVALID_RULES`, `INVALID_EXPRESSION`, `LIMIT_EXCEEDED`.
    public init(_ root: JSONValue) throws(DocumentError) {
        try AlertDocument.shape.check(root)
        let reader = DocumentReader(root, "INVALID_RULES")
        guard reader.text("format") == "alert-rules/1" else {
            throw .refused(
                "MALFORMED_INPUT", at: "format", met: Excerpt.quoted(reader.text("format") ?? ""),
                allowed: "alert-rules/1")
        }
        let buckets =
            try ReportDocument.ranges(reader, "buckets", least: 0) ?? Report.defaultAgeing
        let written = reader.objects("rules")
        guard (1...256).contains(written.count) else {
            throw reader.refusal("rules", met: "\(written.count) rules", allowed: "1 to 256")
        }
        var rules: [AlertRule] = []
        for own in written {
            let rule = try AlertDocument.rule(own)
            if rules.contains(where: { $0.id == rule.id }) {
                throw own.refusal("id", met: rule.id + " again", allowed: "each id once")
            }
            rules.append(rule)
        }
        self.rules = AlertRules(rules, buckets: buckets)
    }

    private static func rule(_ own: DocumentReader) throws(DocumentError) -> AlertRule {
        let id = try own.identifier("id")
        let type = own.text("type") ?? ""
        /// Parameters of each type; all others are refused.
        let parameters: [String: [String]] = [
            "DPD": ["days"], "ARREARS_AMOUNT": ["amount", "currency"],
            "ARREARS_PERCENT": ["percent"], "FIRST_PAYMENT_DEFAULT": ["days"],
            "MISSED_IN_ROW": ["count"], "BROKEN_PROMISE": ["graceDays"], "MATURITY_PASSED": [],
            "NO_PAYMENT": ["days"], "UPCOMING_DUE": ["days"], "EXPRESSION": [],
            "BUCKET_WORSE": [], "BUCKET_BETTER": [], "CURED": [],
            "GROUP_PAR": ["by", "fromDay", "percent"],
        ]
        guard let names = parameters[type] else {
            throw own.refusal(
                "type", met: Excerpt.quoted(type),
                allowed: parameters.keys.sorted().joined(separator: ", "))
        }
        for name in [
            "days", "amount", "currency", "percent", "count", "graceDays", "by", "fromDay",
        ]
        where own.has(name) && !names.contains(name) {
            throw own.refusal(name, met: "\(name) of \(type)", allowed: "no such parameter")
        }
        let optional = ["FIRST_PAYMENT_DEFAULT", "BROKEN_PROMISE"].contains(type)
        for name in names where !own.has(name) && !optional {
            throw own.refusal(name, met: "\(type) without it", allowed: "a value")
        }
        let days = try own.integer("days", in: (type == "UPCOMING_DUE" ? 0 : 1)...36_600, else: 1)
        let kind: AlertRule.Kind
        switch type {
        case "DPD": kind = .daysPastDue(days)
        case "ARREARS_AMOUNT":
            guard let currency = try own.currency("currency") else {
                throw own.refusal("currency", met: "none", allowed: "a code")
            }
            kind = .arrearsAmount(
                minor: try own.amount("amount", in: currency) ?? 0, currency)
        case "ARREARS_PERCENT": kind = .arrearsPercent(try own.notNegative("percent"))
        case "FIRST_PAYMENT_DEFAULT": kind = .firstPaymentDefault(days: days)
        case "MISSED_IN_ROW":
            kind = .missedInRow(try own.integer("count", in: 1...36_600, else: 1))
        case "BROKEN_PROMISE":
            kind = .brokenPromise(
                graceDays: try own.integer("graceDays", in: 0...36_600, else: 0))
        case "MATURITY_PASSED": kind = .maturityPassed
        case "NO_PAYMENT": kind = .noPayment(days: days)
        case "UPCOMING_DUE": kind = .upcomingDue(days: days)
        case "BUCKET_WORSE": kind = .bucketWorse
        case "BUCKET_BETTER": kind = .bucketBetter
        case "CURED": kind = .cured
        case "GROUP_PAR":
            kind = .groupPar(
                by: own.elements("by").compactMap { $0.text },
                fromDay: try own.integer("fromDay", in: 0...36_600, else: 0),
                percent: try own.notNegative("percent"))
        default: kind = .expression
        }
        let severity = try own.word("severity", AlertRule.Severity.self) ?? .warning
        let roles =
            own.has("roles")
            ? own.elements("roles").compactMap { $0.text }
            : ["CREDIT_OFFICER", "SUPERVISOR", "ADMIN"]
        if type == "EXPRESSION", !own.has("when") {
            throw own.refusal("when", met: "EXPRESSION without it", allowed: "an expression")
        }
        return AlertRule(
            id: id, kind, severity: severity, roles: roles,
            when: own.has("when") ? try own.expression("when") : nil)
    }

    // MARK: Lines

    /// The alerts of a line, an array.
    ///
    /// - Throws: `MALFORMED_INPUT`, `INVALID_POSITION`, `INVALID_EXPRESSION`, `LIMIT_EXCEEDED`.
    public func result(of root: JSONValue, role: String? = nil) throws(DocumentError) -> JSONValue {
        if root["group"] != nil { return .array(try groupAlerts(root, role)) }
        try AlertDocument.lineShape.check(root)
        var previous: LoanPosition?
        if let own = root["previous"], own != .null {
            previous = try PositionDocument.position(own, at: "previous")
        }
        let present = try PositionDocument.position(root["present"] ?? .null, at: "present")
        func refuse(_ path: String, _ met: String, _ allowed: String) -> DocumentError {
            .refused("INVALID_POSITION", at: path, met: met, allowed: allowed)
        }
        guard let asOf = present.asOf else {
            throw refuse("present.asOf", "no date", "the date of the position")
        }
        if let previous {
            guard let earlier = previous.asOf else {
                throw refuse("previous.asOf", "no date", "the date of the position")
            }
            guard previous.loan.isWritten(present.loan) else {
                throw refuse("previous.loan", previous.loan, present.loan)
            }
            guard previous.currency == present.currency else {
                throw refuse("previous.currency", previous.currency.code, present.currency.code)
            }
            guard earlier <= asOf else {
                throw refuse("previous.asOf", "\(earlier)", "up to \(asOf)")
            }
        }
        let alerts: [Alert]
        do throws(AlertRules.RuleError) {
            alerts = try rules.alerts(previous, present) { ExpressionData($0) }
        } catch {
            throw DocumentError(error.error, at: "rules[\(error.rule)].when")
        }
        return .array(
            alerts.filter { isSeen(rules.rules[$0.rule], role) }.map {
                value($0, present, asOf)
            })
    }

    private func isSeen(_ rule: AlertRule, _ role: String?) -> Bool {
        role.map { role in rule.roles.contains { $0.isWritten(role) } } ?? true
    }

    private func value(_ alert: Alert, _ position: LoanPosition, _ asOf: CivilDate) -> JSONValue {
        let rule = rules.rules[alert.rule]
        let digits = position.currency.exponent
        return head(
            rule, id: "\(rule.id)/\(position.loan)/\(alert.episode)", loan: position.loan, asOf,
            alert.facts.map { name, fact in
                switch fact {
                case .count(let count): .init(name, .number("\(count)"))
                case .text(let text): .init(name, .string(text))
                case .date(let date): .init(name, .string(date.description))
                case .amount(let amount):
                    .init(name, .string(DecimalText.format(wide: amount, digits)))
                case .none: .init(name, .null)
                }
            })
    }

    private func head(
        _ rule: AlertRule, id: String, loan: String?, _ asOf: CivilDate,
        _ facts: [JSONValue.Member]
    ) -> JSONValue {
        .object([
            .init("id", .string(id)), .init("loan", loan.map { .string($0) } ?? .null),
            .init("rule", .string(rule.id)), .init("type", .string(rule.kind.name)),
            .init("severity", .string(rule.severity.rawValue)),
            .init("roles", .array(rule.roles.map { .string($0) })),
            .init("asOf", .string(asOf.description)), .init("facts", .object(facts)),
        ])
    }

    // MARK: Groups

    private struct Figures {
        let asOf: CivilDate
        let gross: Int64
        let late: [(fromDay: Int, minor: Int64)]

        func late(_ fromDay: Int) -> Int64? { late.first { $0.fromDay == fromDay }?.minor }
    }

    private func figures(
        _ reader: DocumentReader, _ currency: Currency
    ) throws(DocumentError) -> Figures {
        var late: [(fromDay: Int, minor: Int64)] = []
        for own in reader.objects("par") {
            late.append(
                (own.integer("fromDay") ?? 0, try own.amount("late", in: currency) ?? 0))
        }
        return Figures(
            asOf: try reader.date("asOf") ?? .first,
            gross: try reader.amount("grossPortfolio", in: currency) ?? 0, late: late)
    }

    private func groupAlerts(
        _ root: JSONValue, _ role: String?
    ) throws(DocumentError) -> [JSONValue] {
        try AlertDocument.groupShape.check(root)
        let reader = DocumentReader(root, "INVALID_POSITION")
        guard let currency = try reader.currency("currency"),
            case .object(let names) = root["group"] ?? .null
        else { return [] }
        let present = try figures(reader.object("present"), currency)
        let previous =
            reader.has("previous") ? try figures(reader.object("previous"), currency) : nil
        if let previous, present.asOf < previous.asOf {
            throw .refused(
                "INVALID_POSITION", at: "previous.asOf", met: "\(previous.asOf)",
                allowed: "up to \(present.asOf)")
        }
        var found: [JSONValue] = []
        for (index, rule) in rules.rules.enumerated() where isSeen(rule, role) {
            guard case .groupPar(let by, let fromDay, let percent) = rule.kind,
                by.count == names.count,
                names.allSatisfy({ member in by.contains { $0.isWritten(member.key) } })
            else { continue }
            func holds(_ own: Figures?) -> Bool {
                guard let own, let late = own.late(fromDay) else { return false }
                return percent * Rational(own.gross) < Rational(late) * Rational(100)
            }
            if let when = rule.when {
                do throws(ExpressionError) {
                    let data = ExpressionData(json: root["present"] ?? .null)
                    guard try when.value(of: data) == .boolean(true) else { continue }
                } catch {
                    throw DocumentError(error, at: "rules[\(index)].when")
                }
            }
            guard holds(present), !holds(previous), let late = present.late(fromDay) else {
                continue
            }
            let place = by.map { name in
                "\(name)=" + (names.first { $0.key.isWritten(name) }?.value.text ?? "")
            }.joined(separator: ",")
            let ratio: JSONValue =
                present.gross > 0
                ? .string(Rational(late, over: present.gross.magnitude).description) : .null
            found.append(
                head(
                    rule, id: "\(rule.id)/\(place)/\(present.asOf)", loan: nil, present.asOf,
                    [
                        .init("group", .object(names)),
                        .init("late", .string(currency.text(late))),
                        .init("grossPortfolio", .string(currency.text(present.gross))),
                        .init("ratio", ratio),
                    ]))
        }
        return found
    }
}

extension DocumentReader {
    fileprivate func notNegative(_ name: String) throws(DocumentError) -> Rational {
        let own = try rational(name) ?? .zero
        guard own.signum >= 0 else {
            throw refusal(name, met: own.exactText, allowed: "zero or more")
        }
        return own
    }
}

extension ExpressionData {
    /// A position as expressions see it: amounts are numbers of currency units, dates are dates.
    init(_ position: LoanPosition) {
        guard case .object(let members) = PositionDocument.value(position, hasFlows: true) else {
            self = .object([])
            return
        }
        let own = members + [.init("promises", PositionDocument.promises(position))]
        self = .object(own.map { Field($0.key, ExpressionData($0)) })
    }

    /// What is text in a position stays text; all other strings are amounts or dates.
    private init(_ member: JSONValue.Member) {
        switch member.value {
        case .string(let text):
            let isText = ["format", "loan", "currency", "status", "id"].contains {
                member.key.isWritten($0)
            }
            if isText {
                self = .value(.text(text))
            } else if let date = try? CivilDate(text: text) {
                self = .value(.date(date))
            } else {
                self = ExpressionData(number: text) ?? .value(.text(text))
            }
        case .array(let elements):
            self = .list(elements.map { ExpressionData(JSONValue.Member("", $0)) })
        case .object(let members) where member.key.isWritten("dimensions"):
            self = .object(members.map { Field($0.key, ExpressionData(json: $0.value)) })
        case .object(let members):
            self = .object(members.map { Field($0.key, ExpressionData($0)) })
        default: self = ExpressionData(json: member.value)
        }
    }
}
