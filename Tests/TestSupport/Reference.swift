import ExactArithmetic
import LoanCalendar

/// Definitions in the plainest form, to hold the engine against.
public enum Reference {
    /// `numerator / denominator`, more than zero below, rounded to a multiple of `unit`: from the
    /// quotient toward negative infinity and its distance to both neighbours.
    public static func rounded(
        _ numerator: Int128, over denominator: Int128, unit: Int128 = 1, by mode: RoundingMode
    ) -> Int128 {
        let divisor = denominator * unit
        var floor = numerator / divisor
        if floor * divisor > numerator { floor -= 1 }
        let above = numerator - floor * divisor
        if above == 0 { return floor * unit }
        let below = divisor - above
        let isNegative = numerator < 0
        let takesUpper: Bool
        switch mode {
        case .ceiling: takesUpper = true
        case .floor: takesUpper = false
        case .up: takesUpper = !isNegative
        case .down: takesUpper = isNegative
        case .halfEven: takesUpper = above > below || (above == below && floor % 2 != 0)
        case .halfUp: takesUpper = above > below || (above == below && !isNegative)
        case .halfDown: takesUpper = above > below || (above == below && isNegative)
        }
        return (takesUpper ? floor + 1 : floor) * unit
    }

    /// Gregorian leap years.
    public static func isLeap(_ year: Int) -> Bool {
        if year % 400 == 0 { return true }
        if year % 100 == 0 { return false }
        return year % 4 == 0
    }

    /// Days of a month by the calendar on the wall.
    public static func length(ofMonth month: Int, in year: Int) -> Int {
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return lengths[month - 1]
    }
}
