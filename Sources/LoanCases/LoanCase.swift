/// A case of the format `loan-case/1`: terms, events and an as-of date, and for QA what is expected
/// of the result.
///
///     let loanCase = try LoanCase(json: bytes)
///     let statement = try loanCase.evaluate()
public struct LoanCase: Sendable, Equatable {
    /// The format's name and version.
    public static let format = "loan-case/1"

    /// What the case is about, or nil.
    public var name: String?
    /// Where the expected figures come from, or nil.
    public var source: String?
    /// The contract.
    public var terms: LoanTerms
    /// The status before the first event.
    public var status: LoanStatus
    /// What happened, in the order written; numbered from 1.
    public var events: [LogEntry]
    /// The date of the statement; nil for the latest event's, else the disbursement's.
    public var asOf: CivilDate?
    /// The part of the result that QA compares, as it was written, or nil.
    public var expect: JSONValue?

    /// A case of those parts.
    public init(
        name: String? = nil, source: String? = nil, terms: LoanTerms, status: LoanStatus = .active,
        events: [LogEntry] = [], asOf: CivilDate? = nil, expect: JSONValue? = nil
    ) {
        self.name = name
        self.source = source
        self.terms = terms
        self.status = status
        self.events = events
        self.asOf = asOf
        self.expect = expect
    }

    /// Reads a case from JSON, strictly.
    ///
    /// - Throws: `malformedInput` for its form, then what its terms and events throw. Whether the
    ///   terms make a schedule is seen when it is evaluated.
    public init(json bytes: [UInt8]) throws(LoanError) {
        let form = try CaseForm(json: bytes)
        let terms = try form.terms()
        try terms.validate()
        self.init(
            name: form.name, source: form.source, terms: terms, status: form.status,
            events: try form.events(in: terms.currency), asOf: form.asOf, expect: form.expect)
    }

    /// The case as JSON for people: `init(json:)` of it is the same case.
    public var json: [UInt8] { JSONText.pretty(value) }

    /// The statement of the case.
    ///
    /// - Throws: As `LoanAccount`, in the order of the contract: the terms, the schedule, the
    ///   events' form, the events in the order written.
    public func evaluate() throws(LoanError) -> LoanStatement {
        var account = try LoanAccount(terms, status: status)
        try account.apply(contentsOf: events)
        return try account.statement(asOf: asOf)
    }
}

extension LoanTerms {
    /// Reads terms from JSON, strictly: the value of `terms` in a case, alone.
    ///
    /// - Throws: What `LoanCase.init(json:)` throws for a case with these terms, by the same paths:
    ///   `terms.rate.percent`, and `terms` for what is no JSON at all.
    public init(json bytes: [UInt8]) throws(LoanError) {
        let value = try JSONParser.parse(bytes, at: [.key("terms")])
        try Shape.object(LoanTerms.forms).check(value, at: "terms")
        try self.init(FieldReader(value, at: "terms", .invalidTerms))
        try validate()
    }
}

/// A case whose form is checked and whose values are not read yet. The contract's order of errors
/// puts the schedule between the terms and the events, so they are read one at a time.
struct CaseForm {
    let name: String?
    let source: String?
    let status: LoanStatus
    let asOf: CivilDate?
    let expect: JSONValue?
    private let root: JSONValue

    /// - Throws: `malformedInput` where the form is wrong.
    init(json bytes: [UInt8]) throws(LoanError) {
        try self.init(try JSONParser.parse(bytes))
    }

    /// - Throws: `malformedInput` where the form is wrong.
    init(_ root: JSONValue) throws(LoanError) {
        try Shape.loanCase.check(root, at: "")
        let fields = FieldReader(root, at: "", .malformedInput)
        if let format = fields.text("format"), !format.utf8.elementsEqual(LoanCase.format.utf8) {
            throw fields.refusal(
                "format", met: Excerpt.quoted(format), allowed: "\"\(LoanCase.format)\"")
        }
        self.root = root
        name = fields.text("name")
        source = fields.text("source")
        status = try fields.named("status", else: .active)
        asOf = try fields.date("asOf")
        expect = root["expect"]
    }

    /// - Throws: `invalidTerms`, `amountOutOfRange`, `dateOutOfRange`.
    func terms() throws(LoanError) -> LoanTerms {
        try LoanTerms(FieldReader(root["terms"], at: "terms", .invalidTerms))
    }

    /// - Throws: `invalidEvent`, `amountOutOfRange`, `dateOutOfRange`.
    func events(in currency: Currency) throws(LoanError) -> [LogEntry] {
        var events: [LogEntry] = []
        for (index, fields) in FieldReader(root, at: "", .invalidEvent).objects("events")
            .enumerated()
        {
            events.append(try LogEntry(fields, at: "events[\(index)]", in: currency))
        }
        return events
    }
}
