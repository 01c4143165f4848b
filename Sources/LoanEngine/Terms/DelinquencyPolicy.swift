/// A class of loans by how late they are: every loan at least `fromDay` days past due.
public struct DelinquencyBucket: Sendable, Equatable {
    /// The lender's name for it, such as `WATCH`.
    public var name: String
    /// The least days past due.
    public var fromDay: Int

    /// A bucket of that name from that day on.
    public init(name: String, fromDay: Int) {
        self.name = name
        self.fromDay = fromDay
    }

    /// Whether name and day are the same, the name byte by byte.
    public static func == (left: DelinquencyBucket, right: DelinquencyBucket) -> Bool {
        left.fromDay == right.fromDay && left.name.utf8.elementsEqual(right.name.utf8)
    }
}

/// From which day the days past due of an overdue installment count: `delinquency.daysFrom`.
public enum DaysPastDueStart: UInt8, NamedCase {
    /// From the due date: one day past due on the day after it.
    case dueDate = 0
    /// The due date itself counts: two days past due on the day after it.
    case dueDateInclusive = 1
    /// From the end of the grace days: one day past due on the first day that is overdue.
    case graceEnd = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .dueDate: "DUE_DATE"
        case .dueDateInclusive: "DUE_DATE_INCLUSIVE"
        case .graceEnd: "GRACE_END"
        }
    }
}

/// When an installment is overdue, and how the loan is classified by its days past due.
public struct DelinquencyPolicy: Sendable, Equatable {
    /// Days after the due date on which an unpaid installment is not yet overdue. They shorten the
    /// days past due that are counted afterwards only where `daysFrom` says so.
    public var graceDays: Int
    /// An installment of which no more than this is unpaid, in minor units, is not overdue, and bears
    /// no late charges.
    public var toleranceMinor: Int64
    /// From which day the days past due count.
    public var daysFrom: DaysPastDueStart
    /// From day 0, strictly rising; empty for no classification.
    public var buckets: [DelinquencyBucket]

    /// A policy of those grace days and buckets.
    public init(
        graceDays: Int = 0, buckets: [DelinquencyBucket] = [], toleranceMinor: Int64 = 0,
        daysFrom: DaysPastDueStart = .dueDate
    ) {
        self.graceDays = graceDays
        self.buckets = buckets
        self.toleranceMinor = toleranceMinor
        self.daysFrom = daysFrom
    }

    /// The last bucket that `daysPastDue` reaches, or nil without buckets.
    public func bucket(daysPastDue: Int) -> DelinquencyBucket? {
        let index = DelinquencyPolicy.bucketIndex(
            reachedBy: daysPastDue, of: buckets.count, fromDay: { buckets[$0].fromDay })
        return index < 0 ? nil : buckets[index]
    }

    /// The index of the last of `count` buckets that `daysPastDue` reaches, or −1 without buckets:
    /// the one rule, wherever a host keeps the days, which rise.
    @inlinable @inline(__always)
    public static func bucketIndex(
        reachedBy daysPastDue: Int, of count: Int, fromDay: (Int) -> Int
    ) -> Int {
        var index = 0
        while index < count, fromDay(index) <= daysPastDue { index &+= 1 }
        return index &- 1
    }

    /// Refuses what has no meaning.
    ///
    /// - Throws: `invalidTerms` at the count or bucket that is not allowed.
    public func validate() throws(LoanError) {
        let path = "terms.delinquency."
        guard graceDays >= 0, graceDays <= DelinquencyPolicy.maximumDays else {
            throw .notAllowed(
                .invalidTerms, at: path + "graceDays", met: "\(graceDays)",
                allowed: "0 to \(DelinquencyPolicy.maximumDays)")
        }
        guard buckets.count <= DelinquencyPolicy.maximumBuckets else {
            throw .notAllowed(
                .invalidTerms, at: path + "buckets", met: "\(buckets.count) buckets",
                allowed: "at most \(DelinquencyPolicy.maximumBuckets)")
        }
        var least = 0
        for (index, bucket) in buckets.enumerated() {
            let isFirst = index == 0
            guard bucket.fromDay >= least, bucket.fromDay <= DelinquencyPolicy.maximumDays,
                !isFirst || bucket.fromDay == 0
            else {
                throw .notAllowed(
                    .invalidTerms, at: path + "buckets[\(index)].fromDay",
                    met: "\(bucket.fromDay)",
                    allowed: isFirst
                        ? "0 for the first bucket"
                        : "\(least) to \(DelinquencyPolicy.maximumDays), more than the one before")
            }
            least = bucket.fromDay + 1
        }
        guard toleranceMinor >= 0 else {
            throw .notAllowed(
                .invalidTerms, at: path + "tolerance", met: "\(toleranceMinor) minor units",
                allowed: "zero or more")
        }
    }
}
