import CreditScoring
import ExactArithmetic
import Expressions
import Foundation
import LoanCases
import LoanDisclosure
import LoanEngine
import LoanPortfolio
import TestSupport
import Testing

/// What holds of every report, expression and annual rate.
@Suite("Laws of documents")
struct DocumentLaws {
    private static func parse(_ text: String) throws -> JSONValue {
        try JSONValue(json: Array(text.utf8))
    }

    // MARK: Reports

    private static let spec = """
        {"format": "report/1", "asOf": "2026-06-30", "provision": "SA_DHAN",
         "groupBy": [[], ["officer"], ["bucket", "branch"], ["disbursedMonth"]]}
        """

    private static func position(_ random: inout SplitMix64) -> String {
        let days = random.pick([0, 0, 0, 5, 31, 95, 400])
        let principal = random.int(100...100_000)
        let arrears =
            days == 0
            ? ""
            : #", "arrears": {"principal": "1.00", "since": "2026-01-01", "daysPastDue": \#(days)}"#
        let code = random.pick(["NGN", "USD"])
        return """
            {"loan": "L\(random.int(1...9999))", "currency": "\(code)", "status": "ACTIVE",
             "outstanding": {"principal": "\(principal).25"}, "disbursedAt": "2026-0\(random.int(1...6))-01",
             "dimensions": {"officer": "O\(random.int(1...5))", "branch": "B\(random.int(1...3))"}\(arrears)}
            """
    }

    @Test(
        "A report of any split, merged in any order, is the report of the whole", arguments: 1...20)
    func merging(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let root = try Self.parse(Self.spec)
        var whole = try ReportDocument(root)
        var parts = try (0..<random.int(1...5)).map { _ in try ReportDocument(root) }
        for _ in 0..<random.int(0...60) {
            let line = try Self.parse(Self.position(&random))
            whole.add { () throws(DocumentError) in line }
            parts[random.int(0...parts.count - 1)].add { () throws(DocumentError) in line }
        }
        var merged = try ReportDocument(ofPartial: parts[0].partial)
        for part in random.shuffled(parts) { try merged.merge(part.partial) }
        #expect(JSONText.compact(merged.result) == JSONText.compact(whole.result))
    }

    @Test("Partial sums that no engine wrote are refused, or make a report", arguments: 1...40)
    func hostilePartials(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var report = try ReportDocument(try Self.parse(Self.spec))
        let line = try Self.parse(Self.position(&random))
        report.add { () throws(DocumentError) in line }
        let text = String(decoding: JSONText.compact(report.partial), as: UTF8.self)
        let bound = Int128(1) << 120
        for number in [
            "-1", "\(Int128.min)", "\(Int128.max)", "\(bound)", "\(bound - 1)", "\(UInt64.max)",
            "x", "",
        ] {
            for quoted in ["\"0\"", "\"1\"", "\"100\"", ":2", ":1", ":0"] {
                let isText = quoted.hasPrefix("\"")
                let other = isText ? "\"\(number)\"" : ":" + (Int128(number) == nil ? "0" : number)
                let places = text.ranges(of: quoted)
                guard let place = places.randomElement(using: &random) else { continue }
                let partial = try Self.parse(text.replacingCharacters(in: place, with: other))
                do throws(DocumentError) {
                    var merged = try ReportDocument(ofPartial: partial)
                    try merged.merge(partial)
                    try merged.merge(partial)
                    #expect(!JSONText.pretty(merged.result).isEmpty)
                } catch {
                    let codes = [
                        "INVALID_REPORT", "AMOUNT_OUT_OF_RANGE", "MALFORMED_INPUT",
                        "DATE_OUT_OF_RANGE",
                    ]
                    #expect(codes.contains(error.code) && !error.message.isEmpty, "\(error)")
                }
            }
        }
    }

    @Test("Sums over a grouping add up to the total", arguments: 1...10)
    func groupings(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var report = try ReportDocument(try Self.parse(Self.spec))
        for _ in 0..<50 {
            let line = try Self.parse(Self.position(&random))
            report.add { () throws(DocumentError) in line }
        }
        for currency in report.result["currencies"]?.elements ?? [] {
            var sums: [Int64] = []
            for grouping in currency["groupings"]?.elements ?? [] {
                var sum: Int64 = 0
                for row in grouping["rows"]?.elements ?? [] {
                    let text = row["measures"]?["provision"]?["total"]?.text ?? ""
                    sum += try DecimalText.parse(text, fractionDigits: 2)
                }
                sums.append(sum)
            }
            #expect(Set(sums).count == 1)
        }
    }

    // MARK: Expressions

    @Test("and, or, not over three values")
    func threeValues() throws {
        let values: [(String, Bool?)] = [("true", true), ("false", false), ("missing", nil)]
        let nothing = ExpressionData.object([])
        func value(_ text: String) throws -> Bool? {
            switch try Expression(text).value(of: nothing) {
            case .boolean(let truth): truth
            default: nil
            }
        }
        for (left, first) in values {
            #expect(try value("not \(left)") == first.map { !$0 })
            for (right, second) in values {
                let both: Bool? =
                    first == false || second == false
                    ? false : first == nil || second == nil ? nil : true
                let either: Bool? =
                    first == true || second == true
                    ? true : first == nil || second == nil ? nil : false
                #expect(try value("\(left) and \(right)") == both)
                #expect(try value("\(left) or \(right)") == either)
            }
        }
    }

    @Test(
        "Whatever the text is, there is a value or an error with a position inside it",
        arguments: 1...200)
    func anyText(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let words = [
            "1", "a", "(", ")", "and", "or", "not", "in", "between", "is", "missing", "'x'", "+",
            "-", "*", "/", "=", "<", "min", "if", ",", ".", "[", "]", "true", "2.5",
        ]
        for _ in 0..<200 {
            let text = (0..<random.int(0...12)).map { _ in random.pick(words) }.joined(
                separator: " ")
            do throws(ExpressionError) {
                _ = try Expression(text).value(
                    of: .object([.init("a", .value(.number(Rational(3))))]))
            } catch {
                #expect((0...text.utf8.count).contains(error.position), "\(text): \(error)")
            }
        }
    }

    // MARK: Annual rates

    private static func flows(_ random: inout SplitMix64, times factor: Int64) throws -> [CashFlow]
    {
        let start = try CivilDate(text: "2026-01-31")
        var flows = [CashFlow(.advance, amountMinor: 100_000 * factor, at: .date(start))]
        let count = random.int(1...12)
        for number in 1...count {
            let date = try #require(start.adding(days: 30 * number + random.int(0...5)))
            let minor = Int64(random.int(1...200_000 / count)) * factor
            flows.append(CashFlow(.payment, amountMinor: minor, at: .date(date)))
        }
        return flows
    }

    @Test(
        "Amounts of any size have the same rate, and more digits begin with fewer",
        arguments: 1...60)
    func scaling(_ seed: Int) throws {
        for regime in [Regime.eu, .xirr] {
            var options = Disclosure.Options(regime)
            options.decimals = 4
            options.mode = .down
            var (one, two) = (SplitMix64(seed: UInt64(seed)), SplitMix64(seed: UInt64(seed)))
            let own = try? Disclosure(try Self.flows(&one, times: 1), options)
            let larger = try? Disclosure(try Self.flows(&two, times: 1000), options)
            #expect(own?.rate == larger?.rate)
            options.decimals = 8
            var three = SplitMix64(seed: UInt64(seed))
            guard let own, let finer = try? Disclosure(try Self.flows(&three, times: 1), options)
            else { continue }
            #expect(finer.rate.percent.hasPrefix(own.rate.percent))
        }
    }

    @Test("Numbers that mean nothing are refused, in Swift too")
    func numbers() throws {
        var random = SplitMix64(seed: 1)
        for decimals in [-1, 13, .min, .max] {
            var options = Disclosure.Options(.eu)
            options.decimals = decimals
            let flows = try Self.flows(&random, times: 1)
            #expect(throws: DisclosureError.self) { try Disclosure(flows, options) }
            var report = Report(asOf: try CivilDate(text: "2026-01-31"))
            report.decimals = decimals
            #expect(report.decimals == (decimals < 0 ? 0 : 12))
        }
        for (perYear, decimals) in [(0, 2), (-1, 2), (367, 2), (.min, 2), (12, -1), (12, 19)] {
            #expect(throws: DisclosureError.self) {
                try RateConversion.effective(
                    ofNominal: .zero, perYear: perYear, decimals: decimals, mode: .halfUp)
            }
            #expect(throws: DisclosureError.self) {
                try RateConversion.nominal(
                    ofEffective: .zero, perYear: perYear, decimals: decimals, mode: .halfUp)
            }
        }
        for (odds, decimals) in [(0, 2), (-1, 2), (50, -1), (50, 19)] as [(Int64, Int)] {
            let scaling = Scorecard.Scaling(
                pdo: Rational(20), score: Rational(600), odds: Rational(odds), decimals: decimals)
            #expect(scaling == nil)
        }
    }

    @Test("Nominal and effective rates undo each other", arguments: [1, 2, 4, 12, 52, 365])
    func conversion(_ perYear: Int) throws {
        for nominal in ["0", "5.25", "12", "24", "100", "-3"] {
            let exact = try Rational(text: nominal)
            let effective = try RateConversion.effective(
                ofNominal: exact, perYear: perYear, decimals: 18, mode: .halfUp)
            let back = try RateConversion.nominal(
                ofEffective: try Rational(text: effective), perYear: perYear, decimals: 6,
                mode: .halfUp)
            #expect(try Rational(text: back) == exact)
        }
    }
}
