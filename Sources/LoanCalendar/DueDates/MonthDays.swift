/// Dates on fixed days of the month, every so many months.
///
///     15 and 31, every month, after 2026-01-20:  2026-01-31, 2026-02-15, 2026-02-28, 2026-03-15, …
///
/// A day that a month does not have is its last. The months are those from the first date's on.
struct MonthDays {
    /// Rising, 1…31, at least one.
    private let days: [Int]
    private let everyMonths: Int
    /// Counted from March of year 0.
    private let firstMonth: Int
    /// The place of the first date's day in `days`.
    private let firstPlace: Int

    /// From the first of these dates after `start` on.
    init(_ days: [Int], everyMonths: Int, after start: CivilDate) {
        self.days = days
        self.everyMonths = everyMonths
        var month = Int(start.monthsFromMarch.months)
        var place = days.firstIndex { MonthDays.dayNumber($0, of: month) > Int(start.dayNumber) }
        if place == nil {
            // All days of a month are after all those of the month before.
            month += 1
            place = 0
        }
        firstMonth = month
        firstPlace = place ?? 0
    }

    /// From `first` on, or nil where it is none of these dates.
    init?(_ days: [Int], everyMonths: Int, from first: CivilDate) {
        let month = Int(first.monthsFromMarch.months)
        guard
            let place = days.firstIndex(where: {
                MonthDays.dayNumber($0, of: month) == Int(first.dayNumber)
            })
        else { return nil }
        self.days = days
        self.everyMonths = everyMonths
        firstMonth = month
        firstPlace = place
    }

    /// The number of the day of the date `steps` dates after the first; before it, where negative.
    func dayNumber(after steps: Int) -> Int {
        let place = firstPlace + steps
        let months = place.dividedDown(by: days.count)
        return MonthDays.dayNumber(
            days[place - months * days.count], of: firstMonth + everyMonths * months)
    }

    private static func dayNumber(_ day: Int, of month: Int) -> Int {
        MonthSteps.dayNumber(day - 1, of: month)
    }
}
