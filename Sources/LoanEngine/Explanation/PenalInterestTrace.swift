/// The days of a row's penal interest under a rule, and what it was counted of.
struct PenalInterestTrace {
    let row: Int
    /// Counting from 0.
    let rule: Int
    /// The row's due date, from which the rule counts.
    let dueDate: CivilDate
    var spans: [Span] = []

    /// Days between two looks at the loan.
    struct Span {
        let from: CivilDate
        let to: CivilDate
        /// The base on each of the days; nil where it may have changed among them.
        let baseMinor: Int64?
        /// Σ base × days.
        let weighted: Int128
    }
}

// Penal interest.
extension AccountTrace {
    mutating func notePenalInterest(since before: ServicedAccount, to date: CivilDate) {
        let rules = account.lateCharges.rules
        for index in account.rows.indices {
            let row = account.rows[index]
            let old = index < before.rows.count ? before.rows[index] : nil
            for (rule, progress) in row.lateCharges.enumerated() {
                var known: Int128 = 0
                if let old, rule < old.lateCharges.count,
                    old.lateCharges[rule].dueDate == progress.dueDate
                {
                    known = old.lateCharges[rule].weighted
                }
                guard progress.weighted > known else { continue }
                let weighted = progress.weighted - known
                let from = max(
                    before.lateCharges.lookedUpTo,
                    rules[rule].penalInterestStart(due: progress.dueDate))
                let days = Int128(date.days(since: from))
                let isEven = !account.isDaily && days > 0 && weighted % days == 0
                note(
                    PenalInterestTrace.Span(
                        from: from, to: date,
                        baseMinor: isEven ? Int64(exactly: weighted / days) : nil,
                        weighted: weighted), of: index, rule, progress.dueDate)
            }
        }
    }

    private mutating func note(
        _ span: PenalInterestTrace.Span, of row: Int, _ rule: Int, _ dueDate: CivilDate
    ) {
        let place = penalInterest.lastIndex {
            $0.row == row && $0.rule == rule && $0.dueDate == dueDate
        }
        if let place {
            penalInterest[place].spans.append(span)
        } else {
            penalInterest.append(
                PenalInterestTrace(row: row, rule: rule, dueDate: dueDate, spans: [span]))
        }
    }
}
