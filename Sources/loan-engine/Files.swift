@preconcurrency import Glibc

/// What the system said of the last call that failed.
enum SystemError {
    static var text: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}

/// Why a file could not be read or written, in the system's words.
struct FileError: Error {
    let text: String
}

/// Standard output and standard error.
enum Output {
    /// Whether standard output is a terminal.
    static let isTerminal = isatty(STDOUT_FILENO) == 1
    /// Whether standard error is a terminal, where progress is shown.
    static let showsProgress = isatty(STDERR_FILENO) == 1
    /// Whether to colour: on a terminal that can, and never under NO_COLOR.
    static let hasColor: Bool = {
        guard isTerminal else { return false }
        if let setting = getenv("NO_COLOR"), setting.pointee != 0 { return false }
        guard let kind = getenv("TERM") else { return false }
        return String(cString: kind) != "dumb"
    }()

    static func write(_ bytes: [UInt8]) {
        _ = fwrite(bytes, 1, bytes.count, stdout)
    }

    static func line(_ text: String) {
        write(Array(text.utf8) + [0x0A])
    }

    static func error(_ text: String) {
        flush()
        let bytes = Array(text.utf8) + [0x0A]
        _ = fwrite(bytes, 1, bytes.count, stderr)
    }

    /// Rewrites the progress line on a terminal; an empty one clears it.
    static func progress(_ text: String) {
        guard showsProgress else { return }
        let bytes = Array("\r\u{1B}[K\(text)".utf8)
        _ = fwrite(bytes, 1, bytes.count, stderr)
    }

    /// Hands on what was written; false where that failed.
    @discardableResult
    static func flush() -> Bool {
        fflush(stdout) == 0 && ferror(stdout) == 0
    }
}

/// Files as the command line needs them.
enum Files {
    /// The largest file or line that is read as a case: 64 MiB.
    static let maximumCaseBytes = 64 << 20

    /// Opens `path`, `-` for standard input.
    static func open(_ path: String) throws(FileError) -> UnsafeMutablePointer<FILE> {
        if path == "-" { return stdin }
        guard let file = fopen(path, "rb") else { throw FileError(text: SystemError.text) }
        return file
    }

    /// The contents of a file.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = try open(path)
        defer { if path != "-" { fclose(file) } }
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            contents += chunk[..<count]
            guard contents.count <= maximumCaseBytes else {
                throw FileError(text: "larger than \(maximumCaseBytes) bytes")
            }
        }
        guard ferror(file) == 0 else { throw FileError(text: SystemError.text) }
        return contents
    }

    /// Replaces the contents of a file in one step: a reader sees the old or the new ones.
    static func replace(_ path: String, with contents: [UInt8]) throws(FileError) {
        let draft = path + ".new"
        guard let file = fopen(draft, "wb") else { throw FileError(text: SystemError.text) }
        let written = fwrite(contents, 1, contents.count, file)
        // The mode of a case is what the user set it to.
        var status = stat()
        if stat(path, &status) == 0 { fchmod(fileno(file), status.st_mode & 0o7777) }
        guard fclose(file) == 0, written == contents.count, rename(draft, path) == 0 else {
            let error = FileError(text: SystemError.text)
            unlink(draft)
            throw error
        }
    }

    /// The paths that are files, and the `*.json` below those that are folders, in order of name.
    ///
    /// - Parameter report: Told of each path that cannot be read.
    static func cases(below paths: [String], report: (String, FileError) -> Void) -> [String] {
        var found: [String] = []
        for path in paths {
            var status = stat()
            guard stat(path, &status) == 0 else {
                report(path, FileError(text: SystemError.text))
                continue
            }
            if isFolder(status) { walk(path, &found, report) } else { found.append(path) }
        }
        return found
    }

    private static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    private static func walk(
        _ folder: String, _ found: inout [String], _ report: (String, FileError) -> Void
    ) {
        guard let directory = opendir(folder) else {
            return report(folder, FileError(text: SystemError.text))
        }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                bytes.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        closedir(directory)
        for name in names.sorted() {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            // Links to folders are not followed, so no folder is walked twice.
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if isFolder(status) {
                walk(path, &found, report)
            } else if name.hasSuffix(".json") {
                found.append(path)
            }
        }
    }
}

/// Reads lines of any number in constant memory.
struct LineReader {
    /// A line, or the fact that it was longer than a case may be.
    enum Line {
        case bytes([UInt8])
        case tooLong
    }

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0
    /// Whether reading failed, after the last line.
    private(set) var failure: FileError?

    init(_ file: UnsafeMutablePointer<FILE>) {
        descriptor = fileno(file)
    }

    /// The next line without its end, or nil after the last.
    ///
    /// - Parameter beforeWaiting: Called when no whole line is at hand, before more is read: the
    ///   moment to hand on the results so far.
    mutating func next(beforeWaiting: () -> Void) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var isBegun = false
        while true {
            if start == end {
                beforeWaiting()
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = FileError(text: SystemError.text) }
                guard count > 0 else {
                    return isTooLong ? .tooLong : isBegun ? .bytes(line) : nil
                }
                (start, end) = (0, count)
            }
            isBegun = true
            let rest = buffer[start..<end]
            let newline = rest.firstIndex(of: 0x0A)
            if line.count + (newline ?? end) - start > Files.maximumCaseBytes {
                isTooLong = true
                line = []
            }
            if !isTooLong { line += rest[..<(newline ?? end)] }
            start = newline.map { $0 + 1 } ?? end
            if newline != nil { return isTooLong ? .tooLong : .bytes(line) }
        }
    }
}
