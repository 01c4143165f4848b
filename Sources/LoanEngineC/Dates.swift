// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import LoanEngine

/// The date that a number stands for.
///
/// - Throws: `LE_DATE_OUT_OF_RANGE` at `path`.
func date(
    _ number: Int32, _ path: @autoclosure () -> String
) throws(CallError) -> CivilDate {
    guard let date = CivilDate(dayNumber: Int(number)) else {
        throw CallError(
            .notAllowed(
                .dateOutOfRange, at: path(), met: "\(number)",
                allowed: "\(LE_DATE_MIN) to \(LE_DATE_MAX), 0001-01-01 to 9999-12-31"))
    }
    return date
}

/// `le_date_parse` of loan_engine.h, which documents it.
@_cdecl("le_date_parse") @implementation
public func le_date_parse(
    _ text: UnsafePointer<CChar>?, _ length: Int, _ date: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(date, noDate)
        let target = try required(date, "date")
        let text = try LoanEngineC.text(text, length)
        do throws(DateTextError) {
            target.pointee = try CivilDate(text: text).dayNumber
        } catch {
            throw CallError(
                error == .outOfRange ? LE_DATE_OUT_OF_RANGE : LE_MALFORMED_INPUT, at: "text",
                "allowed: a date YYYY-MM-DD from 0001-01-01 to 9999-12-31")
        }
    }
}

/// `le_date_format` of loan_engine.h, which documents it.
@_cdecl("le_date_format") @implementation
public func le_date_format(
    _ number: Int32, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ needed: UnsafeMutablePointer<Int>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(needed, 0)
        let needed = try optional(needed, "needed")
        try write(try date(number, "date").description, to: buffer, capacity, needed)
    }
}

/// `le_date_from_civil` of loan_engine.h, which documents it.
@_cdecl("le_date_from_civil") @implementation
public func le_date_from_civil(
    _ year: Int32, _ month: Int32, _ day: Int32, _ date: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(date, noDate)
        let target = try required(date, "date")
        guard let date = CivilDate(year: Int(year), month: Int(month), day: Int(day)) else {
            throw CallError(LE_DATE_OUT_OF_RANGE, at: "date", "there is no such day")
        }
        target.pointee = date.dayNumber
    }
}

/// `le_date_to_civil` of loan_engine.h, which documents it.
@_cdecl("le_date_to_civil") @implementation
public func le_date_to_civil(
    _ number: Int32, _ year: UnsafeMutablePointer<Int32>?, _ month: UnsafeMutablePointer<Int32>?,
    _ day: UnsafeMutablePointer<Int32>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(year, 0)
        clear(month, 0)
        clear(day, 0)
        let year = try required(year, "year")
        let month = try required(month, "month")
        let day = try required(day, "day")
        let parts = try date(number, "date").components
        year.pointee = Int32(truncatingIfNeeded: parts.year)
        month.pointee = Int32(truncatingIfNeeded: parts.month)
        day.pointee = Int32(truncatingIfNeeded: parts.day)
    }
}

/// `le_day_count_fraction` of loan_engine.h, which documents it.
@_cdecl("le_day_count_fraction") @implementation
public func le_day_count_fraction(
    _ dayCount: Int32, _ start: Int32, _ end: Int32, _ termination: Int32,
    _ numerator: UnsafeMutablePointer<Int64>?, _ denominator: UnsafeMutablePointer<Int64>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(numerator, 0)
        clear(denominator, 0)
        let above = try required(numerator, "numerator")
        let below = try required(denominator, "denominator")
        guard let count = member(dayCount, DayCount.self), count.usesDates else {
            throw .argument("day_count", "\(dayCount) is no count that looks at dates")
        }
        let from = try date(start, "start")
        let to = try date(end, "end")
        let last = try date(termination, "termination")
        guard from <= to else { throw .argument("end", "end is before start") }
        let fraction = Rational(
            count.numerator(from: from, to: to, termination: last),
            over: count.denominator.magnitude)
        guard let parts = fraction.signedWords else {
            throw CallError(LE_AMOUNT_OUT_OF_RANGE, at: "numerator", "it does not fit")
        }
        (above.pointee, below.pointee) = parts
    }
}

/// `le_round_ratio` of loan_engine.h, which documents it.
@_cdecl("le_round_ratio") @implementation
public func le_round_ratio(
    _ numerator: Int64, _ denominator: Int64, _ unit: Int64, _ mode: Int32,
    _ result: UnsafeMutablePointer<Int64>?
) -> Int32 {
    call(nil) { () throws(CallError) in
        clear(result, 0)
        let target = try required(result, "result")
        guard denominator > 0 else { throw .argument("denominator", "allowed: above 0") }
        guard unit > 0 else { throw .argument("unit", "allowed: above 0") }
        guard let mode = member(mode, RoundingMode.self) else {
            throw .argument("mode", "allowed: LE_HALF_EVEN to LE_FLOOR")
        }
        do throws(ArithmeticError) {
            target.pointee = try roundedProduct(
                numerator, 1, over: denominator.magnitude, unit: unit, by: mode)
        } catch {
            throw CallError(LE_AMOUNT_OUT_OF_RANGE, at: "result", "it does not fit in 64 bits")
        }
    }
}
