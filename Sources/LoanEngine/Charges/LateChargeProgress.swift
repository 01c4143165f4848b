/// What one rule for late charges has done about one row: section 11 of docs/semantics.md.
struct LateChargeProgress: Sendable {
    /// The row's due date, from which the charge dates count.
    let dueDate: CivilDate
    /// Charge dates looked at so far, and charges made.
    var looked = 0
    var made = 0
    /// Σ base × days of penal interest so far, in minor units times days.
    var weighted: Int128 = 0
    /// Whether penal interest is charged at all, and whether it never will be again.
    var isStarted = false
    var isStopped = false
    /// Which of the row's postings the penal interest is; nil before the first.
    var posting: Int?

    init(due dueDate: CivilDate, made: Int = 0) {
        self.dueDate = dueDate
        self.made = made
    }
}

extension LateChargeRule {
    /// The first charge date of a row: a day after the days on which nothing is charged. Nil where it
    /// leaves the calendar, so that nothing is ever charged.
    ///
    ///     due 1 February, afterDays 7: 9 February
    func firstChargeDate(due dueDate: CivilDate) -> CivilDate? {
        dueDate.adding(days: afterDays + 1)
    }

    /// The charge date after `count` earlier ones, or nil where there is none.
    func chargeDate(due dueDate: CivilDate, after count: Int) -> CivilDate? {
        guard let first = firstChargeDate(due: dueDate) else { return nil }
        if count == 0 { return first }
        guard let repetition else { return nil }
        let steps = count * repetition.count
        switch repetition.unit {
        case .day: return first.adding(days: steps)
        case .week: return first.adding(days: 7 * steps)
        case .month: return MonthSteps(from: first).date(after: steps)
        }
    }

    /// How many charge dates a row has up to a date.
    ///
    ///     due 1 February, afterDays 0, every month: 2 up to 14 March
    func chargeDates(due dueDate: CivilDate, upTo date: CivilDate) -> Int {
        guard let first = firstChargeDate(due: dueDate), first <= date else { return 0 }
        guard let repetition else { return 1 }
        switch repetition.unit {
        case .day: return date.days(since: first) / repetition.count + 1
        case .week: return date.days(since: first) / (7 * repetition.count) + 1
        case .month:
            let months = 12 * (date.year - first.year) + date.month - first.month
            let steps = months / repetition.count
            // In its last month the date may come before the charge date.
            let isReached =
                MonthSteps(from: first).date(after: steps * repetition.count).map { $0 <= date }
                ?? false
            return steps + (isReached ? 1 : 0)
        }
    }

    /// Whether it charges interest on what is unpaid, by the day.
    var isPenalInterest: Bool {
        if case .penalInterest = charge { return true }
        return false
    }

    /// The most charges on one row.
    var mostCharges: Int { repetition?.times ?? LateChargeRule.maximumCharges }

    /// From which date penal interest counts.
    func penalInterestStart(due dueDate: CivilDate) -> CivilDate {
        guard case .penalInterest(_, _, _, .graceEnd) = charge else { return dueDate }
        return dueDate.adding(days: afterDays) ?? .last
    }

    /// By what Σ base × days is multiplied to become penal interest; zero for other charges.
    ///
    ///     36 % a year on 360 days: 36 / 36 000, so that 1 000.00 over 10 days is 10.00
    var penalFactor: Rational {
        guard case .penalInterest(let rate, _, let yearDays, _) = charge else { return .zero }
        return rate.percent
            * Rational(rate.per.perYear, over: 100 * UInt64(max(yearDays, 1).magnitude))
    }
}
