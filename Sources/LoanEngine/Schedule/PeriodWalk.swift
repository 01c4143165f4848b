/// One interest period and the installment that ends it.
struct Period {
    /// The first day; interest runs from it.
    let start: CivilDate
    /// The unmoved due date; interest runs up to it. Under `SKIP`, the due date.
    let end: CivilDate
    /// When the installment falls due, after non-working days have moved it.
    let dueDate: CivilDate
}

/// Walks the periods of a loan from the first to the last.
///
/// A value: a copy walks on by itself from where it was made, which is how the level payment looks
/// ahead at the periods that it covers.
struct PeriodWalk {
    /// Where the k-th unmoved due date comes from.
    private enum Stepping {
        /// A fixed number of days after the one before.
        case days(Int)
        /// Months after an anchor, `offset` of them for the first.
        case months(MonthSteps, every: Int, offset: Int)
        /// A number of working days after the one before.
        case workingDays(Int, NonWorkingDays)
    }

    private let stepping: Stepping
    private let firstDueDate: CivilDate?
    private let nonWorkingDays: NonWorkingDays?
    private let count: Int
    /// Periods walked so far.
    private(set) var index = 0
    private var periodStart: CivilDate
    private var lastDueDate: CivilDate

    init(_ terms: LoanTerms) {
        firstDueDate = terms.firstDueDate
        periodStart = terms.disbursedAt
        lastDueDate = terms.disbursedAt
        count = terms.termCount
        let every = terms.termEvery
        switch (terms.termUnit, terms.nonWorkingDays) {
        case (_, .some(let calendar)) where calendar.rule == .skip:
            stepping = .workingDays(every, calendar)
            // The due dates are working days already: nothing moves.
            nonWorkingDays = nil
        case (.day, let calendar):
            stepping = .days(every)
            nonWorkingDays = calendar
        case (.week, let calendar):
            stepping = .days(7 * every)
            nonWorkingDays = calendar
        case (.month, let calendar):
            // The anchor is the day of firstDueDate if given, else of disbursedAt.
            stepping = .months(
                MonthSteps(from: terms.firstDueDate ?? terms.disbursedAt), every: every,
                offset: terms.firstDueDate == nil ? every : 0)
            nonWorkingDays = calendar
        }
    }

    /// The next period.
    ///
    /// - Throws: `dateOutOfRange` at the installment whose due date leaves the calendar.
    mutating func next() throws(LoanError) -> Period {
        guard let end = unmovedDueDate(), let dueDate = moved(end) else {
            throw .dateOutOfRange("schedule.items[\(index)].dueDate")
        }
        let period = Period(start: periodStart, end: end, dueDate: dueDate)
        periodStart = end
        lastDueDate = dueDate
        index += 1
        return period
    }

    /// The next period, or nil where it leaves the calendar.
    mutating func nextInside() -> Period? {
        do throws(LoanError) { return try next() } catch { return nil }
    }

    /// The end of the last period: what ISDA calls the termination date.
    ///
    /// - Throws: `dateOutOfRange` as `next()` does for the installments still to come.
    func termination() throws(LoanError) -> CivilDate {
        if nonWorkingDays == nil, let last = lastDueDateByRule { return last }
        // Non-working days may move a date out of the calendar before the last: step by step.
        var rest = self
        while rest.index < count { _ = try rest.next() }
        return rest.periodStart
    }

    /// The last unmoved due date where it follows from the first by arithmetic, from the first period
    /// on; all those before it are in the calendar then.
    private var lastDueDateByRule: CivilDate? {
        switch stepping {
        case .days(let days):
            let first = firstDueDate ?? periodStart.adding(days: days)
            return first?.adding(days: (count - 1) * days)
        case .months(let steps, let every, let offset):
            return steps.date(after: offset + (count - 1) * every)
        case .workingDays:
            return nil
        }
    }

    private func unmovedDueDate() -> CivilDate? {
        if index == 0, let firstDueDate { return firstDueDate }
        switch stepping {
        case .days(let days):
            return periodStart.adding(days: days)
        case .months(let steps, let every, let offset):
            return steps.date(after: offset + index * every)
        case .workingDays(let days, let calendar):
            var day = periodStart
            for _ in 0..<days {
                guard let next = calendar.workingDay(after: day) else { return nil }
                day = next
            }
            return day
        }
    }

    /// The due date after non-working days: due dates strictly rise, so one that would fall on or
    /// before the one before it (for the first, the disbursement) takes the next working day after.
    private func moved(_ unmoved: CivilDate) -> CivilDate? {
        guard let nonWorkingDays else { return unmoved }
        guard let adjusted = nonWorkingDays.adjusted(unmoved) else { return nil }
        return adjusted > lastDueDate ? adjusted : nonWorkingDays.workingDay(after: lastDueDate)
    }
}
