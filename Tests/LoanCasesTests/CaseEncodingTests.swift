import Foundation
import LoanCases
import TestSupport
import Testing

@Suite("Cases as text")
struct CaseEncodingTests {
    /// A case with every optional part, from generated terms.
    private static func loanCase(_ seed: UInt64, _ number: Int) -> LoanCase {
        var generator = TermsGenerator(seed: seed, case: number)
        var terms = generator.terms()
        var random = generator.random
        if random.once(in: 2) { PlanTermsGenerator.add(to: &terms, &random) }
        var events: [LogEntry] = []
        for _ in 0..<random.int(0...4) { events.append(event(of: terms, &random)) }
        return LoanCase(
            name: random.once(in: 4) ? nil : text(&random),
            source: random.once(in: 2) ? nil : text(&random), terms: terms,
            status: random.any(LoanStatus.self), events: events,
            asOf: random.once(in: 2) ? nil : terms.disbursedAt,
            expect: random.once(in: 2) ? nil : object(depth: 3, &random))
    }

    private static func event(of terms: LoanTerms, _ random: inout SplitMix64) -> LogEntry {
        let date = terms.disbursedAt.adding(days: random.int(-9...99)) ?? terms.disbursedAt
        let amount = Int64(random.once(in: 9) ? Int.max : random.int(1...Int.max))
        let event: LoanEvent = random.pick([
            .submit, .approve, .reject, .revise, .cancel, .disburse, .writeOff,
            .repayment(amountMinor: amount), .recovery(amountMinor: amount),
            .reversal(of: random.int(1...9)),
        ])
        return LogEntry(
            event, on: date, by: random.once(in: 2) ? random.any(Role.self) : nil,
            method: random.once(in: 2) ? text(&random) : nil,
            reference: random.once(in: 2) ? text(&random) : nil)
    }

    /// Text with whatever a string may hold: quotes, controls, marks that combine, other planes.
    private static func text(_ random: inout SplitMix64) -> String {
        let parts = [
            "case", " ", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1B}[2J", "\u{7F}",
            "\u{85}", "\u{2028}", "e\u{301}", "\u{E9}", "\u{FEFF}", "\u{FFFE}", "\u{1F4B6}",
            "\u{10FFFF}", "\\u0041", "]]>", "—",
        ]
        return (0..<random.int(0...5)).map { _ in random.pick(parts) }.joined()
    }

    /// Any JSON of so many levels, numbers as an engine would not write them.
    private static func value(depth: Int, _ random: inout SplitMix64) -> JSONValue {
        switch random.int(0...(depth > 0 ? 6 : 4)) {
        case 0: .null
        case 1: .bool(random.once(in: 2))
        case 2: .number(random.pick(["0", "-0", "12.50", "1e400", "-1E-7", "\(Int.max)0"]))
        case 3, 4: .string(text(&random))
        case 5: .array((0..<random.int(0...3)).map { _ in value(depth: depth - 1, &random) })
        default: object(depth: depth - 1, &random)
        }
    }

    private static func object(depth: Int, _ random: inout SplitMix64) -> JSONValue {
        .object(
            (0..<random.int(0...3)).map { number in
                JSONValue.Member(
                    "\(number)" + text(&random), value(depth: depth, &random))
            })
    }

    @Test("Printed and read again, a case is the same", arguments: 0..<60 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        for number in 0..<40 {
            let original = Self.loanCase(seed, number)
            let text = original.json
            let read = try LoanCase(json: text)
            // Strings are equal whose marks combine to the same; their bytes must be, too.
            if read != original || read.json != text {
                Issue.record("case \(seed):\(number): \(String(decoding: text, as: UTF8.self))")
                return
            }
            guard number.isMultiple(of: 8) else { continue }
            let compact = JSONText.compact(original.value)
            if try LoanCase(json: compact).json != text {
                Issue.record("line \(seed):\(number): \(String(decoding: compact, as: UTF8.self))")
                return
            }
        }
    }

    @Test("Read and printed, a golden case is the same case, with the same result")
    func goldens() throws {
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures")
        let files = try #require(
            FileManager.default.enumerator(at: fixtures, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "json" {
            let bytes = Array(try Data(contentsOf: file))
            // What is refused when it is read has no case to print.
            guard let read = try? LoanCase(json: bytes) else { continue }
            count += 1
            let printed = read.json
            let same =
                try LoanCase(json: printed) == read
                && CaseResult(evaluating: printed).json == CaseResult(evaluating: bytes).json
            if !same { Issue.record("\(file.path)") }
        }
        #expect(count > 600)
    }

    @Test("What a missing field means is left out; rates are written as they are read")
    func plain() throws {
        let naira = try #require(Currency(code: "NGN"))
        var loanCase = LoanCase(
            terms: LoanTerms(
                currency: naira, principalMinor: 50_000_00,
                rate: try InterestRate(percent: "100/3", per: .year), termCount: 12,
                termUnit: .month, disbursedAt: try CivilDate(text: "2026-03-11")))
        let head =
            #"{"format":"loan-case/1","terms":{"currency":"NGN","principalAmount":"50000.00","#
        let tail = #","termCount":12,"termUnit":"MONTH","disbursedAt":"2026-03-11"}}"#
        func text() -> String {
            String(decoding: JSONText.compact(loanCase.value), as: UTF8.self)
        }
        #expect(text() == head + #""rate":{"percent":"100/3","per":"YEAR"}"# + tail)
        loanCase.terms.rate = try InterestRate(percent: "2.5", per: .month)
        #expect(text() == head + #""rate":{"percent":"2.5","per":"MONTH"}"# + tail)
        // As long as a rate may be, as a decimal and as a ratio.
        for percent in [
            "0." + String(repeating: "7", count: 254), "1/" + String(repeating: "3", count: 254),
        ] {
            loanCase.terms.rate = try InterestRate(percent: percent, per: .month)
            #expect(try LoanCase(json: loanCase.json) == loanCase)
        }
    }
}
