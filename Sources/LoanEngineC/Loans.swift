import CLoanEngine
import LoanEngine

/// What loans have of their own, a column each; the product's value where there is none.
struct OwnColumns {
    var principal: UnsafePointer<Int64>?
    var rateNumerator: UnsafePointer<Int64>?
    var rateDenominator: UnsafePointer<Int64>?
    var termCount: UnsafePointer<Int32>?
    var disbursedAt: UnsafePointer<Int32>?
    var firstDueDate: UnsafePointer<Int32>?

    /// No columns.
    init() {}

    fileprivate init(_ loans: le_loans) throws(CallError) {
        principal = try optional(loans.principal, "loans.principal")
        rateNumerator = try optional(loans.rate_numerator, "loans.rate_numerator")
        rateDenominator = try optional(loans.rate_denominator, "loans.rate_denominator")
        termCount = try optional(loans.term_count, "loans.term_count")
        disbursedAt = try optional(loans.disbursed_at, "loans.disbursed_at")
        firstDueDate = try optional(loans.first_due_date, "loans.first_due_date")
    }

    /// Terms with what the loan has of its own.
    func terms(_ product: le_terms, _ loan: Int) -> le_terms {
        var terms = product
        if let principal { terms.principal = principal[loan] }
        if let rateNumerator { terms.rate.numerator = rateNumerator[loan] }
        if let rateDenominator { terms.rate.denominator = rateDenominator[loan] }
        if let termCount { terms.term_count = termCount[loan] }
        if let disbursedAt { terms.disbursed_at = disbursedAt[loan] }
        if let firstDueDate { terms.first_due_date = firstDueDate[loan] }
        return terms
    }
}

/// The loans of a call, what can be checked of them once checked.
struct Loans {
    let count: Int
    let own: OwnColumns
    let parts: Parts
    let asOf: Int32
    private let products: UnsafeRawPointer?
    private let productStride: Int
    let productCount: Int
    private let product: UnsafePointer<UInt32>?
    private let status: UnsafePointer<Int32>?
    private let events: UnsafeRawPointer?
    private let eventStride: Int
    private let eventOffsets: UnsafePointer<UInt64>?

    /// - Throws: `LE_INVALID_ARGUMENT` at the field.
    init(_ pointer: UnsafePointer<le_loans>?) throws(CallError) {
        let start = try required(pointer, "loans")
        var defaults = le_loans()
        defaults.as_of = noDate
        let loans = try read(
            start, size: start.pointee.struct_size, defaults: defaults, "loans")
        guard loans.reserved == 0, loans.reserved1 == 0 else {
            throw .argument("loans.reserved", "reserved fields are zero")
        }
        let limit = UInt(maximumCount)
        guard UInt(bitPattern: loans.count) < limit else {
            throw .argument("loans.count", "the count is not allowed; allowed: 0 to \(limit - 1)")
        }
        count = loans.count
        own = try OwnColumns(loans)
        parts = try Parts(loans.parts, loans.parts_size)
        asOf = loans.as_of
        productCount = Int(loans.product_count)
        product = try optional(loans.product, "loans.product")
        status = try optional(loans.status, "loans.status")
        guard product != nil || productCount == 1 || productCount == loans.count else {
            throw .argument(
                "loans.product", "NULL is not allowed here but with one product, or one a loan")
        }
        if productCount == 0 {
            (products, productStride) = (nil, 0)
        } else {
            let first = try required(loans.products, "loans.products")
            productStride = Int(first.pointee.struct_size)
            guard structSizes.contains(first.pointee.struct_size),
                productStride % MemoryLayout<le_terms>.alignment == 0
            else {
                throw .argument("loans.products[0].struct_size", "the size is not allowed here")
            }
            products = UnsafeRawPointer(first)
        }
        eventOffsets = try optional(loans.event_offsets, "loans.event_offsets")
        events = UnsafeRawPointer(try optional(loans.events, "loans.events"))
        let size = Int(loans.event_size)
        eventStride = size == 0 ? MemoryLayout<le_event>.size : size
        guard eventStride >= MemoryLayout<le_event>.size, eventStride <= 4_096,
            eventStride % MemoryLayout<le_event>.alignment == 0
        else {
            throw .argument("loans.event_size", "\(size) is not allowed here; set it to sizeof")
        }
    }

    /// The number of a loan's product; it may be none.
    @inline(__always)
    func productIndex(of loan: Int) -> Int {
        if let product { return Int(product[loan]) }
        return productCount == 1 ? 0 : loan
    }

    /// A product, below `productCount`.
    @inline(__always)
    func product(_ index: Int) -> UnsafePointer<le_terms>? {
        products.map {
            $0.advanced(by: index &* productStride).assumingMemoryBound(to: le_terms.self)
        }
    }

    /// The terms of a loan's product where they are in this header's form: what the fast paths read, which is
    /// all of it. A product of a shorter header ends before.
    @inline(__always)
    func plainProduct(of loan: Int) -> UnsafePointer<le_terms>? {
        let index = productIndex(of: loan)
        guard productStride == MemoryLayout<le_terms>.size, index < productCount,
            let found = product(index), Int(found.pointee.struct_size) == productStride
        else { return nil }
        return found
    }

    /// The terms of a product, of any header's form.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at the product.
    func productTerms(_ index: Int) throws(CallError) -> le_terms {
        guard index < productCount, let found = product(index) else {
            throw .argument("loans.product", "\(index) is no product")
        }
        guard Int(found.pointee.struct_size) == productStride else {
            throw .argument("terms.struct_size", "allowed: the same for all products")
        }
        return try read(found)
    }

    /// The terms of a loan.
    func terms(of loan: Int) throws(CallError) -> le_terms {
        own.terms(try productTerms(productIndex(of: loan)), loan)
    }

    /// The status of a loan before its first event.
    func status(of loan: Int) throws(CallError) -> LoanStatus {
        guard let status else { return .active }
        return try loanStatus(status[loan])
    }

    /// The number of a loan's status, where the host says it.
    @inline(__always)
    func statusNumber(of loan: Int) -> Int32? { status?[loan] }

    /// Whether a loan was paid out before its first event.
    func isActive(_ loan: Int) -> Bool { status.map { $0[loan] == Int32(LE_ACTIVE) } ?? true }

    /// Whether a loan is paid out, by its status.
    @inline(__always)
    func isDisbursed(_ loan: Int) -> Bool {
        guard let status else { return true }
        let number = status[loan]
        return number == Int32(LE_ACTIVE) || number == Int32(LE_COMPLETED)
            || number == Int32(LE_WRITTEN_OFF)
    }

    /// Whether a loan's status has a number that is one.
    @inline(__always)
    func hasStatus(_ loan: Int) -> Bool {
        guard let status else { return true }
        return status[loan] >= Int32(LE_DRAFT) && status[loan] <= Int32(LE_WRITTEN_OFF)
    }

    /// The events of a loan.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at the offsets.
    func events(of loan: Int) throws(CallError) -> EventArray {
        guard let eventOffsets else { return EventArray(nil, stride: eventStride, count: 0) }
        let (start, end) = (eventOffsets[loan], eventOffsets[loan + 1])
        guard start <= end, end <= UInt64(maximumCount) else {
            throw .argument("loans.event_offsets[\(loan + 1)]", "offsets do not fall")
        }
        let count = Int(end - start)
        guard count <= Int(LE_EVENTS_MAX) else {
            throw .argument(
                "loans.event_offsets[\(loan + 1)]", "allowed: at most \(LE_EVENTS_MAX) events")
        }
        guard let events else {
            if count == 0 { return EventArray(nil, stride: eventStride, count: 0) }
            throw .argument("loans.events", "NULL is not allowed here")
        }
        return EventArray(
            events + Int(start) &* eventStride, stride: eventStride, count: count)
    }
}

/// The offsets of rows that a host holds: where each loan's begin.
struct Offsets {
    let offsets: UnsafePointer<UInt64>

    /// Offsets that do not fall, for `loanCount` loans.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` at the offset.
    init(
        checked pointer: UnsafePointer<UInt64>?, _ loanCount: Int
    ) throws(CallError) {
        offsets = try required(pointer, "offsets")
        for loan in 0..<loanCount where offsets[loan] > offsets[loan + 1] {
            throw .argument("offsets[\(loan + 1)]", "offsets do not fall")
        }
        guard offsets[loanCount] <= maximumCount else {
            throw .argument("offsets[\(loanCount)]", "allowed: at most \(maximumCount)")
        }
    }

    /// The same without a look at them: `range` looks at those of a loan.
    init(unchecked pointer: UnsafePointer<UInt64>?) throws(CallError) {
        offsets = try required(pointer, "offsets")
    }

    /// Where a loan's rows begin, and how many they are; nil where its offsets fall.
    @inline(__always)
    func range(of loan: Int) -> (start: Int, count: Int)? {
        let (start, end) = (offsets[loan], offsets[loan + 1])
        guard start <= end, end <= UInt64(maximumCount) else { return nil }
        return (Int(start), Int(end - start))
    }
}
