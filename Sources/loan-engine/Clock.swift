import Glibc

/// The time since some moment, for how long things take. No figure of a loan depends on it.
struct Clock {
    private let start = Clock.now

    /// Nanoseconds since this clock was made.
    var nanoseconds: Int64 { Clock.now &- start }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// Nanoseconds as seconds with six digits after the point, cut: `0.001234`.
    static func seconds(_ nanoseconds: Int64) -> String {
        let micros = String(nanoseconds / 1_000 % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - micros.utf8.count)
        return "\(nanoseconds / 1_000_000_000).\(zeros)\(micros)"
    }
}
