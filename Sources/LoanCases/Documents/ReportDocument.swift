import ExactArithmetic
import LoanCalendar
import LoanEngine
import LoanPortfolio

/// Reports as documents: `report/1` read, lines of positions added, `report-result/1` and
/// `report-partial/1` written. Sections 2 and 3 of docs/portfolio.md.
public struct ReportDocument: Sendable {
    /// The most errors that a result lists.
    static let maximumErrors = 100

    /// What is asked.
    public let report: Report
    /// As it was written.
    let spec: JSONValue
    var sums: ReportSums
    var read = 0
    var used = 0
    var errors: [(line: Int, error: JSONValue)] = []

    private static let range = DocumentShape.object([
        .init("name", .string, required: true), .init("fromDay", .integer, required: true),
    ])
    private static let shape = DocumentShape.object([
        .init("format", .string, required: true), .init("name", .orNull(.string)),
        .init("asOf", .string, required: true),
        .init(
            "period",
            .object([
                .init("from", .string, required: true), .init("to", .string, required: true),
            ])), .init("groupBy", .list(.list(.string))), .init("par", .list(range)),
        .init("ageing", .list(range)),
        .init(
            "provision",
            .either([
                .string,
                .object([
                    .init("name", .string, required: true), .init("dayOne", .string),
                    .init("base", .string), .init("restructuredPercent", .string),
                    .init(
                        "classes",
                        .list(
                            .object([
                                .init("name", .string, required: true),
                                .init("fromDay", .integer, required: true),
                                .init("percent", .string),
                            ])), required: true),
                ]),
            ])), .init("vintageFromDay", .integer), .init("decimals", .integer),
        .init("mode", .string), .init("measures", .list(.string)),
        .init("currency", .list(.string)),
    ])

    /// Reads a report.
    ///
    /// - Throws: `MALFORMED_INPUT`, `INVALID_REPORT`, `DATE_OUT_OF_RANGE`.
    public init(_ root: JSONValue) throws(DocumentError) {
        try ReportDocument.shape.check(root)
        let reader = DocumentReader(root, "INVALID_REPORT")
        guard reader.text("format") == "report/1" else {
            throw .refused(
                "MALFORMED_INPUT", at: "format", met: Excerpt.quoted(reader.text("format") ?? ""),
                allowed: "report/1")
        }
        var report = Report(asOf: try reader.date("asOf") ?? .first)
        report.name = reader.text("name")
        if reader.has("period") {
            let period = reader.object("period")
            let (from, to) = (
                try period.date("from") ?? .first, try period.date("to") ?? .first
            )
            guard from <= to else {
                throw period.refusal("to", met: "\(to)", allowed: "from \(from) on")
            }
            guard to <= report.asOf else {
                throw period.refusal("to", met: "\(to)", allowed: "up to asOf, \(report.asOf)")
            }
            report.period = from...to
        }
        if reader.has("groupBy") {
            report.groupBy = try ReportDocument.groupBy(reader)
        }
        report.par = try ReportDocument.ranges(reader, "par", least: nil) ?? report.par
        report.ageing = try ReportDocument.ranges(reader, "ageing", least: 0) ?? report.ageing
        report.provision = try ReportDocument.provision(reader)
        report.vintageFromDay = try reader.integer(
            "vintageFromDay", in: 0...36_600, else: report.vintageFromDay)
        report.decimals = try reader.integer("decimals", in: 0...12, else: 2)
        report.mode = try reader.mode("mode") ?? .halfUp
        if reader.has("measures") {
            report.measures = try ReportDocument.measures(reader, report)
        }
        if reader.has("currency") {
            report.currencies = reader.elements("currency").compactMap { $0.text }
        }
        for (index, names) in report.groupBy.enumerated() where report.provision == nil {
            guard names.contains("class") else { continue }
            throw .refused(
                "INVALID_REPORT", at: "groupBy[\(index)]", met: "class without provision",
                allowed: "a provision table")
        }
        self.report = report
        spec = root
        sums = ReportSums(report)
    }

    private static func groupBy(_ reader: DocumentReader) throws(DocumentError) -> [[String]] {
        let lists = reader.elements("groupBy").map { ($0.elements ?? []).compactMap { $0.text } }
        guard (1...16).contains(lists.count) else {
            throw reader.refusal("groupBy", met: "\(lists.count) lists", allowed: "1 to 16")
        }
        for (index, names) in lists.enumerated() {
            let path = JSONPath.element(index, of: "groupBy")
            guard names.count <= 8 else {
                throw .refused(
                    "INVALID_REPORT", at: path, met: "\(names.count) names", allowed: "at most 8")
            }
            for (place, name) in names.enumerated()
            where names[..<place].contains(where: { $0.isWritten(name) }) {
                throw .refused(
                    "INVALID_REPORT", at: JSONPath.element(place, of: path),
                    met: Excerpt.quoted(name) + " twice", allowed: "each name once")
            }
        }
        return lists
    }

    static func ranges(
        _ reader: DocumentReader, _ name: String, least: Int?
    ) throws(DocumentError) -> [Report.Range]? {
        guard reader.has(name) else { return nil }
        var ranges: [Report.Range] = []
        let written = reader.objects(name)
        guard (1...64).contains(written.count) else {
            throw reader.refusal(name, met: "\(written.count) entries", allowed: "1 to 64")
        }
        for (index, own) in written.enumerated() {
            let day = try own.integer("fromDay", in: 0...36_600, else: 0)
            if index == 0, let least, day != least {
                throw own.refusal("fromDay", met: "\(day)", allowed: "\(least) for the first")
            }
            if let before = ranges.last, day <= before.fromDay {
                throw own.refusal("fromDay", met: "\(day)", allowed: "above \(before.fromDay)")
            }
            let word = own.text("name") ?? ""
            if ranges.contains(where: { $0.name.isWritten(word) }) || word.isEmpty {
                throw own.refusal("name", met: Excerpt.quoted(word), allowed: "each name once")
            }
            ranges.append(Report.Range(word, day))
        }
        return ranges
    }

    private static func provision(
        _ reader: DocumentReader
    ) throws(DocumentError) -> ProvisionTable? {
        guard reader.has("provision") else { return nil }
        if let name = reader.text("provision") {
            guard let preset = ProvisionTable.presets.first(where: { $0.name.isWritten(name) })
            else {
                throw reader.refusal(
                    "provision", met: Excerpt.quoted(name),
                    allowed: ProvisionTable.presets.map { $0.name }.joined(separator: ", "))
            }
            return preset
        }
        let own = reader.object("provision")
        var table = ProvisionTable(own.text("name") ?? "", [])
        table.dayOne = try own.word("dayOne", ProvisionTable.DayOne.self) ?? .afterDue
        table.base = try own.word("base", ProvisionTable.Base.self) ?? .principal
        table.restructuredPercent = try own.percent("restructuredPercent")
        let ranges = try ranges(own, "classes", least: 0) ?? []
        for (range, written) in zip(ranges, own.objects("classes")) {
            table.classes.append(
                ProvisionTable.Class(range.name, range.fromDay, try written.percent("percent")))
        }
        let stated = table.classes.count { $0.percent != nil }
        guard stated == 0 || stated == table.classes.count else {
            throw own.refusal(
                "classes", met: "percents of \(stated) of \(table.classes.count) classes",
                allowed: "of all or of none")
        }
        return table
    }

    private static func measures(
        _ reader: DocumentReader, _ report: Report
    ) throws(DocumentError) -> [Report.Measure] {
        var measures: [Report.Measure] = []
        for (index, element) in reader.elements("measures").enumerated() {
            let path = JSONPath.element(index, of: "measures")
            let name = element.text ?? ""
            guard let measure = Report.Measure(rawValue: name) else {
                throw .refused(
                    "INVALID_REPORT", at: path, met: Excerpt.quoted(name),
                    allowed: Report.Measure.allCases.map { $0.rawValue }.joined(separator: ", "))
            }
            if measure.needsPeriod, report.period == nil {
                throw .refused(
                    "INVALID_REPORT", at: path, met: name + " without period", allowed: "a period")
            }
            if measure == .provision, report.provision == nil {
                throw .refused(
                    "INVALID_REPORT", at: path, met: "provision without a table",
                    allowed: "a provision table")
            }
            measures.append(measure)
        }
        return measures
    }

    // MARK: Lines

    /// Adds a line of a stream: a position, or what it is not.
    ///
    /// - Returns: What is wrong with it, or nil.
    @discardableResult
    public mutating func add(_ root: () throws(DocumentError) -> JSONValue) -> DocumentError? {
        read += 1
        do throws(DocumentError) {
            let position = try PositionDocument.position(try root())
            try check(position)
            guard sums.add(position) else {
                throw .refused(
                    "LIMIT_EXCEEDED", at: "$", met: "a group more",
                    allowed: "at most \(ReportSums.maximumGroups) groups")
            }
            used += 1
            return nil
        } catch {
            if errors.count < ReportDocument.maximumErrors {
                errors.append((read, error.inside))
            }
            return error
        }
    }

    private func check(_ position: LoanPosition) throws(DocumentError) {
        if let date = position.asOf, date != report.asOf {
            throw .refused(
                "INVALID_POSITION", at: "asOf", met: "\(date)",
                allowed: "the report's, \(report.asOf)")
        }
        let code = position.currency.code
        if let allowed = report.currencies, !allowed.contains(code) {
            throw .refused(
                "INVALID_POSITION", at: "currency", met: code,
                allowed: allowed.joined(separator: ", "))
        }
        guard sums.hasExponent(of: position.currency) else {
            throw .refused(
                "INVALID_POSITION", at: "currency",
                met: "\(code) with \(position.currency.exponent) digits",
                allowed: "the same digits in all positions")
        }
    }

    /// How many groupings there are.
    public var groupings: Int { report.groupBy.count }

    /// Whether any line was in error.
    public var hasErrors: Bool { read > used }

    /// The measures of one group of a currency, as its row in the result has them.
    ///
    /// - Parameter digits: After the point, of the currency.
    public func measures(of group: GroupSums, digits: Int) -> JSONValue {
        ReportFigures(report, digits: digits).value(group)
    }

    /// `report-result/1`.
    ///
    /// - Throws: `AMOUNT_OUT_OF_RANGE` where a sum leaves 128 bits.
    public var result: JSONValue {
        ReportResult(report, sums).value(
            read: read, used: used, errors: errors.map(ReportResult.error))
    }
}

extension DocumentReader {
    fileprivate func percent(_ name: String) throws(DocumentError) -> Rational? {
        guard let own = try rational(name) else { return nil }
        guard own.signum >= 0, own < Rational(1_000_001) else {
            throw refusal(name, met: own.exactText, allowed: "0 to 1000000")
        }
        return own
    }
}
