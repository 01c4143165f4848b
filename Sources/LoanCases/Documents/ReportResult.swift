import ExactArithmetic
import LoanCalendar
import LoanEngine
import LoanPortfolio

/// A report's sums as figures: section 3 of docs/portfolio.md says what each is.
struct ReportResult {
    let report: Report
    let sums: ReportSums

    init(_ report: Report, _ sums: ReportSums) { (self.report, self.sums) = (report, sums) }

    static func lines(_ read: Int, _ used: Int) -> JSONValue {
        .object([
            .init("read", .number("\(read)")), .init("used", .number("\(used)")),
            .init("rejected", .number("\(read - used)")),
        ])
    }

    static func error(_ entry: (line: Int, error: JSONValue)) -> JSONValue {
        .object([.init("line", .number("\(entry.line)")), .init("error", entry.error)])
    }

    /// By currency, grouping, then names: absent first, then by bytes.
    static func comesBefore(_ left: ReportSums.Key, _ right: ReportSums.Key) -> Bool {
        func isLess(_ left: String, _ right: String) -> Bool {
            left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        if left.currency != right.currency { return isLess(left.currency, right.currency) }
        if left.grouping != right.grouping { return left.grouping < right.grouping }
        for names in zip(left.names, right.names) {
            switch names {
            case (nil, nil): continue
            case (nil, _): return true
            case (_, nil): return false
            case (let first?, let second?):
                if !first.isWritten(second) { return isLess(first, second) }
            }
        }
        return false
    }

    func value(read: Int, used: Int, errors: [JSONValue]) -> JSONValue {
        let groups = sums.groups.sorted { ReportResult.comesBefore($0.key, $1.key) }
        var currencies: [JSONValue] = []
        var start = 0
        while start < groups.count {
            let code = groups[start].key.currency
            var end = start
            while end < groups.count, groups[end].key.currency == code { end += 1 }
            let figures = ReportFigures(report, digits: sums.exponents[code] ?? 0)
            let own = groups[start..<end]
            currencies.append(
                .object([
                    .init("currency", .string(code)),
                    .init(
                        "groupings",
                        .array(
                            report.groupBy.enumerated().map { index, names in
                                .object([
                                    .init("by", .array(names.map { .string($0) })),
                                    .init(
                                        "rows",
                                        .array(
                                            own.filter { $0.key.grouping == index }.map {
                                                row($0.key, names, figures.value($0.value))
                                            })),
                                ])
                            })),
                ]))
            start = end
        }
        return .object([
            .init("format", .string("report-result/1")),
            .init("name", report.name.map { .string($0) } ?? .null),
            .init("asOf", .string(report.asOf.description)),
            .init(
                "period",
                report.period.map {
                    .object([
                        .init("from", .string($0.lowerBound.description)),
                        .init("to", .string($0.upperBound.description)),
                    ])
                } ?? .null), .init("lines", ReportResult.lines(read, used)),
            .init("currencies", .array(currencies)), .init("errors", .array(errors)),
        ])
    }

    private func row(
        _ key: ReportSums.Key, _ names: [String], _ measures: JSONValue
    ) -> JSONValue {
        .object([
            .init(
                "key",
                .object(
                    zip(names, key.names).map { .init($0, $1.map { .string($0) } ?? .null) })),
            .init("measures", measures),
        ])
    }
}
