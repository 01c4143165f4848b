import LoanEngine
import Testing

@Suite("Currencies")
struct CurrencyTests {
    /// Source: ISO 4217, list one, a selection with every exponent that occurs in it.
    @Test(
        "Exponents of ISO 4217",
        arguments: [
            ("JPY", 0), ("KRW", 0), ("XOF", 0), ("ISK", 0), ("UGX", 0), ("VND", 0), ("CLP", 0),
            ("USD", 2), ("EUR", 2), ("NGN", 2), ("INR", 2), ("KES", 2), ("AED", 2), ("ZWG", 2),
            ("MRU", 2), ("MGA", 2), ("KWD", 3), ("BHD", 3), ("TND", 3), ("OMR", 3), ("IQD", 3),
            ("LYD", 3), ("JOD", 3), ("CLF", 4), ("UYW", 4),
        ])
    func known(_ code: String, _ exponent: Int) {
        #expect(Currency(code: code)?.exponent == exponent)
        #expect(Currency(code: code)?.code == code)
    }

    @Test(
        "What is no currency, or has no minor unit",
        arguments: [
            "", "US", "USDX", "usd", "XAU", "XTS", "XXX", "ABC", "ＵＳＤ", " US", "D U", "SDU",
        ])
    func unknown(_ code: String) {
        #expect(Currency(code: code) == nil)
    }

    @Test("Own currencies")
    func own() {
        for exponent in 0...6 {
            #expect(Currency(code: "XTS", exponent: exponent)?.exponent == exponent)
        }
        for exponent in [-1, 7, .max, .min] {
            #expect(Currency(code: "XTS", exponent: exponent) == nil)
        }
        for code in ["", "xts", "XT", "XTSS", "X-S", "ÄBC", "12A"] {
            #expect(Currency(code: code, exponent: 2) == nil, "\(code)")
        }
    }

    @Test("Amounts as text")
    func text() throws {
        let currency = try #require(Currency(code: "XTS", exponent: 4))
        #expect(currency.text(10_000) == "1.0000")
        #expect(try currency.amount("1") == 10_000)
        #expect(try currency.amount("0.0001") == 1)
        #expect(throws: ArithmeticError.tooManyFractionDigits) { try currency.amount("0.00001") }
    }
}
