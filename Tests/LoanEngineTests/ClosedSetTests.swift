import LoanEngine
import TestSupport
import Testing

@Suite("Closed sets and limits")
struct ClosedSetTests {
    @Test("Members count from 0: hosts keep the numbers")
    func numbers() {
        #expect(countsFromZero(AllocationGrouping.self))
        #expect(countsFromZero(Amortization.self))
        #expect(countsFromZero(Component.self))
        #expect(countsFromZero(EventType.self))
        #expect(countsFromZero(FlatInterest.self))
        #expect(countsFromZero(InstallmentStatus.self))
        #expect(countsFromZero(InterestMethod.self))
        #expect(countsFromZero(Leveling.self))
        #expect(countsFromZero(LoanError.Code.self))
        #expect(countsFromZero(LoanStatus.self))
        #expect(countsFromZero(RateChangeKeep.self))
        #expect(countsFromZero(RateUnit.self))
        #expect(countsFromZero(Residual.self))
        #expect(countsFromZero(Role.self))
        #expect(countsFromZero(TermUnit.self))
    }

    /// Source: section 15 of docs/semantics.md.
    @Test("The limits are the documented ones")
    func limits() {
        #expect(LoanTerms.maximumTermCount == 3_660)
        #expect(LoanTerms.maximumTermEvery == 366)
        #expect(Rational.maximumTextLength == 256)
        #expect(DecimalText.maximumFractionDigits == 6)
        #expect(DelinquencyPolicy.maximumBuckets == 1_000)
        #expect(DelinquencyPolicy.maximumDays == 3_660_000)
        #expect(NonWorkingDays.maximumHolidays == 36_600)
        // A working day within every 366 days: section 2.
        #expect(NonWorkingDays.maximumRun == 365)
    }
}
