/// The result of a case, `loan-result/1`: a statement or an error.
///
///     let result = CaseResult(evaluating: bytes)
///     let line = result.json                       // one line of JSON
public struct CaseResult: Sendable {
    /// The format's name and version.
    public static let format = "loan-result/1"

    /// The case's name; nil where it has none, or was not JSON.
    public let name: String?
    /// The terms, where the case got as far.
    public let terms: LoanTerms?
    /// The statement, or why there is none.
    public let outcome: Result<LoanStatement, LoanError>
    /// What servicing has made of the loan, where there is a statement.
    public let servicing: ServicingStatement?

    /// Evaluates a case written in JSON. Total: whatever the bytes are, there is a result.
    public init(evaluating bytes: [UInt8]) {
        do throws(LoanError) {
            self.init(evaluating: try JSONParser.parse(bytes))
        } catch {
            self.init(name: nil, terms: nil, outcome: .failure(error))
        }
    }

    /// Evaluates a case that is parsed already.
    public init(evaluating root: JSONValue) {
        var terms: LoanTerms?
        do throws(LoanError) {
            let form = try CaseForm(root)
            let decoded = try form.terms()
            terms = decoded
            var account = try LoanAccount(decoded, status: form.status)
            try account.apply(contentsOf: try form.events(in: decoded.currency))
            let statement = try account.statement(asOf: form.asOf)
            self.init(
                name: form.name, terms: terms, outcome: .success(statement),
                servicing: try account.servicing(asOf: form.asOf))
        } catch {
            self.init(name: root["name"]?.text, terms: terms, outcome: .failure(error))
        }
    }

    /// The error of an input that could not even be read, such as a line beyond all limits.
    public init(failure: LoanError) {
        self.init(name: nil, terms: nil, outcome: .failure(failure))
    }

    private init(
        name: String?, terms: LoanTerms?, outcome: Result<LoanStatement, LoanError>,
        servicing: ServicingStatement? = nil
    ) {
        self.name = name
        self.terms = terms
        self.outcome = outcome
        self.servicing = servicing
    }

    /// Why there is no statement, or nil.
    public var error: LoanError? {
        if case .failure(let error) = outcome { return error }
        return nil
    }

    /// The result as one line of JSON without the line's end, keys in the contract's order.
    public var json: [UInt8] {
        var writer = ResultWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The result as a JSON value.
    public var value: JSONValue {
        get throws(LoanError) { try JSONParser.parse(json) }
    }
}
