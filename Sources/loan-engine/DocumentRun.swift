@preconcurrency import Glibc
import LoanCases

/// Documents in, results out: one a file, or one a line.
struct DocumentRun {
    let name: String
    let command: DocumentCommand
    private var hasRead = false
    private var hasFailed = false

    init(_ name: String, _ command: DocumentCommand) {
        (self.name, self.command) = (name, command)
    }

    var status: ExitStatus { !hasRead ? .usage : hasFailed ? .failure : .success }

    /// One file, one document.
    mutating func file(_ path: String) {
        do throws(FileError) {
            let bytes = try Files.read(path)
            hasRead = true
            let output = command.document(bytes)
            if let error = output.error {
                hasFailed = true
                Output.error("loan-engine: \(path): \(error)")
                LineErrors.hint(path, bytes)
            }
            Output.write(output.bytes)
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
            var reader = LineReader(file, maximumBytes: command.maximumLineBytes)
            while let line = reader.next(beforeWaiting: { Output.flush() }) {
                hasRead = true
                let output = command.line(line.bytes, number: number)
                if let error = output.error {
                    (hasFailed, failed) = (true, failed + 1)
                    LineErrors.tell(error, path, number - first + 1, line, of: name)
                }
                Output.write(output.bytes)
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
        Output.error("loan-engine: \(name): \(path): cannot read: \(error.text)")
    }

    /// The document that governs a stream, or nil after a message: nothing is read without it.
    static func governing<Document>(
        _ command: String, _ path: String,
        _ read: (JSONValue) throws(DocumentError) -> Document
    ) -> Document? {
        do throws(FileError) {
            let bytes = try Files.read(path)
            do throws(DocumentError) {
                return try read(try DocumentError.parse(bytes))
            } catch {
                Output.error("loan-engine: \(command): \(path): \(error)")
                Output.write(error.line)
            }
        } catch {
            Output.error("loan-engine: \(command): \(path): cannot read: \(error.text)")
        }
        return nil
    }
}
