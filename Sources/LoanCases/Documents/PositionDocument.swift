import ExactArithmetic
import LoanCalendar
import LoanEngine
import LoanPortfolio

/// Positions as documents, `position/1`: read, written, and built from a loan's case.
///
/// Section 1 of docs/portfolio.md.
public enum PositionDocument {
    private static let parts: [DocumentShape.Field] = [
        .init("principal", .string), .init("interest", .string), .init("fee", .string),
        .init("penalty", .string), .init("total", .string),
    ]
    private static let amounts = DocumentShape.object(parts)
    static let shape = DocumentShape.object([
        .init("format", .string), .init("loan", .string, required: true),
        .init("currency", .currency, required: true), .init("status", .string, required: true),
        .init("asOf", .orNull(.string)), .init("outstanding", amounts),
        .init(
            "arrears",
            .object(
                parts + [
                    .init("since", .orNull(.string)), .init("daysPastDue", .integer),
                    .init("bucket", .orNull(.string)),
                ])),
        .init(
            "nextDue",
            .orNull(
                .object([
                    .init("sequence", .integer, required: true),
                    .init("dueDate", .string, required: true),
                    .init("amount", .string, required: true),
                ]))),
        .init("overdueInstallments", .integer), .init("restructured", .bool),
        .init("disbursedAmount", .orNull(.string)), .init("disbursedAt", .orNull(.string)),
        .init("maturityDate", .orNull(.string)), .init("lastPaymentAt", .orNull(.string)),
        .init("writtenOff", .string), .init("recovered", .string), .init("countBorrower", .bool),
        .init(
            "previous",
            .orNull(
                .object([
                    .init("status", .string, required: true), .init("principal", .string),
                    .init("daysPastDue", .integer),
                ]))),
        .init(
            "promises",
            .list(
                .object([
                    .init("id", .string, required: true), .init("date", .string, required: true),
                    .init("amount", .string, required: true),
                    .init("received", .string),
                ]))),
        .init("dimensions", .dictionary(.orNull(.string))),
        .init(
            "flows",
            .object([
                .init("due", amounts), .init("paidOfDue", amounts), .init("paidOnTime", amounts),
                .init("broughtForward", amounts),
                .init(
                    "collected",
                    .object([
                        .init("arrears", amounts), .init("current", amounts),
                        .init("advance", amounts),
                    ])), .init("disbursed", .string), .init("writtenOff", .string),
                .init("recovered", .string), .init("submitted", .integer),
                .init("approved", .integer), .init("rejected", .integer),
            ])),
    ])
    /// The names that reports compute; no dimension is called so.
    static let computedNames = ["status", "bucket", "class", "disbursedMonth"]

    // MARK: Reading

    /// Reads a position.
    ///
    /// - Throws: `MALFORMED_INPUT`, `INVALID_POSITION`, `AMOUNT_OUT_OF_RANGE`, `DATE_OUT_OF_RANGE`,
    ///   `LIMIT_EXCEEDED`.
    public static func position(
        _ root: JSONValue, at path: String = ""
    ) throws(DocumentError) -> LoanPosition {
        try shape.check(root, at: path)
        let reader = DocumentReader(root, at: path, "INVALID_POSITION")
        if let format = reader.text("format"), !format.isWritten("position/1") {
            throw .refused(
                "MALFORMED_INPUT", at: reader.place("format"), met: Excerpt.quoted(format),
                allowed: "position/1")
        }
        let loan = reader.text("loan") ?? ""
        guard (1...128).contains(loan.utf8.count) else {
            throw reader.refusal("loan", met: Excerpt.quoted(loan), allowed: "1 to 128 bytes")
        }
        guard let currency = try reader.currency("currency") else {
            throw reader.missing("currency")
        }
        var own = LoanPosition(loan: loan, currency: currency, status: try reader.status("status"))
        own.asOf = try reader.date("asOf")
        own.outstanding = try reader.parts("outstanding", currency)
        own.arrears = try reader.parts("arrears", currency)
        let arrears = reader.object("arrears")
        own.arrearsSince = try arrears.date("since")
        own.daysPastDue = try arrears.integer("daysPastDue", in: 0...3_652_059, else: 0)
        if reader.has("nextDue") {
            let due = reader.object("nextDue")
            own.nextDue = LoanPosition.Due(
                sequence: try due.integer("sequence", in: 1...36_601, else: 1),
                date: try due.date("dueDate") ?? .first,
                amountMinor: try due.amount("amount", in: currency) ?? 0)
        }
        own.overdueInstallments = try reader.integer("overdueInstallments", in: 0...36_601, else: 0)
        own.isRestructured = reader.bool("restructured") ?? false
        own.disbursedMinor = try reader.amount("disbursedAmount", in: currency)
        own.disbursedAt = try reader.date("disbursedAt")
        own.maturityDate = try reader.date("maturityDate")
        own.lastPaymentAt = try reader.date("lastPaymentAt")
        own.writtenOffMinor = try reader.amount("writtenOff", in: currency) ?? 0
        own.recoveredMinor = try reader.amount("recovered", in: currency) ?? 0
        own.countsBorrower = reader.bool("countBorrower") ?? true
        if reader.has("previous") {
            let previous = reader.object("previous")
            own.previous = LoanPosition.Previous(
                status: try previous.status("status"),
                principalMinor: try previous.amount("principal", in: currency) ?? 0,
                daysPastDue: try previous.integer("daysPastDue", in: 0...3_652_059, else: 0))
        }
        let promises = reader.objects("promises")
        guard promises.count <= 16 else {
            throw DocumentError.refused(
                "LIMIT_EXCEEDED", at: reader.place("promises"), met: "\(promises.count) promises",
                allowed: "at most 16")
        }
        for promise in promises {
            own.promises.append(
                LoanPosition.Promise(
                    id: promise.text("id") ?? "", date: try promise.date("date") ?? .first,
                    amountMinor: try promise.amount("amount", in: currency) ?? 0,
                    receivedMinor: try promise.amount("received", in: currency) ?? 0))
        }
        own.dimensions = try dimensions(reader)
        if reader.has("flows") { own.flows = try flows(reader.object("flows"), currency) }
        try check(own, reader)
        return own
    }

    static func dimensions(
        _ reader: DocumentReader
    ) throws(DocumentError) -> [(name: String, text: String?)] {
        guard case .object(let members) = reader.value?["dimensions"] else { return [] }
        guard members.count <= 32 else {
            throw .refused(
                "LIMIT_EXCEEDED", at: reader.place("dimensions"),
                met: "\(members.count) dimensions",
                allowed: "at most 32")
        }
        for member in members where computedNames.contains(member.key) {
            throw .refused(
                reader.code, at: JSONPath.member(member.key, of: reader.place("dimensions")),
                met: "a dimension called as a computed one",
                allowed: "other names than " + computedNames.joined(separator: ", "))
        }
        return members.map { ($0.key, $0.value.text) }
    }

    private static func flows(
        _ reader: DocumentReader, _ currency: Currency
    ) throws(DocumentError) -> LoanPosition.Flows {
        var own = LoanPosition.Flows()
        own.due = try reader.parts("due", currency)
        own.paidOfDue = try reader.parts("paidOfDue", currency)
        own.paidOnTime = try reader.parts("paidOnTime", currency)
        own.broughtForward = try reader.parts("broughtForward", currency)
        let collected = reader.object("collected")
        own.collectedArrears = try collected.parts("arrears", currency)
        own.collectedCurrent = try collected.parts("current", currency)
        own.collectedAdvance = try collected.parts("advance", currency)
        own.disbursedMinor = try reader.amount("disbursed", in: currency) ?? 0
        own.writtenOffMinor = try reader.amount("writtenOff", in: currency) ?? 0
        own.recoveredMinor = try reader.amount("recovered", in: currency) ?? 0
        let counts = 0...1_000_000_000
        own.submitted = Int64(try reader.integer("submitted", in: counts, else: 0))
        own.approved = Int64(try reader.integer("approved", in: counts, else: 0))
        own.rejected = Int64(try reader.integer("rejected", in: counts, else: 0))
        return own
    }

    /// The figures among themselves.
    private static func check(_ own: LoanPosition, _ reader: DocumentReader) throws(DocumentError) {
        let arrears = reader.object("arrears")
        func flows(_ name: String, _ component: Component) -> DocumentError {
            reader.object("flows").refusal(
                name, met: "more \(component.name) than there may be",
                allowed: "paidOnTime ≤ paidOfDue ≤ due")
        }
        switch own.figures.problem {
        case nil: return
        case .arrearsAboveOutstanding(let component):
            throw reader.refusal(
                "arrears", met: "more \(component.name) than is outstanding",
                allowed: "at most \(own.currency.text(own.outstanding[component]))")
        case .daysWithoutArrears:
            throw arrears.refusal(
                "daysPastDue", met: "\(own.daysPastDue) without arrears", allowed: "0")
        case .arrearsWithoutDays:
            throw arrears.refusal(
                "daysPastDue", met: "arrears without days past due", allowed: "1 or more")
        case .outstandingWithStatus:
            throw reader.refusal(
                "outstanding", met: "something outstanding of a loan that is \(own.status.name)",
                allowed: "only ACTIVE or WRITTEN_OFF")
        case .paidOnTimeAbovePaid(let component): throw flows("paidOnTime", component)
        case .paidAboveDue(let component): throw flows("paidOfDue", component)
        }
    }

    // MARK: From a loan

    /// Which dates positions are built for.
    public struct Dates: Sendable {
        /// The date of the positions.
        public var asOf: CivilDate
        /// What flows are of; nil for none.
        public var period: ClosedRange<CivilDate>?
        /// The date to compare with; nil for none.
        public var previous: CivilDate?

        /// - Throws: `INVALID_POSITION` where they do not fit together.
        public init(
            asOf: String, from: String?, to: String?, previous: String?
        ) throws(DocumentError) {
            let reader = DocumentReader(nil, "INVALID_POSITION")
            self.asOf = try reader.date(asOf, at: "asOf")
            if from != nil || to != nil {
                guard let from, let to else {
                    throw .refused(
                        "INVALID_POSITION", at: from == nil ? "from" : "to",
                        met: "one end of a period",
                        allowed: "both from and to")
                }
                let (first, last) = (
                    try reader.date(from, at: "from"), try reader.date(to, at: "to")
                )
                guard first <= last, last <= self.asOf else {
                    throw .refused(
                        "INVALID_POSITION", at: "to", met: to, allowed: "from ≤ to ≤ as-of")
                }
                period = first...last
            }
            if let previous {
                let own = try reader.date(previous, at: "previous")
                guard own <= self.asOf else {
                    throw .refused(
                        "INVALID_POSITION", at: "previous", met: previous,
                        allowed: "up to the as-of date")
                }
                self.previous = own
            }
        }
    }

    private static let lineShape = DocumentShape.object([
        .init("loan", .string, required: true), .init("case", .any, required: true),
        .init("dimensions", .dictionary(.orNull(.string))), .init("countBorrower", .bool),
    ])

    /// The position of a line `{"loan", "case", "dimensions"}`.
    ///
    /// - Throws: `DocumentError`.
    public static func result(of root: JSONValue, _ dates: Dates) throws(DocumentError) -> JSONValue
    {
        try lineShape.check(root)
        let reader = DocumentReader(root, "INVALID_POSITION")
        let loan = reader.text("loan") ?? ""
        guard (1...128).contains(loan.utf8.count) else {
            throw reader.refusal("loan", met: Excerpt.quoted(loan), allowed: "1 to 128 bytes")
        }
        let dimensions = try dimensions(reader)
        var own: LoanPosition
        do throws(LoanError) {
            let form = try CaseForm(root["case"] ?? .null)
            let terms = try form.terms()
            var account = try LoanAccount(terms, status: form.status)
            try account.apply(contentsOf: try form.events(in: terms.currency))
            own = try LoanPosition(
                loan, account, asOf: dates.asOf, period: dates.period, previous: dates.previous)
        } catch {
            throw DocumentError(error.code.name, at: "case." + error.path, error.message)
        }
        own.dimensions = dimensions
        own.countsBorrower = reader.bool("countBorrower") ?? true
        return value(own, hasFlows: dates.period != nil)
    }
}

extension DocumentReader {
    fileprivate func missing(_ name: String) -> DocumentError {
        .refused("MALFORMED_INPUT", at: place(name), met: "a missing field", allowed: "a value")
    }

    func status(_ name: String) throws(DocumentError) -> LoanStatus {
        guard let own = LoanStatus(name: text(name) ?? "") else {
            throw refusal(
                name, met: Excerpt.quoted(text(name) ?? ""), allowed: LoanStatus.allNames)
        }
        return own
    }

    /// Amounts by component, missing ones zero; a total that is given agrees.
    func parts(_ name: String, _ currency: Currency) throws(DocumentError) -> Parts {
        var parts = Parts.zero
        guard has(name) else { return parts }
        let own = object(name)
        parts.principal = try own.amount("principal", in: currency) ?? 0
        parts.interest = try own.amount("interest", in: currency) ?? 0
        parts.fee = try own.amount("fee", in: currency) ?? 0
        parts.penalty = try own.amount("penalty", in: currency) ?? 0
        if let total = try own.amount("total", in: currency), Int128(total) != parts.total {
            throw own.refusal(
                "total", met: currency.text(total),
                allowed: DecimalText.format(wide: parts.total, currency.exponent))
        }
        return parts
    }
}

extension DecimalText {
    /// An amount of any size with so many digits after the point.
    static func format(wide amount: Int128, _ fractionDigits: Int) -> String {
        if let word = Int64(exactly: amount) {
            return format(word, fractionDigits: fractionDigits)
        }
        let digits = "\(amount.magnitude)"
        let sign = amount < 0 ? "-" : ""
        if fractionDigits == 0 { return sign + digits }
        let padded =
            String(repeating: "0", count: max(0, fractionDigits + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(fractionDigits) + "." + padded.suffix(fractionDigits)
    }
}

extension Currency {
    /// The code alone where its exponent is ISO 4217's.
    var json: JSONValue {
        if Currency.exponent(of: code) == exponent { return .string(code) }
        return .object([
            .init("code", .string(code)), .init("exponent", .number("\(exponent)")),
        ])
    }
}
