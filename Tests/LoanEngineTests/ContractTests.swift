import TestSupport
import Testing

@testable import LoanEngine

@Suite("Contracts")
struct ContractTests {
    @Test("What is lent, deducted, paid apart and paid down")
    func sums() throws {
        var terms = Samples.terms
        terms.upfrontFees = [
            UpfrontFee(name: "a", .percent(Rational(2)), collection: .deducted),
            UpfrontFee(name: "b", .amount(minor: 500_00), collection: .deducted),
            UpfrontFee(name: "c", .percent(Rational(1, over: 3)), collection: .financed),
            UpfrontFee(name: "d", .amount(minor: 7_00), collection: .separate),
        ]
        terms.downPayment = .percent(Rational(10))
        let contract = try Contract(terms)
        // 2 % of 50 000.00 and 500.00; a third of a per cent of it, 166.666… = 166.67; 10 % of the sum.
        #expect(contract.deductedFeesMinor == 1_500_00)
        #expect(contract.financedFeesMinor == 166_67)
        #expect(contract.lentMinor == 50_166_67)
        #expect(contract.separateFeesMinor == 7_00)
        #expect(contract.downPaymentMinor == 5_016_67)
        #expect(contract.amortizedMinor == 45_150_00)
        #expect(contract.maximumRows == 13)
        let schedule = try RepaymentSchedule(for: contract)
        #expect(schedule.items.count == 13)
        #expect(schedule.totals.principalMinor == 50_166_67)
        #expect(schedule.items[0].totalDueMinor == 5_016_67)
        #expect(schedule.items[0].dueDate == terms.disbursedAt)
        #expect(schedule.items[0].balanceAfterMinor == 45_150_00)
        #expect(schedule.items[1].interestDueMinor == 903_00)
    }

    @Test("Without any, what is lent is the principal")
    func none() throws {
        let contract = try Contract(Samples.terms)
        #expect(contract.lentMinor == 50_000_00 && contract.amortizedMinor == 50_000_00)
        #expect(contract.deductedFeesMinor == 0 && contract.separateFeesMinor == 0)
        #expect(contract.downPaymentMinor == 0 && contract.maximumRows == 12)
    }

    @Test("Sums that leave the range")
    func range() {
        var terms = Samples.terms
        func code(_ change: (inout LoanTerms) -> Void) -> String? {
            var changed = terms
            change(&changed)
            do throws(LoanError) {
                _ = try Contract(changed)
                return nil
            } catch {
                return "\(error.code.name) \(error.path)"
            }
        }
        let largest = AmountOrPercent.amount(minor: .max)
        func fees(_ collection: UpfrontFeeCollection) -> [UpfrontFee] {
            [
                UpfrontFee(name: "a", largest, collection: collection),
                UpfrontFee(name: "b", .amount(minor: 1), collection: collection),
            ]
        }
        #expect(
            code { $0.upfrontFees = fees(.financed) } == "AMOUNT_OUT_OF_RANGE terms.principalAmount"
        )
        #expect(
            code { $0.upfrontFees = fees(.deducted) } == "AMOUNT_OUT_OF_RANGE terms.upfrontFees")
        #expect(
            code { $0.upfrontFees = fees(.separate) } == "AMOUNT_OUT_OF_RANGE terms.upfrontFees")
        terms.principalMinor = .max
        #expect(
            code { $0.downPayment = .percent(Rational(1_000)) }
                == "AMOUNT_OUT_OF_RANGE terms.downPayment.percent")
        #expect(code { $0.downPayment = .amount(minor: .max - 1) } == nil)
    }
}
