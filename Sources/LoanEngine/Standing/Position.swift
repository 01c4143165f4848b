/// How an installment stands as of a date.
public enum InstallmentStatus: UInt8, NamedCase {
    /// Nothing paid, not overdue.
    case pending = 0
    /// Something paid, not all, not overdue.
    case partial = 1
    /// Nothing unpaid.
    case paid = 2
    /// Something unpaid, and the due date and its grace days are over.
    case overdue = 3

    /// The name in the case format.
    public var name: String {
        switch self {
        case .pending: "PENDING"
        case .partial: "PARTIAL"
        case .paid: "PAID"
        case .overdue: "OVERDUE"
        }
    }
}

/// How an installment stands, and how late it is.
public struct InstallmentStanding: Sendable, Equatable {
    /// How it stands.
    public let status: InstallmentStatus
    /// Days since the due date of an overdue installment, else 0.
    public let daysPastDue: Int

    static var pending: InstallmentStanding {
        InstallmentStanding(status: .pending, daysPastDue: 0)
    }

    /// The standing of an installment as of a date.
    ///
    ///     due 2026-05-11, as of 2026-06-01, unpaid, no grace: overdue, 21 days
    ///     the same with 30 grace days:                         pending, 0 days
    init(
        due dueDate: CivilDate, isPaid: Bool, isBegun: Bool, asOf date: CivilDate, graceDays: Int
    ) {
        let days = date.days(since: dueDate)
        if isPaid {
            self.init(status: .paid, daysPastDue: 0)
        } else if days > graceDays {
            self.init(status: .overdue, daysPastDue: days)
        } else {
            self.init(status: isBegun ? .partial : .pending, daysPastDue: 0)
        }
    }

    init(status: InstallmentStatus, daysPastDue: Int) {
        self.status = status
        self.daysPastDue = daysPastDue
    }
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
    public init?<Rows: InstallmentStore>(
        of rows: inout Rows, asOf date: CivilDate, graceDays: Int, isOwed: Bool = true
    ) {
        var outstanding = SIMD4<Int64>(repeating: 0)
        var overdue = SIMD4<Int64>(repeating: 0)
        // Negative once a sum of amounts, none of which is negative, has left 64 bits.
        var signs: Int64 = 0
        var outstandingMinor: Int64 = 0
        var nextDue: NextDue?
        var arrearsSince: CivilDate?
        for index in 0..<rows.count {
            let unpaid = rows.unpaidParts(at: index)
            let halves = unpaid.lowHalf &+ unpaid.highHalf
            let unpaidMinor = halves[0] &+ halves[1]
            signs |= halves[0] | halves[1] | unpaidMinor
            if unpaidMinor == 0 {
                rows.stand(InstallmentStanding(status: .paid, daysPastDue: 0), at: index)
                continue
            }
            let dueDate = rows.dueDate(at: index)
            let days = date.days(since: dueDate)
            let isOverdue = days > graceDays && isOwed
            if isOverdue {
                rows.stand(InstallmentStanding(status: .overdue, daysPastDue: days), at: index)
                overdue &+= unpaid
                if arrearsSince == nil { arrearsSince = dueDate }
            } else {
                let isBegun = isOwed && rows.isBegun(at: index)
                rows.stand(
                    InstallmentStanding(status: isBegun ? .partial : .pending, daysPastDue: 0),
                    at: index)
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
            daysPastDue: arrearsSince.map { date.days(since: $0) } ?? 0)
        self.nextDue = nextDue
    }
}

extension Installment {
    /// The installment's standing as of a date.
    public func standing(asOf date: CivilDate, graceDays: Int) -> InstallmentStanding {
        InstallmentStanding(
            due: dueDate, isPaid: unpaidMinor == 0, isBegun: paidMinor > 0, asOf: date,
            graceDays: graceDays)
    }
}
