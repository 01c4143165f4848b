// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngineJSON
import LoanCases

/// Runs what a call does; its errors are texts like its results.
private func call(
    _ buffer: Buffer, _ needed: UnsafeMutablePointer<Int>?,
    _ body: () throws(DocumentError) -> Outcome
) -> Int32 {
    guard isAligned(needed) else { return Int32(LE_JSON_INVALID_ARGUMENT) }
    let outcome: Outcome
    do throws(DocumentError) {
        try buffer.check()
        outcome = try body()
    } catch {
        outcome = Outcome(error)
    }
    return buffer.hand(over: outcome, needed)
}

/// `le_json_evaluate` of loan_engine_json.h, which documents it.
@_cdecl("le_json_evaluate") @implementation
public func le_json_evaluate(
    _ json: UnsafePointer<CChar>?, _ length: Int, _ form: Int32,
    _ out: UnsafeMutablePointer<CChar>?,
    _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?
) -> Int32 {
    call(Buffer(out, capacity), needed) { () throws(DocumentError) in
        guard form == Int32(LE_JSON_LINE) || form == Int32(LE_JSON_PRETTY) else {
            throw .argument("form", "allowed: LE_JSON_LINE, LE_JSON_PRETTY")
        }
        let bytes = try bytes(json, length, "json")
        let own = length > DocumentCommand.maximumBytes ? nil : bytes.map { Array($0) } ?? []
        if form == Int32(LE_JSON_LINE) {
            return Outcome(DocumentCommand.evaluate.line(own, number: 1))
        }
        return Outcome(DocumentCommand.evaluate.document(own))
    }
}

/// `le_json_document` of loan_engine_json.h, which documents it.
@_cdecl("le_json_document") @implementation
public func le_json_document(
    _ kind: UnsafePointer<CChar>?, _ with: UnsafePointer<CChar>?, _ withLength: Int,
    _ options: UnsafePointer<CChar>?, _ optionsLength: Int, _ input: UnsafePointer<CChar>?,
    _ inputLength: Int, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ needed: UnsafeMutablePointer<Int>?, _ stop: UnsafePointer<Int32>?
) -> Int32 {
    call(Buffer(out, capacity), needed) { () throws(DocumentError) in
        let name = try LoanEngineJSON.kind(kind)
        let with = try bytes(with, withLength, "with").map { Array($0) }
        let options = try bytes(options, optionsLength, "options").map { Array($0) }
        let input = try bytes(input, inputLength, "input")
        let lines = Lines(bytes: input ?? UnsafeRawBufferPointer(start: nil, count: 0))
        if let report = try ReportRun(name, with, options) {
            return try report.outcome(of: lines, stop)
        }
        let command = try DocumentCommand(name, with: with, options: options)
        if command.isOfLines { return outcome(of: command, lines, stop) }
        guard inputLength <= DocumentCommand.maximumBytes else {
            return Outcome(command.document(nil))
        }
        return Outcome(command.document(input.map { Array($0) } ?? []))
    }
}

/// All lines of an input, one after the other.
private func outcome(
    of command: DocumentCommand, _ input: Lines, _ stop: UnsafePointer<Int32>?
) -> Outcome {
    var lines = input
    var result = Outcome(Int32(LE_JSON_OK), [])
    var number = 0
    while true {
        if isStopped(stop) { return Outcome(Int32(LE_JSON_STOPPED), []) }
        guard let line = lines.next(atMost: command.maximumLineBytes) else { return result }
        number += 1
        let output = command.line(line, number: number)
        if output.error != nil { result.code = Int32(LE_JSON_LINES_IN_ERROR) }
        result.text += output.bytes
    }
}

/// `le_json_lines` of loan_engine_json.h, which documents it.
@_cdecl("le_json_lines") @implementation
public func le_json_lines(
    _ kind: UnsafePointer<CChar>?, _ with: UnsafePointer<CChar>?, _ withLength: Int,
    _ options: UnsafePointer<CChar>?, _ optionsLength: Int, _ input: UnsafePointer<CChar>?,
    _ inputLength: Int, _ cursor: UnsafeMutablePointer<le_json_cursor>?,
    _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ written: UnsafeMutablePointer<Int>?,
    _ stop: UnsafePointer<Int32>?
) -> Int32 {
    guard isAligned(written), isAligned(cursor) else { return Int32(LE_JSON_INVALID_ARGUMENT) }
    written?.pointee = 0
    let buffer = Buffer(out, capacity)
    let run: LineRun
    do throws(DocumentError) {
        try buffer.check()
        guard written != nil else { throw .argument("written", "NULL is not allowed here") }
        guard let cursor else { throw .argument("cursor", "NULL is not allowed here") }
        let name = try LoanEngineJSON.kind(kind)
        let with = try bytes(with, withLength, "with").map { Array($0) }
        let options = try bytes(options, optionsLength, "options").map { Array($0) }
        let input = try bytes(input, inputLength, "input")
        run = try LineRun(
            try DocumentCommand(name, with: with, options: options),
            Lines(bytes: input ?? UnsafeRawBufferPointer(start: nil, count: 0)), cursor.pointee)
    } catch {
        // What is wrong with the call goes where results would.
        var length = 0
        let code = buffer.hand(over: Outcome(error), &length)
        if code == error.number {
            written?.pointee = length
        } else {
            cursor?.pointee.needed = UInt64(length)
        }
        return code
    }
    var own = run
    let code = own.go(into: buffer, stop)
    cursor?.pointee = own.cursor
    written?.pointee = own.written
    return code
}
