/// A report on its way: positions or partial sums in, a result out.
///
///     var command = try ReportCommand(spec: spec)
///     command.add(line)
///     let text = command.text(isPartial: false)
public struct ReportCommand: Sendable {
    /// The names: over positions, over partial sums.
    public static let names = ["report", "merge"]

    /// The report so far; nil before the first partial.
    public private(set) var report: ReportDocument?

    /// A report (`report/1`) over positions.
    ///
    /// - Throws: What is wrong with it.
    public init(spec: JSONValue) throws(DocumentError) { report = try ReportDocument(spec) }

    /// A report over the partial sums of others.
    public init() {}

    /// Adds a position; one that is none is an error of its line.
    ///
    /// - Parameter bytes: The line, or nil where it is longer than
    ///   `DocumentCommand.maximumLineBytes`.
    /// - Returns: What is wrong with it, or nil.
    @discardableResult
    public mutating func add(_ bytes: [UInt8]?) -> DocumentError? {
        report?.add { () throws(DocumentError) in
            guard let bytes else {
                throw .tooLong(allowed: DocumentCommand.maximumLineBytes)
            }
            return try DocumentError.parse(bytes)
        }
    }

    /// Adds partial sums (`report-partial/1`), of the same report as those before.
    ///
    /// - Throws: What is wrong with them; there is no report then.
    public mutating func merge(_ root: JSONValue) throws(DocumentError) {
        var own: ReportDocument
        if let report { own = report } else { own = try ReportDocument(ofPartial: root) }
        report = nil
        try own.merge(root)
        report = own
    }

    /// The result for people, or the partial sums on a line.
    ///
    /// - Throws: `INVALID_REPORT` where there are no partial sums at all.
    public func text(isPartial: Bool) throws(DocumentError) -> [UInt8] {
        guard let report else {
            throw .refused(
                "INVALID_REPORT", at: "$", met: "no partial sums",
                allowed: "what --partial has written")
        }
        return isPartial
            ? JSONText.compact(report.partial) + [0x0A] : JSONText.pretty(report.result)
    }

    /// Whether any line was in error.
    public var hasErrors: Bool { report?.hasErrors ?? false }

    // MARK: By name

    /// Whether a name is one of `names`.
    public static func isName(_ name: String) -> Bool { names.contains { $0.isWritten(name) } }

    /// A report by a name of `names`.
    ///
    /// - Parameter document: The report (`report/1`) for "report", nil for "merge".
    /// - Throws: `INVALID_ARGUMENT`, and what is wrong with the report.
    public init(_ name: String, with document: [UInt8]?) throws(DocumentError) {
        if name.isWritten("report") {
            try self.init(spec: try DocumentCommand.governing(document))
            return
        }
        guard document == nil else {
            throw DocumentError(argument: "with", "a document; allowed: none for merge")
        }
        self.init()
    }

    /// Adds partial sums by a line; those of an empty line are none.
    ///
    /// - Parameter bytes: The line, or nil where it is longer than
    ///   `DocumentCommand.maximumBytes`.
    /// - Throws: What is wrong with them.
    public mutating func merge(line bytes: [UInt8]?) throws(DocumentError) {
        guard let bytes else { throw .tooLong(allowed: DocumentCommand.maximumBytes) }
        try merge(try DocumentError.parse(bytes))
    }

    private static let shape = DocumentShape.object([.init("partial", .bool)])

    /// Whether partial sums are asked for.
    ///
    /// - Parameter options: An object of options, or nil: `{"partial": true}`.
    /// - Throws: `INVALID_ARGUMENT`.
    public static func isPartial(_ options: [UInt8]?) throws(DocumentError) -> Bool {
        let options = try DocumentCommand.options(options)
        try DocumentCommand.check(options, shape)
        return options["partial"]?.isTrue ?? false
    }
}
