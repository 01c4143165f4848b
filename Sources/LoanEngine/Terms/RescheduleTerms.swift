/// What a reschedule agrees anew; nil stays as before (grace, balloon, stated installment and first
/// due date: as if the terms did not have them). Section 12 of docs/semantics.md.
public struct RescheduleTerms: Sendable, Equatable {
    /// The new rate.
    public var rate: InterestRate?
    /// How principal is shared from now on.
    public var amortization: Amortization?
    /// The number of installments to come; required unless `dueDates` says it.
    public var termCount: Int?
    /// The unit between them.
    public var termUnit: TermUnit?
    /// Units between them.
    public var termEvery: Int?
    /// The first due date to come.
    public var firstDueDate: CivilDate?
    /// Days of the month, 1 to 31.
    public var dueDays: [Int]?
    /// The due dates themselves.
    public var dueDates: [CivilDate]?
    /// Leading installments with relief.
    public var grace: Grace?
    /// Principal due with the last installment on top, in minor units.
    public var balloonMinor: Int64?
    /// The fee due with every installment, in minor units.
    public var installmentFeeMinor: Int64?
    /// The level payment that is stated, in minor units.
    public var installmentMinor: Int64?

    /// Nothing anew yet.
    public init() {}
}

extension RescheduleTerms {
    /// Refuses what means nothing by itself, whatever the loan is that takes it.
    ///
    /// - Parameter path: The event's, such as `events[0]`.
    /// - Throws: `invalidEvent` at the field of the event's terms.
    func validate(on date: CivilDate, in currency: Currency, at path: String) throws(LoanError) {
        let terms = LoanTerms(
            currency: currency, principalMinor: 1, rate: InterestRate(percent: .zero, per: .year),
            termCount: 1, termUnit: .month, disbursedAt: date)
        let changed = try changed(terms, at: path)
        do throws(LoanError) {
            try changed.validateFields()
        } catch {
            throw atEvent(error, path)
        }
    }

    /// The contract of the new plan: `terms` with the changes, for a principal that is owed from a day
    /// on. Leveling acts once, at disbursement.
    ///
    /// - Parameter path: The event's, such as `events[0]`.
    /// - Throws: `invalidEvent` at the field of the event's terms that does not fit; at its terms where
    ///   the event does not say the field.
    func contract(
        changing terms: LoanTerms, principalMinor: Int64, from date: CivilDate, at path: String
    ) throws(LoanError) -> Contract {
        guard terms.dueDates == nil || dueDates != nil || termUnit != nil else {
            throw .notAllowed(
                .invalidEvent, at: path + ".terms.termUnit", met: "a count after dueDates",
                allowed: "with its unit, DAY, WEEK or MONTH")
        }
        var terms = try changed(terms, at: path)
        terms.principalMinor = principalMinor
        terms.disbursedAt = date
        // What acts once, at disbursement.
        terms.leveling = .none
        terms.upfrontFees = []
        terms.downPayment = nil
        do throws(LoanError) {
            return try Contract(terms)
        } catch {
            throw atEvent(error, path)
        }
    }

    /// The terms with the changes.
    private func changed(_ terms: LoanTerms, at path: String) throws(LoanError) -> LoanTerms {
        if dueDates != nil {
            let said = [
                (termCount != nil, "termCount"), (termUnit != nil, "termUnit"),
                (termEvery != nil, "termEvery"),
            ]
            if let (_, name) = said.first(where: { $0.0 }) {
                throw .notAllowed(
                    .invalidEvent, at: path + ".terms." + name, met: "\(name) beside dueDates",
                    allowed: "none: dueDates stand for it")
            }
        }
        guard let termCount = dueDates?.count ?? termCount else {
            throw .notAllowed(
                .invalidEvent, at: path + ".terms.termCount", met: "a reschedule without it",
                allowed: "the number of installments, 1 to \(LoanTerms.maximumTermCount)")
        }
        var terms = terms
        terms.rate = rate ?? terms.rate
        terms.amortization = amortization ?? terms.amortization
        terms.termCount = termCount
        terms.termUnit = termUnit ?? terms.termUnit
        // Due dates stand for the unit and how many of them, too: neither outlives them.
        terms.termEvery = termEvery ?? (dueDates == nil ? terms.termEvery : 1)
        terms.firstDueDate = firstDueDate
        // Due dates stand for the count, and a count for earlier dates or days.
        terms.dueDates = dueDates
        terms.dueDays = dueDays
        terms.installmentMinor = installmentMinor
        terms.grace = grace ?? Grace()
        terms.balloonMinor = balloonMinor ?? 0
        terms.installmentFeeMinor = installmentFeeMinor ?? terms.installmentFeeMinor
        return terms
    }

    /// An error of the new terms, at the field of the event that brought it about.
    private func atEvent(_ error: LoanError, _ path: String) -> LoanError {
        let field = error.path.utf8.dropFirst("terms.".utf8.count)
        let name = field.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
        let isSaid = saidFields.contains { $0.utf8.elementsEqual(name) }
        let place = isSaid ? "." + String(Substring(field)) : ""
        return LoanError(
            error.code == .invalidTerms ? .invalidEvent : error.code, at: path + ".terms" + place,
            error.message)
    }

    /// The fields that it says, by their names in the case format.
    private var saidFields: [String] {
        var fields: [String] = []
        func say(_ isSaid: Bool, _ name: String) {
            if isSaid { fields.append(name) }
        }
        say(rate != nil, "rate")
        say(amortization != nil, "amortization")
        say(termCount != nil, "termCount")
        say(termUnit != nil, "termUnit")
        say(termEvery != nil, "termEvery")
        say(firstDueDate != nil, "firstDueDate")
        say(dueDays != nil, "dueDays")
        say(dueDates != nil, "dueDates")
        say(installmentMinor != nil, "installmentAmount")
        say(grace != nil, "grace")
        say(balloonMinor != nil, "balloonAmount")
        say(installmentFeeMinor != nil, "installmentFee")
        return fields
    }
}
