/// Why a text is not a date.
public enum DateTextError: Error, Equatable, Sendable {
    /// Not of the form `YYYY-MM-DD` in ASCII digits, or no such day (`2026-02-30`).
    case malformed
    /// Of that form, and a year that the calendar does not have: 0000.
    case outOfRange
}

extension CivilDate: CustomStringConvertible {
    /// Reads an ISO 8601 calendar date, `YYYY-MM-DD`: ten ASCII characters.
    ///
    /// - Throws: `malformed`, or `outOfRange` for the year 0000.
    public init(text: String) throws(DateTextError) {
        guard text.utf8.count == 10 else { throw .malformed }
        // The three numbers, collected digit by digit.
        var numbers: (year: Int, month: Int, day: Int) = (0, 0, 0)
        var position = 0
        for byte in text.utf8 {
            if position == 4 || position == 7 {
                guard byte == UInt8(ascii: "-") else { throw .malformed }
            } else {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
                    throw .malformed
                }
                let digit = Int(byte - UInt8(ascii: "0"))
                switch position {
                case ..<4: numbers.year = numbers.year * 10 + digit
                case ..<7: numbers.month = numbers.month * 10 + digit
                default: numbers.day = numbers.day * 10 + digit
                }
            }
            position += 1
        }
        // Year 0000 is a leap year of the proleptic calendar, like 0004.
        let year = numbers.year == 0 ? 4 : numbers.year
        guard let date = CivilDate(year: year, month: numbers.month, day: numbers.day) else {
            throw .malformed
        }
        guard numbers.year > 0 else { throw .outOfRange }
        self = date
    }

    /// The date as `YYYY-MM-DD`.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(10)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends `YYYY-MM-DD` to `output` as ASCII bytes.
    public func append(to output: inout [UInt8]) {
        let (year, month, day) = components
        func digit(_ number: Int) {
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
        }
        digit(year / 1000)
        digit(year / 100)
        digit(year / 10)
        digit(year)
        output.append(UInt8(ascii: "-"))
        digit(month / 10)
        digit(month)
        output.append(UInt8(ascii: "-"))
        digit(day / 10)
        digit(day)
    }
}
