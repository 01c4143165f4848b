// Millions of comparisons of the fast paths with exact rationals, on all processors.
//
//     soak COMPARISONS SEED
//
// Work is cut into chunks; what a chunk compares follows from the seed and its number alone, whatever
// the number of processors. The last line is "N comparisons, M different".
import Glibc
import LoanEngine

/// What came of a chunk, or of all.
private struct Outcome: Sendable {
    var kinds: [String: Int] = [:]
    var ties = 0
    var differences: [String] = []

    var count: Int { kinds.values.reduce(0, +) }

    mutating func add(_ other: Outcome) {
        kinds.merge(other.kinds, uniquingKeysWith: +)
        ties += other.ties
        differences += other.differences
    }
}

private let chunkSize = 10_000

/// Of twenty chunks twelve are products, five level payments, three rows.
private func outcome(ofChunk number: Int, seed: UInt64, wanted: Int) -> Outcome {
    var comparisons = FastPathComparisons(seed: seed, case: number)
    let kind: String
    switch number % 20 {
    case 0, 7, 13:
        kind = "rows"
        comparisons.rows(wanted)
    case 1, 4, 9, 14, 18:
        kind = "level payments"
        comparisons.levelPayments(wanted)
    default:
        kind = "products"
        comparisons.products(wanted)
    }
    return Outcome(
        kinds: [kind: comparisons.count], ties: comparisons.ties,
        differences: comparisons.differences.map { "seed \(seed), chunk \(number): \($0)" })
}

@main
private enum Soak {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard let count = arguments.first.flatMap({ Int($0) }), count > 0,
            let seed = arguments.count > 1 ? arguments.last.flatMap({ UInt64($0) }) : 1
        else {
            print("usage: soak COMPARISONS [SEED]")
            exit(2)
        }
        let total = await run(count, seed)
        print("\(total.count) comparisons, \(total.differences.count) different")
        exit(total.differences.isEmpty ? EXIT_SUCCESS : EXIT_FAILURE)
    }

    private static func run(_ count: Int, _ seed: UInt64) async -> Outcome {
        let chunks = (count + chunkSize - 1) / chunkSize
        let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        var total = Outcome()
        var started = 0
        var shown = 0
        await withTaskGroup(of: Outcome.self) { group in
            func start() {
                guard started < chunks else { return }
                let number = started
                started += 1
                group.addTask {
                    outcome(
                        ofChunk: number, seed: seed,
                        wanted: min(chunkSize, count - number * chunkSize))
                }
            }
            for _ in 0..<max(1, processors) { start() }
            for await one in group {
                for difference in one.differences.prefix(max(0, 10 - total.differences.count)) {
                    print(difference)
                }
                total.add(one)
                start()
                // Twenty lines of progress.
                if total.count * 20 / count > shown {
                    shown = total.count * 20 / count
                    print("soak: \(total.count) compared, \(total.differences.count) different")
                    fflush(nil)
                }
            }
        }
        for (kind, number) in total.kinds.sorted(by: { $0.key < $1.key }) {
            print(
                "soak: \(number) \(kind)\(kind == "products" ? ", \(total.ties) of them ties" : "")"
            )
        }
        return total
    }
}
