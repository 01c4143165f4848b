/// A command on documents, with what governs it: bytes of JSON in, bytes of JSON out.
///
/// The command line and the C library are two doors to it; what either prints comes from here.
///
///     let command = try DocumentCommand("score", with: card)
///     let line = command.line(applicant, number: 1)    // {"score":…} and the line's end
public enum DocumentCommand: Sendable {
    /// Cases (`loan-case/1`) to results.
    case evaluate
    /// Flows, conversions of rates and loans to annual rates.
    case disclose(DisclosureDocument.LoanOptions)
    /// Expressions to their values.
    case expression
    /// Applicants to what a card says of them.
    case score(ScorecardDocument)
    /// Positions to the alerts that a role may see; nil for all.
    case alerts(AlertDocument, role: String?)
    /// Loans to positions.
    case positions(PositionDocument.Dates)

    /// What a document comes to.
    public struct Output: Sendable {
        /// The result as text, or the error as one.
        public let bytes: [UInt8]
        /// Why there is no result, or nil.
        public let error: DocumentError?
    }

    /// The most bytes of a line, and of a document or case.
    public static let (maximumLineBytes, maximumBytes) = (1 << 20, 64 << 20)

    /// The most bytes of a line of this command.
    public var maximumLineBytes: Int {
        if case .evaluate = self { return DocumentCommand.maximumBytes }
        return DocumentCommand.maximumLineBytes
    }

    /// A document by itself, as a file has it: its result for people.
    ///
    /// - Parameter bytes: The document, or nil where it is longer than `maximumBytes`.
    public func document(_ bytes: [UInt8]?) -> Output {
        if case .evaluate = self {
            let result = bytes.map { CaseResult(evaluating: $0) } ?? .tooLong
            return Output(bytes: result.pretty, error: result.error.map { DocumentError($0) })
        }
        do throws(DocumentError) {
            guard let bytes else { throw .tooLong(allowed: DocumentCommand.maximumBytes) }
            let value = try result(of: try DocumentError.parse(bytes))
            return Output(bytes: JSONText.pretty(value), error: nil)
        } catch {
            return Output(bytes: JSONText.pretty(error.value), error: error)
        }
    }

    /// A line of a stream, and the end of its line.
    ///
    /// - Parameters:
    ///   - bytes: The line without its end, or nil where it is longer than `maximumLineBytes`.
    ///   - number: The line's, from 1.
    public func line(_ bytes: [UInt8]?, number: Int) -> Output {
        if case .evaluate = self {
            let result = bytes.map { CaseResult(evaluating: $0) } ?? .tooLong
            return Output(
                bytes: result.json + [0x0A], error: result.error.map { DocumentError($0) })
        }
        let place = JSONValue.Member("line", .number("\(number)"))
        do throws(DocumentError) {
            guard let bytes else { throw .tooLong(allowed: maximumLineBytes) }
            var value = try result(of: try DocumentError.parse(bytes))
            if case .alerts = self { value = .object([place, .init("alerts", value)]) }
            return Output(bytes: JSONText.compact(value) + [0x0A], error: nil)
        } catch {
            let value = JSONValue.object([place, .init("error", error.inside)])
            return Output(bytes: JSONText.compact(value) + [0x0A], error: error)
        }
    }

    private func result(of root: JSONValue) throws(DocumentError) -> JSONValue {
        switch self {
        case .evaluate:
            do throws(LoanError) {
                return try CaseResult(evaluating: root).value
            } catch {
                throw DocumentError(error)
            }
        case .disclose(let options): return try DisclosureDocument.result(of: root, options)
        case .expression: return try ExpressionDocument.result(of: root)
        case .score(let card): return try card.result(of: root)
        case .alerts(let rules, let role): return try rules.result(of: root, role: role)
        case .positions(let dates): return try PositionDocument.result(of: root, dates)
        }
    }
}

extension CaseResult {
    /// The result of a line that is longer than a case may be.
    public static var tooLong: CaseResult {
        CaseResult(
            failure: LoanError(
                .malformedInput, at: "$",
                "the line is too long; allowed: \(DocumentCommand.maximumBytes) bytes"))
    }

    /// The result for people, and the end of its last line.
    public var pretty: [UInt8] {
        // The engine's own output is JSON, so it parses; were it not, show it as it is.
        do throws(LoanError) {
            return JSONText.pretty(try value)
        } catch {
            return json + [0x0A]
        }
    }
}

extension DocumentError {
    /// The error as a document that governs a stream shows it: `{"error": {…}}` and a line's end.
    public var line: [UInt8] { JSONText.compact(value) + [0x0A] }
}
