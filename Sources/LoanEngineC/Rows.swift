import CLoanEngine
import LoanEngine

/// Rows that a host holds: what the allocator and the classifier need of them, and what it takes to
/// check them first.
protocol HostRows: InstallmentStore {
    func sequenceNumber(at index: Int) -> Int32
    func dueDateNumber(at index: Int) -> Int32
    func due(_ component: Component, at index: Int) -> Int64
    func paid(_ component: Component, at index: Int) -> Int64
}

extension HostRows {
    func sequence(at index: Int) -> Int { Int(sequenceNumber(at: index)) }

    // `check` has seen that it is a date.
    func dueDate(at index: Int) -> CivilDate {
        CivilDate(dayNumber: Int(dueDateNumber(at: index))) ?? .last
    }

    // `check` has seen that the paid amount is at most the due one, and neither negative.
    func unpaid(_ component: Component, at index: Int) -> Int64 {
        due(component, at: index) &- paid(component, at: index)
    }

    func isBegun(at index: Int) -> Bool {
        paid(.penalty, at: index) > 0 || paid(.fee, at: index) > 0
            || paid(.interest, at: index) > 0 || paid(.principal, at: index) > 0
    }

    /// Refuses rows that no schedule can have, before anything is done with them.
    ///
    /// - Throws: `LE_INVALID_ROWS` at the row and field.
    func check() throws(CallError) {
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
            total = try checkedSum(total, .penalty, at: index)
            total = try checkedSum(total, .fee, at: index)
            total = try checkedSum(total, .interest, at: index)
            total = try checkedSum(total, .principal, at: index)
        }
    }

    private func checkedSum(
        _ total: Int64, _ component: Component, at index: Int
    ) throws(CallError) -> Int64 {
        let due = due(component, at: index)
        let paid = paid(component, at: index)
        guard paid >= 0, paid <= due else {
            throw invalid(index, component.field, "zero or more is paid, at most what is due")
        }
        let (sum, overflow) = total.addingReportingOverflow(due)
        if overflow { throw invalid(index, component.field, "the sum of all dues fits 64 bits") }
        return sum
    }

    private func invalid(_ index: Int, _ field: String, _ allowed: String) -> CallError {
        CallError(LE_INVALID_ROWS, at: "rows[\(index)].\(field)", "allowed: \(allowed)")
    }
}

extension Component {
    fileprivate var field: String {
        switch self {
        case .penalty: "penalty_paid"
        case .fee: "fee_paid"
        case .interest: "interest_paid"
        case .principal: "principal_paid"
        }
    }
}

/// Rows as structs.
struct RowArray: HostRows {
    let rows: UnsafeMutableBufferPointer<le_row>

    var count: Int { rows.count }

    func sequenceNumber(at index: Int) -> Int32 { rows[index].sequence }
    func dueDateNumber(at index: Int) -> Int32 { rows[index].due_date }

    func due(_ component: Component, at index: Int) -> Int64 {
        switch component {
        case .penalty: rows[index].penalty_due
        case .fee: rows[index].fee_due
        case .interest: rows[index].interest_due
        case .principal: rows[index].principal_due
        }
    }

    func paid(_ component: Component, at index: Int) -> Int64 {
        switch component {
        case .penalty: rows[index].penalty_paid
        case .fee: rows[index].fee_paid
        case .interest: rows[index].interest_paid
        case .principal: rows[index].principal_paid
        }
    }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        switch component {
        case .penalty: rows[index].penalty_paid &+= amountMinor
        case .fee: rows[index].fee_paid &+= amountMinor
        case .interest: rows[index].interest_paid &+= amountMinor
        case .principal: rows[index].principal_paid &+= amountMinor
        }
    }

    mutating func stand(_ standing: InstallmentStanding, at index: Int) {
        rows[index].status = Int32(standing.status.rawValue)
        rows[index].days_past_due = Int32(truncatingIfNeeded: standing.daysPastDue)
    }
}

/// Rows as columns; those that the call needs are there.
struct RowColumns: HostRows {
    /// Columns from the loan's first row on.
    private let sequences: UnsafeMutablePointer<Int32>?
    private let dueDates: UnsafeMutablePointer<Int32>
    private let statuses: UnsafeMutablePointer<Int32>?
    private let daysPastDue: UnsafeMutablePointer<Int32>?
    private let dues: ComponentColumns
    private let paids: ComponentColumns
    let count: Int

    /// A column for each component.
    private struct ComponentColumns {
        let penalty: UnsafeMutablePointer<Int64>
        let fee: UnsafeMutablePointer<Int64>
        let interest: UnsafeMutablePointer<Int64>
        let principal: UnsafeMutablePointer<Int64>

        subscript(component: Component) -> UnsafeMutablePointer<Int64> {
            switch component {
            case .penalty: penalty
            case .fee: fee
            case .interest: interest
            case .principal: principal
            }
        }

        func advanced(by offset: Int) -> ComponentColumns {
            ComponentColumns(
                penalty: penalty + offset, fee: fee + offset, interest: interest + offset,
                principal: principal + offset)
        }
    }

    /// All rows of the columns, from the first on. Sequences may be missing where the call does not
    /// need them: rows are then numbered from 1.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at a column that is missing or misaligned.
    init(_ columns: le_columns, needsSequence: Bool) throws(CallError) {
        sequences =
            needsSequence
            ? try required(columns.sequence, "columns.sequence")
            : try optional(columns.sequence, "columns.sequence")
        dueDates = try required(columns.due_date, "columns.due_date")
        statuses = try optional(columns.status, "columns.status")
        daysPastDue = try optional(columns.days_past_due, "columns.days_past_due")
        dues = ComponentColumns(
            penalty: try required(columns.penalty_due, "columns.penalty_due"),
            fee: try required(columns.fee_due, "columns.fee_due"),
            interest: try required(columns.interest_due, "columns.interest_due"),
            principal: try required(columns.principal_due, "columns.principal_due"))
        paids = ComponentColumns(
            penalty: try required(columns.penalty_paid, "columns.penalty_paid"),
            fee: try required(columns.fee_paid, "columns.fee_paid"),
            interest: try required(columns.interest_paid, "columns.interest_paid"),
            principal: try required(columns.principal_paid, "columns.principal_paid"))
        count = 0
    }

    /// The rows of one loan.
    init(_ all: RowColumns, from offset: Int, count: Int) {
        sequences = all.sequences.map { $0 + offset }
        dueDates = all.dueDates + offset
        statuses = all.statuses.map { $0 + offset }
        daysPastDue = all.daysPastDue.map { $0 + offset }
        dues = all.dues.advanced(by: offset)
        paids = all.paids.advanced(by: offset)
        self.count = count
    }

    func sequenceNumber(at index: Int) -> Int32 {
        sequences.map { $0[index] } ?? Int32(truncatingIfNeeded: index &+ 1)
    }
    func dueDateNumber(at index: Int) -> Int32 { dueDates[index] }
    func due(_ component: Component, at index: Int) -> Int64 { dues[component][index] }
    func paid(_ component: Component, at index: Int) -> Int64 { paids[component][index] }

    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {
        paids[component][index] &+= amountMinor
    }

    mutating func stand(_ standing: InstallmentStanding, at index: Int) {
        statuses?[index] = Int32(standing.status.rawValue)
        daysPastDue?[index] = Int32(truncatingIfNeeded: standing.daysPastDue)
    }
}

/// Rows that stay as they are: what a repayment would do.
struct UnchangedRows<Rows: HostRows>: InstallmentStore {
    let rows: Rows

    var count: Int { rows.count }
    func sequence(at index: Int) -> Int { rows.sequence(at: index) }
    func dueDate(at index: Int) -> CivilDate { rows.dueDate(at: index) }
    func unpaid(_ component: Component, at index: Int) -> Int64 {
        rows.unpaid(component, at: index)
    }
    func isBegun(at index: Int) -> Bool { rows.isBegun(at: index) }
    mutating func pay(_ amountMinor: Int64, of component: Component, at index: Int) {}
    mutating func stand(_ standing: InstallmentStanding, at index: Int) {}
}

/// The rows of a call, checked.
func checkedRows(
    _ rows: UnsafeMutablePointer<le_row>?, _ count: Int
) throws(CallError) -> UnsafeMutableBufferPointer<le_row> {
    let rows = try array(rows, count, "rows")
    try RowArray(rows: rows).check()
    return rows
}
