import LoanEngine
import TestSupport
import Testing

/// What is printed reads back as what it was.
@Suite("Laws of text")
struct TextLaws {
    @Test("Amounts of either sign, in every exponent", arguments: 0...6)
    func amounts(_ exponent: Int) throws {
        guard let currency = Currency(code: "XTS", exponent: exponent) else {
            Issue.record("no currency")
            return
        }
        var values: [Int64] = [.min, .min + 1, .max, .max - 1]
        // All small ones, and those about every power of ten and of two.
        values += -1_100...1_100
        for bits in 10..<63 { values += [-1, 0, 1].map { (1 << bits) + $0 } }
        var power: Int64 = 1
        for _ in 0..<18 {
            power *= 10
            values += [-1, 0, 1].flatMap { [power + $0, -power + $0] }
        }
        for value in values {
            let text = currency.text(value)
            let parts = text.split(separator: ".")
            let isRight =
                try currency.amount(text) == value && text.hasPrefix("-") == (value < 0)
                && parts.count == (exponent == 0 ? 1 : 2)
                && (exponent == 0 || parts[1].utf8.count == exponent)
            if !isRight { Issue.record("\(value): \(text)") }
        }
    }

    @Test("Rates: every two digits up to 100 %, ratios, and long ones")
    func rates() throws {
        for hundredths in 0...10_000 as ClosedRange<Int64> {
            let percent = Rational(hundredths, over: 100)
            let decimal = try #require(percent.decimalText())
            if try InterestRate(percent: decimal, per: .year).percent != percent {
                Issue.record("\(decimal)")
            }
            if try InterestRate(percent: "\(percent)", per: .year).percent != percent {
                Issue.record("\(percent)")
            }
        }
        for numerator in 1...60 as ClosedRange<Int64> {
            for denominator in 1...60 as ClosedRange<UInt64> {
                let ratio = Rational(numerator, over: denominator)
                let asWritten = try Rational(text: "\(numerator)/\(denominator)")
                if try asWritten != ratio || Rational(text: "\(ratio)") != ratio {
                    Issue.record("\(numerator)/\(denominator)")
                }
            }
        }
        LawTerms.forEach(99) { terms, _, place in
            let percent = terms.rate.percent
            if try InterestRate(percent: "\(percent)", per: .day).percent != percent {
                Issue.record("\(place): \(percent)")
            }
            if let decimal = percent.decimalText(), try Rational(text: decimal) != percent {
                Issue.record("\(place): \(decimal)")
            }
        }
    }

    @Test("Names of every closed set")
    func names() {
        func check<Set: NamedCase & Equatable>(_ set: Set.Type) {
            for member in Set.allCases where Set(name: member.name) != member {
                Issue.record("\(member)")
            }
            #expect(Swift.Set(Set.allCases.map(\.name)).count == Set.allCases.count)
        }
        check(RoundingMode.self)
        check(Weekday.self)
        check(DayCount.self)
        check(NonWorkingDayRule.self)
        check(RateUnit.self)
        check(TermUnit.self)
        check(InterestMethod.self)
        check(Amortization.self)
        check(Leveling.self)
        check(FlatInterest.self)
        check(Residual.self)
        check(Component.self)
        check(AllocationGrouping.self)
        check(InstallmentStatus.self)
        check(LoanStatus.self)
        check(Role.self)
        check(EventType.self)
        check(LoanError.Code.self)
    }
}
