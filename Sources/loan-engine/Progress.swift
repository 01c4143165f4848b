@preconcurrency import Glibc

/// How far a long run is, on a terminal: a line that is rewritten ten times a second, and not at
/// all in a run of less than that.
struct Progress {
    private let clock = Clock()
    private var shownAt: Int64 = 0
    private static let interval: Int64 = 100_000_000

    /// Shows `text`, cut to the terminal, if it is time to.
    mutating func show(_ text: @autoclosure () -> String) {
        guard Output.showsProgress else { return }
        let now = clock.nanoseconds
        guard now - shownAt >= Progress.interval else { return }
        shownAt = now
        Output.flush()
        Output.progress(String(Output.printable(text()).prefix(Progress.columns - 1)))
    }

    /// Takes the line away.
    func clear() {
        guard shownAt > 0 else { return }
        Output.progress("")
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else {
            return 80
        }
        return Int(size.ws_col)
    }
}
