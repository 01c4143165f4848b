import CreditScoring
import ExactArithmetic
import Expressions

/// Scorecards as documents, `scorecard/1`, and what they say of applicants, `score-result/1`.
///
/// Sections "A scorecard" and "The score" of docs/scoring.md.
public struct ScorecardDocument: Sendable {
    /// The card.
    public let card: Scorecard

    private static let binShape = DocumentShape.object([
        .init("from", .string), .init("to", .string), .init("closed", .string),
        .init("in", .list(.either([.string, .bool]))), .init("when", .string),
        .init("missing", .bool), .init("else", .bool), .init("points", .string),
        .init("formula", .string), .init("reason", .string), .init("label", .string),
    ])
    private static let shape = DocumentShape.object([
        .init("format", .string, required: true), .init("id", .string, required: true),
        .init("version", .string, required: true), .init("baseScore", .string),
        .init(
            "characteristics",
            .list(
                .object([
                    .init("name", .string, required: true), .init("type", .string),
                    .init("value", .string, required: true), .init("weight", .string),
                    .init("baseline", .string), .init("reason", .string),
                    .init("bins", .list(binShape), required: true),
                ])), required: true),
        .init(
            "scaling",
            .object([
                .init("factor", .string), .init("offset", .string), .init("pdo", .string),
                .init("score", .string), .init("odds", .string), .init("decimals", .integer),
            ])),
        .init("rounding", .object([.init("unit", .string), .init("mode", .string)])),
        .init(
            "bands",
            .list(.object([.init("name", .string, required: true), .init("from", .string)]))),
        .init(
            "decisions",
            .list(.object([.init("decision", .string, required: true), .init("from", .string)]))),
        .init(
            "eligibility",
            .list(
                .object([
                    .init("id", .string, required: true), .init("require", .string, required: true),
                    .init("reason", .string), .init("onMissing", .string),
                ]))),
        .init(
            "knockOuts",
            .list(
                .object([
                    .init("id", .string, required: true), .init("when", .string, required: true),
                    .init("effect", .string), .init("reason", .string),
                    .init("onMissing", .string),
                ]))),
        .init("reasons", .object([.init("method", .string), .init("count", .integer)])),
    ])

    /// Reads a card, and checks it whole.
    ///
    /// - Throws: `MALFORMED_INPUT` for its form; `INVALID_CARD`, `INVALID_EXPRESSION` or
    ///   `LIMIT_EXCEEDED` at the field that is wrong.
    public init(_ root: JSONValue) throws(DocumentError) {
        try ScorecardDocument.shape.check(root)
        let reader = DocumentReader(root, "INVALID_CARD")
        guard reader.text("format") == "scorecard/1" else {
            throw .refused(
                "MALFORMED_INPUT", at: "format", met: Excerpt.quoted(reader.text("format") ?? ""),
                allowed: "scorecard/1")
        }
        var card = Scorecard(
            id: try reader.identifier("id"), version: try reader.identifier("version"))
        card.baseScore = try reader.rational("baseScore") ?? .zero
        let characteristics = reader.objects("characteristics")
        guard (1...256).contains(characteristics.count) else {
            throw reader.refusal(
                "characteristics", met: "\(characteristics.count)", allowed: "1 to 256")
        }
        for own in characteristics {
            card.characteristics.append(try ScorecardDocument.characteristic(own))
        }
        if reader.has("scaling") {
            card.scaling = try ScorecardDocument.scaling(reader.object("scaling"))
        }
        if reader.has("rounding") {
            let own = reader.object("rounding")
            let unit = try own.rational("unit") ?? Rational(1)
            guard unit.signum > 0 else {
                throw own.refusal("unit", met: unit.exactText, allowed: "more than zero")
            }
            card.rounding = (unit, try own.mode("mode") ?? .halfUp)
        }
        card.bands = try ScorecardDocument.steps(reader, "bands") { (own) throws(DocumentError) in
            own.text("name") ?? ""
        }
        card.decisions = try ScorecardDocument.steps(reader, "decisions") {
            (own) throws(DocumentError) in
            try own.word("decision", Scorecard.Decision.self) ?? .refer
        }
        for own in reader.objects("eligibility") {
            card.eligibility.append(
                Scorecard.Rule(
                    id: try own.identifier("id"), condition: try own.expression("require"),
                    effect: .decline, reason: own.text("reason"),
                    onMissing: try own.onMissing(acting: "FAIL")))
        }
        for own in reader.objects("knockOuts") {
            let condition = try own.expression("when")
            let effect = try own.word("effect", Scorecard.Decision.self) ?? .decline
            guard effect != .approve else {
                throw own.refusal("effect", met: "APPROVE", allowed: "DECLINE, REFER")
            }
            card.knockOuts.append(
                Scorecard.Rule(
                    id: try own.identifier("id"), condition: condition, effect: effect,
                    reason: own.text("reason"), onMissing: try own.onMissing(acting: "FIRE")))
        }
        let reasons = reader.object("reasons")
        card.reasonMethod =
            try reasons.word("method", Scorecard.ReasonMethod.self) ?? .pointsBelow
        card.reasonCount = try reasons.integer("count", in: 0...64, else: 4)
        self.card = card
    }

    // MARK: Parts

    private static func characteristic(
        _ reader: DocumentReader
    ) throws(DocumentError) -> Scorecard.Characteristic {
        let type = try reader.word("type", Scorecard.ValueType.self) ?? .number
        let value = try reader.expression("value")
        let weight = try reader.rational("weight") ?? Rational(1)
        let written = reader.objects("bins")
        var bins: [Scorecard.Bin] = []
        let extreme = ["MAX", "MIN"].first { $0 == reader.text("baseline") }
        let stated = extreme == nil ? try reader.rational("baseline") : nil
        guard (2...256).contains(written.count) else {
            throw reader.refusal("bins", met: "\(written.count)", allowed: "2 to 256")
        }
        for own in written { bins.append(try bin(own, type)) }
        let missing = bins.filter { if case .missing = $0.condition { true } else { false } }
        guard missing.count == 1 else {
            throw reader.refusal(
                "bins", met: "\(missing.count) bins with missing", allowed: "exactly one")
        }
        let others = bins.indices.filter {
            if case .otherwise = bins[$0].condition { true } else { false }
        }
        guard others == [bins.count - 1] else {
            throw reader.refusal(
                "bins", met: "\(others.count) bins with else", allowed: "exactly one, at the end")
        }
        var baseline = stated
        if let extreme {
            for (index, bin) in bins.enumerated() {
                guard case .constant(let points) = bin.points else {
                    throw reader.refusal(
                        "baseline",
                        met: "\(reader.text("baseline") ?? "") with a formula in bins[\(index)]",
                        allowed: "points")
                }
                if let best = baseline, extreme == "MAX" ? !(best < points) : !(points < best) {
                    continue
                }
                baseline = points
            }
        }
        return Scorecard.Characteristic(
            name: reader.text("name") ?? "", type: type, value: value, weight: weight,
            baseline: baseline, reason: reader.text("reason"), bins: bins)
    }

    private static func bin(
        _ reader: DocumentReader, _ type: Scorecard.ValueType
    ) throws(DocumentError) -> Scorecard.Bin {
        func refuse(_ met: String, _ allowed: String) -> DocumentError {
            .refused("INVALID_CARD", at: reader.path, met: met, allowed: allowed)
        }
        let isInterval = reader.has("from") || reader.has("to")
        var kinds = isInterval ? 1 : 0
        for name in ["in", "when", "missing", "else"] where reader.has(name) { kinds += 1 }
        guard kinds == 1 else {
            throw refuse(
                "\(kinds) conditions", "exactly one of from/to, in, when, missing, else")
        }
        for name in ["missing", "else"] where reader.bool(name) == false {
            throw reader.refusal(name, met: "false", allowed: "true")
        }
        if reader.has("closed"), !isInterval {
            throw reader.refusal("closed", met: "closed without from or to", allowed: "an interval")
        }
        let condition: Scorecard.Condition
        if isInterval {
            guard type == .number else {
                throw reader.refusal(
                    reader.has("from") ? "from" : "to", met: "an interval of \(type.rawValue)",
                    allowed: "only of NUMBER")
            }
            let (from, to) = (try reader.rational("from"), try reader.rational("to"))
            let closed = try reader.word("closed", Scorecard.Closed.self) ?? .left
            if let from, let to, !(from < to), from != to || closed != .both {
                throw refuse("an interval that holds nothing", "from below to")
            }
            condition = .interval(from: from, to: to, closed)
        } else if reader.has("in") {
            let elements = reader.elements("in")
            guard !elements.isEmpty else {
                throw reader.refusal("in", met: "an empty set", allowed: "at least one value")
            }
            var values: [ExpressionValue] = []
            for (index, element) in elements.enumerated() {
                let path = JSONPath.element(index, of: reader.place("in"))
                switch (type, element) {
                case (.text, .string(let text)): values.append(.text(text))
                case (.boolean, .bool(let truth)): values.append(.boolean(truth))
                case (.number, .string(let text)):
                    guard let number = try? Rational(text: text) else {
                        throw .refused(
                            "INVALID_CARD", at: path, met: Excerpt.quoted(text), allowed: "a number"
                        )
                    }
                    values.append(.number(number))
                default:
                    throw .refused(
                        "INVALID_CARD", at: path, met: Excerpt.of(element),
                        allowed: "a value of type \(type.rawValue)")
                }
            }
            condition = .oneOf(values)
        } else if reader.has("when") {
            condition = .when(try reader.expression("when"))
        } else {
            condition = reader.has("missing") ? .missing : .otherwise
        }
        guard reader.has("points") != reader.has("formula") else {
            throw refuse(
                reader.has("points") ? "points and a formula" : "neither points nor a formula",
                "one of them")
        }
        let points: Scorecard.Points =
            if let constant = try reader.rational("points") {
                .constant(constant)
            } else {
                .formula(try reader.expression("formula"))
            }
        return Scorecard.Bin(
            condition, points, reason: reader.text("reason"), label: reader.text("label"))
    }

    static func scaling(_ reader: DocumentReader) throws(DocumentError) -> Scorecard.Scaling {
        let isDirect = reader.has("factor") || reader.has("offset")
        let names = isDirect ? ["factor", "offset"] : ["pdo", "score", "odds"]
        for name in ["factor", "offset", "pdo", "score", "odds"] {
            if names.contains(name) != reader.has(name) {
                throw .refused(
                    "INVALID_CARD", at: reader.place(name),
                    met: reader.has(name) ? "\(name) beside factor and offset" : "no \(name)",
                    allowed: "factor and offset, or pdo, score and odds")
            }
        }
        if isDirect, reader.has("decimals") {
            throw reader.refusal("decimals", met: "decimals with a factor", allowed: "with pdo")
        }
        if isDirect {
            return Scorecard.Scaling(
                factor: try reader.rational("factor") ?? .zero,
                offset: try reader.rational("offset") ?? .zero)
        }
        let pdo = try reader.rational("pdo") ?? .zero
        let score = try reader.rational("score") ?? .zero
        let odds = try reader.rational("odds") ?? .zero
        guard odds.signum > 0,
            let scaling = Scorecard.Scaling(
                pdo: pdo, score: score, odds: odds,
                decimals: try reader.integer("decimals", in: 0...18, else: 6))
        else { throw reader.refusal("odds", met: odds.exactText, allowed: "more than zero") }
        return scaling
    }

    private static func steps<Name: Sendable>(
        _ reader: DocumentReader, _ name: String,
        _ read: (DocumentReader) throws(DocumentError) -> Name
    ) throws(DocumentError) -> [Scorecard.Step<Name>] {
        let written = reader.objects(name)
        var steps: [Scorecard.Step<Name>] = []
        for (index, own) in written.enumerated() {
            let word = try read(own)
            let from = try own.rational("from")
            let isLast = index == written.count - 1
            guard isLast == (from == nil) else {
                throw own.refusal(
                    "from", met: isLast ? "a last step with from" : "a step without from",
                    allowed: "all but the last have one")
            }
            if let from, let before = steps.last?.from, !(from < before) {
                throw own.refusal("from", met: from.exactText, allowed: "below the one before")
            }
            steps.append(Scorecard.Step(word, from: from))
        }
        return steps
    }
}

extension DocumentReader {
    /// 1 to 64 of `A-Z a-z 0-9 _ . -`.
    func identifier(_ name: String) throws(DocumentError) -> String {
        let text = text(name) ?? ""
        let isFit =
            (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        guard isFit else {
            throw refusal(
                name, met: Excerpt.quoted(text), allowed: "1 to 64 of A-Z a-z 0-9 _ . -")
        }
        return text
    }

    func expression(_ name: String) throws(DocumentError) -> Expression {
        do throws(ExpressionError) {
            return try Expression(text(name) ?? "")
        } catch {
            throw DocumentError(error, at: place(name))
        }
    }

    fileprivate func onMissing(acting word: String) throws(DocumentError) -> Scorecard.OnMissing {
        switch text("onMissing") ?? "REFER" {
        case "REFER": return .refers
        case "IGNORE": return .isIgnored
        case word: return .acts
        case let other:
            throw refusal(
                "onMissing", met: Excerpt.quoted(other), allowed: "REFER, \(word), IGNORE")
        }
    }
}
