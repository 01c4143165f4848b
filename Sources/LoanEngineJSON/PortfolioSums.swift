import LoanPortfolio

/// The sums of one group in the caller's memory: two words for each, low before high; then the cells of the
/// roll, three sums each.
struct PortfolioSums: SumStore {
    private let words: UnsafeMutablePointer<UInt64>
    private let places: SumPlaces

    init(_ words: UnsafeMutablePointer<UInt64>, _ places: SumPlaces) {
        (self.words, self.places) = (words, places)
    }

    /// How many sums there are.
    private var count: Int { places.count + 3 * places.cells }

    @inline(__always)
    mutating func add(_ amount: Int128, at place: Int) {
        let low = words + 2 &* place
        let (sum, carry) = low.pointee.addingReportingOverflow(
            UInt64(truncatingIfNeeded: amount))
        low.pointee = sum
        let high = low + 1
        high.pointee =
            high.pointee &+ UInt64(truncatingIfNeeded: amount >> 64) &+ (carry ? 1 : 0)
    }

    @inline(__always)
    mutating func add(cell: Int, previousPrincipal: Int128, principal: Int128) {
        let place = places.count &+ 3 &* cell
        add(1, at: place)
        if previousPrincipal != 0 { add(previousPrincipal, at: place &+ 1) }
        if principal != 0 { add(principal, at: place &+ 2) }
    }

    func sum(_ place: Int) -> Int128 {
        Int128(Int64(bitPattern: words[2 * place + 1])) << 64 | Int128(words[2 * place])
    }

    /// Whether all sums, with those of others, are at least 0 and below `GroupSums.bound`.
    func fits(with other: PortfolioSums? = nil) -> Bool {
        let allowed = 0..<GroupSums.bound
        for place in 0..<count {
            guard allowed.contains(sum(place)) else { return false }
            guard let other else { continue }
            guard allowed.contains(other.sum(place)),
                allowed.contains(sum(place) + other.sum(place))
            else { return false }
        }
        return true
    }

    /// Adds the sums of another group that they fit with.
    mutating func merge(_ other: PortfolioSums) {
        for place in 0..<count { add(other.sum(place), at: place) }
    }

    /// The same sums as reports keep them.
    var group: GroupSums {
        var roll: [Int: GroupSums.Cell] = [:]
        for cell in 0..<places.cells {
            let place = places.count + 3 * cell
            var own = GroupSums.Cell()
            (own.loans, own.previousPrincipal, own.principal) = (
                sum(place), sum(place + 1), sum(place + 2)
            )
            if own.loans != 0 { roll[cell] = own }
        }
        return GroupSums(sums: (0..<places.count).map(sum), roll: roll)
    }
}
