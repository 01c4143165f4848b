import CLoanEngine
import LoanEngine

extension PlainTerms {
    /// The terms of a plain loan, or nil where they are another kind of loan, out of their ranges or of
    /// another header: `LoanTerms` reads those, and says what is wrong with them.
    ///
    /// - Parameters:
    ///   - pointer: The product, as `Loans.plainProduct` gives it.
    ///   - own: What the loan has of its own.
    @inline(__always)
    init?(_ pointer: UnsafePointer<le_terms>, _ own: OwnColumns, _ loan: Int) {
        guard Int(pointer.pointee.struct_size) == MemoryLayout<le_terms>.size,
            pointer.pointee.isPlain,
            UInt32(bitPattern: pointer.pointee.currency_exponent) <= 6,
            let per = member(pointer.pointee.rate_per, RateUnit.self),
            let unit = member(pointer.pointee.term_unit, TermUnit.self),
            let dayCount = member(pointer.pointee.day_count, DayCount.self),
            let interestMode = member(pointer.pointee.interest_mode, RoundingMode.self),
            let installmentMode = member(pointer.pointee.installment_mode, RoundingMode.self)
        else { return nil }
        var rate = pointer.pointee.rate
        if let column = own.rateNumerator { rate.numerator = column[loan] }
        if let column = own.rateDenominator { rate.denominator = column[loan] }
        let disbursed = own.disbursedAt?[loan] ?? pointer.pointee.disbursed_at
        guard rate.numerator >= 0, rate.denominator > 0,
            let disbursedAt = CivilDate(dayNumber: Int(disbursed))
        else { return nil }
        var firstDueDate: CivilDate?
        let first = own.firstDueDate?[loan] ?? pointer.pointee.first_due_date
        if first != noDate {
            guard let date = CivilDate(dayNumber: Int(first)) else { return nil }
            firstDueDate = date
        }
        let every = pointer.pointee.term_every
        let (interestUnit, installmentUnit) = (
            pointer.pointee.interest_unit, pointer.pointee.installment_unit
        )
        self.init(
            principalMinor: own.principal?[loan] ?? pointer.pointee.principal,
            percentNumerator: UInt64(bitPattern: rate.numerator),
            percentDenominator: UInt64(bitPattern: rate.denominator), ratePer: per,
            termCount: Int(own.termCount?[loan] ?? pointer.pointee.term_count), termUnit: unit,
            termEvery: every == 0 ? 1 : Int(every), disbursedAt: disbursedAt,
            firstDueDate: firstDueDate, dayCount: dayCount,
            rounding: Rounding(
                mode: interestMode, interestUnitMinor: interestUnit == 0 ? 1 : interestUnit,
                installmentMode: installmentMode,
                installmentUnitMinor: installmentUnit == 0 ? 1 : installmentUnit),
            balloonMinor: pointer.pointee.balloon,
            installmentFeeMinor: pointer.pointee.installment_fee)
    }
}

extension le_terms {
    /// Whether the terms are a plain loan's: those of LE_TERMS_INIT but for what `PlainTerms` holds and
    /// what no schedule depends on.
    ///
    /// The comparison is the one door to the fast path. A field that is not named here is compared
    /// with its default, so that one added to the struct keeps its loans away from a path that does
    /// not know it. The compiler leaves of it the words that hold such fields.
    var isPlain: Bool {
        @inline(__always) get {
            let plain = defaultTerms
            var terms = self
            terms.leaveOutHeld(plain)
            terms.leaveOutMoney(plain)
            terms.late_charges = plain.late_charges
            terms.late_charge_limit = plain.late_charge_limit
            terms.prepayment_effect = plain.prepayment_effect
            terms.prepayment_interest = plain.prepayment_interest
            terms.settlement_interest = plain.settlement_interest
            terms.settlement_fee = plain.settlement_fee
            terms.settlement_retained = plain.settlement_retained
            return haveSameBits(terms, plain)
        }
    }

    /// Whether an evaluation of them too takes no more than where money goes and what is overdue: the door
    /// to `PlainEvaluation`, by the same comparison.
    var isPlainWhenEvaluated: Bool {
        let plain = defaultTerms
        var terms = self
        terms.leaveOutHeld(plain)
        terms.leaveOutMoney(plain)
        return haveSameBits(terms, plain)
    }

    /// Whether both differ in nothing but what `PlainTerms` holds.
    @inline(__always)
    func isLike(_ other: le_terms) -> Bool {
        let plain = defaultTerms
        var (own, other) = (self, other)
        own.leaveOutHeld(plain)
        other.leaveOutHeld(plain)
        return haveSameBits(own, other)
    }

    /// What `PlainTerms` holds becomes the default.
    @inline(__always)
    private mutating func leaveOutHeld(_ plain: le_terms) {
        struct_size = plain.struct_size
        currency_exponent = plain.currency_exponent
        principal = plain.principal
        rate = plain.rate
        rate_per = plain.rate_per
        term_count = plain.term_count
        term_unit = plain.term_unit
        term_every = plain.term_every
        disbursed_at = plain.disbursed_at
        first_due_date = plain.first_due_date
        day_count = plain.day_count
        interest_mode = plain.interest_mode
        interest_unit = plain.interest_unit
        installment_mode = plain.installment_mode
        installment_unit = plain.installment_unit
        balloon = plain.balloon
        installment_fee = plain.installment_fee
    }

    /// Likewise where money goes and what is overdue.
    @inline(__always)
    private mutating func leaveOutMoney(_ plain: le_terms) {
        allocation = plain.allocation
        bucket_from_days = plain.bucket_from_days
        grace_days = plain.grace_days
        days_from = plain.days_from
        tolerance = plain.tolerance
    }
}
