// module-bench: time and heap allocations for each loan through the Swift module, without the C
// interface. Writes lines of JSON.
//
//     module-bench [loans [what the names of cases begin with]]

import CountingAllocator
import LoanEngine

let loans = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
guard let naira = Currency(code: "NGN") else { fatalError("the currency is known") }
let book = try Book(loans: loans, currency: naira)

try report("schedule of 12 rows, an array", book.terms, allowed: 1) { terms in
    Int(try RepaymentSchedule(for: terms).totals.totalMinor)
}
try report("schedule of 12 rows, into a sink", book.terms, allowed: 0) { terms in
    Int(try RepaymentSchedule.build(terms, into: DiscardingSink()).totals.totalMinor)
}
try report("account, three repayments, statement", book.terms, allowed: 20) { terms in
    Int(try book.statement(of: terms).outstanding.totalMinor)
}
let few = Array(book.terms.prefix(max(loans / 20, 1)))
try report("serviced, eight events, statement", few, allowed: 400) { terms in
    Int(try book.serviced(terms, .scheduled).outstanding.totalMinor)
}
try report("serviced by the day, eight events, statement", few, allowed: 2000) { terms in
    Int(try book.serviced(terms, .daily).outstanding.totalMinor)
}
