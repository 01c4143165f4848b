import CLoanEngine
import LoanEngine

extension AllocationPolicy {
    /// - Parameter path: Of the policy, `terms.allocation`.
    init(_ policy: le_allocation_policy, _ path: String) throws(CallError) {
        let grouping: AllocationGrouping? = member(policy.across)
        let advance: AdvanceOrder? = member(policy.advance)
        let isSplit = !isZero(policy.due) || !isZero(policy.in_advance)
        let pastDue = try ComponentOrder.of(policy.past_due, isSplit ? "pastDue" : "order")
        let due = try ComponentOrder.of(policy.due, "due")
        let inAdvance = try ComponentOrder.of(policy.in_advance, "inAdvance")
        guard let grouping else {
            throw .terms(
                "allocation.across", met: "\(policy.across)",
                allowed: "a constant for one of \(AllocationGrouping.allNames)")
        }
        guard let advance else {
            throw .terms(
                "allocation.advance", met: "\(policy.advance)",
                allowed: "a constant for one of \(AdvanceOrder.allNames)")
        }
        guard policy.reserved == 0 else {
            throw .argument(path + ".reserved", "reserved fields are zero")
        }
        self.init(
            pastDue ?? .interestFirst, due: due, inAdvance: inAdvance, grouping: grouping,
            advance: advance)
    }

    /// The policy that a pointer points to, or the default for NULL.
    init(_ pointer: UnsafePointer<le_allocation_policy>?) throws(CallError) {
        guard let pointer else {
            self = .interestFirst
            return
        }
        try self.init(try required(pointer, "policy").pointee, "policy")
    }
}

private func isZero(_ order: (UInt8, UInt8, UInt8, UInt8)) -> Bool {
    order.0 | order.1 | order.2 | order.3 == 0
}

extension ComponentOrder {
    /// The order of four numbers, or nil for four zeros.
    fileprivate static func of(
        _ order: (UInt8, UInt8, UInt8, UInt8), _ name: String
    ) throws(CallError) -> ComponentOrder? {
        if isZero(order) { return nil }
        let numbers = [order.0, order.1, order.2, order.3]
        for (index, number) in numbers.enumerated() {
            guard Component(rawValue: number) != nil else {
                throw .terms(
                    "allocation.\(name)[\(index)]", met: "\(number)",
                    allowed: "a constant for one of \(Component.allNames)")
            }
            if numbers[..<index].contains(number) {
                throw .terms(
                    "allocation.\(name)[\(index)]", met: "a component a second time",
                    allowed: "each of \(Component.allNames) once")
            }
        }
        return ComponentOrder(numbers.compactMap { Component(rawValue: $0) })
    }
}

extension DelinquencyPolicy {
    init(_ terms: le_terms, _ parts: Parts) throws(CallError) {
        let days = try parts.elements(
            terms.bucket_from_days, of: Int32.self, "terms.bucket_from_days")
        guard days.count <= DelinquencyPolicy.maximumBuckets else {
            throw .terms(
                "delinquency.buckets", met: "\(days.count) buckets",
                allowed: "at most \(DelinquencyPolicy.maximumBuckets)")
        }
        var buckets: [DelinquencyBucket] = []
        buckets.reserveCapacity(days.count)
        for day in days { buckets.append(DelinquencyBucket(name: "", fromDay: Int(day))) }
        self.init(
            graceDays: Int(terms.grace_days), buckets: buckets, toleranceMinor: terms.tolerance,
            daysFrom: try named(terms.days_from, "delinquency.daysFrom"))
        do throws(LoanError) { try validate() } catch { throw CallError(error) }
    }
}

/// A host's delinquency policy, checked, its buckets where the host keeps them: no reference that a
/// batch would count for each loan.
struct HostDelinquency {
    let rule: OverdueRule
    let bucketFromDays: UnsafeBufferPointer<Int32>

    /// No grace and no buckets.
    init() {
        rule = OverdueRule(graceDays: 0)
        bucketFromDays = UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The policy of terms.
    init(_ terms: le_terms, _ parts: Parts) throws(CallError) {
        let policy = try DelinquencyPolicy(terms, parts)
        rule = policy.overdueRule
        bucketFromDays = try parts.elements(
            terms.bucket_from_days, of: Int32.self, "terms.bucket_from_days")
    }

    /// The index of the last bucket that `daysPastDue` reaches, or -1 without buckets. They rise.
    @inline(__always)
    func bucket(daysPastDue: Int) -> Int32 {
        let reached = DelinquencyPolicy.bucketIndex(
            reachedBy: daysPastDue, of: bucketFromDays.count, fromDay: { Int(bucketFromDays[$0]) })
        return Int32(truncatingIfNeeded: reached)
    }
}
