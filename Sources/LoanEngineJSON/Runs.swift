import CLoanEngineJSON
import CMachine
import LoanCases

/// Whether another thread has asked a call to end.
func isStopped(_ stop: UnsafePointer<Int32>?) -> Bool {
    guard let stop, UInt(bitPattern: stop) % 4 == 0 else { return false }
    return machine_flag(stop) != 0
}

extension DocumentCommand {
    /// Whether its input is lines in any case.
    var isOfLines: Bool {
        switch self {
        case .score, .alerts, .positions: true
        case .evaluate, .disclose, .expression: false
        }
    }
}

/// Lines of an input, from a cursor on, as far as a buffer takes their results.
struct LineRun {
    let command: DocumentCommand
    private var lines: Lines
    private(set) var cursor: le_json_cursor
    private(set) var written = 0

    /// - Throws: `INVALID_ARGUMENT` where the cursor lies outside the input.
    init(
        _ command: DocumentCommand, _ lines: Lines, _ cursor: le_json_cursor
    ) throws(DocumentError) {
        guard cursor.offset <= UInt64(lines.bytes.count), cursor.line < 1 << 62,
            cursor.failed <= cursor.line
        else { throw .argument("cursor", "it does not lie within the input") }
        (self.command, self.lines, self.cursor) = (command, lines, cursor)
        self.lines.offset = Int(cursor.offset)
        self.cursor.needed = 0
    }

    /// Writes the results of whole lines.
    ///
    /// - Returns: How it ended.
    mutating func go(into buffer: Buffer, _ stop: UnsafePointer<Int32>?) -> Int32 {
        while true {
            if isStopped(stop) { return Int32(LE_JSON_STOPPED) }
            guard let line = lines.next(atMost: command.maximumLineBytes) else {
                return Int32(LE_JSON_OK)
            }
            let output = command.line(line, number: Int(cursor.line) + 1)
            guard buffer.write(output.bytes, at: written) else {
                cursor.needed = UInt64(output.bytes.count)
                return Int32(LE_JSON_BUFFER_TOO_SMALL)
            }
            written += output.bytes.count
            cursor.offset = UInt64(lines.offset)
            cursor.line += 1
            if output.error != nil { cursor.failed += 1 }
        }
    }
}

/// A report over positions, or over partial sums.
struct ReportRun {
    private var command: ReportCommand
    private let isMerging: Bool
    private let isPartial: Bool

    /// Nil for another command.
    init?(_ name: String, _ with: [UInt8]?, _ options: [UInt8]?) throws(DocumentError) {
        guard ReportCommand.isName(name) else { return nil }
        isPartial = try ReportCommand.isPartial(options)
        command = try ReportCommand(name, with: with)
        isMerging = with == nil
    }

    /// The report over all lines.
    ///
    /// - Throws: What is wrong with a partial.
    func outcome(
        of input: Lines, _ stop: UnsafePointer<Int32>?
    ) throws(DocumentError) -> Outcome {
        var (command, lines) = (command, input)
        let most =
            isMerging ? DocumentCommand.maximumBytes : DocumentCommand.maximumLineBytes
        while true {
            if isStopped(stop) { return Outcome(Int32(LE_JSON_STOPPED), []) }
            guard let line = lines.next(atMost: most) else { break }
            if isMerging { try command.merge(line: line) } else { command.add(line) }
        }
        let text = try command.text(isPartial: isPartial)
        return Outcome(
            Int32(command.hasErrors ? LE_JSON_LINES_IN_ERROR : LE_JSON_OK), text)
    }
}
