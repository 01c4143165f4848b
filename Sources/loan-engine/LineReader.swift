@preconcurrency import Glibc

/// Reads lines of any number in constant memory.
struct LineReader {
    /// A line, or the fact that it was longer than a case may be.
    enum Line {
        case bytes([UInt8])
        case tooLong

        /// Its bytes; nil of one that is too long.
        var bytes: [UInt8]? {
            if case .bytes(let bytes) = self { return bytes }
            return nil
        }
    }

    private let descriptor: Int32
    private let maximumBytes: Int
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0
    /// Whether reading failed, after the last line.
    private(set) var failure: FileError?

    init(_ file: UnsafeMutablePointer<FILE>, maximumBytes: Int = Files.maximumCaseBytes) {
        descriptor = fileno(file)
        self.maximumBytes = maximumBytes
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
            if line.count + (newline ?? end) - start > maximumBytes {
                isTooLong = true
                line = []
            }
            if !isTooLong { line += rest[..<(newline ?? end)] }
            start = newline.map { $0 + 1 } ?? end
            if newline != nil { return isTooLong ? .tooLong : .bytes(line) }
        }
    }
}
