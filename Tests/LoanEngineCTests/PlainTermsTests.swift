import CLoanEngine
import LoanEngine
import Testing

@testable import LoanEngineC

@Suite("The door to the fast path of the C interface")
struct PlainTermsTests {
    /// A plain loan: 50 000.00 at 24 % a year over twelve months from 1 January 2026.
    private static var sample: le_terms {
        var terms = defaultTerms
        terms.struct_size = UInt32(MemoryLayout<le_terms>.size)
        terms.principal = 50_000_00
        terms.rate = le_ratio(numerator: 24, denominator: 1)
        terms.term_unit = Int32(LE_UNIT_MONTH)
        terms.term_count = 12
        terms.disbursed_at = 20_454
        return terms
    }

    private static func isPlain(_ terms: le_terms) -> Bool {
        withUnsafePointer(to: terms) { PlainTerms($0, OwnColumns(), 0) != nil }
    }

    /// Fields that a plain loan may have any value of: those that the fast path reads, and those that
    /// no schedule depends on.
    private static var free: [(PartialKeyPath<le_terms>, Int)] {
        [
            (\.currency_exponent, 4), (\.principal, 8), (\.rate, 16), (\.rate_per, 4),
            (\.term_count, 4), (\.term_unit, 4),
            (\.term_every, 4), (\.disbursed_at, 4), (\.first_due_date, 4), (\.day_count, 4),
            (\.interest_mode, 4), (\.interest_unit, 8), (\.installment_mode, 4),
            (\.installment_unit, 8), (\.balloon, 8), (\.installment_fee, 8), (\.allocation, 24),
            (\.grace_days, 4), (\.bucket_from_days, 8), (\.late_charges, 8),
            (\.late_charge_limit, 24), (\.prepayment_effect, 4), (\.prepayment_interest, 4),
            (\.settlement_interest, 4), (\.settlement_fee, 24), (\.settlement_retained, 16),
            (\.days_from, 4), (\.tolerance, 8),
        ]
    }

    @Test("A bit of any other field keeps the loan out")
    func everyOtherBit() {
        var isFree = [Bool](repeating: false, count: MemoryLayout<le_terms>.size)
        for (field, size) in Self.free {
            let offset = MemoryLayout<le_terms>.offset(of: field) ?? 0
            for byte in offset..<offset + size { isFree[byte] = true }
        }
        #expect(Self.isPlain(Self.sample))
        for byte in isFree.indices where !isFree[byte] {
            for bit in 0..<8 {
                var terms = Self.sample
                withUnsafeMutableBytes(of: &terms) { $0[byte] ^= 1 << bit }
                if Self.isPlain(terms) { Issue.record("byte \(byte), bit \(bit)") }
            }
        }
    }

    @Test("Fields that the fast path reads, and those that it need not, let it in")
    func freeFields() {
        let changes: [(inout le_terms) -> Void] = [
            { $0.currency_exponent = 0 }, { $0.principal = 1 }, { $0.rate.numerator = 0 },
            { $0.rate.denominator = 7 }, { $0.rate_per = Int32(LE_RATE_MONTH) },
            { $0.term_count = 3_660 }, { $0.term_unit = Int32(LE_UNIT_WEEK) },
            { $0.term_every = 2 }, { $0.disbursed_at = 0 }, { $0.first_due_date = 20_500 },
            { $0.day_count = Int32(LE_DAY_COUNT_ACTUAL_360) },
            { $0.interest_mode = Int32(LE_UP) }, { $0.interest_unit = 5 },
            { $0.installment_mode = Int32(LE_UP) }, { $0.installment_unit = 5 },
            { $0.balloon = 1_00 }, { $0.installment_fee = 1_00 },
            { $0.allocation.past_due.0 = 3 }, { $0.allocation.across = 1 }, { $0.grace_days = 3 },
            { $0.bucket_from_days.count = 1 }, { $0.late_charges.count = 1 }, { $0.tolerance = 1 },
            { $0.prepayment_effect = 1 }, { $0.term_every = 0 }, { $0.interest_unit = 0 },
        ]
        for (number, change) in changes.enumerated() {
            var terms = Self.sample
            change(&terms)
            #expect(Self.isPlain(terms), "change \(number)")
        }
    }
}
