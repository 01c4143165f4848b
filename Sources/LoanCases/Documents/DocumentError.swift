import CreditScoring
import Expressions
import LoanDisclosure
import LoanEngine

/// Why a document has no result: what is wrong, where, and what is allowed.
public struct DocumentError: Error, Sendable, Equatable {
    /// By its name in results: `MALFORMED_INPUT`, `INVALID_CARD`, …
    public let code: String
    /// The field, by its path from the document's root; `$` for the whole.
    public let path: String
    /// What was met and what is allowed, in English.
    public let message: String
    /// Where in an expression, in bytes from 0; nil where the fault lies in none.
    public let position: Int?

    /// An error of those parts; an empty path is that of the document, `$`.
    public init(_ code: String, at path: String, _ message: String, position: Int? = nil) {
        (self.code, self.path) = (code, path.isEmpty ? "$" : path)
        (self.message, self.position) = (message, position)
    }

    init(_ error: LoanError) { self.init(error.code.name, at: error.path, error.message) }

    init(_ error: DisclosureError) {
        self.init(error.code.rawValue, at: error.path, error.message)
    }

    init(_ error: ScoreError) {
        self.init(error.code, at: error.path, error.message, position: error.position)
    }

    init(_ error: ExpressionError, at path: String) {
        self.init(error.code.rawValue, at: path, error.message, position: error.position)
    }

    /// `met` at a path, and what is allowed there.
    static func refused(
        _ code: String, at path: String, met: String, allowed: String
    ) -> DocumentError {
        DocumentError(code, at: path, "\(met); allowed: \(allowed)")
    }

    /// `{"error": {…}}`.
    public var value: JSONValue { .object([.init("error", inside)]) }

    /// `{"code", "path", "message"}`, and `"position"` in an expression.
    public var inside: JSONValue {
        var members: [JSONValue.Member] = [
            .init("code", .string(code)), .init("path", .string(path)),
            .init("message", .string(message)),
        ]
        if let position { members.append(.init("position", .number("\(position)"))) }
        return .object(members)
    }
}

extension DocumentError: CustomStringConvertible {
    /// `CODE: path: message`, and the position in an expression.
    public var description: String {
        "\(code): \(path): \(message)" + (position.map { "; at position \($0)" } ?? "")
    }
}

extension DocumentError {
    /// The value of a document.
    ///
    /// - Throws: `MALFORMED_INPUT` where the bytes are no JSON.
    public static func parse(_ bytes: [UInt8]) throws(DocumentError) -> JSONValue {
        do throws(LoanError) {
            return try JSONValue(json: bytes)
        } catch {
            throw DocumentError(error)
        }
    }

    /// The error of a line beyond all limits.
    public static func tooLong(allowed bytes: Int) -> DocumentError {
        .refused(
            "MALFORMED_INPUT", at: "$", met: "the line is too long", allowed: "\(bytes) bytes")
    }
}
