/// A charge that is to be made.
private struct FoundCharge {
    let date: CivilDate
    let row: Int
    let rule: Int

    static func comesBefore(_ left: FoundCharge, _ right: FoundCharge) -> Bool {
        if left.date != right.date { return left.date < right.date }
        return left.row == right.row ? left.rule < right.rule : left.row < right.row
    }
}

// Late charges: section 11 of docs/semantics.md.
extension ServicedAccount {
    /// Makes the charges of the days up to `date`, on which nothing else has happened since the last.
    ///
    /// - Throws: `amountOutOfRange` where a charge does not fit.
    mutating func chargeLate(upTo date: CivilDate) throws(LoanError) {
        defer { lateCharges.goOn(to: date) }
        guard !lateCharges.rules.isEmpty, writtenOff == nil, date > lateCharges.lookedUpTo,
            !lateCharges.isAtLimit
        else { return }
        guard let limitMinor = lateCharges.limit.mostMinor else {
            try chargeLateAtOnce(upTo: date, limitMinor: nil)
            return
        }
        // What is charged by a date only rises with it. All days at once up to the last on which the sum
        // stays within the limit; on the next it is reached.
        if let account = charged(upTo: date, within: limitMinor) {
            self = account
            return
        }
        var (within, beyond) = (Int(lateCharges.lookedUpTo.dayNumber), Int(date.dayNumber))
        var best = self
        while beyond - within > 1, let middle = CivilDate(dayNumber: (within + beyond) / 2) {
            if let account = charged(upTo: middle, within: limitMinor) {
                best = account
                within = Int(middle.dayNumber)
                best.lateCharges.goOn(to: middle)
            } else {
                beyond = Int(middle.dayNumber)
            }
        }
        self = best
        try chargeLateAtOnce(
            upTo: CivilDate(dayNumber: beyond) ?? date, limitMinor: limitMinor)
    }

    /// The account after the charges up to a date, or nil where they pass the limit.
    private func charged(upTo date: CivilDate, within limitMinor: Int64) -> ServicedAccount? {
        var account = self
        do throws(LoanError) {
            try account.chargeLateAtOnce(upTo: date, limitMinor: nil)
        } catch {
            return nil
        }
        return account.lateCharges.totalMinor <= limitMinor ? account : nil
    }

    private mutating func chargeLateAtOnce(
        upTo date: CivilDate, limitMinor: Int64?
    ) throws(LoanError) {
        var found: [FoundCharge] = []
        var isFirst = true
        let last = lastChargeDate(upTo: date)
        for row in lateCharges.firstLate..<max(rows.count, lateCharges.firstLate) {
            if rows[row].dueDate >= date { break }
            // What is unpaid of a row that is due only falls: no longer late is never again late.
            if rows[row].overdueMinor <= terms.delinquency.toleranceMinor {
                if isFirst { lateCharges.firstLate = row + 1 }
                stopPenalInterest(in: row, upTo: date)
                continue
            }
            isFirst = false
            openProgress(in: row)
            for rule in lateCharges.rules.indices {
                find(rule, in: row, upTo: date, chargesUpTo: last, &found)
            }
        }
        if found.isEmpty { return }
        found.sort(by: FoundCharge.comesBefore)
        for charge in found { try make(charge, limitMinor: limitMinor) }
    }

    /// The date beyond which no charge would be made, since the most that a loan bears are made by then;
    /// `date` where they are not.
    func lastChargeDate(upTo date: CivilDate) -> CivilDate {
        if !lateCharges.repeats { return date }
        let most = LateChargeRule.maximumCharges - lateCharges.count
        if chargeDates(upTo: date) <= most { return date }
        var (few, many) = (Int(lateCharges.lookedUpTo.dayNumber), Int(date.dayNumber))
        while many - few > 1, let middle = CivilDate(dayNumber: (few + many) / 2) {
            if chargeDates(upTo: middle) <= most {
                few = Int(middle.dayNumber)
            } else {
                many = Int(middle.dayNumber)
            }
        }
        return CivilDate(dayNumber: many) ?? date
    }

    /// How many charges rows that are late make in the days up to a date, without walking their dates.
    private func chargeDates(upTo date: CivilDate) -> Int {
        var count = 0
        for row in lateCharges.firstLate..<max(rows.count, lateCharges.firstLate) {
            let dueDate = rows[row].dueDate
            if dueDate >= date { break }
            if rows[row].overdueMinor <= terms.delinquency.toleranceMinor { continue }
            for (index, rule) in lateCharges.rules.enumerated() where rule.repetition != nil {
                let made = rows[row].lateCharges.isEmpty ? 0 : rows[row].lateCharges[index].made
                let dates =
                    rule.chargeDates(due: dueDate, upTo: date)
                    - rule.chargeDates(due: dueDate, upTo: lateCharges.lookedUpTo)
                count += min(dates, rule.mostCharges - made)
            }
        }
        return count
    }

    private mutating func openProgress(in row: Int) {
        let dueDate = rows[row].dueDate
        if rows[row].lateCharges.isEmpty {
            let fresh = LateChargeProgress(due: dueDate)
            rows[row].lateCharges = Array(repeating: fresh, count: lateCharges.rules.count)
            return
        }
        // Where the due date has moved, charge dates count anew.
        for rule in lateCharges.rules.indices {
            let progress = rows[row].lateCharges[rule]
            if progress.dueDate != dueDate, !progress.isStarted {
                rows[row].lateCharges[rule] = LateChargeProgress(
                    due: dueDate, made: progress.made)
            }
        }
    }

    /// The row is not late. By days it may be late again, so that until the first charge date penal
    /// interest is only counted.
    private mutating func stopPenalInterest(in row: Int, upTo date: CivilDate) {
        if !lateCharges.hasPenalInterest { return }
        if isDaily { openProgress(in: row) }
        for rule in rows[row].lateCharges.indices {
            let own = lateCharges.rules[rule]
            let first = own.firstChargeDate(due: rows[row].lateCharges[rule].dueDate)
            if isDaily, let first, first > date {
                count(own, in: row, upTo: date, &rows[row].lateCharges[rule])
            } else {
                rows[row].lateCharges[rule].isStopped = true
            }
        }
    }

    /// Counts the days of penal interest up to a date.
    private func count(
        _ rule: LateChargeRule, in row: Int, upTo date: CivilDate,
        _ progress: inout LateChargeProgress
    ) {
        guard case .penalInterest(_, let base, _, _) = rule.charge else { return }
        let begin = max(lateCharges.lookedUpTo, rule.penalInterestStart(due: progress.dueDate))
        if date > begin {
            progress.weighted +=
                Int128(baseMinor(base, of: rows[row])) * Int128(date.days(since: begin))
        }
    }

    /// The charges that a rule makes on a late row in the days up to `date`.
    private mutating func find(
        _ rule: Int, in row: Int, upTo date: CivilDate, chargesUpTo last: CivilDate,
        _ found: inout [FoundCharge]
    ) {
        let own = lateCharges.rules[rule]
        var progress = rows[row].lateCharges[rule]
        defer { rows[row].lateCharges[rule] = progress }
        if case .penalInterest = own.charge {
            if progress.isStopped { return }
            count(own, in: row, upTo: date, &progress)
            if let first = own.firstChargeDate(due: progress.dueDate), first <= date {
                progress.isStarted = true
            }
            if progress.isStarted { found.append(FoundCharge(date: date, row: row, rule: rule)) }
            return
        }
        while progress.made < own.mostCharges,
            let day = own.chargeDate(due: progress.dueDate, after: progress.looked), day <= last
        {
            progress.looked += 1
            if day <= lateCharges.lookedUpTo { continue }
            progress.made += 1
            found.append(FoundCharge(date: day, row: row, rule: rule))
        }
    }

    private func baseMinor(_ base: LateChargeRule.Base, of row: LedgerRow) -> Int64 {
        switch base {
        case .installment: row.due[.principal] &+ row.due[.interest]
        case .overduePrincipal: row.unpaid[.principal]
        case .overdue: row.overdueMinor
        }
    }

    private mutating func make(_ charge: FoundCharge, limitMinor: Int64?) throws(LoanError) {
        let rule = lateCharges.rules[charge.rule]
        let progress = rows[charge.row].lateCharges[charge.rule]
        var amountMinor: Int64
        do throws(ArithmeticError) {
            amountMinor = try self.amountMinor(rule, charge, progress)
        } catch {
            guard let limitMinor else {
                throw .amountOutOfRange("schedule.items[\(charge.row)].penaltyDue")
            }
            amountMinor = limitMinor - lateCharges.totalMinor
        }
        if progress.posting == nil {
            // As at the limit, nothing more is charged.
            if lateCharges.count >= LateChargeRule.maximumCharges { return }
            lateCharges.count += 1
        }
        if let limitMinor { amountMinor = min(amountMinor, limitMinor - lateCharges.totalMinor) }
        try countDues(adding: amountMinor)
        lateCharges.totalMinor += amountMinor
        firstOpen = min(firstOpen, charge.row)
        if let posting = progress.posting {
            rows[charge.row].raisePosting(at: posting, by: amountMinor)
            return
        }
        var isPenalInterest = false
        var chargedOfMinor: Int64 = 0
        switch rule.charge {
        case .amount: break
        case .percent(_, let base): chargedOfMinor = baseMinor(base, of: rows[charge.row])
        case .penalInterest: isPenalInterest = true
        }
        if amountMinor == 0, !isPenalInterest { return }
        rows[charge.row].post(
            Posting(
                kind: .lateCharge, component: rule.component, amountMinor: amountMinor,
                date: charge.date, event: 0, rule: charge.rule + 1, baseMinor: chargedOfMinor,
                isPenalInterest: isPenalInterest))
        if isPenalInterest {
            rows[charge.row].lateCharges[charge.rule].posting =
                rows[charge.row].postings.count - 1
        }
    }

    /// What a charge comes to: of penal interest, what is more than was charged.
    private func amountMinor(
        _ rule: LateChargeRule, _ charge: FoundCharge, _ progress: LateChargeProgress
    ) throws(ArithmeticError) -> Int64 {
        let rounding = terms.rounding
        switch rule.charge {
        case .amount(let amountMinor): return amountMinor
        case .percent(let percent, let base):
            return try percentage(
                percent, of: baseMinor(base, of: rows[charge.row]),
                toMultipleOf: rounding.interestUnitMinor, by: rounding.interestMode)
        case .penalInterest:
            let sum = try product(
                lateCharges.factors[charge.rule], progress.weighted,
                toMultipleOf: rounding.interestUnitMinor, by: rounding.interestMode)
            let madeMinor = progress.posting.map { rows[charge.row].postings[$0].amountMinor } ?? 0
            return max(sum - madeMinor, 0)
        }
    }
}

/// A ratio of a whole number, rounded once; in machine words where both fit them.
private func product(
    _ ratio: Rational, _ number: Int128, toMultipleOf unit: Int64, by mode: RoundingMode
) throws(ArithmeticError) -> Int64 {
    if let words = ratio.words, let number = Int64(exactly: number) {
        return try roundedProduct(
            number, words.numerator, over: words.denominator, unit: unit, by: mode)
    }
    return try (ratio * Rational(wide: number)).rounded(toMultipleOf: unit, by: mode)
}
