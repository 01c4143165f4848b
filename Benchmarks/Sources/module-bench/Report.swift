import CountingAllocator
import LoanEngine

#if canImport(Glibc)
    import Glibc
#endif

/// What the names of the cases to run begin with; nil for all.
private let only = CommandLine.arguments.dropFirst(2).first

/// Rounds of which the median counts.
private let rounds = 7

/// Runs `body` on every loan, some rounds, and reports the median time and the allocations of one,
/// which may be at most `allowed`.
func report(
    _ name: String, _ terms: [LoanTerms], allowed: Double, _ body: (LoanTerms) throws -> Int
) throws {
    guard only.map(name.hasPrefix) ?? true else { return }
    var seconds: [Double] = []
    var allocations: UInt64 = 0
    var sums: Set<Int> = []
    for _ in 0..<rounds {
        var sum = 0
        let allocated = heap_allocations()
        let start = threadSeconds()
        for terms in terms { sum &+= try body(terms) }
        seconds.append(threadSeconds() - start)
        allocations = heap_allocations() - allocated
        sums.insert(sum)
    }
    // Every round computes the same loans. Also keeps what is computed from being optimized away.
    guard sums.count == 1 else { fatalError("\(name): rounds differ") }
    let loans = Double(terms.count)
    line("Swift module: \(name)", seconds.sorted()[rounds / 2] * 1e9 / loans, "ns a loan")
    let each = Double(allocations) / loans
    line("Swift module: \(name)", each, "heap allocations a loan")
    // A hundredth for what is allocated once, and for big integers.
    guard each <= allowed + 0.01 else { fatalError("\(name): \(each) heap allocations a loan") }
}

private func line(_ name: String, _ value: Double, _ unit: String) {
    print("{\"kind\": \"fact\", \"name\": \"\(name)\", \"value\": \(value), \"unit\": \"\(unit)\"}")
}

private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
