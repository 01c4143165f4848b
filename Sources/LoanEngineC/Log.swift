// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine
import CMachine
import LoanEngine

/// A flag that ends a call.
struct StopFlag {
    private let flag: UnsafePointer<Int32>?

    /// - Throws: `LE_INVALID_ARGUMENT` at `stop` for a misaligned pointer.
    init(_ stop: UnsafePointer<Int32>?) throws(CallError) {
        if let stop { flag = try required(stop, "stop") } else { flag = nil }
    }

    /// Whether the host has set it.
    @inline(__always)
    var isSet: Bool {
        guard let flag else { return false }
        return machine_flag(flag) != 0
    }
}

extension CallError {
    static var stopped: CallError {
        CallError(LE_STOPPED, at: "stop", "the stop flag was set")
    }
}

/// Events that lie `stride` bytes apart.
struct EventArray {
    private let start: UnsafeRawPointer?
    private let stride: Int
    let count: Int

    init(_ events: UnsafeBufferPointer<le_event>) {
        start = UnsafeRawPointer(events.baseAddress)
        stride = MemoryLayout<le_event>.stride
        count = events.count
    }

    /// - Parameter stride: At least the size of `le_event`; what lies behind it must be zero.
    init(_ start: UnsafeRawPointer?, stride: Int, count: Int) {
        self.start = start
        self.stride = stride
        self.count = count
    }

    /// The event at an index, which is below `count`.
    ///
    /// - Throws: `LE_INVALID_ARGUMENT` where fields that this version does not know are not zero.
    func event(_ index: Int) throws(CallError) -> le_event {
        guard let start else { return le_event() }
        let place = start + index &* stride
        for offset in MemoryLayout<le_event>.size..<stride
        where place.load(fromByteOffset: offset, as: UInt8.self) != 0 {
            throw .argument(
                eventPath(index), "fields behind what this version knows are not zero")
        }
        return place.load(as: le_event.self)
    }
}

/// The events of a call, at most LE_EVENTS_MAX of them.
func eventArray(
    _ events: UnsafePointer<le_event>?, _ count: Int
) throws(CallError) -> EventArray {
    let events = try array(events, count, "events")
    guard events.count <= Int(LE_EVENTS_MAX) else {
        throw .argument("event_count", "allowed: at most \(LE_EVENTS_MAX)")
    }
    return EventArray(events)
}

/// Where errors are that an event brings about, from 0: `events[0]`. Made where one is: text is dear.
@inline(never)
func eventPath(_ index: Int) -> String { "events[\(index)]" }

/// The entries of a log, from one of its events on.
///
/// - Throws: As `LogEntry`, with the event's index.
func entries(
    _ events: EventArray, in currency: Currency, _ parts: Parts, _ stop: StopFlag
) throws(CallError) -> [LogEntry] {
    var log: [LogEntry] = []
    log.reserveCapacity(events.count)
    for index in 0..<events.count {
        if stop.isSet { throw .stopped }
        do throws(CallError) {
            log.append(
                try LogEntry(try events.event(index), at: index, in: currency, parts))
        } catch {
            throw error.of(event: index)
        }
    }
    return log
}

extension CallError {
    /// The error as that of an event.
    func of(event index: Int) -> CallError {
        var error = self
        error.index = index
        return error
    }

    /// The index in a path that begins with `events[`; 0 for others.
    var eventIndex: Int {
        var rest = path.utf8[...]
        for byte in "events[".utf8 {
            guard rest.first == byte else { return 0 }
            rest = rest.dropFirst()
        }
        var number = 0
        while let digit = rest.first, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"),
            number <= Int(LE_EVENTS_MAX)
        {
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
            rest = rest.dropFirst()
        }
        return number
    }
}

/// The account of a call's loan, in the order of checks that the case format has: the terms, the
/// schedule, the events' form, the events in the order entered.
@inline(never)
func account(
    _ terms: LoanTerms, _ status: LoanStatus, _ events: EventArray, _ parts: Parts,
    _ stop: StopFlag
) throws(CallError) -> LoanAccount {
    var account = try engine { () throws(LoanError) in try LoanAccount(terms, status: status) }
    if events.count == 0 { return account }
    let log = try entries(events, in: terms.currency, parts, stop)
    let isDone: Bool
    do throws(LoanError) {
        isDone = try account.apply(contentsOf: log) { stop.isSet }
    } catch {
        let failure = CallError(error)
        throw failure.of(event: failure.eventIndex)
    }
    if !isDone { throw .stopped }
    return account
}

/// `le_log_check` of loan_engine.h, which documents it.
@_cdecl("le_log_check") @implementation
public func le_log_check(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ status: Int32, _ events: UnsafePointer<le_event>?, _ eventCount: Int, _ accepted: Int,
    _ next: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    clear(next, Int32(LE_STATUS_NONE))
    return call(error) { () throws(CallError) in
        let next = try optional(next, "next")
        let events = try eventArray(events, eventCount)
        guard accepted >= 0, accepted <= events.count else {
            throw .argument("accepted", "the count is not allowed; allowed: 0 to event_count")
        }
        let status = try loanStatus(status)
        let parts = try Parts(parts, partsSize)
        let terms = try LoanTerms(try read(terms), parts)
        let found = try account(terms, status, events, parts, try StopFlag(nil))
        next?.pointee = Int32(found.status.rawValue)
    }
}

/// `le_quotes` of loan_engine.h, which documents it.
@_cdecl("le_quotes") @implementation
public func le_quotes(
    _ terms: UnsafePointer<le_terms>?, _ parts: UnsafeRawPointer?, _ partsSize: Int,
    _ status: Int32, _ events: UnsafePointer<le_event>?, _ eventCount: Int,
    _ dates: UnsafePointer<Int32>?, _ dateCount: Int, _ quotes: UnsafeMutablePointer<le_quote>?,
    _ error: UnsafeMutablePointer<le_error>?
) -> Int32 {
    call(error) { () throws(CallError) in
        let numbers = try array(dates, dateCount, "dates")
        let quotes = try array(quotes, dateCount, "quotes")
        let events = try eventArray(events, eventCount)
        let status = try loanStatus(status)
        let parts = try Parts(parts, partsSize)
        let terms = try LoanTerms(try read(terms), parts)
        let days = try LoanEngineC.dates(numbers, "dates")
        for index in days.indices.dropFirst() where days[index] <= days[index - 1] {
            throw .argument("dates[\(index)]", "dates rise")
        }
        let account = try account(terms, status, events, parts, try StopFlag(nil))
        var found: [le_quote] = []
        found.reserveCapacity(days.count)
        for day in days {
            let quote = try engine { () throws(LoanError) in try account.quote(on: day) }
            found.append(le_quote(quote, on: day))
        }
        for index in found.indices { quotes[index] = found[index] }
    }
}
