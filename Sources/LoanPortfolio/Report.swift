import ExactArithmetic
import LoanCalendar
import LoanEngine

/// What is asked of a portfolio. Section 2 of docs/portfolio.md.
public struct Report: Sendable {
    /// A name from a day on.
    public struct Range: Sendable, Equatable {
        /// What it is called.
        public let name: String
        /// Days past due from which it counts.
        public let fromDay: Int

        /// A range.
        public init(_ name: String, _ fromDay: Int) { (self.name, self.fromDay) = (name, fromDay) }
    }

    /// The measures, in the order of results.
    public enum Measure: String, Sendable, CaseIterable {
        case counts, outstanding, arrears, grossPortfolio, averageLoan, arrearsRate, par, ageing
        case provision, collection, disbursement, applications, losses, yield, roll, vintage

        /// Whether it is about a period.
        public var needsPeriod: Bool {
            switch self {
            case .collection, .disbursement, .applications, .losses, .yield: true
            default: false
            }
        }
    }

    /// Carried into the result.
    public var name: String?
    /// The date of all positions.
    public var asOf: CivilDate
    /// For measures of a period; at most up to the date.
    public var period: ClosedRange<CivilDate>?
    /// Lists of names; an empty one is the total.
    public var groupBy: [[String]] = [[]]
    /// Portfolio at risk, by rising days.
    public var par = [
        Range("PAR1", 1), Range("PAR30", 31), Range("PAR60", 61), Range("PAR90", 91),
    ]
    /// Buckets, from day 0.
    public var ageing = Report.defaultAgeing
    /// Classes and what is set aside; nil for none.
    public var provision: ProvisionTable?
    /// Days from which a vintage counts as late.
    public var vintageFromDay = 31
    /// Digits of percents, 0 to 12: what is set beyond is the nearer of them.
    public var decimals = 2 {
        didSet { decimals = min(max(decimals, 0), 12) }
    }
    /// How percents, averages and provisions are rounded.
    public var mode = RoundingMode.halfUp
    /// Nil for all that have what they need.
    public var measures: [Measure]?
    /// Codes allowed; nil for all.
    public var currencies: [String]?

    /// CURRENT, 1-30, 31-60, 61-90, 91-180, 181-365, OVER_365.
    public static var defaultAgeing: [Range] {
        [
            Range("CURRENT", 0), Range("1-30", 1), Range("31-60", 31), Range("61-90", 61),
            Range("91-180", 91), Range("181-365", 181), Range("OVER_365", 366),
        ]
    }

    /// The report of a date, with defaults.
    public init(asOf: CivilDate) { self.asOf = asOf }

    /// What is measured, in the order of results.
    public var measured: [Measure] {
        Measure.allCases.filter { measure in
            if let measures { return measures.contains(measure) }
            return (period != nil || !measure.needsPeriod)
                && (measure != .provision || provision != nil)
        }
    }
}

/// Classes by days past due, and what is set aside for each.
public struct ProvisionTable: Sendable, Equatable {
    /// From when days count.
    public enum DayOne: String, Sendable, CaseIterable {
        /// Days past due.
        case afterDue = "AFTER_DUE"
        /// The due date is the first day; grace does not count.
        case onDue = "ON_DUE"
    }

    /// What percents are of.
    public enum Base: String, Sendable, CaseIterable {
        case principal = "PRINCIPAL"
        case total = "TOTAL"
    }

    /// A class.
    public struct Class: Sendable, Equatable {
        /// What it is called.
        public let name: String
        /// Days from which it counts.
        public let fromDay: Int
        /// Nil in a table without percents.
        public let percent: Rational?

        /// A class.
        public init(_ name: String, _ fromDay: Int, _ percent: Rational?) {
            (self.name, self.fromDay, self.percent) = (name, fromDay, percent)
        }
    }

    /// What it is called.
    public var name: String
    /// From when days count.
    public var dayOne = DayOne.afterDue
    /// What percents are of.
    public var base = Base.principal
    /// A restructured loan's percent is at least this.
    public var restructuredPercent: Rational?
    /// By rising days, from day 0.
    public var classes: [Class]

    /// A table.
    public init(
        _ name: String, dayOne: DayOne = .afterDue, base: Base = .principal,
        restructuredPercent: Rational? = nil, _ classes: [Class]
    ) {
        (self.name, self.dayOne, self.base) = (name, dayOne, base)
        (self.restructuredPercent, self.classes) = (restructuredPercent, classes)
    }

    /// Whether amounts are set aside, or loans classed only.
    public var hasPercents: Bool { classes.contains { $0.percent != nil } }

    /// The tables of regulators, by name: section 4 of docs/portfolio.md has their sources.
    public static let presets: [ProvisionTable] = {
        func tenths(_ value: Int64) -> Rational { Rational(value, over: 10) }
        func table(
            _ name: String, _ dayOne: DayOne = .afterDue, restructured: Int64? = nil,
            classes: [(String, Int, Int64?)]
        ) -> ProvisionTable {
            ProvisionTable(
                name, dayOne: dayOne, restructuredPercent: restructured.map(tenths),
                classes.map { Class($0.0, $0.1, $0.2.map(tenths)) })
        }
        return [
            table(
                "CBN_MFB",
                classes: [
                    ("PERFORMING", 0, 10), ("PASS_AND_WATCH", 1, 50), ("SUBSTANDARD", 31, 200),
                    ("DOUBTFUL", 61, 500), ("LOST", 91, 1000),
                ]),
            table(
                "RBI", .onDue,
                classes: [
                    ("STANDARD", 0, nil), ("SMA-0", 1, nil), ("SMA-1", 31, nil),
                    ("SMA-2", 61, nil), ("NPA", 91, nil),
                ]),
            table(
                "SBP_MFB_2006",
                classes: [
                    ("REGULAR", 0, 15), ("WATCH_LIST", 5, 15), ("SUBSTANDARD", 30, 250),
                    ("DOUBTFUL", 90, 500), ("LOSS", 180, 1000),
                ]),
            table("BSP_409", classes: [("NOT_AT_RISK", 0, nil), ("AT_RISK", 1, nil)]),
            table(
                "MIX", restructured: 500,
                classes: [("CURRENT", 0, 0), ("91-180", 91, 500), ("OVER_180", 181, 1000)]),
            table(
                "SA_DHAN",
                classes: [
                    ("REGULAR", 0, 0), ("1-30", 1, 100), ("31-60", 31, 250), ("61-90", 61, 500),
                    ("91-180", 91, 750), ("181-365", 181, 900), ("OVER_365", 366, 1000),
                ]),
            table(
                "IFRS9", classes: [("STAGE_1", 0, nil), ("STAGE_2", 31, nil), ("STAGE_3", 90, nil)]),
            table("CRR_178", classes: [("NOT_DEFAULTED", 0, nil), ("DEFAULTED", 91, nil)]),
        ]
    }()

    /// What is set aside for a loan, rounded by itself.
    func provision(_ base: Int128, _ place: Int, isRestructured: Bool, _ mode: RoundingMode)
        -> Int128
    {
        guard var percent = classes[place].percent else { return 0 }
        if isRestructured, let least = restructuredPercent, percent < least { percent = least }
        return ProvisionTable.rounded(base, percent * Rational(1, over: 100), mode)
    }

    /// A part of a base, rounded once.
    public static func provision(
        _ base: Int128, _ numerator: UInt64, over denominator: UInt64, _ mode: RoundingMode
    ) -> Int128 {
        rounded(
            base, Rational(wide: Int128(numerator)) * Rational(1, over: max(denominator, 1)), mode)
    }

    private static func rounded(_ base: Int128, _ part: Rational, _ mode: RoundingMode) -> Int128 {
        Int128((Rational(wide: base) * part).rounded(to: mode))
    }
}

extension Int128 {
    /// A number known to fit in 128 bits.
    init(_ whole: Whole) {
        let half = Whole(1).shifted(by: 62)
        let size = whole.magnitude
        let high = Int128(size.dividedDown(by: half).word ?? 0)
        let value = (high << 62) + Int128(size.remainder(by: half).word ?? 0)
        self = whole.signum < 0 ? -value : value
    }
}
