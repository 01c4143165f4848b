// portfolio-bench: one turn of an annual rate, an expression or a score card over what stands on the
// standard input, through the Swift modules. Benchmarks/portfolio/compare.py is what calls it.
//
//     portfolio-bench apr DECIMALS REPEATS    a loan a line: day:amount …, amounts below zero paid out
//     portfolio-bench expression REPEATS      an applicant a line: names are written in the first line
//     portfolio-bench card REPEATS            the same
//
// The first line of the output has nanoseconds of this thread and heap allocations, each of one; then come
// the answers, one a line.

import CountingAllocator
import CreditScoring
import Expressions
import LoanCalendar
import LoanDisclosure

#if canImport(Glibc)
    import Glibc
#endif

let arguments = Array(CommandLine.arguments.dropFirst())
guard let kind = arguments.first, let repeats = arguments.last.flatMap({ Int($0) }) else {
    fatalError("portfolio-bench apr DECIMALS REPEATS | expression REPEATS | card REPEATS")
}
var lines: [String] = []
while let line = readLine() { lines.append(line) }

switch kind {
case "apr":
    var options = Disclosure.Options(.eu)
    options.decimals = arguments.dropFirst().first.flatMap { Int($0) } ?? 2
    let loans = lines.map { $0.split(separator: " ").compactMap(flow) }
    try turn(loans) { try Disclosure($0, options).rate.percent }
case "expression":
    let expression = try Expression(Cards.expression)
    try turn(applicants(lines)) { try expression.value(of: $0) }
case "card":
    let card = try Cards.card()
    try turn(applicants(lines)) { (applicant) in try card.score(applicant).score }
default: fatalError("no such case: \(kind)")
}

/// What a case takes, and its answers.
func turn<Input, Answer>(_ inputs: [Input], _ body: (Input) throws -> Answer) throws {
    var answers: [Answer] = []
    var best = Double.infinity
    var allocated: UInt64 = 0
    for _ in 0..<repeats {
        answers.removeAll(keepingCapacity: true)
        answers.reserveCapacity(inputs.count)
        let before = heap_allocations()
        let start = threadSeconds()
        for input in inputs { answers.append(try body(input)) }
        best = min(best, threadSeconds() - start)
        allocated = heap_allocations() - before
    }
    let count = Double(max(inputs.count, 1))
    print(best * 1e9 / count, Double(allocated) / count)
    for answer in answers { print(Cards.text(answer)) }
}

func flow(_ text: Substring) -> CashFlow? {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let day = Int(parts[0]), let amount = Int64(parts[1]),
        let date = CivilDate(dayNumber: day)
    else { return nil }
    return CashFlow(
        amount < 0 ? .advance : .payment, amountMinor: Int64(amount.magnitude), at: .date(date))
}

func applicants(_ lines: [String]) -> [ExpressionData] {
    let names = lines.first?.split(separator: " ").map(String.init) ?? []
    return lines.dropFirst().map { line in
        .object(
            zip(names, line.split(separator: " ")).map { name, text in
                ExpressionData.Field(name, .value(Cards.value(String(text))))
            })
    }
}

func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
