import ExactArithmetic
import Foundation
import Testing

@Suite("Memory")
struct MemoryTests {
    /// The memory that this process holds now; nil where the system does not say.
    private static var residentBytes: Int? {
        let pages = FileManager.default.contents(atPath: "/proc/self/statm")
            .map { String(decoding: $0, as: UTF8.self).split(separator: " ") }
        return pages.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * 4_096 }
    }

    /// Makes 300 000 numbers of each kind and lets go of them.
    private static func makeNumbers() {
        let large = Rational(.max) * Rational(.max)
        for value in 0..<300_000 as Range<Int64> {
            var number = BigInteger(value)
            number.add(BigInteger(value.magnitude), times: 3)
            _ = -large
        }
    }

    /// In a process of its own, where nothing else takes memory. One leaked block of each number,
    /// 32 bytes at least, would come to 9 MB. The first round fills what an allocator keeps back:
    /// the address sanitizer holds 32 MB of freed blocks in `make check-sanitizers`.
    @Test("A number gives its memory back")
    func numbers() async {
        await #expect(processExitsWith: .success) {
            Self.makeNumbers()
            let before = try #require(Self.residentBytes)
            Self.makeNumbers()
            let after = try #require(Self.residentBytes)
            exit(after - before < 4 << 20 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }
}
