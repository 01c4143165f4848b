// Lines as a command on documents: its name, what governs it, then its input. Whatever they are, there is an
// answer; a report over parts, merged, is the report of the whole.
import LoanCases

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count <= 16_384 else { return -1 }
    let lines = UnsafeBufferPointer(start: start, count: count).split(
        separator: 0x0A, omittingEmptySubsequences: false
    ).map { Array($0) }
    guard lines.count > 2 else { return -1 }
    let name = String(decoding: lines[0], as: UTF8.self)
    let given = lines[1].isEmpty ? nil : lines[1]
    let input = Array(lines[2...].prefix(64))
    if ReportCommand.isName(name) {
        checkReport(given, input)
    } else {
        checkCommand(name, given, input)
    }
    return 0
}

private func checkCommand(_ name: String, _ given: [UInt8]?, _ input: [[UInt8]]) {
    let dates = Array(#"{"asOf":"2026-06-30","from":"2026-01-01","to":"2026-06-30"}"#.utf8)
    let command: DocumentCommand
    do throws(DocumentError) {
        command = try DocumentCommand(
            name, with: given, options: name == "positions" ? dates : nil)
    } catch {
        law(!error.code.isEmpty && !error.message.isEmpty, "an error that says nothing: \(error)")
        return
    }
    for (index, line) in input.enumerated() {
        let output = command.line(line, number: index + 1)
        law(output.bytes.last == 0x0A, "a result without its end")
        let value = parsed(output.bytes)
        law((value["error"] != nil) == (output.error != nil), "an error that is not shown")
        law(command.line(line, number: index + 1).bytes == output.bytes, "another answer")
        _ = parsed(command.document(line).bytes)
    }
}

private func checkReport(_ given: [UInt8]?, _ input: [[UInt8]]) {
    do throws(DocumentError) {
        let spec = try DocumentCommand.governing(given)
        var whole = try ReportCommand(spec: spec)
        var parts = [try ReportCommand(spec: spec), try ReportCommand(spec: spec)]
        for (index, line) in input.enumerated() {
            whole.add(line)
            parts[index % 2].add(line)
        }
        let text = try whole.text(isPartial: false)
        let value = parsed(text)
        var merged = ReportCommand()
        for part in parts.reversed() {
            try merged.merge(line: Array(try part.text(isPartial: true).dropLast()))
        }
        let other = parsed(try merged.text(isPartial: false))
        law(value["currencies"] == other["currencies"], "a merged report that is another one")
        law(value["lines"] == other["lines"], "a merged report that counts other lines")
        try checkChanged(try parts[0].text(isPartial: true), by: input.joined())
    } catch {
        law(!error.code.isEmpty && !error.message.isEmpty, "an error that says nothing: \(error)")
    }
}

/// Partial sums with digits changed: refused, or a report.
private func checkChanged(
    _ partial: [UInt8], by bytes: some Sequence<UInt8>
) throws(DocumentError) {
    var partial = Array(partial.dropLast())
    var place = 0
    for byte in bytes.prefix(64) {
        place = (place + 1 + Int(byte) * 7) % partial.count
        if (0x30...0x39).contains(partial[place]) { partial[place] = 0x30 + byte % 10 }
    }
    var merged = ReportCommand()
    try merged.merge(line: partial)
    try merged.merge(line: partial)
    _ = parsed(try merged.text(isPartial: false))
}

private func parsed(_ bytes: [UInt8]) -> JSONValue {
    do throws(LoanError) {
        return try JSONValue(json: bytes)
    } catch {
        finding("a result that is no JSON: \(error)")
    }
}
