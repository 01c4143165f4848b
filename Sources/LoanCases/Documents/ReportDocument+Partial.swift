import LoanEngine
import LoanPortfolio

// Partial sums: written, read again, and added up. Section 3 of docs/portfolio.md.
extension ReportDocument {
    /// `report-partial/1`: the sums, and the report they belong to.
    public var partial: JSONValue {
        let groups = sums.groups.sorted { ReportResult.comesBefore($0.key, $1.key) }
        return .object([
            .init("format", .string("report-partial/1")), .init("report", spec),
            .init("lines", ReportResult.lines(read, used)),
            .init("errors", .array(errors.map(ReportResult.error))),
            .init(
                "groups",
                .array(
                    groups.map { key, own in
                        .object([
                            .init("currency", .string(key.currency)),
                            .init(
                                "exponent", .number("\(sums.exponents[key.currency] ?? 0)")),
                            .init("grouping", .number("\(key.grouping)")),
                            .init(
                                "key",
                                .array(key.names.map { $0.map { .string($0) } ?? .null })),
                            .init("sums", .array(own.sums.map { .string("\($0)") })),
                            .init(
                                "roll",
                                .array(
                                    own.roll.sorted { $0.key < $1.key }.map { place, cell in
                                        .array(
                                            [
                                                "\(place)", "\(cell.loans)",
                                                "\(cell.previousPrincipal)", "\(cell.principal)",
                                            ].map { .string($0) })
                                    })),
                        ])
                    })),
        ])
    }

    /// The report that a partial belongs to, without its sums.
    ///
    /// - Throws: `INVALID_REPORT` where it is no partial.
    public init(ofPartial root: JSONValue) throws(DocumentError) {
        guard root["format"]?.text == "report-partial/1", let spec = root["report"] else {
            throw .refused(
                "INVALID_REPORT", at: "format", met: "no report-partial/1",
                allowed: "what --partial has written, which has its report in it: none besides")
        }
        try self.init(spec)
    }

    /// Adds the sums of a partial of the same report.
    ///
    /// - Throws: `INVALID_REPORT` where it is of another, or holds what no partial has;
    ///   `AMOUNT_OUT_OF_RANGE`; `LIMIT_EXCEEDED`. The report is of no use then.
    public mutating func merge(_ root: JSONValue) throws(DocumentError) {
        guard root["format"]?.text == "report-partial/1", root["report"] == spec else {
            throw .refused(
                "INVALID_REPORT", at: "report", met: "a partial of another report",
                allowed: "partials of one report")
        }
        let lines = try PartialReader.lines(root["lines"])
        read = try PartialReader.sum(read, lines.read)
        used = try PartialReader.sum(used, lines.used)
        for (index, group) in (root["groups"]?.elements ?? []).enumerated() {
            let own = PartialReader(group, at: JSONPath.element(index, of: "groups"))
            let key = try own.key(report)
            let exponent = try own.exponent(key.currency)
            if let known = sums.exponents[key.currency], known != exponent {
                throw own.invalid("exponent", met: "\(exponent) after \(known)")
            }
            let group = try own.sums(report)
            switch sums.merge(key, group, exponent: exponent) {
            case .added: break
            case .beyondRange: throw own.outOfRange("sums")
            case .tooManyGroups:
                throw .refused(
                    "LIMIT_EXCEEDED", at: own.path, met: "a group more",
                    allowed: "at most \(ReportSums.maximumGroups) groups")
            }
        }
        for (index, entry) in (root["errors"]?.elements ?? []).enumerated() {
            let own = PartialReader(entry, at: JSONPath.element(index, of: "errors"))
            errors.append((try own.integer("line", in: 1...Int.max), try own.value("error")))
        }
        errors.sort { $0.line < $1.line }
        errors = Array(errors.prefix(ReportDocument.maximumErrors))
    }
}

/// A part of a partial: its inside is the engine's own, so that whatever else is there is refused.
private struct PartialReader {
    let root: JSONValue
    let path: String

    init(_ root: JSONValue, at path: String) { (self.root, self.path) = (root, path) }

    func invalid(_ name: String, met: String) -> DocumentError {
        .refused(
            "INVALID_REPORT", at: path + "." + name, met: met, allowed: "what --partial has written"
        )
    }

    func outOfRange(_ name: String) -> DocumentError {
        .refused(
            "AMOUNT_OUT_OF_RANGE", at: path + "." + name, met: "a sum beyond its range",
            allowed: "sums of less than 2^120 minor units")
    }

    func value(_ name: String) throws(DocumentError) -> JSONValue {
        guard let value = root[name] else { throw invalid(name, met: "nothing") }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        guard case .number(let text) = try value(name), let own = Int(text), range.contains(own)
        else { throw invalid(name, met: "another number") }
        return own
    }

    func key(_ report: Report) throws(DocumentError) -> ReportSums.Key {
        let grouping = try integer("grouping", in: 0...report.groupBy.count - 1)
        let names = try value("key").elements ?? []
        guard names.count == report.groupBy[grouping].count,
            names.allSatisfy({ $0.text != nil || $0 == .null })
        else { throw invalid("key", met: "another number of names") }
        let currency = try value("currency").text ?? ""
        guard Currency(code: currency, exponent: 0) != nil else {
            throw invalid("currency", met: Excerpt.quoted(currency))
        }
        return ReportSums.Key(
            currency: currency, grouping: grouping, names: names.map { $0.text })
    }

    func exponent(_ currency: String) throws(DocumentError) -> Int {
        let exponent = try integer("exponent", in: 0...99)
        guard Currency(code: currency, exponent: exponent) != nil else {
            throw invalid("exponent", met: "\(exponent)")
        }
        return exponent
    }

    func sums(_ report: Report) throws(DocumentError) -> GroupSums {
        let written = try value("sums").elements ?? []
        guard written.count == report.places.count else {
            throw invalid("sums", met: "\(written.count) sums")
        }
        var sums: [Int128] = []
        for sum in written { sums.append(try wide(sum, "sums")) }
        var roll: [Int: GroupSums.Cell] = [:]
        for entry in try value("roll").elements ?? [] {
            var parts: [Int128] = []
            for part in entry.elements ?? [] { parts.append(try wide(part, "roll")) }
            guard parts.count == 4, parts[0] < report.places.cells else {
                throw invalid("roll", met: "a cell that the report has not")
            }
            var own = GroupSums.Cell()
            (own.loans, own.previousPrincipal, own.principal) = (parts[1], parts[2], parts[3])
            roll[Int(parts[0])] = own
        }
        return GroupSums(sums: sums, roll: roll)
    }

    private func wide(_ value: JSONValue, _ name: String) throws(DocumentError) -> Int128 {
        guard let text = value.text, let own = Int128(text), own >= 0 else {
            throw invalid(name, met: value.text.map(Excerpt.quoted) ?? "what is no text")
        }
        guard own < GroupSums.bound else { throw outOfRange(name) }
        return own
    }

    /// How many lines were read and used.
    static func lines(_ value: JSONValue?) throws(DocumentError) -> (read: Int, used: Int) {
        let own = PartialReader(value ?? .null, at: "lines")
        let read = try own.integer("read", in: 0...Int.max)
        return (read, try own.integer("used", in: 0...read))
    }

    static func sum(_ left: Int, _ right: Int) throws(DocumentError) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        if overflow {
            throw .refused(
                "AMOUNT_OUT_OF_RANGE", at: "lines", met: "more lines than can be counted",
                allowed: "up to \(Int.max)")
        }
        return sum
    }
}
