import ExactArithmetic
import TestSupport
import Testing

@Suite("Decimal text")
struct DecimalTextTests {
    @Test(
        "Examples in both directions",
        arguments: [
            (0, 0, "0"), (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"),
            (50_000_00, 2, "50000.00"),
            (50_000, 0, "50000"), (1, 6, "0.000001"), (-100, 2, "-1.00"), (10, 1, "1.0"),
            (.max, 2, "92233720368547758.07"), (.min, 2, "-92233720368547758.08"),
            (.max, 0, "9223372036854775807"), (.min, 6, "-9223372036854.775808"),
        ] as [(Int64, Int, String)])
    func examples(_ value: Int64, _ digits: Int, _ text: String) throws {
        #expect(DecimalText.format(value, fractionDigits: digits) == text)
        #expect(try DecimalText.parse(text, fractionDigits: digits) == value)
    }

    @Test("Fewer digits than the currency has are taken, leading zeros too")
    func shorter() throws {
        #expect(try DecimalText.parse("50000.5", fractionDigits: 2) == 50_000_50)
        #expect(try DecimalText.parse("7", fractionDigits: 3) == 7_000)
        #expect(try DecimalText.parse("-0", fractionDigits: 2) == 0)
        #expect(try DecimalText.parse("000000000000000000000000001.50", fractionDigits: 2) == 150)
    }

    @Test("Parsing what was printed gives the number back", arguments: 0..<65 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        for number in 0..<50 {
            var random = SplitMix64(seed: seed, case: number)
            let value = Int64(truncatingIfNeeded: random.magnitude(bits: Int(seed)))
            for digits in 0...DecimalText.maximumFractionDigits {
                let text = DecimalText.format(value, fractionDigits: digits)
                let back = try DecimalText.parse(text, fractionDigits: digits)
                if back != value {
                    Issue.record("seed \(seed), case \(number): \(value) to \(text) to \(back)")
                }
            }
        }
    }

    @Test(
        "Nothing but plain decimals",
        arguments: [
            "", "-", ".", ".5", "5.", "-.5", "+5", "--5", "5-", "1e3", "1E3", "1,000", "1 000",
            " 5", "5 ", "5\n", "0x10", "１２", "٣", "5．5", "NaN", "1.2.3", "1/3", "−5", "5\u{0}",
            "5\u{301}",
        ])
    func malformed(_ text: String) {
        #expect(throws: ArithmeticError.malformedText) {
            try DecimalText.parse(text, fractionDigits: 2)
        }
    }

    @Test("Too many digits, too large")
    func limits() {
        #expect(throws: ArithmeticError.tooManyFractionDigits) {
            try DecimalText.parse("1.000", fractionDigits: 2)
        }
        #expect(throws: ArithmeticError.tooManyFractionDigits) {
            try DecimalText.parse("1.0", fractionDigits: 0)
        }
        for text in [
            "92233720368547758.08", "-92233720368547758.09", "184467440737095516.16",
            "99999999999999999999999999", String(repeating: "9", count: 1_000_000),
        ] {
            #expect(throws: ArithmeticError.outOfRange) {
                try DecimalText.parse(text, fractionDigits: 2)
            }
        }
    }
}

@Suite("Text of rationals")
struct RationalTextTests {
    @Test(
        "Examples",
        arguments: [
            ("24", "24"), ("2.5", "5/2"), ("-2.5", "-5/2"), ("0.125", "1/8"), ("100/3", "100/3"),
            ("-6/4", "-3/2"), ("0", "0"), ("-0", "0"), ("0/5", "0"), ("007.500", "15/2"),
            ("36893488147419103232", "36893488147419103232"),
        ])
    func examples(_ text: String, _ printed: String) throws {
        #expect(try Rational(text: text).description == printed)
    }

    @Test("Parsing what was printed gives the number back", arguments: 0..<64 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        for number in 0..<50 {
            var random = SplitMix64(seed: seed, case: number)
            let top = Int64(random.magnitude(bits: min(Int(seed), 63)))
            var value = Rational(
                random.once(in: 2) ? top : -top, over: 1 + random.magnitude(bits: Int(seed) / 2))
            if seed > 32 { value = value * value * value }
            let back = try Rational(text: value.description)
            if back != value { Issue.record("seed \(seed), case \(number): \(value) to \(back)") }
            let digits = random.int(0...6)
            let decimal = DecimalText.format(top, fractionDigits: digits)
            var power = Rational(1)
            for _ in 0..<digits { power = power * Rational(10) }
            if try Rational(text: decimal) * power != Rational(top) {
                Issue.record("seed \(seed), case \(number): \(decimal) as a rational")
            }
        }
    }

    @Test(
        "Nothing but decimals and ratios",
        arguments: [
            "", "-", "/", "1/", "/3", "1/-3", "1/2/3", "1.5/2", "1/2.5", ".5", "5.", "+5", "1e3",
            "1E-3", "５", "1 /3", "100/３", "%", "24%", "1,5", "0x1", "inf", "5\u{301}",
        ])
    func malformed(_ text: String) {
        #expect(throws: ArithmeticError.malformedText) { try Rational(text: text) }
    }

    @Test("A ratio over zero, and text beyond the limit")
    func limits() throws {
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(text: "1/0") }
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(text: "0/000") }
        let longest = String(repeating: "9", count: Rational.maximumTextLength)
        #expect(try Rational(text: longest).description == longest)
        #expect(throws: ArithmeticError.textTooLong) { try Rational(text: longest + "9") }
    }

    @Test("Plain decimals of those that have one")
    func decimals() throws {
        #expect(Rational(5, over: 2).decimalText() == "2.5")
        #expect(Rational(-1, over: 8).decimalText() == "-0.125")
        #expect(Rational(-25, over: 2).decimalText() == "-12.5")
        #expect(Rational(24).decimalText() == "24")
        #expect(Rational(5).decimalText() == "5" && Rational(-5).decimalText() == "-5")
        #expect(Rational.zero.decimalText() == "0")
        #expect(Rational(1, over: 3).decimalText() == nil)
        #expect((Rational(.max) * Rational(10)).decimalText() == "92233720368547758070")
        let small = "0.0000000000000000001"
        #expect(try Rational(text: small).decimalText() == small)
        #expect(try Rational(text: small).decimalText(maximumDigits: 18) == nil)
        #expect(try Rational(text: small).decimalText(maximumDigits: 19) == small)
    }
}
