/// The installments of a loan: what falls due when.
///
///     let schedule = try RepaymentSchedule(for: terms)
///     schedule.installmentMinor          // 4 727.98
///     schedule.items[0].interestDueMinor // 1 000.00
///
/// Principal sums to what was lent (with capitalized interest, where grace adds it), no part is
/// negative, and the balance falls to exactly zero.
public struct RepaymentSchedule: Sendable, Equatable {
    /// The rows, by rising sequence and due date; at most the contract's `maximumRows`.
    public let items: [Installment]
    /// The level payment in minor units, or nil where there is none.
    public let installmentMinor: Int64?
    /// The sums of the rows.
    public let totals: ComponentAmounts

    /// The schedule of `terms`.
    ///
    /// - Throws: `invalidTerms` at the field that has no meaning; then as `init(for: Contract)`.
    public init(for terms: LoanTerms) throws(LoanError) {
        try self.init(for: terms, try ContractSums(checking: terms))
    }

    /// The schedule of a contract.
    ///
    /// - Throws: `dateOutOfRange`, `amountOutOfRange` at the figure that leaves its range;
    ///   `negativeAmortization`.
    /// - Complexity: O(installments) time, one heap allocation for the rows. Where level payments
    ///   are not settled in machine words, the big integers grow with the number of installments.
    public init(for contract: Contract) throws(LoanError) {
        try self.init(for: contract.terms, contract.sums)
    }

    private init(for terms: LoanTerms, _ sums: ContractSums) throws(LoanError) {
        var summary: ScheduleSummary?
        var failure: LoanError?
        let rows = terms.termCount + sums.rowsBefore
        items = Array(unsafeUninitializedCapacity: rows) { buffer, count in
            do throws(LoanError) {
                let built = try RepaymentSchedule.build(
                    terms, sums, into: InstallmentSink(rows: buffer))
                count = built.count
                summary = built
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        installmentMinor = summary?.installmentMinor
        totals = summary?.totals ?? ComponentAmounts()
    }

    /// The schedule of `terms`, its rows handed to `sink` one after the other.
    ///
    /// - Throws: As `init(for: LoanTerms)`; the sink may have been given rows then.
    public static func build<Sink: ScheduleSink>(
        _ terms: LoanTerms, into sink: Sink
    ) throws(LoanError) -> ScheduleSummary {
        try build(terms, try ContractSums(checking: terms), into: sink)
    }

    /// The schedule of a contract, its rows handed to `sink` one after the other.
    ///
    /// - Throws: As `init(for: Contract)`; the sink may have been given rows then.
    /// - Complexity: O(installments) time; no heap allocation but in big integers.
    public static func build<Sink: ScheduleSink>(
        _ contract: Contract, into sink: Sink
    ) throws(LoanError) -> ScheduleSummary {
        try build(contract.terms, contract.sums, into: sink)
    }

    /// The same of checked terms: plain ones need no contract, which would copy them.
    private static func build<Sink: ScheduleSink>(
        _ terms: LoanTerms, _ sums: ContractSums, into sink: Sink
    ) throws(LoanError) -> ScheduleSummary {
        var sink = sink
        if let plain = PlainTerms(terms), let summary = PlainSchedule.build(plain, into: &sink) {
            return summary
        }
        var builder = try ScheduleBuilder(Contract(terms, sums), into: sink)
        return try builder.build()
    }
}

/// Writes rows into the memory of an array. `Installment` is trivial, so a row can be written over
/// and rows that a failed build leaves behind need no clean-up.
private struct InstallmentSink: ScheduleSink {
    let rows: UnsafeMutableBufferPointer<Installment>

    mutating func put(_ row: ScheduleRow) {
        rows.initializeElement(at: Int(row.sequence) - 1, to: Installment(row))
    }
}
