import ExactArithmetic
import LoanCalendar
import LoanEngine

/// The sums of one group: all that a report keeps of its loans. Whole numbers of 128 bits.
public struct GroupSums: Sendable, Equatable {
    /// A cell of the roll.
    public struct Cell: Sendable, Equatable {
        /// How many.
        public var loans: Int128 = 0
        /// Their principal then, in minor units.
        public var previousPrincipal: Int128 = 0
        /// Their principal now.
        public var principal: Int128 = 0

        /// Nothing.
        public init() {}
    }

    /// By the places that `SumPlaces` gives.
    public internal(set) var sums: [Int128]
    /// By from × states + to.
    public internal(set) var roll: [Int: Cell] = [:]

    /// All sums are below this: 2^57 loans of the largest amounts. What figures make of them fits
    /// 128 bits.
    public static let bound = Int128(1) << 120

    init(_ report: Report) {
        sums = Array(repeating: 0, count: SumPlaces(report).count)
    }

    /// Sums as they were written down: as many as the report has, each at least 0 and below `bound`.
    public init(sums: [Int128], roll: [Int: Cell]) { (self.sums, self.roll) = (sums, roll) }

    subscript(place: SumPlace) -> Int128 {
        get { sums[place.rawValue] }
        set { sums[place.rawValue] = newValue }
    }

    /// Four sums from a place on, by component.
    func parts(_ place: SumPlace) -> [Int128] { Array(sums[place.rawValue..<place.rawValue + 4]) }

    /// The names of those states.
    public static func stateNames(_ report: Report) -> [String] {
        ["NONE"] + report.ageing.map { $0.name } + ["COMPLETED", "WRITTEN_OFF"]
    }

    /// Adds the sums of other loans in the same report.
    ///
    /// - Returns: Whether they stay below `bound`; else they are partly added.
    mutating func merge(_ other: GroupSums) -> Bool {
        for index in sums.indices {
            sums[index] += other.sums[index]
            if sums[index] >= GroupSums.bound { return false }
        }
        for (key, cell) in other.roll {
            var own = roll[key] ?? Cell()
            own.loans += cell.loans
            own.previousPrincipal += cell.previousPrincipal
            own.principal += cell.principal
            if max(own.loans, own.previousPrincipal, own.principal) >= GroupSums.bound {
                return false
            }
            roll[key] = own
        }
        return true
    }
}

extension GroupSums: SumStore {
    /// Adds to the sum of a place.
    public mutating func add(_ amount: Int128, at place: Int) { sums[place] += amount }

    /// Adds a loan to a cell of the roll.
    public mutating func add(cell: Int, previousPrincipal: Int128, principal: Int128) {
        var own = roll[cell] ?? Cell()
        own.loans += 1
        own.previousPrincipal += previousPrincipal
        own.principal += principal
        roll[cell] = own
    }
}
