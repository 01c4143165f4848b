@preconcurrency import Glibc
import LoanCases

/// Documents in, results out: one a file, or one a line.
struct DocumentRun {
    /// The most bytes of a line.
    static let maximumLineBytes = 1 << 20

    let command: String
    /// What a document comes to.
    let evaluate: (JSONValue) throws(DocumentError) -> JSONValue
    /// Around the result of a line: its number and the result.
    var wrap: (Int, JSONValue) -> JSONValue = { $1 }
    private var hasRead = false
    private var hasFailed = false

    init(
        _ command: String, _ evaluate: @escaping (JSONValue) throws(DocumentError) -> JSONValue
    ) {
        (self.command, self.evaluate) = (command, evaluate)
    }

    var status: ExitStatus { !hasRead ? .usage : hasFailed ? .failure : .success }

    /// One file, one document.
    mutating func file(_ path: String) {
        do throws(FileError) {
            let bytes = try Files.read(path)
            hasRead = true
            do throws(DocumentError) {
                Output.write(JSONText.pretty(try evaluate(try DocumentRun.parse(bytes))))
            } catch {
                hasFailed = true
                Output.error("loan-engine: \(path): \(error)")
                LineErrors.hint(path, bytes)
                Output.write(JSONText.pretty(error.value))
            }
        } catch {
            unreadable(path, error)
        }
    }

    /// A document a line, as it comes; lines are numbered from 1 over all files.
    mutating func lines(of path: String, from first: Int = 1) -> Int {
        var number = first
        var failed = 0
        do throws(FileError) {
            let file = try Files.open(path)
            defer { if path != "-" { fclose(file) } }
            var reader = LineReader(file, maximumBytes: DocumentRun.maximumLineBytes)
            while let line = reader.next(beforeWaiting: { Output.flush() }) {
                hasRead = true
                let result: JSONValue
                do throws(DocumentError) {
                    result = wrap(number, try evaluate(try DocumentRun.parse(line)))
                } catch {
                    (hasFailed, failed) = (true, failed + 1)
                    LineErrors.tell(error, path, number - first + 1, line, of: command)
                    result = .object([
                        .init("line", .number("\(number)")), .init("error", error.inside),
                    ])
                }
                Output.write(JSONText.compact(result))
                Output.write([0x0A])
                number += 1
            }
            hasRead = true
            LineErrors.end(path, failed, of: number - first)
            if let failure = reader.failure { throw failure }
        } catch {
            unreadable(path, error)
        }
        return number
    }

    private mutating func unreadable(_ path: String, _ error: FileError) {
        hasFailed = true
        Output.error("loan-engine: \(command): \(path): cannot read: \(error.text)")
    }

    /// - Throws: `MALFORMED_INPUT`.
    static func parse(_ bytes: [UInt8]) throws(DocumentError) -> JSONValue {
        try DocumentError.parse(bytes)
    }

    static func parse(_ line: LineReader.Line) throws(DocumentError) -> JSONValue {
        switch line {
        case .bytes(let bytes): return try parse(bytes)
        case .tooLong: throw DocumentError.tooLong(allowed: maximumLineBytes)
        }
    }

    /// The document that governs a stream, or nil after a message: nothing is read without it.
    static func governing<Document>(
        _ command: String, _ path: String,
        _ read: (JSONValue) throws(DocumentError) -> Document
    ) -> Document? {
        do throws(FileError) {
            let bytes = try Files.read(path)
            do throws(DocumentError) {
                return try read(try parse(bytes))
            } catch {
                Output.error("loan-engine: \(command): \(path): \(error)")
                Output.write(JSONText.compact(error.value))
                Output.write([0x0A])
            }
        } catch {
            Output.error("loan-engine: \(command): \(path): cannot read: \(error.text)")
        }
        return nil
    }
}
