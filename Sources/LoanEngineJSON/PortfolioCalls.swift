// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngineJSON
import LoanCases
import LoanEngine
import LoanPortfolio

private let invalid = Int32(LE_JSON_INVALID_ARGUMENT)
private let ok = Int32(LE_JSON_OK)

/// `le_portfolio_read` of loan_engine_json.h, which documents it.
@_cdecl("le_portfolio_read") @implementation
public func le_portfolio_read(
    _ report: UnsafePointer<CChar>?, _ length: Int, _ spec: UnsafeMutableRawPointer?,
    _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_needed: UnsafeMutablePointer<Int>?
) -> Int32 {
    guard isAligned(needed), isAligned(out_needed), UInt(bitPattern: spec) % 8 == 0,
        spec != nil || capacity == 0
    else { return invalid }
    needed?.pointee = 0
    let buffer = Buffer(out, out_capacity)
    let words: [UInt64]
    do throws(DocumentError) {
        try buffer.check()
        let text = try bytes(report, length, "report").map { Array($0) } ?? []
        guard text.count <= DocumentCommand.maximumBytes else {
            throw .tooLong(allowed: DocumentCommand.maximumBytes)
        }
        words = try PortfolioSpec.bytes(of: text)
    } catch {
        return buffer.hand(over: Outcome(error), out_needed)
    }
    out_needed?.pointee = 0
    needed?.pointee = words.count * 8
    guard let spec, capacity < 0 || capacity >= words.count * 8 else {
        return Int32(LE_JSON_BUFFER_TOO_SMALL)
    }
    words.withUnsafeBytes { source in
        if let start = source.baseAddress {
            spec.copyMemory(from: start, byteCount: source.count)
        }
    }
    return ok
}

/// `le_portfolio_size` of loan_engine_json.h, which documents it.
@_cdecl("le_portfolio_size") @implementation
public func le_portfolio_size(_ spec: UnsafeRawPointer?) -> Int {
    PortfolioSpec(spec)?.sumsSize ?? 0
}

/// `le_portfolio_add` of loan_engine_json.h, which documents it.
@_cdecl("le_portfolio_add") @implementation
public func le_portfolio_add(
    _ spec: UnsafeRawPointer?, _ columns: UnsafePointer<le_portfolio_columns>?, _ count: Int,
    _ groups: UnsafePointer<UInt32>?, _ accumulators: UnsafeMutableRawPointer?,
    _ group_count: Int, _ codes: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let spec = PortfolioSpec(spec), let columns = PortfolioColumns(columns), count >= 0,
        UInt(bitPattern: groups) % 4 == 0, isAligned(codes),
        let words = sums(accumulators, group_count, spec)
    else { return invalid }
    var scratch = PortfolioBlock.Scratch(repeating: 0)
    return withUnsafeMutablePointer(to: &scratch) { scratch in
        var block = PortfolioBlock(
            spec, columns, words, groupCount: group_count, scratch: scratch)
        var result = ok
        var start = 0
        while start < count {
            let some = min(count - start, PortfolioBlock.size)
            if !block.add(start, count: some, groups: groups, codes: codes) {
                result = Int32(LE_JSON_LINES_IN_ERROR)
            }
            start += some
        }
        return result
    }
}

/// `le_portfolio_merge` of loan_engine_json.h, which documents it.
@_cdecl("le_portfolio_merge") @implementation
public func le_portfolio_merge(
    _ spec: UnsafeRawPointer?, _ into: UnsafeMutableRawPointer?, _ from: UnsafeRawPointer?,
    _ group_count: Int
) -> Int32 {
    guard let spec = PortfolioSpec(spec), let words = sums(into, group_count, spec),
        let others = sums(UnsafeMutableRawPointer(mutating: from), group_count, spec)
    else { return invalid }
    let size = spec.sumsSize / 8
    for group in 0..<group_count {
        let own = PortfolioSums(words + group * size, spec.places)
        guard own.fits(with: PortfolioSums(others + group * size, spec.places)) else {
            return Int32(LE_JSON_AMOUNT_OUT_OF_RANGE)
        }
    }
    for group in 0..<group_count {
        var own = PortfolioSums(words + group * size, spec.places)
        own.merge(PortfolioSums(others + group * size, spec.places))
    }
    return ok
}

/// `le_portfolio_finish` of loan_engine_json.h, which documents it.
@_cdecl("le_portfolio_finish") @implementation
public func le_portfolio_finish(
    _ spec: UnsafeRawPointer?, _ accumulator: UnsafeRawPointer?, _ exponent: Int32,
    _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ needed: UnsafeMutablePointer<Int>?
) -> Int32 {
    guard isAligned(needed) else { return invalid }
    let buffer = Buffer(out, capacity)
    let outcome: Outcome
    do throws(DocumentError) {
        try buffer.check()
        guard let own = PortfolioSpec(spec) else {
            throw .argument("spec", "allowed: what le_portfolio_read has written")
        }
        guard let words = sums(UnsafeMutableRawPointer(mutating: accumulator), 1, own) else {
            throw .argument("accumulator", "allowed: memory aligned to 8 bytes")
        }
        guard (0...6).contains(exponent) else {
            throw .argument("exponent", "allowed: 0 to 6")
        }
        let sums = PortfolioSums(words, own.places)
        guard sums.fits() else {
            throw DocumentError(
                "AMOUNT_OUT_OF_RANGE", at: "accumulator",
                "a sum is not allowed here; allowed: 0 and more, below 2^120")
        }
        let report = try ReportDocument(try DocumentCommand.governing(own.text))
        let measures = report.measures(of: sums.group, digits: Int(exponent))
        outcome = Outcome(ok, JSONText.compact(measures) + [0x0A])
    } catch {
        outcome = Outcome(error)
    }
    return buffer.hand(over: outcome, needed)
}

/// The words of so many groups' sums; nil where they cannot lie there.
private func sums(
    _ memory: UnsafeMutableRawPointer?, _ count: Int, _ spec: PortfolioSpec
) -> UnsafeMutablePointer<UInt64>? {
    guard let memory, UInt(bitPattern: memory) % 8 == 0, count >= 0,
        !count.multipliedReportingOverflow(by: spec.sumsSize).overflow
    else { return nil }
    return memory.assumingMemoryBound(to: UInt64.self)
}
