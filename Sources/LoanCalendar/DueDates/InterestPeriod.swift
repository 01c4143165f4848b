/// One interest period and the due date that ends it.
public struct InterestPeriod: Sendable, Equatable {
    /// The first day; interest runs from it.
    public let start: CivilDate
    /// The unmoved due date; interest runs up to it. Where only working days are counted, the due date.
    public let end: CivilDate
    /// When the installment falls due, after non-working days have moved it.
    public let dueDate: CivilDate

    /// A period of those dates.
    public init(start: CivilDate, end: CivilDate, dueDate: CivilDate) {
        self.start = start
        self.end = end
        self.dueDate = dueDate
    }
}
