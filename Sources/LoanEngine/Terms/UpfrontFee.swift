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
    /// The most of them that a loan has.
    public static let maximumCount = 8

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
