/// The terms of the plan that most loans do not have, each as if it were missing.
struct UncommonTerms: Sendable, Equatable {
    var accrual = Accrual.scheduled
    var installmentMinor: Int64?
    var dueDates: [CivilDate]?
    var dueDays: [Int]?
    var firstPeriod = FirstPeriod.whole
    var upfrontFees: [UpfrontFee] = []
    var downPayment: AmountOrPercent?
}

/// A place for them that a loan without any does not pay for: one word, empty while all are missing.
struct UncommonTermsBox: Sendable, Equatable {
    /// Never changed after it was made; that makes sharing it between copies and threads safe.
    private final class Contents: Sendable {
        let terms: UncommonTerms

        init(_ terms: UncommonTerms) { self.terms = terms }
    }

    private var contents: Contents?

    var isEmpty: Bool { contents == nil }

    var terms: UncommonTerms {
        get { contents?.terms ?? UncommonTerms() }
        set { contents = newValue == UncommonTerms() ? nil : Contents(newValue) }
    }

    static func == (left: UncommonTermsBox, right: UncommonTermsBox) -> Bool {
        left.contents === right.contents || left.terms == right.terms
    }
}

extension LoanTerms {
    /// Whether any of the terms below is there.
    var hasUncommonTerms: Bool { !uncommon.isEmpty }

    /// What interest is charged on from day to day; `.scheduled` unless set.
    public var accrual: Accrual {
        get { uncommon.terms.accrual }
        set { uncommon.terms.accrual = newValue }
    }

    /// The level payment that the contract states, in minor units, more than zero; nil to compute it.
    /// The last installment takes the rest, and the schedule may end early.
    public var installmentMinor: Int64? {
        get { uncommon.terms.installmentMinor }
        set { uncommon.terms.installmentMinor = newValue }
    }

    /// The due dates themselves, rising and not before `disbursedAt`, instead of those that
    /// `termUnit`, `termEvery` and `firstDueDate` make; `termCount` is their number. Nil for none.
    public var dueDates: [CivilDate]? {
        get { uncommon.terms.dueDates }
        set { uncommon.terms.dueDates = newValue }
    }

    /// With months: the days of the month that are due dates, 1 to 4 of them, rising; 31 is every
    /// month's last. Nil for the anchor day alone.
    public var dueDays: [Int]? {
        get { uncommon.terms.dueDays }
        set { uncommon.terms.dueDays = newValue }
    }

    /// How long the first period is under the `EQUAL` day counts; `.whole` unless set.
    public var firstPeriod: FirstPeriod {
        get { uncommon.terms.firstPeriod }
        set { uncommon.terms.firstPeriod = newValue }
    }

    /// The fees that are due when the loan is paid out; at most 8.
    public var upfrontFees: [UpfrontFee] {
        get { uncommon.terms.upfrontFees }
        set { uncommon.terms.upfrontFees = newValue }
    }

    /// A first installment of principal alone, due on `disbursedAt`: an amount, or a percentage of the
    /// principal with the financed fees, rounded as installments are; nil for none. The `termCount`
    /// others share the rest.
    public var downPayment: AmountOrPercent? {
        get { uncommon.terms.downPayment }
        set { uncommon.terms.downPayment = newValue }
    }

    /// Where the due dates come from.
    var dueDateSeries: DueDateSeries {
        if hasUncommonTerms {
            if let dueDates { return .dates(dueDates) }
            if let dueDays { return .daysOfMonth(dueDays, everyMonths: termEvery) }
        }
        return switch termUnit {
        case .day: .days(termEvery)
        case .week: .weeks(termEvery)
        case .month: .months(termEvery)
        }
    }
}
