import ExactArithmetic
import LoanCalendar

/// What a credit costs by law: the annual rate and the totals that go with it.
///
/// Sections 1 to 3 of docs/disclosure.md.
public struct Disclosure: Sendable, Equatable {
    /// How times are counted and the rate is shown.
    public struct Options: Sendable, Equatable {
        /// The regime.
        public var regime: Regime
        /// Digits of the percent, 0 to 12.
        public var decimals: Int
        /// How it is rounded.
        public var mode: RoundingMode
        /// Under `eu` and `uk`.
        public var fraction: YearFraction
        /// Under `annexI`.
        public var period: AnnexPeriod
        /// Under `us`, with dates.
        public var unitPeriod: UnitPeriod?
        /// Under `us`, with times: w.
        public var unitPeriodsPerYear: Rational?

        /// The regime's own: one decimal under `eu` and `uk`, else two, half up; Annex I by months.
        public init(_ regime: Regime) {
            self.regime = regime
            decimals = regime == .eu || regime == .uk ? 1 : 2
            mode = .halfUp
            fraction = .annexI
            period = .month
        }
    }

    /// The most flows after series are written out.
    public static let maximumFlows = 20_000
    /// The most digits of a percent.
    public static let maximumDecimals = 12

    /// The regime.
    public let regime: Regime
    /// The annual rate.
    public let rate: AnnualRate
    /// w, under `us`; else nil.
    public let unitPeriodsPerYear: Rational?
    /// Σ advances, in minor units.
    public let totalAdvancesMinor: Int64
    /// Σ charges at time 0 and before.
    public let prepaidChargesMinor: Int64
    /// The advances less the prepaid charges.
    public let amountFinancedMinor: Int64
    /// Σ payments and charges after time 0.
    public let totalOfPaymentsMinor: Int64
    /// The payments with the prepaid charges.
    public let totalAmountPayableMinor: Int64
    /// What is payable less the advances: the total cost of credit.
    public let financeChargeMinor: Int64

    /// The disclosure of flows, all by date or all by time.
    ///
    /// - Throws: `DisclosureError`.
    public init(_ flows: [CashFlow], _ options: Options) throws(DisclosureError) {
        guard flows.count <= Disclosure.maximumFlows else {
            throw DisclosureError(
                .invalidFlows, at: "flows",
                "\(flows.count) flows; allowed: at most \(Disclosure.maximumFlows)")
        }
        guard (0...Disclosure.maximumDecimals).contains(options.decimals) else {
            throw DisclosureError(
                .invalidFlows, at: "decimals",
                "\(options.decimals); allowed: 0 to \(Disclosure.maximumDecimals)")
        }
        let timed = try Disclosure.times(flows, options)
        regime = options.regime
        var (advances, prepaid, payments): (Int128, Int128, Int128) = (0, 0, 0)
        for (flow, time) in zip(flows, timed.times) {
            switch flow.kind {
            case .advance: advances += Int128(flow.amountMinor)
            case .charge where time.signum <= 0: prepaid += Int128(flow.amountMinor)
            case .charge, .payment: payments += Int128(flow.amountMinor)
            }
        }
        func minor(_ sum: Int128, _ name: String) throws(DisclosureError) -> Int64 {
            guard let minor = Int64(exactly: sum) else {
                throw DisclosureError(
                    .amountOutOfRange, at: name,
                    "the amount does not fit in 64 bits: at most 9223372036854775807 minor units")
            }
            return minor
        }
        unitPeriodsPerYear = timed.perYear
        totalAdvancesMinor = try minor(advances, "totalAdvances")
        prepaidChargesMinor = try minor(prepaid, "prepaidCharges")
        amountFinancedMinor = try minor(advances - prepaid, "amountFinanced")
        totalOfPaymentsMinor = try minor(payments, "totalOfPayments")
        totalAmountPayableMinor = try minor(payments + prepaid, "totalAmountPayable")
        financeChargeMinor = try minor(payments + prepaid - advances, "financeCharge")
        rate = try AnnualRate(
            flows, at: timed.times, perYear: timed.perYear, decimals: options.decimals,
            mode: options.mode)
    }

    /// The times of flows from the first advance above zero, and w under `us`.
    private static func times(
        _ flows: [CashFlow], _ options: Options
    ) throws(DisclosureError) -> (times: [Rational], perYear: Rational?) {
        func invalid(_ path: String, _ message: String) -> DisclosureError {
            DisclosureError(.invalidFlows, at: path, message)
        }
        let isUS = options.regime == .us
        var dates: [CivilDate] = []
        var years: [Rational] = []
        for flow in flows {
            switch flow.time {
            case .date(let date): dates.append(date)
            case .years(let time): years.append(time)
            }
        }
        guard dates.isEmpty || years.isEmpty else {
            throw invalid("flows", "some by date and some by time; allowed: all alike")
        }
        let advances = flows.indices.filter {
            flows[$0].kind == .advance && flows[$0].amountMinor > 0
        }
        guard !advances.isEmpty else {
            throw invalid("flows", "no ADVANCE above zero; allowed: at least one")
        }
        if dates.isEmpty {
            let first = advances.map { years[$0] }.min() ?? .zero
            guard first.signum == 0 else {
                throw invalid("flows", "the first ADVANCE at t \(first); allowed: 0")
            }
            if isUS, let early = years.firstIndex(where: { $0.signum < 0 }) {
                throw invalid(
                    "flows[\(early)].t",
                    "\(years[early]), before the first ADVANCE; allowed: from 0")
            }
            guard !isUS || options.unitPeriodsPerYear != nil else {
                throw invalid("unitPeriodsPerYear", "missing; allowed: 1 to 366")
            }
            return (years, isUS ? options.unitPeriodsPerYear : nil)
        }
        let start = advances.map { dates[$0] }.min() ?? dates[0]
        guard isUS else {
            let fraction = options.regime == .xirr ? .actual365 : options.fraction
            return (dates.map { fraction.years(from: start, to: $0, by: options.period) }, nil)
        }
        if let early = dates.firstIndex(where: { $0 < start }) {
            throw invalid(
                "flows[\(early)].date",
                "\(dates[early]), before the first ADVANCE; allowed: from \(start)")
        }
        if let unit = options.unitPeriod {
            return (dates.map { unit.periods(from: start, to: $0) }, unit.perYear)
        }
        // Charges at time 0 are prepaid.
        let payments = flows.indices.filter {
            flows[$0].amountMinor > 0
                && (flows[$0].kind == .payment || flows[$0].kind == .charge && dates[$0] > start)
        }
        guard advances.count == 1, payments.count == 1, let last = payments.first,
            flows[last].kind == .payment, dates[last] > start
        else {
            throw invalid(
                "unitPeriod", "missing; allowed: without it one advance and one payment only")
        }
        let (months, left) = MonthsBack.count(from: start, to: dates[last])
        if months >= 12, let year = UnitPeriod(1, .year) {
            return (dates.map { year.periods(from: start, to: $0) }, year.perYear)
        }
        let days = UInt64(dates[last].days(since: start).magnitude)
        let perYear =
            left == 0 ? Rational(12, over: UInt64(months)) : Rational(365, over: max(days, 1))
        return (dates.map { $0 == start ? .zero : Rational(1) }, perYear)
    }
}
