// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// The policy of a product, and what it asks of rows.
private struct ProductPolicy {
    let policy: AllocationPolicy
    /// Whether all rows of a loan are checked, not only those that a payment reaches.
    let checksAllRows: Bool

    init(_ terms: le_terms) throws(CallError) {
        policy = try AllocationPolicy(terms.allocation, "terms.allocation")
        let isUniform = policy.pastDue == policy.due && policy.due == policy.inAdvance
        // Others ask for the dates of all rows.
        checksAllRows =
            policy.grouping == .byComponent || policy.advance != .next || !isUniform
    }
}

/// Repayments of many loans, one after the other.
private struct Repayments {
    let loans: Loans
    let policies: UnsafeBufferPointer<ProductPolicy>
    let payments: UnsafeBufferPointer<le_payment>
    /// The loan of each payment; nil for payment i on loan i.
    let paymentLoans: UnsafePointer<UInt32>?
    let offsets: Offsets
    /// Each loan's first row with anything unpaid.
    let firstUnpaid: UnsafeMutablePointer<UInt32>?
    let overpaid: UnsafeMutablePointer<Int64>?
    var results: Results

    /// How many payments ahead a loan's rows are asked for; where they are, twice as many.
    private static var ahead: Int { 12 }

    @inline(__always)
    func loan(of payment: Int) -> Int {
        if let paymentLoans { return Int(paymentLoans[payment]) }
        return payment
    }

    /// The loan of a payment to come.
    @inline(__always)
    private func loan(after payment: Int, by distance: Int) -> Int? {
        guard payment < payments.count - distance else { return nil }
        let loan = loan(of: payment + distance)
        return loan < loans.count ? loan : nil
    }

    /// Asks for what the payments to come need of memory: first for what says where their rows are,
    /// then for the row that they will fall on.
    @inline(__always)
    func fetch(after payment: Int, in rows: UnsafeMutablePointer<le_row>) {
        if paymentLoans != nil, let loan = loan(after: payment, by: 2 * Repayments.ahead) {
            machine_prefetch(offsets.offsets + loan)
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
    mutating func apply<Rows: HostRows>(_ payment: Int, to rows: (Int, Int) -> Rows) {
        overpaid?[payment] = 0
        do throws(CallError) {
            let loan = loan(of: payment)
            guard loan < loans.count, let (start, count) = offsets.range(of: loan) else {
                throw .argument("payment_loans", "no loan, or one whose offsets fall")
            }
            let product = loans.productIndex(of: loan)
            let first = Int(firstUnpaid?[loan] ?? 0)
            guard first <= count, product < policies.count else {
                throw .argument("firsts", "more than the loan has rows, or no product")
            }
            var target = rows(start, count)
            let paid = payments[payment]
            if paid.amount != 0 {
                let day = try check(paid, "payment")
                if policies[product].checksAllRows {
                    try target.check()
                } else {
                    guard target.areAmountsValid(reachedBy: paid.amount, from: first) else {
                        throw CallError(LE_INVALID_ROWS, at: "rows", "amounts out of their range")
                    }
                }
                var allocator = Allocator(policies[product].policy, from: first)
                var recorder = NoRecords()
                let left = allocator.allocate(
                    paid.amount, on: day, over: &target, recording: &recorder)
                overpaid?[payment] = left
                firstUnpaid?[loan] = UInt32(truncatingIfNeeded: allocator.firstUnpaid)
            }
            results.codes[payment] = Int32(LE_OK)
        } catch {
            results.fail(payment, error)
        }
    }

    mutating func applyAll(to target: BatchRows) throws(CallError) {
        switch target {
        case .structs(let rows):
            for payment in results.first..<payments.count {
                if results.stop.isSet { throw results.finishStopped(at: payment) }
                fetch(after: payment, in: rows)
                apply(payment) { start, count in
                    RowArray(
                        rows: UnsafeMutableBufferPointer(start: rows + start, count: count))
                }
            }
        case .columns(let columns):
            let all = try RowColumns(columns, needsSequence: false)
            for payment in results.first..<payments.count {
                if results.stop.isSet { throw results.finishStopped(at: payment) }
                apply(payment) { start, count in RowColumns(all, from: start, count: count) }
            }
        }
        results.finish(at: payments.count)
    }
}

/// `le_allocate_many` of loan_engine.h, which documents it.
@_cdecl("le_allocate_many") @implementation
public func le_allocate_many(
    _ loans: UnsafePointer<le_loans>?, _ payments: UnsafePointer<le_payment>?,
    _ paymentLoans: UnsafePointer<UInt32>?, _ paymentCount: Int,
    _ rows: UnsafePointer<le_row_columns>?, _ offsets: UnsafePointer<UInt64>?,
    _ firsts: UnsafeMutablePointer<UInt32>?, _ overpaid: UnsafeMutablePointer<Int64>?,
    _ results: UnsafeMutablePointer<le_results>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        let loans = try Loans(loans)
        let payments = try array(payments, paymentCount, "payments")
        let target = try BatchRows(rows, "rows")
        let policies = try loans.products { (terms, _) throws(CallError) in
            try ProductPolicy(terms)
        }
        let paymentLoans = try optional(paymentLoans, "payment_loans")
        let offsets = try Offsets(unchecked: offsets)
        let firsts = try optional(firsts, "firsts")
        let overpaid = try optional(overpaid, "overpaid")
        let results = try Results(results, payments.count)
        try policies.withUnsafeBufferPointer { (policies) throws(CallError) in
            var repayments = Repayments(
                loans: loans, policies: policies, payments: payments, paymentLoans: paymentLoans,
                offsets: offsets, firstUnpaid: firsts, overpaid: overpaid, results: results)
            try repayments.applyAll(to: target)
        }
    }
}

extension Loans {
    /// What `body` makes of each product.
    ///
    /// - Throws: As `body`, with the product's index.
    func products<Made>(
        _ body: (le_terms, Parts) throws(CallError) -> Made
    ) throws(CallError) -> [Made] {
        var made: [Made] = []
        made.reserveCapacity(productCount)
        for index in 0..<productCount {
            do throws(CallError) {
                made.append(try body(try productTerms(index), parts))
            } catch {
                throw error.of(event: index)
            }
        }
        return made
    }
}
