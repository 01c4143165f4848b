import CreditScoring
import ExactArithmetic
import Expressions

// What a card says of an applicant, as a document.
extension ScorecardDocument {
    /// What the card says of an applicant, an object.
    ///
    /// - Throws: `DocumentError`.
    public func result(of applicant: JSONValue) throws(DocumentError) -> JSONValue {
        try DocumentShape.dictionary(.any).check(applicant)
        do throws(ScoreError) {
            return value(of: try card.score(ExpressionData(json: applicant)))
        } catch {
            throw DocumentError(error)
        }
    }

    private func value(of score: Score) -> JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return .object([
            .init("format", .string("score-result/1")), .init("card", .string(card.id)),
            .init("version", .string(card.version)),
            .init("score", .string(score.score.exactText)), .init("band", text(score.band)),
            .init("decision", text(score.decision?.rawValue)),
            .init("eligible", score.isEligible.map { .bool($0) } ?? .null),
            .init(
                "rules",
                .array(
                    score.rules.map {
                        .object([
                            .init("id", .string($0.id)),
                            .init("kind", .string($0.isKnockOut ? "KNOCK_OUT" : "ELIGIBILITY")),
                            .init("outcome", .string($0.outcome.rawValue)),
                        ])
                    })),
            .init(
                "reasons",
                .array(
                    score.reasons.map {
                        .object([
                            .init("code", .string($0.code)),
                            .init("kind", .string($0.points == nil ? "RULE" : "POINTS")),
                            .init("points", text($0.points?.exactText)),
                        ])
                    })),
            .init(
                "contributions",
                .array(
                    score.contributions.map {
                        .object([
                            .init("characteristic", .string($0.characteristic)),
                            .init("bin", .number("\($0.bin)")), .init("label", text($0.label)),
                            .init("points", .string($0.points.exactText)),
                            .init("contribution", .string($0.contribution.exactText)),
                        ])
                    })),
        ])
    }
}
