import ExactArithmetic
import LoanPortfolio

// What loans of which all is usual add to the sums of their groups: `ReportTables.add` is the definition.
extension PortfolioBlock {
    /// Adds all but the flows, a few sums at a time, so that those of all groups stay at hand.
    mutating func addStanding(_ start: Int, _ taken: Int) {
        // A range from day 0 on counts loans that are not late, too.
        let isAnyNoted = spec.par.count > 0 && spec.par.fromDay(0) <= 0
        var count = 0
        for entry in 0..<taken {
            let own = entries[entry]
            let (words, index) = (sums + own.base, start &+ Int(own.row))
            PortfolioBlock.count(words, SumPlace.loans.rawValue)
            switch Int32(own.status) {
            case PortfolioBlock.active:
                PortfolioBlock.count(words, SumPlace.active.rawValue)
                let isBorrower = columns.countBorrower.value(index, else: 1) != 0
                PortfolioBlock.add(isBorrower ? 1 : 0, words, SumPlace.borrowers.rawValue)
                if own.days > 0 || own.isRestructured || isAnyNoted {
                    noted[count] = Int64(entry)
                    count &+= 1
                }
            case PortfolioBlock.completed:
                PortfolioBlock.count(words, SumPlace.completed.rawValue)
            case PortfolioBlock.writtenOff:
                PortfolioBlock.count(words, SumPlace.writtenOffLoans.rawValue)
                PortfolioBlock.add(
                    written[Int(own.row)], words, SumPlace.writtenOffToDate.rawValue)
                PortfolioBlock.add(
                    columns.recovered.value(index), words, SumPlace.recoveredToDate.rawValue)
            default: break
            }
        }
        addRoll(start, taken)
        addVintage(start, taken)
        for entry in 0..<taken where Int32(entries[entry].status) == PortfolioBlock.active {
            let own = entries[entry]
            PortfolioBlock.add(
                columns.outstanding, start &+ Int(own.row), sums + own.base,
                SumPlace.outstanding.rawValue)
        }
        for entry in 0..<taken where Int32(entries[entry].status) == PortfolioBlock.active {
            let own = entries[entry]
            let words = sums + own.base
            let principal = columns.outstanding.principal.value(start &+ Int(own.row))
            PortfolioBlock.count(words, Int(own.bucket))
            PortfolioBlock.add(principal, words, Int(own.bucket) &+ 1)
        }
        for place in 0..<count { addNoted(start, entries[Int(noted[place])]) }
        if spec.classes != nil { addProvisions(start, taken) }
    }

    private func addRoll(_ start: Int, _ taken: Int) {
        for entry in 0..<taken {
            let own = entries[entry]
            let (words, index) = (sums + own.base, start &+ Int(own.row))
            let cell = Int(own.cell)
            PortfolioBlock.count(words, cell)
            PortfolioBlock.add(columns.outstanding.principal.value(index), words, cell &+ 2)
            guard own.isKnown else { continue }
            let before = columns.previousPrincipal.value(index)
            PortfolioBlock.add(before, words, cell &+ 1)
            if columns.previousStatus.value(index) == PortfolioBlock.active {
                PortfolioBlock.add(before, words, SumPlace.previousGross.rawValue)
            }
        }
    }

    private func addVintage(_ start: Int, _ taken: Int) {
        for entry in 0..<taken {
            let own = entries[entry]
            let (words, index) = (sums + own.base, start &+ Int(own.row))
            let status = Int32(own.status)
            guard
                status == PortfolioBlock.active || status == PortfolioBlock.completed
                    || status == PortfolioBlock.writtenOff
            else { continue }
            PortfolioBlock.add(
                columns.disbursedAmount.value(index), words, SumPlace.vintageDisbursed.rawValue)
            PortfolioBlock.add(
                written[Int(own.row)], words, SumPlace.vintageWrittenOff.rawValue)
            guard status == PortfolioBlock.active else { continue }
            let principal = columns.outstanding.principal.value(index)
            PortfolioBlock.add(principal, words, SumPlace.vintageOutstanding.rawValue)
            if Int(own.days) >= spec.vintageFromDay {
                PortfolioBlock.add(principal, words, SumPlace.vintageLate.rawValue)
            }
        }
    }

    /// What an active loan adds because it is late, restructured or at risk.
    @inline(__always)
    private func addNoted(_ start: Int, _ own: Entry) {
        let (words, index) = (sums + own.base, start &+ Int(own.row))
        if own.days > 0 {
            PortfolioBlock.add(columns.arrears, index, words, SumPlace.arrears.rawValue)
            for part in 0..<4 {
                PortfolioBlock.add(
                    columns.arrears[part].value(index), words, Int(own.bucket) &+ 2)
            }
        }
        if own.isRestructured { PortfolioBlock.count(words, SumPlace.restructured.rawValue) }
        let principal = columns.outstanding.principal.value(index)
        let par = spec.par
        for range in 0..<par.count {
            let place = places.place(par: range)
            if Int(own.days) >= par.fromDay(range) {
                PortfolioBlock.count(words, place)
                PortfolioBlock.add(principal, words, place &+ 1)
            } else if own.isRestructured {
                PortfolioBlock.add(principal, words, place &+ 2)
            } else {
                break  // Ranges rise.
            }
        }
    }

    private func addProvisions(_ start: Int, _ taken: Int) {
        let isOfTotal = spec.base == .total
        for entry in 0..<taken where Int32(entries[entry].status) == PortfolioBlock.active {
            let own = entries[entry]
            let (words, index) = (sums + own.base, start &+ Int(own.row))
            let place = places.place(class: Int(own.set))
            let principal = columns.outstanding.principal.value(index)
            var base = Int128(principal)
            PortfolioBlock.count(words, place)
            PortfolioBlock.add(principal, words, place &+ 1)
            if isOfTotal {
                for part in 1..<4 {
                    let amount = columns.outstanding[part].value(index)
                    base &+= Int128(amount)
                    PortfolioBlock.add(amount, words, place &+ 1)
                }
            }
            if Int(own.set) < PortfolioBlock.quickClasses, let word = Int64(exactly: base),
                let part = shares[2 &* Int(own.set) &+ (own.isRestructured ? 1 : 0)]?
                    .multiples(natural: word)
            {
                PortfolioBlock.add(part, words, place &+ 2)
            } else {
                var store = PortfolioSums(words, places)
                store.add(
                    spec.provision(base, Int(own.set), isRestructured: own.isRestructured),
                    at: place &+ 2)
            }
        }
    }

    // MARK: What happened

    mutating func addFlows(_ start: Int, _ taken: Int) {
        let flows = columns.flows
        add(flows.due, start, taken, SumPlace.due)
        add(flows.paidOfDue, start, taken, SumPlace.paidOfDue)
        add(flows.paidOnTime, start, taken, SumPlace.paidOnTime)
        add(flows.broughtForward, start, taken, SumPlace.broughtForward)
        add(flows.collectedArrears, start, taken, SumPlace.collectedArrears)
        add(flows.collectedCurrent, start, taken, SumPlace.collectedCurrent)
        add(flows.collectedAdvance, start, taken, SumPlace.collectedAdvance)
        add(flows.disbursed, start, taken, SumPlace.disbursed)
        if flows.disbursed.isGiven {
            for place in 0..<taken {
                let amount = flows.disbursed.value(start &+ Int(entries[place].row))
                PortfolioBlock.add(
                    amount > 0 ? 1 : 0, sums + entries[place].base, SumPlace.disbursedLoans.rawValue
                )
            }
        }
        add(flows.writtenOff, start, taken, SumPlace.writtenOff)
        add(flows.recovered, start, taken, SumPlace.recovered)
        add(flows.submitted, start, taken, SumPlace.submitted)
        add(flows.approved, start, taken, SumPlace.approved)
        add(flows.rejected, start, taken, SumPlace.rejected)
    }

    private mutating func add(
        _ parts: PartColumns, _ start: Int, _ taken: Int, _ sum: SumPlace
    ) {
        if !parts.isGiven { return }
        for place in 0..<taken {
            PortfolioBlock.add(
                parts, start &+ Int(entries[place].row), sums + entries[place].base, sum.rawValue)
        }
    }

    private mutating func add<Value>(
        _ column: Column<Value>, _ start: Int, _ taken: Int, _ sum: SumPlace
    ) {
        if !column.isGiven { return }
        for place in 0..<taken {
            PortfolioBlock.add(
                Int64(column.value(start &+ Int(entries[place].row))), sums + entries[place].base,
                sum.rawValue)
        }
    }

    // MARK: Sums

    @inline(__always)
    private static func count(_ words: UnsafeMutablePointer<UInt64>, _ place: Int) {
        add(1, words, place)
    }

    /// Adds an amount that is not below zero.
    @inline(__always)
    private static func add(_ amount: Int64, _ words: UnsafeMutablePointer<UInt64>, _ place: Int) {
        let low = words + 2 &* place
        let (sum, carry) = low.pointee.addingReportingOverflow(UInt64(bitPattern: amount))
        low.pointee = sum
        if carry { low[1] &+= 1 }
    }

    /// Four amounts by component, in the order of sums: principal, interest, fee, penalty.
    @inline(__always)
    private static func add(
        _ parts: PartColumns, _ index: Int, _ words: UnsafeMutablePointer<UInt64>, _ place: Int
    ) {
        add(parts.principal.value(index), words, place)
        add(parts.interest.value(index), words, place &+ 1)
        add(parts.fee.value(index), words, place &+ 2)
        add(parts.penalty.value(index), words, place &+ 3)
    }
}
