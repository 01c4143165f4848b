import CLoanEngine
import LoanEngine

/// Loans of a batch that are plain and on which nothing has happened but repayments, in order of date: most
/// of a portfolio. Their schedules are made where their rows go, money is allocated over them and the rows
/// are classified, as by le_schedule_batch, le_allocate and le_classify: nothing is allocated for a loan.
///
/// The figures are those of the account. The schedule is that of the general builder (`PlainSchedule`). A
/// repayment fits an account that is active or completed, by any role, on any date from disbursement on,
/// and one that follows all others changes nothing that was before it: so the log's fold over dues that
/// no event changes is its repayments, allocated one after the other. What is not of this form, or not
/// valid, is left to `LoanAccount`, which says what is wrong with it.
struct PlainEvaluation {
    private let loans: Loans
    private let stop: StopFlag
    /// Terms as those of the product that was looked at last, and its policies where its loans can be plain.
    private var known = defaultTerms
    private var policies: Policies? = (.interestFirst, HostDelinquency())
    /// Rows of a loan, where the host has no structs for them.
    private let ownRows: UnsafeMutablePointer<le_row>?

    private typealias Policies = (allocation: AllocationPolicy, delinquency: HostDelinquency)

    /// What a loan comes to.
    struct Result {
        let rows: UnsafeMutableBufferPointer<le_row>
        let postingCount: Int
        let position: le_position
        let installmentMinor: Int64
    }

    init(_ loans: Loans, _ stop: StopFlag, needsRows: Bool) {
        self.loans = loans
        self.stop = stop
        ownRows = needsRows ? .allocate(capacity: LoanTerms.maximumTermCount) : nil
    }

    /// Gives its memory back: to be called once, at the end.
    func end() { ownRows?.deallocate() }

    /// A loan as of a date, or nil where it is left to its account.
    ///
    /// - Parameters:
    ///   - day: Nil for the latest event's date, else the disbursement's.
    ///   - room: Where rows and postings go; they are written where they would come next.
    mutating func result(_ loan: Int, asOf day: CivilDate?, in room: ResultRoom) -> Result? {
        guard let pointer = loans.plainProduct(of: loan) else { return nil }
        if !pointer.pointee.isLike(known) { take(pointer) }
        guard let policies, loans.isActive(loan), let terms = PlainTerms(pointer, loans.own, loan),
            let events = events(of: loan),
            let place = room.place(
                ofRows: terms.termCount, else: ownRows, postings: events.count)
        else { return nil }
        var sink = RowWriter<CachedStore>(rows: place.rows)
        guard let summary = PlainSchedule.build(terms, into: &sink) else { return nil }
        let rows = UnsafeMutableBufferPointer(start: place.rows, count: summary.count)
        var target = RowArray(rows: rows)
        var writer = RecordWriter(postings: place.postings, rows: rows)
        guard
            let money = allocate(
                events, from: terms.disbursedAt, upTo: day, policies.allocation, &target, &writer)
        else { return nil }
        guard
            var position = position(
                of: &target, asOf: day ?? money.latest, policies.delinquency)
        else { return nil }
        position.disbursed_at = terms.disbursedAt.dayNumber
        position.disbursed_amount = terms.principalMinor
        position.last_payment_at = money.last?.dayNumber ?? noDate
        position.overpaid = money.overpaidMinor
        return Result(
            rows: rows, postingCount: writer.count, position: position,
            installmentMinor: summary.installmentMinor ?? 0)
    }

    /// Takes the policies of a product. Money may be spread anew with each payment only by an account,
    /// which books of it what has changed.
    @inline(never)
    private mutating func take(_ terms: UnsafePointer<le_terms>) {
        known = terms.pointee
        policies = nil
        guard known.isPlainWhenEvaluated else { return }
        do throws(CallError) {
            let allocation = try AllocationPolicy(known.allocation, "terms.allocation")
            let delinquency = try HostDelinquency(known, loans.parts)
            if allocation.advance != .spread { policies = (allocation, delinquency) }
        } catch {}
    }

    private func events(of loan: Int) -> EventArray? {
        do throws(CallError) { return try loans.events(of: loan) } catch { return nil }
    }

    /// Allocates the repayments up to a date.
    ///
    /// - Returns: The date of the latest, or the disbursement's; the date of the last that counts; what no row
    ///   took. Nil where the events are not all repayments that follow each other.
    private func allocate(
        _ events: EventArray, from disbursedAt: CivilDate, upTo day: CivilDate?,
        _ policy: AllocationPolicy, _ rows: inout RowArray, _ writer: inout RecordWriter
    ) -> (latest: CivilDate, last: CivilDate?, overpaidMinor: Int64)? {
        var allocator = Allocator(policy)
        var (latest, last) = (disbursedAt, nil as CivilDate?)
        // All of it fits 64 bits, so that no part of it leaves them.
        var (sum, overpaidMinor) = (Int64(0), Int64(0))
        for index in 0..<events.count {
            guard !stop.isSet, let event = events.repayment(index),
                let date = CivilDate(dayNumber: Int(event.date)), date >= latest
            else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(event.amount)
            if overflow { return nil }
            (sum, latest) = (next, date)
            if let day, date > day { continue }
            last = date
            writer.payment = le_payment(
                amount: event.amount, date: event.date, event: Int32(truncatingIfNeeded: index &+ 1)
            )
            overpaidMinor &+= allocator.allocate(
                event.amount, on: date, over: &rows, recording: &writer)
        }
        return (latest, last, overpaidMinor)
    }

    private func position(
        of rows: inout RowArray, asOf day: CivilDate, _ policy: HostDelinquency
    ) -> le_position? {
        do throws(CallError) {
            return try classified(&rows, day, policy)
        } catch {
            return nil
        }
    }
}

extension EventArray {
    /// A repayment that says nothing but its amount, which is above zero, and its date; nil for another event.
    fileprivate func repayment(_ index: Int) -> le_event? {
        let found: le_event
        do throws(CallError) { found = try event(index) } catch { return nil }
        let isRepayment = found.type == Int32(EventType.repayment.rawValue)
        return isRepayment && found.isMoneyAlone ? found : nil
    }
}
