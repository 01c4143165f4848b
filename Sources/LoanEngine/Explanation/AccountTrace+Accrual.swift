// What the interest of a row is made of.
extension AccountTrace {
    /// What rows of the plan were made under.
    func making(of row: Int) -> Making {
        row < makingOf.count ? makings[makingOf[row]] : makings[0]
    }

    /// The interest that a row has accrued up to a date, in parts: those that cuts have closed, and the
    /// one that is open.
    func accruedLines(in row: Int, to date: CivilDate) -> [Explanation.Line] {
        if let daily = account.daily?.value { return daily.accruedLines(in: row, to: date) }
        let slot = account.plan.slots[row]
        let making = making(of: row)
        var lines = (pieces[row] ?? []).map { Explanation.Line($0) }
        if making.terms.interestMethod == .flat {
            let days = slot.period.end.days(since: slot.period.start)
            let gone = min(max(date.days(since: slot.period.start), 0), days)
            if days > 0, gone > 0 {
                var line = Explanation.Line(
                    "the row's days so far",
                    .amount("interest of the row", slot.flatShareMinor),
                    .number("part of its days", Rational(Int64(gone), over: UInt64(days.magnitude)))
                )
                (line.from, line.to) = (slot.period.start, min(date, slot.period.end))
                lines.append(line)
            }
            return lines
        }
        let stretch = openStretches[row] ?? account.plan.stretch(of: row)
        let end = min(date, slot.period.end)
        guard slot.kind != .downPayment, stretch.from < end else { return lines }
        let weight = slot.weight(making.rates, making.pauses, after: stretch.from, upTo: end)
        if weight.numerator > 0, stretch.balanceMinor != 0 {
            lines.append(
                Explanation.Line(
                    what: lines.isEmpty
                        ? "interest on the balance" : "interest on the balance from there on",
                    from: stretch.from, to: end,
                    factors: .interest(on: stretch.balanceMinor, making.rates, weight)))
        }
        return lines
    }
}

extension DailyPlan {
    /// The interest of a row on what was really unpaid, by the days on which that changed.
    func accruedLines(in index: Int, to date: CivilDate) -> [Explanation.Line] {
        let row = rows[index]
        if row.kind == .downPayment { return [] }
        var lines: [Explanation.Line] = []
        for before in accruedBefore where before.row == index {
            lines.append(
                Explanation.Line(
                    "what had accrued in the row whose place it takes",
                    .amount("interest", before.interest)))
        }
        let last = min(end.map { min($0, row.period.end) } ?? row.period.end, date)
        var balance = Int128(row.openingMinor)
        var since = row.period.start
        for move in moves where move.date > row.period.start && move.date < row.period.end {
            add(row, balance, after: since, upTo: min(move.date, last), &lines)
            since = move.date
            balance += Int128(move.amountMinor)
        }
        add(row, balance, after: since, upTo: last, &lines)
        return lines
    }

    private func add(
        _ row: Row, _ balance: Int128, after from: CivilDate, upTo to: CivilDate,
        _ lines: inout [Explanation.Line]
    ) {
        guard balance != 0, row.accrues, from < to else { return }
        var after = from
        for (place, change) in rateChanges.enumerated() {
            let next = place + 1 < rateChanges.count ? min(rateChanges[place + 1].date, to) : to
            guard change.date <= after || place == 0, after < next else { continue }
            let isAll = row.isWhole && after == row.period.start && next == row.period.end
            let weight =
                isAll
                ? row.weight
                : row.period.weight(change.rates, pauses, after: after, upTo: next)
            if weight.numerator != 0 {
                lines.append(
                    Explanation.Line(
                        what: "interest on what was unpaid", from: after, to: next,
                        factors: .interest(on: Rational(wide: balance), change.rates, weight)))
            }
            after = next
        }
    }
}
