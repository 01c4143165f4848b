import LoanEngine
import TestSupport
import Testing

/// What the terms reach that the laws of this folder are held over. To read the whole table:
///
///     swift test --filter OptionDistributionLaws --attachments-path /tmp
@Suite("Reach of the laws")
struct OptionDistributionLaws {
    /// How often each value, and each pair of values of two options, was met.
    private struct Counts {
        let axes = OptionAxes.all
        /// The first value of each axis in a row of all values.
        let offsets: [Int]
        let width: Int
        private(set) var pairs: [Int32]
        private(set) var total = 0

        init() {
            var offset = 0
            var offsets: [Int] = []
            for axis in axes {
                offsets.append(offset)
                offset += axis.values.count
            }
            self.offsets = offsets
            width = offset
            pairs = [Int32](repeating: 0, count: offset * offset)
        }

        mutating func add(_ terms: LoanTerms) {
            total += 1
            let width = width
            let places = axes.indices.map { offsets[$0] + axes[$0].place(terms) }
            pairs.withUnsafeMutableBufferPointer { pairs in
                for first in places {
                    let row = first * width
                    for second in places { pairs[row + second] += 1 }
                }
            }
        }

        /// The diagonal: a value with itself.
        func count(_ axis: Int, _ value: Int) -> Int32 {
            let place = offsets[axis] + value
            return pairs[place * width + place]
        }

        func count(_ left: (axis: Int, value: Int), _ right: (axis: Int, value: Int)) -> Int32 {
            pairs[(offsets[left.axis] + left.value) * width + offsets[right.axis] + right.value]
        }
    }

    private static func isExcluded(
        _ left: (OptionAxes.Axis, Int), _ right: (OptionAxes.Axis, Int)
    ) -> Bool {
        let (leftValue, rightValue) = (left.0.values[left.1], right.0.values[right.1])
        // An order has each component once.
        if left.0.name.hasPrefix("order."), right.0.name.hasPrefix("order.") {
            return leftValue == rightValue
        }
        return OptionAxes.excluded.contains { first, firstValues, second, secondValues in
            (first == left.0.name && firstValues.contains(leftValue) && second == right.0.name
                && secondValues.contains(rightValue))
                || (first == right.0.name && firstValues.contains(rightValue)
                    && second == left.0.name && secondValues.contains(leftValue))
        }
    }

    @Test("Every value of every option, and every pair of values that terms may have, is reached")
    func everyPair() {
        var counts = Counts()
        var outcomes: [String: Int] = [:]
        for seed in LawTerms.seeds {
            LawTerms.forEach(seed) { terms, _, _ in
                counts.add(terms)
                do throws(LoanError) {
                    try terms.validate()
                    outcomes["valid", default: 0] += 1
                } catch {
                    outcomes[error.description, default: 0] += 1
                }
            }
        }
        #expect(outcomes == ["valid": counts.total])
        var table = "\(counts.total) terms\n"
        var (pairs, least) = (0, Int32.max)
        for (first, axis) in counts.axes.enumerated() {
            table += "\n\(axis.name)\n"
            for value in axis.values.indices {
                let count = counts.count(first, value)
                table += "    \(axis.values[value]): \(count)\n"
                if count == 0 { Issue.record("\(axis.name) \(axis.values[value]) is not reached") }
                for (second, other) in counts.axes.enumerated().dropFirst(first + 1) {
                    for otherValue in other.values.indices {
                        let count = counts.count((first, value), (second, otherValue))
                        let isExcluded = Self.isExcluded((axis, value), (other, otherValue))
                        if (count == 0) != isExcluded {
                            Issue.record(
                                "\(axis.name) \(axis.values[value]) with \(other.name) \(other.values[otherValue]): \(count) times"
                            )
                        }
                        if !isExcluded {
                            pairs += 1
                            least = min(least, count)
                        }
                    }
                }
            }
        }
        print(
            "\(counts.total) terms: \(counts.width) values of \(counts.axes.count) options, "
                + "\(pairs) pairs of them, the rarest \(least) times")
        Attachment.record(table, named: "option-distribution.txt")
    }
}
