/// Terms that were checked: what everything after `LoanTerms` is made of.
///
///     let contract = try Contract(terms)                 // invalidTerms at the field, or a contract
///     let schedule = try RepaymentSchedule(for: contract)
///
/// Having one is the proof that every field is in its range and every combination has a meaning, so
/// nothing that takes a contract looks at that again. Section "Terms" of docs/semantics.md says what
/// is checked.
public struct Contract: Sendable {
    /// The terms as they were given.
    public let terms: LoanTerms
    let sums: ContractSums

    /// The contract of `terms`.
    ///
    /// - Throws: `invalidTerms` at the path of the field that is wrong, saying what is allowed;
    ///   `amountOutOfRange` where the principal with the financed fees does not fit.
    public init(_ terms: LoanTerms) throws(LoanError) {
        self.init(terms, try ContractSums(checking: terms))
    }

    /// The contract of terms that were checked.
    init(_ terms: LoanTerms, _ sums: ContractSums) {
        self.terms = terms
        self.sums = sums
    }

    /// What is owed from the day of disbursement on: the principal amount and the fees that are
    /// financed, in minor units.
    public var lentMinor: Int64 { sums.lentMinor }
    /// The upfront fees that are taken off what is paid out, in minor units; less than the principal
    /// amount.
    public var deductedFeesMinor: Int64 { sums.deductedFeesMinor }
    /// The upfront fees that are paid by themselves, in minor units.
    public var separateFeesMinor: Int64 { sums.separateFeesMinor }
    /// The principal of a first row on the day of disbursement, in minor units, less than what is lent;
    /// 0 for no such row.
    public var downPaymentMinor: Int64 { sums.downPaymentMinor }
    /// The upfront fees that are added to the principal amount, in minor units.
    public var financedFeesMinor: Int64 { lentMinor - terms.principalMinor }
    /// What the rows after the down payment repay, in minor units.
    public var amortizedMinor: Int64 { lentMinor - downPaymentMinor }
    /// The most rows of the schedule: the terms' count, and one for a down payment.
    public var maximumRows: Int { terms.termCount + rowsBefore }
    /// The rows before those that the terms count: one for a down payment.
    var rowsBefore: Int { sums.rowsBefore }
}

extension Contract: Equatable {
    /// Whether the terms are the same.
    public static func == (left: Contract, right: Contract) -> Bool {
        left.terms == right.terms
    }
}

/// What terms that mean something add up to; having it is the proof that they do.
struct ContractSums: Sendable {
    let lentMinor: Int64
    let deductedFeesMinor: Int64
    let separateFeesMinor: Int64
    let downPaymentMinor: Int64

    var rowsBefore: Int { downPaymentMinor > 0 ? 1 : 0 }

    init(checking terms: LoanTerms) throws(LoanError) {
        try terms.validateFields()
        if terms.hasUncommonTerms {
            let fees = try UpfrontFeeSums(terms)
            (deductedFeesMinor, separateFeesMinor) = (fees.deductedMinor, fees.separateMinor)
            lentMinor = fees.lentMinor
            downPaymentMinor = try terms.downPaymentMinor(of: fees.lentMinor)
        } else {
            (deductedFeesMinor, separateFeesMinor, downPaymentMinor) = (0, 0, 0)
            lentMinor = terms.principalMinor
        }
        try terms.validateCombinations(amortizedMinor: lentMinor - downPaymentMinor)
    }
}

extension LoanTerms {
    /// The down payment on what is lent.
    fileprivate func downPaymentMinor(of lentMinor: Int64) throws(LoanError) -> Int64 {
        guard let downPayment else { return 0 }
        let field: String
        switch downPayment {
        case .amount: field = "downPayment.amount"
        case .percent: field = "downPayment.percent"
        }
        let amountMinor = try minor(
            of: downPayment, of: lentMinor, toMultipleOf: rounding.installmentUnitMinor,
            by: rounding.installmentMode, at: field)
        try require(
            amountMinor < lentMinor, field, currency.text(amountMinor),
            "less than what is lent, \(currency.text(lentMinor))")
        return amountMinor
    }

    /// What a figure comes to in minor units.
    ///
    /// - Throws: `amountOutOfRange` at the field.
    func minor(
        of figure: AmountOrPercent, of baseMinor: Int64, toMultipleOf unit: Int64,
        by mode: RoundingMode, at field: String
    ) throws(LoanError) -> Int64 {
        do throws(ArithmeticError) {
            return try figure.amountMinor(of: baseMinor, toMultipleOf: unit, by: mode)
        } catch {
            throw .amountOutOfRange("terms." + field)
        }
    }
}
