import LoanEngine
import TestSupport
import Testing

/// All small loans, where every share is a fraction of a unit and every rounding shows.
@Suite("Small schedules, exhaustively")
struct SmallSchedules {
    private static func describe(_ rows: [ReferenceSchedule.Row]) -> String {
        rows.map { "\($0.principal)+\($0.interest)=\($0.balance)" }.joined(separator: " ")
    }

    /// Holds one schedule, or its error, against the contract's words in rationals.
    private static func check(_ terms: LoanTerms) throws {
        var expected: (rows: [ReferenceSchedule.Row], level: Int64?, code: LoanError.Code?)
        do {
            let reference = try ReferenceSchedule(terms)
            expected = (reference.rows, reference.level, nil)
        } catch let failure as ReferenceFailure {
            expected = ([], nil, failure.code)
        }
        var found: (rows: [ReferenceSchedule.Row], level: Int64?, code: LoanError.Code?)
        do throws(LoanError) {
            let schedule = try RepaymentSchedule(for: terms)
            let rows = schedule.items.map {
                ReferenceSchedule.Row(
                    principal: $0.principalDueMinor, interest: $0.interestDueMinor,
                    fee: $0.feeDueMinor, balance: $0.balanceAfterMinor)
            }
            found = (rows, schedule.installmentMinor, nil)
        } catch {
            found = ([], nil, error.code)
        }
        if found != expected {
            Issue.record(
                "\(describe(found.rows)), expected \(describe(expected.rows)): \(found.level as Any), \(found.code as Any) of \(terms)"
            )
        }
    }

    private static func forEachRounding(_ body: (Rounding) throws -> Void) rethrows {
        for mode in RoundingMode.allCases {
            for (interest, installment) in [(1, 1), (2, 1), (1, 3)] as [(Int64, Int64)] {
                try body(
                    Rounding(
                        mode: mode, interestUnitMinor: interest, installmentUnitMinor: installment))
            }
        }
    }

    @Test(
        "Every method, amortization, residual, mode and unit over 1 to 4 rows of 1 to 8 units",
        arguments: Amortization.allCases)
    func methods(_ amortization: Amortization) throws {
        var terms = Samples.hundreds
        terms.amortization = amortization
        terms.rate.per = .month
        for method in InterestMethod.allCases {
            terms.interestMethod = method
            for percent in [0, 25] as [Int64] {
                terms.rate.percent = Rational(percent)
                for principal in [1, 2, 3, 5, 8] as [Int64] {
                    terms.principalMinor = principal
                    for count in 1...4 {
                        terms.termCount = count
                        for residual in Residual.allCases {
                            terms.residual = residual
                            try Self.forEachRounding { rounding in
                                terms.rounding = rounding
                                try Self.check(terms)
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("Every grace of up to 3 of 4 rows, with every method", arguments: InterestMethod.allCases)
    func graces(_ method: InterestMethod) throws {
        var terms = Samples.hundreds
        (terms.interestMethod, terms.principalMinor, terms.termCount) = (method, 101, 4)
        terms.rate = try InterestRate(percent: "10", per: .month)
        for amortization in Amortization.allCases {
            terms.amortization = amortization
            for number in 0..<64 {
                terms.grace = Grace(
                    principal: number % 4, interestFree: number / 4 % 4, capitalized: number / 16)
                if method == .flat, terms.grace.capitalized > 0 { continue }
                for mode in [RoundingMode.halfEven, .up, .down] {
                    terms.rounding = Rounding(mode: mode)
                    try Self.check(terms)
                }
            }
        }
    }

    @Test("Every balloon of a small loan, and respreading", arguments: RoundingMode.allCases)
    func balloons(_ mode: RoundingMode) throws {
        var terms = Samples.hundreds
        terms.rate = try InterestRate(percent: "10", per: .month)
        for principal in [1, 7, 30] as [Int64] {
            terms.principalMinor = principal
            for count in 1...5 {
                terms.termCount = count
                for unit in [1, 2, 5] as [Int64] {
                    terms.rounding = Rounding(mode: mode, installmentUnitMinor: unit)
                    for balloon in 0...principal {
                        terms.balloonMinor = balloon
                        try Self.check(terms)
                    }
                    (terms.balloonMinor, terms.leveling) = (0, .respread)
                    terms.rounding.interestUnitMinor = 3
                    try Self.check(terms)
                    terms.leveling = .none
                }
            }
        }
    }
}
