import CreditScoring
import ExactArithmetic
import Expressions

/// What is evaluated; Benchmarks/portfolio/scoring.py has the same in Python.
enum Cards {
    /// Twenty nodes: operators, functions, paths and constants.
    static let expression =
        "if(age >= 21 and income - debts * 12 > 50000, min(income / 10, limit) + months, 0)"

    /// Twenty characteristics: fourteen numbers in six bins, four texts, two truths.
    static func card() throws -> Scorecard {
        var card = Scorecard(id: "bench", version: "1")
        card.baseScore = Rational(500)
        for number in 0..<20 {
            let type: Scorecard.ValueType =
                number < 14 ? .number : number < 18 ? .text : .boolean
            var bins = [bin(.missing, 0)]
            switch type {
            case .number:
                for step in 1...4 {
                    bins.append(
                        bin(
                            .interval(from: nil, to: Rational(Int64(200 * step)), .left),
                            7 * step + number))
                }
            case .text:
                for (step, word) in ["A", "B", "C"].enumerated() {
                    bins.append(bin(.oneOf([.text(word), .text(word + word)]), 9 * step + number))
                }
            case .boolean: bins.append(bin(.oneOf([.boolean(true)]), 3 + number))
            }
            bins.append(bin(.otherwise, 40))
            card.characteristics.append(
                Scorecard.Characteristic(
                    name: "c\(number)", type: type, value: try Expression("c\(number)"),
                    weight: Rational(Int64(10 + number), over: 10), baseline: Rational(40),
                    reason: "R\(number % 7)", bins: bins))
        }
        card.decisions = [
            Scorecard.Step(.approve, from: Rational(1100)),
            Scorecard.Step(.refer, from: Rational(900)),
            Scorecard.Step(.decline, from: nil),
        ]
        return card
    }

    private static func bin(_ condition: Scorecard.Condition, _ points: Int) -> Scorecard.Bin {
        Scorecard.Bin(condition, .constant(Rational(Int64(points))), reason: nil, label: nil)
    }

    /// A value from a word: a number, a text, a truth; "-" is missing.
    static func value(_ text: String) -> ExpressionValue {
        if text == "-" { return .missing }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        return Int64(text).map { .number(Rational($0)) } ?? .text(text)
    }

    /// An answer as it is compared.
    static func text(_ answer: Any) -> String {
        switch answer {
        case ExpressionValue.number(let number): number.exactText
        case let number as Rational: number.exactText
        default: "\(answer)"
        }
    }
}
