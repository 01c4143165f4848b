import CLoanEngineJSON
import ExactArithmetic
import LoanCalendar
import LoanCases
import LoanEngine
import LoanPortfolio

/// A report in the caller's memory, read once and then used without allocating: a head, the days of its
/// ranges, the percents of its classes as ratios, and its text.
struct PortfolioSpec {
    private struct Head {
        var mark: UInt64 = 0
        var size: UInt64 = 0
        var textLength: UInt64 = 0
        var asOf: Int32 = 0
        var vintageFromDay: Int32 = 0
        var par: Int32 = 0
        var ageing: Int32 = 0
        /// Below zero without a provision table.
        var classes: Int32 = -1
        var isOnDue: Int32 = 0
        var isOfTotal: Int32 = 0
        var mode: Int32 = 0
    }

    /// What a loan of a class sets aside, of its base, in lowest terms: unless it is restructured, and then.
    private struct Share {
        var numerator: UInt64
        var denominator: UInt64
        var restructuredNumerator: UInt64
        var restructuredDenominator: UInt64
    }

    private static let mark: UInt64 = 0x31_54_52_4F_50_45_52_4C
    private static let maximumRanges: Int32 = 64

    private let memory: UnsafeRawPointer
    private let head: Head
    let asOf: CivilDate
    let places: SumPlaces

    /// Nil where the memory holds no report: it is not what `write` made.
    init?(_ memory: UnsafeRawPointer?) {
        guard let memory, UInt(bitPattern: memory) % 8 == 0 else { return nil }
        let head = memory.load(as: Head.self)
        let ranges = 0...PortfolioSpec.maximumRanges
        guard head.mark == PortfolioSpec.mark, ranges.contains(head.par),
            ranges.contains(head.ageing), head.classes == -1 || ranges.contains(head.classes),
            head.textLength <= UInt64(DocumentCommand.maximumBytes),
            head.size == UInt64(PortfolioSpec.textOffset(head)) + head.textLength,
            let asOf = CivilDate(dayNumber: Int(head.asOf))
        else { return nil }
        (self.memory, self.head, self.asOf) = (memory, head, asOf)
        places = SumPlaces(
            par: Int(head.par), ageing: Int(head.ageing), classes: Int(max(head.classes, 0)))
    }

    private static func shareOffset(_ head: Head) -> Int {
        let days = Int(head.par) + Int(head.ageing) + Int(max(head.classes, 0))
        return MemoryLayout<Head>.size + (days * 4 + 7) / 8 * 8
    }

    private static func textOffset(_ head: Head) -> Int {
        shareOffset(head) + Int(max(head.classes, 0)) * MemoryLayout<Share>.stride
    }

    /// The bytes of a group's sums: two words for each sum, and six for each cell of the roll.
    var sumsSize: Int { 16 * places.count + 48 * places.cells }

    /// The report's own text.
    var text: [UInt8] {
        Array(
            UnsafeRawBufferPointer(
                start: memory + PortfolioSpec.textOffset(head), count: Int(head.textLength)))
    }

    fileprivate func day(_ index: Int) -> Int {
        Int(memory.load(fromByteOffset: MemoryLayout<Head>.size + 4 * index, as: Int32.self))
    }

    private func share(_ index: Int) -> Share {
        memory.load(
            fromByteOffset: PortfolioSpec.shareOffset(head) + index * MemoryLayout<Share>.stride,
            as: Share.self)
    }

    /// How many classes the provision table has.
    var classCount: Int { Int(max(head.classes, 0)) }

    /// What a loan of a class sets aside, in one multiplication; nil where that does not give it.
    func multiplier(_ place: Int, isRestructured: Bool) -> RatioMultiplier? {
        let share = share(place)
        return isRestructured
            ? RatioMultiplier(
                share.restructuredNumerator, over: share.restructuredDenominator, by: mode)
            : RatioMultiplier(share.numerator, over: share.denominator, by: mode)
    }

    // MARK: Writing

    /// What a report is in memory.
    ///
    /// - Throws: What is wrong with it; `LIMIT_EXCEEDED` for a percent that is no ratio of 64 bits.
    static func bytes(of text: [UInt8]) throws(DocumentError) -> [UInt64] {
        let report = try ReportDocument(try DocumentCommand.governing(text)).report
        var head = Head()
        (head.mark, head.textLength) = (mark, UInt64(text.count))
        (head.asOf, head.vintageFromDay) = (report.asOf.dayNumber, Int32(report.vintageFromDay))
        (head.par, head.ageing) = (Int32(report.par.count), Int32(report.ageing.count))
        head.classes = Int32(report.provision?.classes.count ?? -1)
        head.isOnDue = report.dayOne == .onDue ? 1 : 0
        head.isOfTotal = report.base == .total ? 1 : 0
        head.mode = Int32(report.mode.rawValue)
        head.size = UInt64(textOffset(head) + text.count)
        let classes = report.classes ?? []
        let days =
            report.par.map { $0.fromDay } + report.ageing.map { $0.fromDay }
            + classes.map { $0.fromDay }
        var shares: [Share] = []
        for own in classes {
            let percent = own.percent ?? .zero
            let least = own.percent == nil ? .zero : report.provision?.restructuredPercent ?? .zero
            let (one, other) = (
                try ratio(percent, own.name), try ratio(percent < least ? least : percent, own.name)
            )
            shares.append(
                Share(
                    numerator: one.0, denominator: one.1, restructuredNumerator: other.0,
                    restructuredDenominator: other.1))
        }
        var words = [UInt64](repeating: 0, count: (Int(head.size) + 7) / 8)
        words.withUnsafeMutableBytes { memory in
            memory.storeBytes(of: head, as: Head.self)
            for (index, day) in days.enumerated() {
                memory.storeBytes(
                    of: Int32(day), toByteOffset: MemoryLayout<Head>.size + 4 * index,
                    as: Int32.self)
            }
            for (index, share) in shares.enumerated() {
                memory.storeBytes(
                    of: share,
                    toByteOffset: shareOffset(head) + index * MemoryLayout<Share>.stride,
                    as: Share.self)
            }
            let offset = textOffset(head)
            for (index, byte) in text.enumerated() { memory[offset + index] = byte }
        }
        return words
    }

    private static func ratio(
        _ percent: Rational, _ name: String
    ) throws(DocumentError) -> (UInt64, UInt64) {
        guard let words = (percent * Rational(1, over: 100)).words else {
            throw DocumentError(
                "LIMIT_EXCEEDED", at: "provision.classes",
                "the percent of class \(name) is not allowed here; allowed: one whose hundredth is a "
                    + "ratio of numbers below 2^64")
        }
        return words
    }
}

extension PortfolioSpec: ReportTables {
    /// Days of ranges that stand one after the other.
    struct Days: DayTable {
        fileprivate let spec: PortfolioSpec
        fileprivate let first: Int
        let count: Int

        func fromDay(_ index: Int) -> Int { spec.day(first + index) }
    }

    var par: Days { Days(spec: self, first: 0, count: Int(head.par)) }
    var ageing: Days { Days(spec: self, first: Int(head.par), count: Int(head.ageing)) }
    var classes: Days? {
        head.classes < 0
            ? nil : Days(spec: self, first: Int(head.par + head.ageing), count: Int(head.classes))
    }
    var vintageFromDay: Int { Int(head.vintageFromDay) }
    var dayOne: ProvisionTable.DayOne { head.isOnDue != 0 ? .onDue : .afterDue }
    var base: ProvisionTable.Base { head.isOfTotal != 0 ? .total : .principal }
    private var mode: RoundingMode {
        RoundingMode(rawValue: UInt8(truncatingIfNeeded: head.mode)) ?? .halfUp
    }

    func provision(_ base: Int128, _ place: Int, isRestructured: Bool) -> Int128 {
        let share = share(place)
        let (numerator, denominator) =
            isRestructured
            ? (share.restructuredNumerator, share.restructuredDenominator)
            : (share.numerator, share.denominator)
        if numerator == 0 || denominator == 0 { return 0 }
        if numerator == denominator { return base }
        if let word = Int64(exactly: base) {
            do throws(ArithmeticError) {
                return Int128(try roundedProduct(word, numerator, over: denominator, by: mode))
            } catch {}
        }
        // Beyond 64 bits, in big integers: that allocates.
        return ProvisionTable.provision(base, numerator, over: denominator, mode)
    }
}
