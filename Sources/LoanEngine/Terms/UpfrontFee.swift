/// How a fee at disbursement reaches the lender.
public enum UpfrontFeeCollection: UInt8, NamedCase {
    /// Taken off what is paid out.
    case deducted = 0
    /// Added to the principal before anything else is computed.
    case financed = 1
    /// Paid by itself.
    case separate = 2

    /// The name in the case format.
    public var name: String {
        switch self {
        case .deducted: "DEDUCTED"
        case .financed: "FINANCED"
        case .separate: "SEPARATE"
        }
    }
}

/// A fee that is due when the loan is paid out.
public struct UpfrontFee: Sendable, Equatable {
    /// The lender's name for it.
    public var name: String
    /// An amount, or a percentage of the principal amount, rounded as interest is.
    public var figure: AmountOrPercent
    /// How it is collected.
    public var collection: UpfrontFeeCollection

    /// A fee of that name.
    public init(name: String, _ figure: AmountOrPercent, collection: UpfrontFeeCollection) {
        self.name = name
        self.figure = figure
        self.collection = collection
    }

    /// Whether all parts are the same, the name byte by byte.
    public static func == (left: UpfrontFee, right: UpfrontFee) -> Bool {
        left.figure == right.figure && left.collection == right.collection
            && left.name.utf8.elementsEqual(right.name.utf8)
    }
}

/// What the upfront fees of terms come to: each rounded as interest is, and summed by how it is collected.
///
///     1 % of 1 234.56, to whole units half even: 12
struct UpfrontFeeSums {
    private(set) var deductedMinor: Int64 = 0
    private(set) var separateMinor: Int64 = 0
    /// The principal with what is financed.
    private(set) var lentMinor: Int64

    init(_ terms: LoanTerms) throws(LoanError) {
        lentMinor = terms.principalMinor
        for (index, fee) in terms.upfrontFees.enumerated() {
            let feeMinor = try terms.minor(
                of: fee.figure, of: terms.principalMinor,
                toMultipleOf: terms.rounding.interestUnitMinor, by: terms.rounding.interestMode,
                at: "upfrontFees[\(index)].percent")
            switch fee.collection {
            case .deducted: try UpfrontFeeSums.add(feeMinor, to: &deductedMinor, "upfrontFees")
            case .separate: try UpfrontFeeSums.add(feeMinor, to: &separateMinor, "upfrontFees")
            case .financed: try UpfrontFeeSums.add(feeMinor, to: &lentMinor, "principalAmount")
            }
        }
        try terms.require(
            deductedMinor == 0 || deductedMinor < terms.principalMinor, "upfrontFees",
            "\(terms.currency.text(deductedMinor)) deducted",
            "less than the principal, \(terms.currency.text(terms.principalMinor))")
    }

    private static func add(
        _ amountMinor: Int64, to sumMinor: inout Int64, _ field: String
    ) throws(LoanError) {
        let (sum, overflow) = sumMinor.addingReportingOverflow(amountMinor)
        if overflow { throw .amountOutOfRange("terms." + field) }
        sumMinor = sum
    }
}
