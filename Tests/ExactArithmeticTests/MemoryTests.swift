import ExactArithmetic
import Glibc
import Testing

@Suite("Memory")
struct MemoryTests {
    /// The most memory that this process has held so far.
    private static var peakBytes: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_maxrss * 1_024
    }

    /// In a process of its own, where nothing else takes memory. One leaked block of each number,
    /// 32 bytes at least, would come to 9 MB.
    @Test("A number gives its memory back")
    func numbers() async {
        await #expect(processExitsWith: .success) {
            let large = Rational(.max) * Rational(.max)
            let before = Self.peakBytes
            for value in 0..<300_000 as Range<Int64> {
                var number = BigInteger(value)
                number.add(BigInteger(value.magnitude), times: 3)
                _ = -large
            }
            exit(Self.peakBytes - before < 4 << 20 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }
}
