extension DocumentCommand {
    /// The names, as the command line calls them.
    public static let names = [
        "evaluate", "disclose", "expression", "score", "alerts", "positions",
    ]

    private static let nothing = DocumentShape.object([])
    private static let loanOptions = DocumentShape.object([
        .init("regime", .string), .init("decimals", .integer), .init("period", .string),
        .init("unitPeriod", .string),
    ])
    private static let alertOptions = DocumentShape.object([.init("role", .string)])
    private static let dates = DocumentShape.object([
        .init("asOf", .string, required: true), .init("from", .string), .init("to", .string),
        .init("previous", .string),
    ])

    /// A command by its name.
    ///
    /// - Parameters:
    ///   - with: The document that governs it: a card, rules; nil for none.
    ///   - options: An object of options by their long names, such as `{"asOf": "2026-03-31"}`.
    /// - Throws: `INVALID_ARGUMENT` for a name or options that are not allowed, and what the
    ///   document that governs it throws.
    public init(
        _ name: String, with document: [UInt8]? = nil, options: [UInt8]? = nil
    ) throws(DocumentError) {
        let options = try DocumentCommand.options(options)
        let hasDocument = document != nil
        switch name {
        case "score":
            try DocumentCommand.check(options, DocumentCommand.nothing)
            self = .score(try ScorecardDocument(try DocumentCommand.governing(document)))
            return
        case "alerts":
            try DocumentCommand.check(options, DocumentCommand.alertOptions)
            self = .alerts(
                try AlertDocument(try DocumentCommand.governing(document)),
                role: options["role"]?.text)
            return
        case "evaluate", "expression":
            try DocumentCommand.check(options, DocumentCommand.nothing)
            self = name == "evaluate" ? .evaluate : .expression
        case "disclose":
            try DocumentCommand.check(options, DocumentCommand.loanOptions)
            var own = DisclosureDocument.LoanOptions()
            own.regime = options["regime"]?.text
            own.period = options["period"]?.text
            own.unitPeriod = options["unitPeriod"]?.text
            own.decimals = try DocumentCommand.decimals(options)
            self = .disclose(own)
        case "positions":
            try DocumentCommand.check(options, DocumentCommand.dates)
            self = .positions(
                try PositionDocument.Dates(
                    asOf: options["asOf"]?.text ?? "", from: options["from"]?.text,
                    to: options["to"]?.text, previous: options["previous"]?.text))
        default:
            throw .refused(
                DocumentError.argument, at: "kind", met: Excerpt.quoted(name),
                allowed: (DocumentCommand.names + ReportCommand.names).joined(separator: ", "))
        }
        if hasDocument {
            throw .refused(
                DocumentError.argument, at: "with", met: "a document", allowed: "none for \(name)")
        }
    }

    private static func decimals(_ options: JSONValue) throws(DocumentError) -> Int? {
        guard case .number(let text) = options["decimals"] else { return nil }
        guard let decimals = Int(text), (0...12).contains(decimals) else {
            throw .refused(
                DocumentError.argument, at: "options.decimals", met: text, allowed: "0 to 12")
        }
        return decimals
    }

    /// The document that has to be there.
    public static func governing(_ bytes: [UInt8]?) throws(DocumentError) -> JSONValue {
        guard let bytes else {
            throw .refused(
                DocumentError.argument, at: "with", met: "no document",
                allowed: "the document that governs the command")
        }
        return try DocumentError.parse(bytes)
    }

    /// Options, none where there are no bytes.
    static func options(_ bytes: [UInt8]?) throws(DocumentError) -> JSONValue {
        guard let bytes else { return .object([]) }
        do throws(LoanError) {
            return try JSONValue(json: bytes)
        } catch {
            throw DocumentError(DocumentError.argument, at: "options", error.message)
        }
    }

    /// - Throws: `INVALID_ARGUMENT` at the first option that is not allowed.
    static func check(_ options: JSONValue, _ shape: DocumentShape) throws(DocumentError) {
        do throws(DocumentError) {
            try shape.check(options, at: "options")
        } catch {
            throw DocumentError(DocumentError.argument, at: error.path, error.message)
        }
    }
}

extension DocumentError {
    /// The code of a call that is wrong, whatever the documents are.
    public static let argument = "INVALID_ARGUMENT"

    /// A call that is wrong at one of its arguments.
    public init(argument name: String, _ message: String) {
        self.init(DocumentError.argument, at: name, message)
    }
}
