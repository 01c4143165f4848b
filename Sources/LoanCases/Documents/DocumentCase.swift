import CreditScoring
import ExactArithmetic
import LoanPortfolio

/// A golden case of a document that is no loan, `document-case/1`: which command, what it is given, and
/// what is expected.
///
///     {"format": "document-case/1", "command": "expression",
///      "input": {"expression": "1 / 3 + 1 / 6", "data": {}}, "expect": {"value": "0.5"}}
///
/// | `command` | `with` | `input` or `lines` |
/// | --- | --- | --- |
/// | `disclose`, `expression` |  | `input`: the document |
/// | `score` | the card | `input`: the applicant |
/// | `scaling` |  | `input`: a card's `scaling` |
/// | `report` | the report | `lines`: positions |
/// | `alerts` | the rules | `lines`: previous and present |
public enum DocumentCase {
    /// The format's name and version.
    public static let format = "document-case/1"

    private static let shape = DocumentShape.object([
        .init("format", .string, required: true), .init("name", .string),
        .init("source", .string), .init("command", .string, required: true),
        .init("with", .any), .init("input", .any), .init("lines", .list(.any)),
        .init("expect", .any),
    ])

    /// What the command gives: a result, or an error as it writes one.
    public static func result(of root: JSONValue) -> JSONValue {
        do throws(DocumentError) {
            return try evaluate(root)
        } catch {
            return error.value
        }
    }

    private static func evaluate(_ root: JSONValue) throws(DocumentError) -> JSONValue {
        // Exponents are for the command to refuse.
        for member in ["command"] where root[member]?.text == nil { try shape.check(root) }
        let input = root["input"] ?? .null
        let with = root["with"] ?? .null
        switch root["command"]?.text ?? "" {
        case "disclose": return try DisclosureDocument.result(of: input)
        case "expression": return try ExpressionDocument.result(of: input)
        case "score": return try ScorecardDocument(with).result(of: input)
        case "scaling":
            let own = try ScorecardDocument.scaling(DocumentReader(input, "INVALID_CARD"))
            return .object([
                .init("factor", .string(own.factor.exactText)),
                .init("offset", .string(own.offset.exactText)),
            ])
        case "report":
            var report = try ReportDocument(with)
            for line in root["lines"]?.elements ?? [] {
                report.add { () throws(DocumentError) in line }
            }
            return report.result
        case "alerts":
            let rules = try AlertDocument(with)
            var lines: [JSONValue] = []
            for (index, line) in (root["lines"]?.elements ?? []).enumerated() {
                let number = JSONValue.Member("line", .number("\(index + 1)"))
                do throws(DocumentError) {
                    lines.append(
                        .object([number, .init("alerts", try rules.result(of: line))]))
                } catch {
                    lines.append(.object([number, .init("error", error.inside)]))
                }
            }
            return .object([.init("lines", .array(lines))])
        case let other:
            throw .refused(
                "MALFORMED_INPUT", at: "command", met: Excerpt.quoted(other),
                allowed: "disclose, expression, score, scaling, report, alerts")
        }
    }
}
