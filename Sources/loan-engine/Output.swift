@preconcurrency import Glibc

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

    /// A text without what would move the cursor or change the terminal.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.value < 0x20
                        || (0x7F..<0xA0).contains($0.value) ? "\u{FFFD}" : $0
                }))
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
