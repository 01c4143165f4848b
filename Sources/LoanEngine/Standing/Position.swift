/// Rows whose standing is looked at, and kept where they have a place for it.
public protocol ClassifiedStore: InstallmentStore {
    /// The sequence of row `index`.
    func sequence(at index: Int) -> Int
    /// Whether anything of row `index` is paid.
    func isPaidInPart(at index: Int) -> Bool
    /// Keeps how row `index` stands, where the rows have a place for it.
    mutating func keep(_ standing: InstallmentStanding, at index: Int)
}

/// What is overdue of a loan.
public struct Arrears: Sendable, Equatable {
    /// The unpaid parts of overdue installments.
    public let amounts: ComponentAmounts
    /// The due date of the oldest overdue installment.
    public let since: CivilDate?
    /// The greatest days past due of an installment.
    public let daysPastDue: Int
}

/// The oldest installment with anything unpaid.
public struct NextDue: Sendable, Equatable {
    /// Its sequence, from 1.
    public let sequence: Int
    /// When it falls, or fell, due.
    public let dueDate: CivilDate
    /// What is unpaid of it, in minor units.
    public let amountMinor: Int64
}

/// What is unpaid and overdue of a loan as of a date.
public struct Position: Sendable, Equatable {
    /// What is unpaid.
    public let outstanding: ComponentAmounts
    /// What is overdue of it.
    public let arrears: Arrears
    /// The oldest installment with anything unpaid.
    public let nextDue: NextDue?

    /// Classifies a loan's rows in one pass, and keeps each row's standing in them.
    ///
    /// - Parameters:
    ///   - rows: The installments, by rising sequence and due date.
    ///   - isOwed: Whether the loan was paid out. Before that nothing is owed: the position is zero
    ///     and no row is overdue.
    /// - Returns: Nil where a sum leaves the range, which rows of a schedule cannot bring about.
    /// - Complexity: O(rows); no heap allocation.
    public init?<Rows: ClassifiedStore>(
        of rows: inout Rows, asOf date: CivilDate, _ rule: OverdueRule, isOwed: Bool = true
    ) {
        var outstanding = SIMD4<Int64>(repeating: 0)
        var overdue = SIMD4<Int64>(repeating: 0)
        // Negative once a sum of amounts, none of which is negative, has left 64 bits.
        var signs: Int64 = 0
        var outstandingMinor: Int64 = 0
        var nextDue: NextDue?
        var arrearsSince: CivilDate?
        var daysPastDue = 0
        for index in 0..<rows.count {
            let unpaid = rows.unpaidParts(at: index)
            let halves = unpaid.lowHalf &+ unpaid.highHalf
            let unpaidMinor = halves[0] &+ halves[1]
            signs |= halves[0] | halves[1] | unpaidMinor
            if unpaidMinor == 0 {
                rows.keep(.paid, at: index)
                continue
            }
            let dueDate = rows.dueDate(at: index)
            let standing = InstallmentStanding(
                unpaid: isOwed ? unpaidMinor : 0, for: date.days(since: dueDate), rule,
                isPaidInPart: isOwed && rows.isPaidInPart(at: index))
            rows.keep(standing, at: index)
            if standing.status == .overdue {
                overdue &+= unpaid
                if arrearsSince == nil {
                    arrearsSince = dueDate
                    daysPastDue = standing.daysPastDue
                }
            }
            if !isOwed { continue }
            outstanding &+= unpaid
            outstandingMinor &+= unpaidMinor
            signs |= outstandingMinor
            if nextDue == nil {
                nextDue = NextDue(
                    sequence: rows.sequence(at: index), dueDate: dueDate, amountMinor: unpaidMinor)
            }
        }
        if signs < 0 { return nil }
        self.outstanding = ComponentAmounts(outstanding)
        // Part of what is outstanding, which fits. Due dates rise: the first overdue one is the oldest.
        arrears = Arrears(
            amounts: ComponentAmounts(overdue), since: arrearsSince,
            daysPastDue: daysPastDue)
        self.nextDue = nextDue
    }
}
