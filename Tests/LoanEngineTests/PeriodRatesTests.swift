import TestSupport
import Testing

@testable import LoanEngine

@Suite("Interest of a period")
struct PeriodRatesTests {
    private static let balances: [Int64] = [
        0, 1, 2, 99, 50_000_00, 1 << 31, 1 << 53, .max - 1, .max,
    ]
    private static let numerators: [Int64] = [0, 1, 2, 28, 31, 366, 133_590, 3_652_058, 1 << 35]

    /// Machine words and big integers agree, errors included.
    private func compare(
        _ terms: LoanTerms, _ rates: PeriodRates, _ balance: Int64, _ numerator: Int64,
        _ place: String
    ) {
        var fast: Int64?
        var exact: Int64?
        do throws(LoanError) {
            fast = try rates.interest(on: balance, PeriodWeight(numerator: numerator), at: 3)
        } catch {
            if error.code != .amountOutOfRange || error.path != "schedule.items[3].interestDue" {
                Issue.record("\(place): \(error)")
            }
        }
        do throws(ArithmeticError) {
            exact = try rates.exactInterest(on: balance, PeriodWeight(numerator: numerator))
                .rounded(
                    toMultipleOf: terms.rounding.interestUnitMinor,
                    by: terms.rounding.interestMode)
        } catch {
            if error != .outOfRange { Issue.record("\(place): \(error)") }
        }
        if fast != exact {
            Issue.record(
                "\(place): \(balance) × \(numerator) × \(rates.unit): words \(fast as Any), exact \(exact as Any)"
            )
        }
    }

    @Test(
        "The fast path is the exact path, for generated terms", arguments: 0..<60 as Range<UInt64>)
    func generated(_ seed: UInt64) throws {
        for number in 0..<20 {
            var generator = TermsGenerator(seed: seed, case: number)
            let terms = generator.terms()
            guard let termination = try? PeriodWalk(terms).termination() else {
                // The loan leaves the calendar: there are no rates.
                continue
            }
            let rates = PeriodRates(terms, termination: termination)
            for numerator in Self.numerators {
                for balance in Self.balances {
                    compare(terms, rates, balance, numerator, "seed \(seed), case \(number)")
                }
                let balance = Int64(generator.random.magnitude(bits: 62))
                compare(terms, rates, balance, numerator, "seed \(seed), case \(number)")
            }
        }
    }

    @Test(
        "The fast path is the exact path, where words end",
        arguments: [
            "9223372036854775807", "9223372036854775808", "18446744073709551615",
            "18446744073709551616", "0.0000000000000000001", "0.00000000000000000009",
            "1/18446744073709551615", "1/18446744073709551616", "184467440737095516/100",
            "123456789012345678901234567890/987654321098765432109876543210", "0",
        ])
    func edges(_ percent: String) throws {
        for count in DayCount.allCases {
            for unit in [1, 100, .max] as [Int64] {
                for mode in RoundingMode.allCases {
                    var terms = Samples.terms
                    terms.rate = try InterestRate(percent: percent, per: .year)
                    terms.dayCount = count
                    terms.rounding = Rounding(mode: mode, interestUnitMinor: unit)
                    let rates = try PeriodRates(terms, termination: PeriodWalk(terms).termination())
                    for balance in Self.balances {
                        for numerator in Self.numerators {
                            compare(
                                terms, rates, balance, numerator,
                                "\(percent) % on \(count.name) to \(unit) by \(mode.name)")
                        }
                    }
                }
            }
        }
    }

    /// A fraction of the rate's unit for each unit of the term, from the contract's section
    /// "Fraction of an installment period".
    @Test("Whole units between units of time")
    func units() throws {
        let expected: [(TermUnit, RateUnit, Rational)] = [
            (.day, .day, Rational(1)), (.day, .week, Rational(1, over: 7)),
            (.day, .month, Rational(12, over: 365)), (.day, .year, Rational(1, over: 365)),
            (.week, .day, Rational(7)), (.week, .week, Rational(1)),
            (.week, .month, Rational(12, over: 52)), (.week, .year, Rational(1, over: 52)),
            (.month, .day, Rational(365, over: 12)), (.month, .week, Rational(52, over: 12)),
            (.month, .month, Rational(1)), (.month, .year, Rational(1, over: 12)),
        ]
        for (unit, per, fraction) in expected {
            for every in [1, 3] {
                var terms = Samples.terms
                terms.rate = try InterestRate(percent: "100", per: per)
                (terms.termUnit, terms.termEvery) = (unit, every)
                let rates = try PeriodRates(terms, termination: PeriodWalk(terms).termination())
                #expect(rates.unit == fraction * Rational(Int64(every)), "\(unit) \(per)")
                #expect(rates.isConstant)
            }
        }
    }
}
