import LoanEngine

extension FuzzInput {
    /// Terms, mostly valid, that reach every option. At most 24 installments, but where `isLong`:
    /// the definitions that they are held against are slow.
    mutating func terms(isLong: Bool = false) -> LoanTerms {
        let shape = word(4)
        let count = int(1...(isLong ? 400 : 24))
        var terms = LoanTerms(
            currency: currency(), principalMinor: principal(), rate: rate(), termCount: count,
            termUnit: any(TermUnit.self), disbursedAt: date())
        terms.interestMethod = shape & 3 == 3 ? .flat : .declining
        if shape & 0xC == 0xC { terms.amortization = any(Amortization.self) }
        if shape & 0x30 == 0x30 { terms.termEvery = int(0...400) }
        if shape & 0xC0 == 0xC0 {
            terms.firstDueDate = terms.disbursedAt.adding(days: int(1...400))
        }
        if shape & 0x100 != 0 { terms.dayCount = any(DayCount.self) }
        if shape & 0x200 != 0 { terms.rounding = rounding() }
        if shape & 0x400 != 0 { terms.leveling = any(Leveling.self) }
        if shape & 0x800 != 0 { terms.flatInterest = any(FlatInterest.self) }
        if shape & 0x1000 != 0 { terms.residual = any(Residual.self) }
        if shape & 0x6000 == 0x6000 {
            terms.grace = Grace(
                principal: int(0...5), interestFree: int(0...5), capitalized: int(0...5))
        }
        if shape & 0x18000 == 0x18000 { terms.balloonMinor = balloon(terms.principalMinor) }
        if shape & 0x60000 == 0x60000 { terms.installmentFeeMinor = integer() }
        if shape & 0x180000 == 0x180000 { terms.nonWorkingDays = nonWorkingDays(terms) }
        return terms
    }

    private mutating func currency() -> Currency {
        Currency(code: "XTS", exponent: int(0...6)) ?? naira
    }

    private var naira: Currency {
        guard let naira = Currency(code: "NGN") else { finding("NGN is no currency") }
        return naira
    }

    private mutating func principal() -> Int64 {
        once(in: 32) ? integer() : max(1, Int64(truncatingIfNeeded: magnitude(bits: 62)))
    }

    private mutating func balloon(_ principalMinor: Int64) -> Int64 {
        switch int(0...3) {
        case 0: principalMinor
        case 1: integer()
        default: principalMinor / Int64(int(1...9))
        }
    }

    /// Rates as people quote them, and of any digits.
    private mutating func rate() -> InterestRate {
        let per = any(RateUnit.self)
        switch int(0...5) {
        case 0: return InterestRate(percent: Rational(Int64(int(0...60))), per: per)
        case 1: return InterestRate(percent: Rational(Int64(int(0...300)), over: 3), per: per)
        case 2: return InterestRate(percent: Rational(Int64(word(2)), over: 100), per: per)
        case 3:
            let above = Rational(integer(), over: max(1, magnitude()))
            return InterestRate(
                percent: above * Rational(integer(), over: max(1, magnitude())), per: per)
        default:
            return InterestRate(
                percent: Rational(
                    Int64(truncatingIfNeeded: magnitude(bits: 63)), over: max(1, magnitude())),
                per: per)
        }
    }

    private mutating func date() -> CivilDate {
        let number = once(in: 16) ? Int(word(3)) - 719_162 : 20_000 + int(0...3_000)
        return CivilDate(dayNumber: number) ?? .last
    }

    private mutating func rounding() -> Rounding {
        var rounding = Rounding(
            interestMode: any(RoundingMode.self), installmentMode: any(RoundingMode.self))
        if once(in: 2) { rounding.interestUnitMinor = unit() }
        if once(in: 2) { rounding.installmentUnitMinor = unit() }
        return rounding
    }

    private mutating func unit() -> Int64 {
        once(in: 4) ? integer() : pick([1, 2, 3, 5, 10, 25, 50, 100, 1_000])
    }

    private mutating func nonWorkingDays(_ terms: LoanTerms) -> NonWorkingDays {
        var weekdays: [Weekday] = []
        for _ in 0..<int(0...6) { weekdays.append(any(Weekday.self)) }
        var holidays: [CivilDate] = []
        for _ in 0..<int(0...12) {
            if let holiday = terms.disbursedAt.adding(days: int(-5...250)) {
                holidays.append(holiday)
            }
        }
        return NonWorkingDays(
            weekdays: weekdays, holidays: holidays, rule: any(NonWorkingDayRule.self))
    }
}
