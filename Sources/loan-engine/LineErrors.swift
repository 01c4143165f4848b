import LoanCases

/// What standard error says of lines of a stream that are in error, and of files that look like one.
enum LineErrors {
    /// What commands read, a line each.
    private static let forms = [
        "positions": #"lines {"loan", "case", "dimensions"}"#,
        "report": "positions (position/1), as the command positions writes them",
        "alerts": #"lines {"previous", "present"} of positions"#,
    ]

    /// Says what is wrong with a line of `path`, numbered from 1, and which loan it is about where it
    /// says so; of the first line also what `command` reads, where its form is another.
    ///
    ///     loan-engine: book.jsonl:2: loan L2: INVALID_POSITION: arrears: …
    static func tell(
        _ error: DocumentError, _ path: String, _ number: Int, _ line: LineReader.Line,
        of command: String
    ) {
        let loan = loan(of: line).map { "loan \(Output.printable($0)): " } ?? ""
        Output.error("loan-engine: \(path):\(number): \(loan)\(error)")
        if hint(path, number, line) { return }
        let isForm = error.code == "MALFORMED_INPUT" && !error.path.hasPrefix("case.")
        if number == 1, isForm, let form = forms[command] {
            Output.error("loan-engine: \(path): \(command) reads \(form)")
        }
    }

    /// Says so where the first line of `path`, which is in error, looks like the beginning of a document
    /// over several lines; whether it did.
    @discardableResult
    static func hint(_ path: String, _ number: Int, _ line: LineReader.Line) -> Bool {
        guard number == 1, case .bytes(let bytes) = line,
            let last = bytes.last(where: { ![0x20, 0x09, 0x0D].contains($0) }),
            "{[,:".utf8.contains(last)
        else { return false }
        Output.error(
            "loan-engine: \(path): the file looks like one document over several lines; give one "
                + "a line")
        return true
    }

    /// Says so where a file that is in error as one document looks like a document a line.
    static func hint(_ path: String, _ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 0x0A),
            bytes[end...].contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
            (try? JSONValue(json: Array(bytes[..<end]))) != nil
        else { return }
        Output.error(
            "loan-engine: \(path): the file looks like a document a line; --jsonl-input reads these"
        )
    }

    /// Counts the lines in error after the last line.
    static func end(_ path: String, _ failed: Int, of count: Int) {
        if failed > 0 {
            Output.error("loan-engine: \(path): \(failed) of \(count) lines in error")
        }
    }

    private static func loan(of line: LineReader.Line) -> String? {
        guard case .bytes(let bytes) = line, let root = try? JSONValue(json: bytes) else {
            return nil
        }
        return (root["loan"] ?? root["present"]?["loan"])?.text
    }
}
