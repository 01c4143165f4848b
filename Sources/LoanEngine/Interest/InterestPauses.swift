/// The days on which a loan accrues no interest: spans (after, until], apart from each other.
///
/// Pauses may overlap when they are made; the spans they leave do not.
struct InterestPauses: Sendable, Equatable {
    /// The days after one date up to another.
    private struct Span: Sendable, Equatable {
        var after: CivilDate
        var until: CivilDate
    }

    /// Rising.
    private var spans: [Span] = []

    /// Pauses the days after `after` up to `until`; nothing where there are none.
    mutating func add(after: CivilDate, until: CivilDate) {
        guard after < until else { return }
        var added = Span(after: after, until: until)
        // Those that touch the new one are at one place: they become part of it.
        let begin = spans.firstIndex { $0.until >= after } ?? spans.count
        var end = begin
        while end < spans.count, spans[end].after <= until {
            added.after = min(added.after, spans[end].after)
            added.until = max(added.until, spans[end].until)
            end += 1
        }
        spans.replaceSubrange(begin..<end, with: CollectionOfOne(added))
    }

    /// Whether any of the days after `from` up to `to` are paused.
    func touch(after from: CivilDate, upTo to: CivilDate) -> Bool {
        guard from < to, let place = firstPlace(endingAfter: from) else { return false }
        return spans[place].after < to
    }

    /// Hands `body` the stretches (after, up to] of the days after `from` up to `to` that are not
    /// paused, in order.
    func forEachAccruing(
        after from: CivilDate, upTo to: CivilDate, _ body: (CivilDate, CivilDate) -> Void
    ) {
        var from = from
        var place = firstPlace(endingAfter: from) ?? spans.count
        while place < spans.count, spans[place].after < to {
            if from < spans[place].after { body(from, spans[place].after) }
            from = spans[place].until
            place += 1
        }
        if from < to { body(from, to) }
    }

    /// The first span that has days after `date`.
    private func firstPlace(endingAfter date: CivilDate) -> Int? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].until > date { high = middle } else { low = middle + 1 }
        }
        return low < spans.count ? low : nil
    }
}
