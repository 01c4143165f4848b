import CLoanEngineJSON
import ExactArithmetic
import LoanCalendar
import LoanEngine
import LoanPortfolio

private let ok = Int32(LE_JSON_OK)

/// Positions of a stretch of the columns, added to their groups a few columns at a time: what
/// `ReportTables.add` adds, with no copy of a position in between.
///
/// A loan in which anything is unusual is left to the definition: it is read as `PositionFigures`, which
/// say what is wrong with it.
struct PortfolioBlock: ~Copyable {
    /// Loans of a block: what is read of them twice stays in the cache.
    static let size = 256
    static let quickClasses = 16

    /// What a loan adds to, and what of it has been looked at.
    struct Entry {
        /// The first word of its group's sums.
        var base = 0
        var row: Int32 = 0
        var days: Int32 = 0
        /// Where the sums of its bucket and of its cell of the roll begin.
        var bucket: Int32 = 0
        var cell: Int32 = 0
        /// Its class.
        var set: Int32 = 0
        var status: UInt8 = 0
        var isRestructured = false
        var isKnown = false
    }

    let spec: PortfolioSpec
    let columns: PortfolioColumns
    let sums: UnsafeMutablePointer<UInt64>
    private let wordsEach: Int
    private let groupCount: Int
    let places: SumPlaces
    /// Below zero where the loan is left to the definition.
    private let faults: UnsafeMutablePointer<Int64>
    /// Not zero where anything is outstanding, and overdue.
    private let owed: UnsafeMutablePointer<Int64>
    private let late: UnsafeMutablePointer<Int64>
    /// To date, all components.
    let written: UnsafeMutablePointer<Int64>
    /// The loans that are added.
    let entries: UnsafeMutablePointer<Entry>
    /// Active loans that are late, restructured or at risk, by their place among the entries.
    let noted: UnsafeMutablePointer<Int64>
    /// What is set aside by class: of loans as they are, then of restructured ones.
    private(set) var shares = InlineArray<32, RatioMultiplier?>(repeating: nil)
    private var own = PositionFigures(status: .draft)

    /// Room for what is known of a block's loans, on the stack of whoever adds them.
    typealias Scratch = InlineArray<2560, Int64>

    init(
        _ spec: PortfolioSpec, _ columns: PortfolioColumns, _ sums: UnsafeMutablePointer<UInt64>,
        groupCount: Int, scratch: UnsafeMutablePointer<Scratch>
    ) {
        (self.spec, self.columns, self.sums) = (spec, columns, sums)
        (wordsEach, self.groupCount, places) = (spec.sumsSize / 8, groupCount, spec.places)
        // Five words a loan, and an entry of four.
        let words = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Int64.self)
        let size = PortfolioBlock.size
        (faults, owed, late) = (words, words + size, words + 2 * size)
        (written, noted) = (words + 3 * size, words + 4 * size)
        entries = UnsafeMutableRawPointer(words + 5 * size).bindMemory(
            to: Entry.self, capacity: size)
        for place in 0..<min(spec.classCount, PortfolioBlock.quickClasses) {
            shares[2 * place] = spec.multiplier(place, isRestructured: false)
            shares[2 * place + 1] = spec.multiplier(place, isRestructured: true)
        }
    }

    /// Adds the loans from `start` on, at most `size`.
    ///
    /// - Returns: Whether all were taken.
    mutating func add(
        _ start: Int, count: Int, groups: UnsafePointer<UInt32>?,
        codes: UnsafeMutablePointer<Int32>?
    ) -> Bool {
        findFaults(start, count)
        var isWhole = true
        var taken = 0
        for row in 0..<count {
            let index = start &+ row
            let group = groups?[index] ?? 0
            var code = ok
            if group != .max {
                if UInt64(group) >= UInt64(groupCount) {
                    code = Int32(LE_JSON_INVALID_ARGUMENT)
                } else {
                    let base = Int(group) &* wordsEach
                    if place(index, row, base, at: taken) {
                        taken &+= 1
                    } else {
                        code = addByDefinition(index, sums + base)
                    }
                }
            }
            if code != ok { isWhole = false }
            codes?[index] = code
        }
        addStanding(start, taken)
        if columns.flows.isGiven { addFlows(start, taken) }
        return isWhole
    }

    private mutating func addByDefinition(
        _ index: Int, _ words: UnsafeMutablePointer<UInt64>
    ) -> Int32 {
        let code = Int32(columns.read(index, into: &own))
        if code == ok {
            var store = PortfolioSums(words, places)
            spec.add(own, to: &store)
        }
        return code
    }

    // MARK: What is unusual

    /// Whether amounts are below zero or do not fit together. Of numbers that are not below zero the
    /// difference has the sign of the comparison.
    private mutating func findFaults(_ start: Int, _ count: Int) {
        for row in 0..<count {
            (faults[row], owed[row], late[row], written[row]) = (0, 0, 0, 0)
        }
        for part in 0..<4 {
            let (most, amounts) = (columns.outstanding[part], columns.arrears[part])
            if !most.isGiven, !amounts.isGiven { continue }
            for row in 0..<count {
                let (all, overdue) = (most.value(start &+ row), amounts.value(start &+ row))
                faults[row] |= all | overdue | (all &- overdue)
                owed[row] |= all
                late[row] |= overdue
            }
        }
        for part in 0..<4 where columns.writtenOff[part].isGiven {
            let amounts = columns.writtenOff[part]
            for row in 0..<count {
                let amount = amounts.value(start &+ row)
                written[row] &+= amount
                // A sum of two that passes 2⁶³ is below zero.
                faults[row] |= amount | written[row]
            }
        }
        note(columns.disbursedAmount, start, count)
        note(columns.recovered, start, count)
        let flows = columns.flows
        guard flows.isGiven else { return }
        for part in 0..<4 {
            let (due, paid, onTime) = (
                flows.due[part], flows.paidOfDue[part], flows.paidOnTime[part]
            )
            if due.isGiven || paid.isGiven || onTime.isGiven {
                for row in 0..<count {
                    let index = start &+ row
                    let (most, all, some) = (
                        due.value(index), paid.value(index), onTime.value(index)
                    )
                    faults[row] |= most | all | some | (most &- all) | (all &- some)
                }
            }
            note(flows.broughtForward[part], start, count)
            note(flows.collectedArrears[part], start, count)
            note(flows.collectedCurrent[part], start, count)
            note(flows.collectedAdvance[part], start, count)
        }
        note(flows.disbursed, start, count)
        note(flows.writtenOff, start, count)
        note(flows.recovered, start, count)
        note(flows.submitted, start, count)
        note(flows.approved, start, count)
        note(flows.rejected, start, count)
    }

    private mutating func note<Value>(_ column: Column<Value>, _ start: Int, _ count: Int) {
        if !column.isGiven { return }
        for row in 0..<count { faults[row] |= Int64(column.value(start &+ row)) }
    }

    // MARK: How a loan stands

    /// Finds where a loan counts; false where the definition has to look.
    @inline(__always)
    private mutating func place(_ index: Int, _ row: Int, _ base: Int, at entry: Int) -> Bool {
        let status = columns.status.value(index)
        let days = columns.daysPastDue.value(index)
        let due = columns.nextDueDate.value(index, else: .min)
        let before = columns.previousStatus.value(index, else: -1)
        var (principalBefore, daysBefore): (Int64, Int32) = (0, 0)
        if before != -1 {
            principalBefore = columns.previousPrincipal.value(index)
            daysBefore = columns.previousDaysPastDue.value(index)
        }
        let isActive = status == PortfolioBlock.active
        let isWritten = status == PortfolioBlock.writtenOff
        guard
            faults[row] | Int64(days) | principalBefore | Int64(daysBefore) >= 0,
            UInt32(bitPattern: status) <= 7, UInt32(bitPattern: before &+ 1) <= 8,
            (days > 0) == (late[row] != 0), owed[row] == 0 || isActive || isWritten,
            due == .min || CivilDate(dayNumber: Int(due)) != nil
        else { return false }
        var own = Entry(base: base, row: Int32(truncatingIfNeeded: row), days: days)
        own.status = UInt8(truncatingIfNeeded: status)
        own.isKnown = before != -1
        own.isRestructured = columns.restructured.value(index) != 0
        var to = 0
        if isActive {
            let bucket = spec.ageing.place(of: Int(days))
            to = 1 &+ bucket
            own.bucket = Int32(truncatingIfNeeded: places.place(ageing: bucket))
            if let classes = spec.classes {
                own.set = Int32(
                    truncatingIfNeeded: spec.classPlace(
                        classes, days: Int(days),
                        nextDueDate: due == .min ? nil : CivilDate(dayNumber: Int(due))))
            }
        } else if isWritten {
            to = places.states &- 1
        } else if status == PortfolioBlock.completed {
            to = places.states &- 2
        }
        var from = 0
        if before == PortfolioBlock.active {
            from = 1 &+ spec.ageing.place(of: Int(daysBefore))
        } else if before == PortfolioBlock.completed {
            from = places.states &- 2
        } else if before == PortfolioBlock.writtenOff {
            from = places.states &- 1
        }
        own.cell = Int32(
            truncatingIfNeeded: places.count &+ 3 &* (from &* places.states &+ to))
        entries[entry] = own
        return true
    }

    static var active: Int32 { Int32(LoanStatus.active.rawValue) }
    static var completed: Int32 { Int32(LoanStatus.completed.rawValue) }
    static var writtenOff: Int32 { Int32(LoanStatus.writtenOff.rawValue) }
}
