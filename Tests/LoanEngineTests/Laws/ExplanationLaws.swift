import LoanEngine
import TestSupport
import Testing

/// Every figure of every loan is explained, and its lines come to it.
@Suite("Laws of explanations")
struct ExplanationLaws {
    @Test(
        "Each figure is the sum of its steps, each step what its lines come to",
        arguments: LawTerms.seeds)
    func recomputed(_ seed: UInt64) {
        ServicingLog.forEach(seed, upTo: 8, length: 12) { log, place in
            for date in [log.events.date(), log.events.date(), log.end] {
                Counterexample.check(log.account, place, asOf: date) { account in
                    try Self.broken(account, asOf: date)
                }
            }
        }
    }

    private static func broken(_ account: LoanAccount, asOf date: CivilDate) throws -> [String] {
        let own = try account.explanation(asOf: date)
        var found: Set<String> = []
        for figure in own.figures {
            guard let explanation = own.explanation(of: figure) else {
                found.insert("\(kind(figure)) is explained")
                continue
            }
            if explanation.recomputed != explanation.amountMinor {
                found.insert("the lines of \(kind(figure)) come to it")
            }
            if explanation.steps.contains(where: \.isUnexplained) {
                found.insert("every step of \(kind(figure)) has its rule")
            }
        }
        return found.sorted()
    }

    /// A figure's place, whatever the row.
    private static func kind(_ figure: Figure) -> String {
        String(figure.path.filter { !$0.isNumber })
    }
}
