/// A currency: its code and how many digits its minor unit has.
///
///     Currency(code: "USD")                  // 2 digits: 1.00 is 100 minor units
///     Currency(code: "JPY")                  // none: 1 is 1 minor unit
///     Currency(code: "XTS", exponent: 4)     // 1.0000 is 10 000 minor units
public struct Currency: Sendable, Equatable {
    /// The three letters of the code, 8 bits each: a currency holds no reference, and two are compared
    /// by their bytes.
    private let letters: UInt32
    /// Digits of the minor unit, 0…6.
    public let exponent: Int

    /// A currency of ISO 4217 by its code, or nil where the engine does not know its exponent.
    public init?(code: String) {
        guard let exponent = Currency.exponent(of: code) else { return nil }
        self.init(code: code, exponent: exponent)
    }

    /// Any currency: nil where `code` is not three capital letters or `exponent` not 0…6.
    public init?(code: String, exponent: Int) {
        guard code.utf8.count == 3, exponent >= 0, exponent <= DecimalText.maximumFractionDigits
        else { return nil }
        var letters: UInt32 = 0
        for letter in code.utf8 {
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { return nil }
            letters = letters << 8 | UInt32(letter)
        }
        self.letters = letters
        self.exponent = exponent
    }

    /// Three capital letters.
    public var code: String {
        String(
            decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }, as: UTF8.self)
    }

    /// The amount as text with exactly the currency's digits: `"50000.00"`.
    public func text(_ amountMinor: Int64) -> String {
        DecimalText.format(amountMinor, fractionDigits: exponent)
    }

    /// Reads an amount in minor units: `amount("50000.5") == 50_000_50` for two digits.
    ///
    /// - Throws: As `DecimalText.parse`.
    public func amount(_ text: String) throws(ArithmeticError) -> Int64 {
        try DecimalText.parse(text, fractionDigits: exponent)
    }

    /// The exponent of an ISO 4217 code, or nil for a code that has none (`XAU`, `XTS`) or is not
    /// one. From list one of ISO 4217 (amendment 177); compared byte by byte, in capitals.
    public static func exponent(of code: String) -> Int? {
        guard code.utf8.count == 3 else { return nil }
        for (exponent, codes) in Currency.table where contains(codes, code) { return exponent }
        return nil
    }

    private static var table: [(Int, StaticString)] {
        [
            (
                2,
                """
                AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN \
                BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN \
                ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD \
                KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR \
                MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON \
                RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT \
                TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
                """
            ),
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (4, "CLF UYW"),
        ]
    }

    /// Whether `codes`, three letters each and a space between, has `code`.
    private static func contains(_ codes: StaticString, _ code: String) -> Bool {
        codes.withUTF8Buffer { buffer in
            var start = 0
            while start + 3 <= buffer.count {
                if buffer[start..<start + 3].elementsEqual(code.utf8) { return true }
                start += 4
            }
            return false
        }
    }
}
