import Foundation
import Glibc
import Synchronization

/// The built `loan-engine`, which lies beside the test bundle.
enum Engine {
    /// What a run of it came to.
    struct Outcome {
        let status: Int32
        let output: String
        let error: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    static let executable: URL = {
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("loan-engine")
    }()

    /// The project's folder.
    static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What a sanitizer is told, where the tests run under one.
    private static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
        ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
    }

    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment)
    }

    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C"]
            .merging(sanitizerOptions) { $1 }.merging(environment) { $1 }
        let (output, error, standardInput) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        process.standardInput = standardInput
        try process.run()
        // All three at once, so that no full pipe holds up another.
        let reader = Reader(error.fileHandleForReading)
        let writer = Writer(standardInput.fileHandleForWriting, Data(input.utf8))
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        writer.wait()
        let errorBytes = reader.wait()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self),
            error: String(decoding: errorBytes, as: UTF8.self))
    }

    /// Runs it with standard output on a terminal; what the terminal got.
    static func runOnTerminal(
        _ arguments: [String], environment: [String: String]
    ) throws -> String {
        var (primary, secondary): (Int32, Int32) = (-1, -1)
        guard openpty(&primary, &secondary, nil, nil, nil) == 0 else {
            throw CocoaError(.fileReadUnknown)
        }
        let terminal = FileHandle(fileDescriptor: secondary, closeOnDealloc: true)
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment.merging(sanitizerOptions) { $1 }
        process.standardOutput = terminal
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try terminal.close()
        // A terminal whose other side is closed ends in an error, not in an end of file.
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(primary, &chunk, chunk.count), count > 0 {
            bytes += chunk[..<count]
        }
        close(primary)
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads to the end on a thread of its own.
    private final class Reader: Sendable {
        private let data = Mutex(Data())
        private let done = DispatchSemaphore(value: 0)

        init(_ handle: FileHandle) {
            Thread.detachNewThread { [self] in
                let bytes = handle.readDataToEndOfFile()
                data.withLock { $0 = bytes }
                done.signal()
            }
        }

        func wait() -> Data {
            done.wait()
            return data.withLock { $0 }
        }
    }

    /// Writes on a thread of its own, then closes.
    private final class Writer: Sendable {
        private let done = DispatchSemaphore(value: 0)

        init(_ handle: FileHandle, _ data: Data) {
            Thread.detachNewThread { [self] in
                // Who does not read its input may end before it is written.
                try? handle.write(contentsOf: data)
                try? handle.close()
                done.signal()
            }
        }

        func wait() { done.wait() }
    }
}

/// A folder of its own for each test, gone afterwards.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("loan-engine-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    /// Writes a file, with its folders; its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
        return file.path
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }
}

/// Cases as files hold them.
enum CaseFile {
    /// 1 200 yen in `count` parts without interest, none of it paid.
    static func text(name: String = "plain", count: String = "3", expect: String? = nil) -> String {
        #"{"format": "loan-case/1", "name": "\#(name)", "terms": {"currency": "JPY", "principalAmount": "1200", "rate": {"percent": "0", "per": "YEAR"}, "termCount": \#(count), "termUnit": "MONTH", "disbursedAt": "2026-01-01"}"#
            + (expect.map { #", "expect": \#($0)"# } ?? "") + "}"
    }

    static let right = #"{"schedule": {"installmentAmount": "400"}}"#
    static let wrong = #"{"schedule": {"installmentAmount": "401", "totals": {"fee": "1"}}}"#
}
