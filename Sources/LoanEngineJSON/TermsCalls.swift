// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CLoanEngineJSON
import LoanCases
import LoanEngine

/// `le_terms_read` of loan_engine_json.h, which documents it.
@_cdecl("le_terms_read") @implementation
public func le_terms_read(
    _ json: UnsafePointer<CChar>?, _ length: Int, _ memory: UnsafeMutableRawPointer?,
    _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    if isAligned(needed) { needed?.pointee = 0 }
    guard isWritable(error) else { return Int32(LE_JSON_INVALID_ARGUMENT) }
    do throws(DocumentError) {
        guard isAligned(needed) else { throw .argument("needed", "the pointer is misaligned") }
        guard memory != nil || capacity == 0 else {
            throw .argument("memory", "NULL is not allowed here with a capacity")
        }
        guard UInt(bitPattern: memory) % UInt(TermsMemory.alignment) == 0 else {
            throw .argument("memory", "the pointer is misaligned; allowed: multiples of 8")
        }
        let read = try TermsMemory(try terms(try bytes(json, length, "json"))).bytes
        needed?.pointee = read.count
        // A capacity of half the address space arrives below zero, and holds them as well.
        guard let memory, capacity < 0 || capacity >= read.count else {
            throw DocumentError(
                "BUFFER_TOO_SMALL", at: "memory",
                "the capacity is too small; needed: \(read.count)")
        }
        read.withUnsafeBytes { source in
            if let start = source.baseAddress {
                memory.copyMemory(from: start, byteCount: source.count)
            }
        }
        return Int32(LE_JSON_OK)
    } catch let failure {
        failure.write(to: error)
        return failure.number
    }
}

/// The terms in a caller's text.
private func terms(_ text: UnsafeRawBufferPointer?) throws(DocumentError) -> LoanTerms {
    let most = DocumentCommand.maximumBytes
    guard text?.count ?? 0 <= most else {
        throw DocumentError(
            "MALFORMED_INPUT", at: "terms", "the text is too long; allowed: \(most) bytes")
    }
    do throws(LoanError) {
        return try LoanTerms(json: text.map { Array($0) } ?? [])
    } catch {
        throw DocumentError(error.code.name, at: error.path, error.message)
    }
}
