import LoanEngine

/// Where a sum stands.
public enum SumPlace: Int, CaseIterable {
    case loans, active, borrowers, completed, writtenOffLoans, restructured
    case outstanding, outstandingInterest, outstandingFee, outstandingPenalty
    case arrears, arrearsInterest, arrearsFee, arrearsPenalty
    case previousGross
    case due, dueInterest, dueFee, duePenalty
    case paidOfDue, paidOfDueInterest, paidOfDueFee, paidOfDuePenalty
    case paidOnTime, paidOnTimeInterest, paidOnTimeFee, paidOnTimePenalty
    case broughtForward, broughtForwardInterest, broughtForwardFee, broughtForwardPenalty
    case collectedArrears, collectedArrearsInterest, collectedArrearsFee,
        collectedArrearsPenalty
    case collectedCurrent, collectedCurrentInterest, collectedCurrentFee,
        collectedCurrentPenalty
    case collectedAdvance, collectedAdvanceInterest, collectedAdvanceFee,
        collectedAdvancePenalty
    case disbursed, disbursedLoans, writtenOff, recovered, submitted, approved, rejected
    case writtenOffToDate, recoveredToDate
    case vintageDisbursed, vintageOutstanding, vintageLate, vintageWrittenOff
}

/// What keeps the sums of a group.
public protocol SumStore {
    /// Adds to the sum of a place.
    mutating func add(_ amount: Int128, at place: Int)
    /// Adds a loan to a cell of the roll, with its principal then and now.
    mutating func add(cell: Int, previousPrincipal: Int128, principal: Int128)
}

/// Days from which ranges count, rising.
public protocol DayTable {
    /// How many ranges there are.
    var count: Int { get }
    /// The day of one of them.
    func fromDay(_ index: Int) -> Int
}

extension DayTable {
    /// The last range that begins by a day; the first where none does.
    @inlinable
    public func place(of days: Int) -> Int {
        var place = 0
        while place + 1 < count, fromDay(place + 1) <= days { place += 1 }
        return place
    }
}

/// What counts from a day on.
public protocol DayRange {
    /// The day.
    var fromDay: Int { get }
}

extension Report.Range: DayRange {}
extension ProvisionTable.Class: DayRange {}

extension Array: DayTable where Element: DayRange {
    /// The day of one of them.
    public func fromDay(_ index: Int) -> Int { self[index].fromDay }
}

/// Which sums a report has, and where they stand: those of `SumPlace`, then three for each range of
/// portfolio at risk, each bucket, each class.
public struct SumPlaces: Sendable {
    let par: Int
    let ageing: Int
    let classes: Int

    /// Those of a report with so many ranges.
    public init(par: Int, ageing: Int, classes: Int) {
        (self.par, self.ageing, self.classes) = (par, ageing, classes)
    }

    /// Those of a report.
    public init(_ report: Report) {
        self.init(
            par: report.par.count, ageing: report.ageing.count,
            classes: report.provision?.classes.count ?? 0)
    }

    /// How many places of `SumPlace` there are: asked for with every loan.
    private static let first = SumPlace.vintageWrittenOff.rawValue + 1

    /// How many sums there are, but for the roll.
    public var count: Int { SumPlaces.first + 3 * (par + ageing + classes) }
    /// How many states a loan may be in, in the roll: NONE, the buckets, COMPLETED, WRITTEN_OFF.
    public var states: Int { ageing + 3 }
    /// How many cells the roll may have: from × states + to.
    public var cells: Int { states * states }

    /// Where the sums of that entry begin.
    public func place(par index: Int) -> Int { SumPlaces.first + 3 * index }
    /// Where the sums of that entry begin.
    public func place(ageing index: Int) -> Int { SumPlaces.first + 3 * (par + index) }
    /// Where the sums of that entry begin.
    public func place(class index: Int) -> Int {
        SumPlaces.first + 3 * (par + ageing + index)
    }
}
