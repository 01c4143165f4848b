import LoanCases
import TestSupport
import Testing

@Suite("Cases as text")
struct CaseEncodingTests {
    /// A case with every optional part, from generated terms.
    private static func loanCase(_ seed: UInt64, _ number: Int) -> LoanCase {
        var generator = TermsGenerator(seed: seed, case: number)
        let terms = generator.terms()
        var random = generator.random
        let types = EventType.allCases.filter { $0 != .reversal && !$0.bringsMoney }
        var events: [LoanEvent] = []
        for _ in 0..<random.int(0...4) {
            let date = terms.disbursedAt.adding(days: random.int(-9...99)) ?? terms.disbursedAt
            let role: Role? = random.once(in: 2) ? random.any(Role.self) : nil
            switch random.int(0...2) {
            case 0: events.append(.step(random.pick(types), on: date, role: role))
            case 1: events.append(.reversal(of: random.int(1...9), on: date, role: role))
            default:
                events.append(
                    .repayment(
                        amountMinor: Int64(random.int(1...Int.max)), on: date, role: role,
                        method: "CASH", reference: "R \"\(number)\"\n\u{1F4B6}"))
            }
        }
        return LoanCase(
            name: random.once(in: 4) ? nil : "case \(seed):\(number)",
            source: random.once(in: 2) ? nil : "by hand", terms: terms,
            status: random.any(LoanStatus.self), events: events,
            asOf: random.once(in: 2) ? nil : terms.disbursedAt,
            expect: random.once(in: 2) ? nil : .object([]))
    }

    @Test("Printed and read again, a case is the same", arguments: 0..<60 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        for number in 0..<40 {
            let original = Self.loanCase(seed, number)
            let text = original.json
            let read = try LoanCase(json: text)
            if read != original {
                Issue.record("case \(seed):\(number): \(String(decoding: text, as: UTF8.self))")
                return
            }
        }
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
