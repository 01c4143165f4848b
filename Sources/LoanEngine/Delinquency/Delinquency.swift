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
    public internal(set) var amounts = ComponentAmounts()
    /// The due date of the oldest overdue installment.
    public internal(set) var since: CivilDate?
    /// The greatest days past due of an installment.
    public internal(set) var daysPastDue = 0
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
        var outstanding = ComponentAmounts()
        var arrears = Arrears()
        var nextDue: NextDue?
        for index in 0..<rows.count {
            var unpaid = ComponentAmounts()
            let fits =
                unpaid.add(rows.unpaid(.penalty, at: index), to: .penalty)
                && unpaid.add(rows.unpaid(.fee, at: index), to: .fee)
                && unpaid.add(rows.unpaid(.interest, at: index), to: .interest)
                && unpaid.add(rows.unpaid(.principal, at: index), to: .principal)
            guard fits else { return nil }
            let dueDate = rows.dueDate(at: index)
            var standing = InstallmentStanding(
                due: dueDate, isPaid: unpaid.totalMinor == 0, isBegun: rows.isBegun(at: index),
                asOf: date, graceDays: graceDays)
            if !isOwed, standing.status == .overdue { standing = .pending }
            rows.stand(standing, at: index)
            if standing.status == .paid || !isOwed { continue }
            guard outstanding.add(unpaid) else { return nil }
            if nextDue == nil {
                nextDue = NextDue(
                    sequence: rows.sequence(at: index), dueDate: dueDate,
                    amountMinor: unpaid.totalMinor)
            }
            guard standing.status == .overdue else { continue }
            // Part of what is outstanding, which fits.
            _ = arrears.amounts.add(unpaid)
            arrears.since = arrears.since ?? dueDate
            arrears.daysPastDue = max(arrears.daysPastDue, standing.daysPastDue)
        }
        self.outstanding = outstanding
        self.arrears = arrears
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
