// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// Repayments of many loans, one after the other.
private struct Repayments {
    let policy: AllocationPolicy
    /// Whether all rows of a loan are checked, not only those that a payment reaches.
    let checksAllRows: Bool
    let payments: UnsafeBufferPointer<le_payment>
    /// The loan of each payment; nil for payment i on loan i.
    let loans: UnsafePointer<UInt32>?
    let offsets: Offsets
    let loanCount: Int
    /// Each loan's first row with anything unpaid.
    let firstUnpaid: UnsafeMutablePointer<UInt32>?
    let overpaid: UnsafeMutablePointer<Int64>?
    let codes: UnsafeMutableBufferPointer<Int32>

    /// How many payments ahead a loan's rows are asked for; where they are, twice as many.
    private static var ahead: Int { 12 }

    @inline(__always)
    func loan(of payment: Int) -> Int {
        if let loans { return Int(loans[payment]) }
        return payment
    }

    /// The loan of a payment to come.
    @inline(__always)
    private func loan(after payment: Int, by distance: Int) -> Int? {
        guard payment < payments.count - distance else { return nil }
        let loan = loan(of: payment + distance)
        return loan < loanCount ? loan : nil
    }

    /// Asks for what the payments to come need of memory: first for what says where their rows are,
    /// then for the row that they will fall on.
    @inline(__always)
    func fetch(after payment: Int, in rows: UnsafeMutablePointer<le_row>) {
        if loans != nil, let loan = loan(after: payment, by: 2 * Repayments.ahead) {
            machine_prefetch(offsets.offsets.baseAddress.map { $0 + loan })
            if let firstUnpaid { machine_prefetch(firstUnpaid + loan) }
        }
        guard let loan = loan(after: payment, by: Repayments.ahead) else { return }
        let row = Int(truncatingIfNeeded: offsets.offsets[loan]) &+ Int(firstUnpaid?[loan] ?? 0)
        // Not looked at yet: the address may be any, and none is read.
        let address =
            UInt(bitPattern: rows)
            &+ UInt(bitPattern: row &* MemoryLayout<le_row>.stride)
        machine_prefetch(UnsafeRawPointer(bitPattern: address))
        machine_prefetch(
            UnsafeRawPointer(bitPattern: address &+ UInt(MemoryLayout<le_row>.stride - 1)))
    }

    /// Applies a payment to its loan's rows, which `rows` makes of their range.
    @inline(__always)
    func apply<Rows: HostRows>(_ payment: Int, to rows: (Int, Int) -> Rows) {
        overpaid?[payment] = 0
        let loan = loan(of: payment)
        guard loan < loanCount, let (start, count) = offsets.range(of: loan) else {
            codes[payment] = Int32(LE_INVALID_ARGUMENT)
            return
        }
        let first = Int(firstUnpaid?[loan] ?? 0)
        guard first <= count else {
            codes[payment] = Int32(LE_INVALID_ARGUMENT)
            return
        }
        var target = rows(start, count)
        codes[payment] = code { () throws(CallError) in
            let paid = payments[payment]
            if paid.amount == 0 { return }
            let day = try check(paid, "payment")
            if checksAllRows {
                try target.check()
            } else {
                guard target.areAmountsValid(reachedBy: paid.amount, from: first) else {
                    throw CallError(LE_INVALID_ROWS, at: "rows", "amounts out of their range")
                }
            }
            var allocator = Allocator(policy, from: first)
            var recorder = NoRecords()
            let left = allocator.allocate(
                paid.amount, on: day, over: &target, recording: &recorder)
            overpaid?[payment] = left
            firstUnpaid?[loan] = UInt32(truncatingIfNeeded: allocator.firstUnpaid)
        }
    }

    func applyAll(to target: BatchRows) throws(CallError) {
        switch target {
        case .structs(let rows, _):
            for payment in 0..<payments.count {
                fetch(after: payment, in: rows)
                apply(payment) { start, count in
                    RowArray(
                        rows: UnsafeMutableBufferPointer(start: rows + start, count: count))
                }
            }
        case .columns(let columns):
            let all = try RowColumns(columns, needsSequence: false)
            for payment in 0..<payments.count {
                apply(payment) { start, count in RowColumns(all, from: start, count: count) }
            }
        }
    }
}

/// `le_allocate_batch` of loan_engine.h, which documents it.
@_cdecl("le_allocate_batch") @implementation
public func le_allocate_batch(
    _ policy: UnsafePointer<le_allocation_policy>?, _ payments: UnsafePointer<le_payment>?,
    _ loanCount: Int, _ rows: UnsafeMutablePointer<le_row>?, _ columns: UnsafePointer<le_columns>?,
    _ offsets: UnsafePointer<UInt64>?, _ overpaid: UnsafeMutablePointer<Int64>?,
    _ codes: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let policy = try AllocationPolicy(policy)
        let payments = try array(payments, loanCount, "payments")
        let overpaid = try optional(overpaid, "overpaid")
        let codes = try array(codes, loanCount, "codes")
        let offsets = try Offsets(checked: offsets, loanCount)
        let target = try BatchRows(rows, columns)
        let repayments = Repayments(
            policy: policy, checksAllRows: true, payments: payments, loans: nil, offsets: offsets,
            loanCount: loanCount, firstUnpaid: nil, overpaid: overpaid, codes: codes)
        try repayments.applyAll(to: target)
    }
}

/// `le_allocate_many` of loan_engine.h, which documents it.
@_cdecl("le_allocate_many") @implementation
public func le_allocate_many(
    _ policy: UnsafePointer<le_allocation_policy>?, _ payments: UnsafePointer<le_payment>?,
    _ paymentCount: Int, _ loans: UnsafePointer<UInt32>?, _ rows: UnsafeMutablePointer<le_row>?,
    _ columns: UnsafePointer<le_columns>?, _ offsets: UnsafePointer<UInt64>?, _ loanCount: Int,
    _ firsts: UnsafeMutablePointer<UInt32>?, _ overpaid: UnsafeMutablePointer<Int64>?,
    _ codes: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let policy = try AllocationPolicy(policy)
        let payments = try array(payments, paymentCount, "payments")
        if loans != nil { _ = try array(loans, paymentCount, "loans") }
        let overpaid = try optional(overpaid, "overpaid")
        let codes = try array(codes, paymentCount, "codes")
        let offsets = try Offsets(unchecked: offsets, loanCount)
        let firstUnpaid = try optional(firsts, "firsts")
        let target = try BatchRows(rows, columns)
        // A policy across components asks for the dates of all rows.
        let repayments = Repayments(
            policy: policy, checksAllRows: policy.grouping == .byComponent, payments: payments,
            loans: loans, offsets: offsets, loanCount: loanCount, firstUnpaid: firstUnpaid,
            overpaid: overpaid, codes: codes)
        try repayments.applyAll(to: target)
    }
}
