// Bytes as a loan that is serviced and its log: the generators of the tests, told by the bytes what to
// choose. Entries of every type under every option; whatever they are, a refused one changes nothing, every
// accepted log has a statement as of every date, and the laws of servicing hold.
import LoanCases
import LoanEngine
import TestSupport

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard (2...4_096).contains(count) else { return -1 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var generator = TermsGenerator(
        random: SplitMix64(script: Array(bytes.dropFirst(2))), size: 1 + Int(bytes[0] % 40))
    let terms = generator.servicedTerms()
    do throws(LoanError) {
        var log = Log(try LoanAccount(terms), generator.random)
        for _ in 0..<Int(bytes[1] % 24) { try log.step() }
        try log.check()
    } catch {
        // Amounts may leave their range; nothing else may go wrong.
        law(allowed.contains(error.code), "\(error)")
    }
    return 0
}

private let allowed: Set<LoanError.Code> = [
    .invalidTerms, .amountOutOfRange, .dateOutOfRange, .negativeAmortization,
]

private struct Log {
    private var account: LoanAccount
    private var events: ServicingGenerator

    init(_ account: LoanAccount, _ random: SplitMix64) {
        self.account = account
        events = ServicingGenerator(for: account, random: random)
    }

    /// One more entry, taken or refused.
    mutating func step() throws(LoanError) {
        let entry = try events.entry(for: account)
        let before = account.log
        do throws(LoanError) {
            try account.apply(entry)
            law(account.log == before + [entry], "an entry that is not the last one")
        } catch {
            law(account.log == before, "changed by a refused \(entry)")
            law(!error.path.isEmpty && !error.message.isEmpty, "no path or message: \(error)")
        }
    }

    mutating func check() throws(LoanError) {
        let dates = [events.date(), account.latestDate, events.date()]
        for date in dates {
            let books = try ServicingBooks(account, asOf: date)
            law(books.broken.isEmpty, "\(books.broken) as of \(date): \(text(asOf: date))")
        }
        try checkWhole(asOf: dates[0])
        try checkCase(asOf: dates[0])
        try checkQuote(on: account.latestDate)
        try checkExplanation(asOf: dates[0])
    }

    /// Written as one log, it is the same account.
    private func checkWhole(asOf date: CivilDate) throws(LoanError) {
        var whole = try LoanAccount(account.terms)
        try whole.apply(contentsOf: account.log)
        let same = try whole.statement(asOf: date) == account.statement(asOf: date)
        law(same, "another statement of the log as one: \(text(asOf: date))")
    }

    /// Written as a case and read again, it has the same statement.
    private func checkCase(asOf date: CivilDate) throws(LoanError) {
        let own = LoanCase(terms: account.terms, events: account.log, asOf: date)
        let read = try LoanCase(json: own.json)
        law(read.json == own.json, "another case: \(text(asOf: date))")
        let same = try read.evaluate() == account.statement(asOf: date)
        law(same, "another statement of the case: \(text(asOf: date))")
    }

    /// A quote that is paid completes the loan.
    private func checkQuote(on date: CivilDate) throws(LoanError) {
        guard let quote = try account.servicing(asOf: date).settlement else { return }
        var paid = account
        try paid.apply(.settlement(amountMinor: quote.amounts.totalMinor), on: date)
        let status = try paid.statement(asOf: date).status
        law(status == .completed, "\(status) after its quote was paid: \(text(asOf: date))")
    }

    /// Every figure is what explains it.
    private func checkExplanation(asOf date: CivilDate) throws(LoanError) {
        let explanation = try account.explanation(asOf: date)
        for figure in explanation.figures {
            guard let own = explanation.explanation(of: figure) else {
                finding("\(figure.path) is not explained: \(text(asOf: date))")
            }
            law(
                own.recomputed == own.amountMinor && !own.steps.contains(where: \.isUnexplained),
                "\(figure.path) is not what explains it: \(text(asOf: date))")
        }
    }

    private func text(asOf date: CivilDate) -> String {
        let own = LoanCase(terms: account.terms, events: account.log, asOf: date)
        return String(decoding: JSONText.compact(own.value), as: UTF8.self)
    }
}
