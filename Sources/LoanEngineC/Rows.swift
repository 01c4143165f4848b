import CLoanEngine
import LoanEngine

/// Rows that a host holds: what the allocator and the classifier need of them, and what it takes to
/// check them first.
protocol HostRows: ClassifiedStore {
    func sequenceNumber(at index: Int) -> Int32
    func dueDateNumber(at index: Int) -> Int32
    /// What is due, in the lanes of the components.
    func dues(at index: Int) -> SIMD4<Int64>
    /// Likewise what is paid.
    func paids(at index: Int) -> SIMD4<Int64>
    /// Where the period begins, as the host says.
    func startDateNumber(at index: Int) -> Int32
    /// How many rows were kept as overdue.
    var overdueRows: Int32 { get }
}

extension HostRows {
    func sequence(at index: Int) -> Int { Int(sequenceNumber(at: index)) }

    // Nobody has checked it: one that is no date is taken to be the due date.
    func startDate(at index: Int) -> CivilDate {
        CivilDate(dayNumber: Int(startDateNumber(at: index))) ?? dueDate(at: index)
    }

    // `check` has seen that it is a date.
    @inline(__always)
    func dueDate(at index: Int) -> CivilDate {
        CivilDate(dayNumber: Int(dueDateNumber(at: index))) ?? .last
    }

    // `check` has seen that the paid amount is at most the due one, and neither negative.
    @inline(__always)
    func unpaidParts(at index: Int) -> SIMD4<Int64> { dues(at: index) &- paids(at: index) }

    @inline(__always)
    func isPaidInPart(at index: Int) -> Bool { paids(at: index) != SIMD4(repeating: 0) }

    /// Refuses rows that no schedule can have, before anything is done with them.
    ///
    /// - Throws: `LE_INVALID_ROWS` at the row and field.
    @inline(__always)
    func check() throws(CallError) {
        if !isInOrderAtAGlance { try checkFields() }
    }

    /// Whether the rows are in order at a glance: amounts so small that no sum of them leaves the range,
    /// sequences and dates that rise.
    private var isInOrderAtAGlance: Bool {
        var signs = SIMD4<Int64>(repeating: 0)
        var sizes = SIMD4<Int64>(repeating: 0)
        var sequence: Int32 = 0
        var dueDate = Int32(LE_DATE_MIN) - 1
        var isRising = true
        for index in 0..<count {
            let dues = dues(at: index)
            let paids = paids(at: index)
            // Where neither is negative, the difference does not overflow.
            signs |= dues | paids | (dues &- paids)
            sizes |= dues
            let (nextSequence, nextDate) = (sequenceNumber(at: index), dueDateNumber(at: index))
            isRising = isRising && nextSequence > sequence && nextDate > dueDate
            (sequence, dueDate) = (nextSequence, nextDate)
        }
        let size = sizes[0] | sizes[1] | sizes[2] | sizes[3]
        return isRising && dueDate <= LE_DATE_MAX && count < 1 << 12 && size < 1 << 48
            && signs[0] | signs[1] | signs[2] | signs[3] >= 0
    }

    /// The check, field by field.
    @inline(never)
    private func checkFields() throws(CallError) {
        var total: Int64 = 0
        var sequence: Int32 = 0
        var dueDate = Int32.min
        for index in 0..<count {
            guard sequenceNumber(at: index) > sequence else {
                throw invalid(index, "sequence", "sequences rise from 1")
            }
            sequence = sequenceNumber(at: index)
            guard dueDateNumber(at: index) > dueDate,
                CivilDate(dayNumber: Int(dueDateNumber(at: index))) != nil
            else { throw invalid(index, "due_date", "due dates are dates that rise") }
            dueDate = dueDateNumber(at: index)
            let dues = dues(at: index)
            let paids = paids(at: index)
            // From penalty to principal, the order in which a row is paid by default.
            for component in Component.allCases {
                total = try checkedSum(
                    total, dues[component.lane], paids[component.lane], component, at: index)
            }
        }
    }

    private func checkedSum(
        _ total: Int64, _ due: Int64, _ paid: Int64, _ part: Component,
        at index: Int
    ) throws(CallError) -> Int64 {
        let component: StaticString =
            switch part {
            case .principal: "principal"
            case .interest: "interest"
            case .fee: "fee"
            case .penalty: "penalty"
            }
        guard due >= 0 else { throw invalid(index, "\(component)_due", "zero or more is due") }
        guard paid >= 0, paid <= due else {
            throw invalid(index, "\(component)_paid", "zero or more is paid, at most what is due")
        }
        let (sum, overflow) = total.addingReportingOverflow(due)
        if overflow {
            throw invalid(index, "\(component)_due", "the sum of all dues fits 64 bits")
        }
        return sum
    }

    /// Whether the rows from `first` on that a payment reaches, oldest first, have amounts that a
    /// schedule can have. Others are not looked at.
    @inline(__always)
    func areAmountsValid(reachedBy amountMinor: Int64, from first: Int) -> Bool {
        var left = amountMinor
        var index = first
        while left > 0, index < count {
            let dues = dues(at: index)
            let paids = paids(at: index)
            let unpaid = dues &- paids
            let halves = unpaid.lowHalf &+ unpaid.highHalf
            let unpaidMinor = halves[0] &+ halves[1]
            let signs = dues | paids | unpaid
            let sign =
                signs[0] | signs[1] | signs[2] | signs[3] | halves[0] | halves[1] | unpaidMinor
            if sign < 0 { return false }
            left &-= unpaidMinor
            index &+= 1
        }
        return true
    }

    private func invalid(_ index: Int, _ field: String, _ allowed: String) -> CallError {
        CallError(LE_INVALID_ROWS, at: "rows[\(index)].\(field)", "allowed: \(allowed)")
    }
}

/// Rows as structs.
struct RowArray: HostRows {
    let rows: UnsafeMutableBufferPointer<le_row>
    private(set) var overdueRows: Int32 = 0

    init(rows: UnsafeMutableBufferPointer<le_row>) { self.rows = rows }

    var count: Int { rows.count }

    func sequenceNumber(at index: Int) -> Int32 { rows[index].sequence }
    func startDateNumber(at index: Int) -> Int32 { rows[index].start_date }
    func dueDateNumber(at index: Int) -> Int32 { rows[index].due_date }

    // The amounts of a row lie side by side in this order, which static_asserts.c holds them to.
    @inline(__always)
    func dues(at index: Int) -> SIMD4<Int64> { amounts(at: index, from: RowArray.duesOffset) }
    @inline(__always)
    func paids(at index: Int) -> SIMD4<Int64> { amounts(at: index, from: RowArray.paidsOffset) }

    /// Where principal_due and principal_paid are in a row; interest, fee and penalty follow.
    private static var duesOffset: Int { 16 }
    private static var paidsOffset: Int { 56 }

    private var bytes: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rows) }

    @inline(__always)
    private func amounts(at index: Int, from offset: Int) -> SIMD4<Int64> {
        bytes.loadUnaligned(
            fromByteOffset: index &* MemoryLayout<le_row>.stride &+ offset,
            as: SIMD4<Int64>.self)
    }

    /// Where a component is from the beginning of the rows: the lanes lie side by side.
    @inline(__always)
    private func offset(of component: Component, at index: Int, from offset: Int) -> Int {
        index &* MemoryLayout<le_row>.stride &+ offset &+ 8 &* component.lane
    }

    @inline(__always)
    func unpaid(_ component: Component, at index: Int) -> Int64 {
        let due = bytes.load(
            fromByteOffset: offset(of: component, at: index, from: RowArray.duesOffset),
            as: Int64.self)
        return due &- paid(component, at: index)
    }

    @inline(__always)
    func paid(_ component: Component, at index: Int) -> Int64 {
        bytes.load(
            fromByteOffset: offset(of: component, at: index, from: RowArray.paidsOffset),
            as: Int64.self)
    }

    @inline(__always)
    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        bytes.storeBytes(
            of: paid(component, at: index) &+ amountMinor,
            toByteOffset: offset(of: component, at: index, from: RowArray.paidsOffset),
            as: Int64.self)
    }

    @inline(__always)
    mutating func payInFull(at index: Int) {
        bytes.storeBytes(
            of: dues(at: index),
            toByteOffset: index &* MemoryLayout<le_row>.stride &+ RowArray.paidsOffset,
            as: SIMD4<Int64>.self)
    }

    @inline(__always)
    mutating func keep(_ standing: InstallmentStanding, at index: Int) {
        if standing.status == .overdue { overdueRows &+= 1 }
        rows[index].status = Int32(standing.status.rawValue)
        rows[index].days_past_due = Int32(truncatingIfNeeded: standing.daysPastDue)
    }
}

/// The rows of a call, checked.
func checkedRows(
    _ rows: UnsafeMutablePointer<le_row>?, _ count: Int
) throws(CallError) -> UnsafeMutableBufferPointer<le_row> {
    let rows = try array(rows, count, "rows")
    try RowArray(rows: rows).check()
    return rows
}
