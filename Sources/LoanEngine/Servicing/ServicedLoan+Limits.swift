// How long a log may be.
extension ServicedLoan {
    /// The most account events of a loan.
    static let maximumEvents = 1_000_000
    /// The most of a loan whose plan depends on events, and how many of them may reach back before one
    /// written earlier.
    static let maximumDependentEvents = 10_000
    static let maximumReachingBack = 500

    /// The limits of a log: section 15 of docs/semantics.md.
    func checkLimits(
        _ entry: LogEntry, at path: @autoclosure () -> String
    ) throws(LoanError) {
        let isDependent =
            terms.servicing.prepayment.effect != .advance || entry.event.type.changesPlan
            || timeline.changesPlan || terms.hasUncommonTerms && terms.accrual == .daily
        let most =
            isDependent ? ServicedLoan.maximumDependentEvents : ServicedLoan.maximumEvents
        guard timeline.accountEvents < most else {
            throw .notAllowed(
                .invalidEvent, at: path() + ".type",
                met: "account event number \(timeline.accountEvents + 1) of a loan"
                    + (isDependent ? " whose plan depends on events" : ""),
                allowed: "at most \(most)")
        }
        if !isDependent { return }
        let reachingBack = timeline.reachingBack + (timeline.reachesBack(entry) ? 1 : 0)
        guard reachingBack <= ServicedLoan.maximumReachingBack else {
            throw .notAllowed(
                .invalidEvent, at: path() + ".date",
                met: "one more event that reaches back before one written earlier",
                allowed: "at most \(ServicedLoan.maximumReachingBack) of them")
        }
    }
}
