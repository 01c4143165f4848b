import LoanCases

/// What to know of a first period that is charged whole, though the first due date that was given
/// makes it shorter or longer than a step.
///
///     EQUAL charges a whole month for the 5 days from 2021-01-27 to 2021-02-01.
struct FirstPeriodNote {
    /// Stands behind the due date that the note is about.
    static let mark = " *"

    /// The note, two lines without a line end.
    let text: String

    /// Nil where the first period is a step long or has no days, where its days are counted, where
    /// due dates are days of the month, or where no interest is charged for it by time: no interest at
    /// all, an interest-free first row, a `LOAN` rate.
    init?(_ terms: LoanTerms, _ statement: LoanStatement) {
        guard let firstDueDate = terms.firstDueDate, !terms.dayCount.usesDates,
            terms.rate.per != .loan, terms.grace.interestFree == 0,
            statement.totals.interestMinor > 0, terms.firstPeriod == .whole,
            terms.dueDays == nil, firstDueDate != terms.disbursedAt,
            firstDueDate != FirstPeriodNote.step(of: terms)
        else { return nil }
        let unit = terms.termUnit.name.lowercased()
        let step = terms.termEvery == 1 ? "a whole \(unit)" : "\(terms.termEvery) whole \(unit)s"
        let days = firstDueDate.days(since: terms.disbursedAt)
        text =
            "*  \(terms.dayCount.name) charges \(step) for the \(days) day\(days == 1 ? "" : "s") "
            + "from \(terms.disbursedAt) to \(firstDueDate). To have the days\n"
            + "   of this period counted: \"firstPeriod\": \"\(FirstPeriod.prorated.name)\"; of all: "
            + "\"dayCount\": \"\(DayCount.actual365Fixed.name)\"."
    }

    /// One step after the disbursement, in working days under `SKIP`; nil beyond the calendar.
    private static func step(of terms: LoanTerms) -> CivilDate? {
        // Without another first due date, one row of the same steps is due there. Other rules for
        // non-working days move due dates, and leave periods as they are.
        var plain = LoanTerms(
            currency: terms.currency, principalMinor: terms.principalMinor,
            rate: InterestRate(percent: .zero, per: .year), termCount: 1, termUnit: terms.termUnit,
            termEvery: terms.termEvery, disbursedAt: terms.disbursedAt)
        if terms.nonWorkingDays?.rule == .skip { plain.nonWorkingDays = terms.nonWorkingDays }
        do throws(LoanError) {
            return try RepaymentSchedule(for: plain).items.first?.dueDate
        } catch {
            return nil
        }
    }
}
