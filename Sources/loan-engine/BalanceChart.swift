import LoanCases

/// The principal that is unpaid in two projections, as a picture for paper: an SVG with one dashed and
/// one solid line, readable without colour.
///
/// Positions are whole tenths of a unit, so that the picture is the same on every machine.
struct BalanceChart {
    private static let (width, height) = (8000, 4500)
    private static let (left, right, top, bottom) = (1100, 300, 700, 600)

    private let currency: Currency
    private let without: [(date: CivilDate, minor: Int64)]
    private let with: [(date: CivilDate, minor: Int64)]
    private let first: Int
    private let last: Int
    /// The highest tick, in minor units, and the distance between two.
    private let most: Int64
    private let step: Int64

    init(_ without: Projection, _ with: Projection) {
        currency = with.account.terms.currency
        self.without = without.balances
        self.with = with.balances
        let dates = (self.without + self.with).map { Int($0.date.dayNumber) }
        first = dates.min() ?? 0
        last = max(dates.max() ?? 1, first + 1)
        let highest = max((self.without + self.with).map(\.minor).max() ?? 1, 1)
        step = BalanceChart.step(highest)
        let ticks = highest / step + (highest % step == 0 ? 0 : 1)
        let (most, overflow) = step.multipliedReportingOverflow(by: ticks)
        self.most = overflow ? highest : most
    }

    /// 1, 2 or 5 times a power of ten, so that there are at most six ticks.
    private static func step(_ highest: Int64) -> Int64 {
        var power: Int64 = 1
        while true {
            for factor in [1, 2, 5] as [Int64] {
                let (step, overflow) = power.multipliedReportingOverflow(by: factor)
                if overflow || highest / step < 6 { return overflow ? highest : step }
            }
            let (next, overflow) = power.multipliedReportingOverflow(by: 10)
            if overflow { return highest }
            power = next
        }
    }

    var svg: [UInt8] {
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450" role="img" "#
                + #"font-family="sans-serif" font-size="13" fill="black">"#,
            "<title>Principal unpaid, with and without</title>",
            #"<rect width="800" height="450" fill="white"/>"#,
            #"<text x="110" y="28" font-size="16">Principal unpaid, \#(currency.code)</text>"#,
            #"<path d="M430 23h50" stroke="dimgray" stroke-width="2" stroke-dasharray="7 5"/>"#,
            #"<text x="488" y="28">without</text>"#,
            #"<path d="M580 23h50" stroke="black" stroke-width="2.5"/>"#,
            #"<text x="638" y="28">with</text>"#,
        ]
        lines += amountTicks + dateTicks
        lines.append(path(without, #"stroke="dimgray" stroke-width="2" stroke-dasharray="7 5""#))
        lines.append(path(with, #"stroke="black" stroke-width="2.5""#))
        lines.append("</svg>\n")
        return Array(lines.joined(separator: "\n").utf8)
    }

    private var amountTicks: [String] {
        var lines: [String] = []
        var amount: Int64 = 0
        while amount <= most {
            let y = BalanceChart.tenths(self.y(amount))
            lines.append(#"<path d="M110 \#(y)H770" stroke="lightgray"/>"#)
            lines.append(
                #"<text x="102" y="\#(y)" dy="4" text-anchor="end">\#(currency.text(amount))</text>"#
            )
            let (next, overflow) = amount.addingReportingOverflow(step)
            if overflow { break }
            amount = next
        }
        return lines
    }

    /// The first of months or of years, at most eight of them.
    private var dateTicks: [String] {
        guard let start = CivilDate(dayNumber: first), let end = CivilDate(dayNumber: last) else {
            return []
        }
        let months = 12 * (end.year - start.year) + end.month - start.month
        let every = [1, 2, 3, 6, 12, 24, 60, 120, 240].first { months / $0 <= 8 } ?? 1200
        var lines: [String] = []
        var month = 12 * start.year + start.month - 1
        month += (every - month % every) % every
        while let date = CivilDate(year: month / 12, month: month % 12 + 1, day: 1), date <= end {
            if date >= start {
                let x = BalanceChart.tenths(self.x(Int(date.dayNumber)))
                let padded = date.month < 10 ? "0\(date.month)" : "\(date.month)"
                let text = every >= 12 ? "\(date.year)" : "\(date.year)-\(padded)"
                lines.append(#"<path d="M\#(x) 390v6" stroke="black"/>"#)
                lines.append(#"<text x="\#(x)" y="412" text-anchor="middle">\#(text)</text>"#)
            }
            month += every
        }
        lines.append(#"<path d="M110 390H770" stroke="black"/>"#)
        return lines
    }

    private func path(_ points: [(date: CivilDate, minor: Int64)], _ style: String) -> String {
        let places = points.map {
            "\(BalanceChart.tenths(x(Int($0.date.dayNumber)))) \(BalanceChart.tenths(y($0.minor)))"
        }
        return #"<path d="M\#(places.joined(separator: "L"))" fill="none" \#(style)/>"#
    }

    private func x(_ day: Int) -> Int {
        BalanceChart.left
            + (day - first) * (BalanceChart.width - BalanceChart.left - BalanceChart.right)
            / (last - first)
    }

    private func y(_ minor: Int64) -> Int {
        let height = BalanceChart.height - BalanceChart.top - BalanceChart.bottom + 100
        let share = Int128(minor) * Int128(height) / Int128(max(most, 1))
        return 3900 - Int(clamping: share)
    }

    private static func tenths(_ value: Int) -> String { "\(value / 10).\(value % 10)" }
}
