import ExactArithmetic
import LoanCalendar
import LoanEngine
import LoanPortfolio

// A position as a document.
extension PositionDocument {
    private static func value(_ parts: Parts, _ currency: Currency) -> [JSONValue.Member] {
        [
            .init("principal", .string(currency.text(parts.principal))),
            .init("interest", .string(currency.text(parts.interest))),
            .init("fee", .string(currency.text(parts.fee))),
            .init("penalty", .string(currency.text(parts.penalty))),
            .init("total", .string(DecimalText.format(wide: parts.total, currency.exponent))),
        ]
    }

    /// Promises as JSON, with what was received of each.
    static func promises(_ own: LoanPosition) -> JSONValue {
        .array(
            own.promises.map {
                .object([
                    .init("id", .string($0.id)), .init("date", .string($0.date.description)),
                    .init("amount", .string(own.currency.text($0.amountMinor))),
                    .init("received", .string(own.currency.text($0.receivedMinor))),
                ])
            })
    }

    /// A position as JSON, without promises: they are the host's.
    public static func value(_ own: LoanPosition, hasFlows: Bool) -> JSONValue {
        let currency = own.currency
        func money(_ minor: Int64?) -> JSONValue {
            minor.map { .string(currency.text($0)) } ?? .null
        }
        func date(_ date: CivilDate?) -> JSONValue { date.map { .string($0.description) } ?? .null }
        func parts(_ parts: Parts) -> JSONValue { .object(value(parts, currency)) }
        var members: [JSONValue.Member] = [
            .init("format", .string("position/1")), .init("loan", .string(own.loan)),
            .init("currency", currency.json), .init("status", .string(own.status.name)),
            .init("asOf", date(own.asOf)), .init("outstanding", parts(own.outstanding)),
            .init(
                "arrears",
                .object(
                    value(own.arrears, currency) + [
                        .init("since", date(own.arrearsSince)),
                        .init("daysPastDue", .number("\(own.daysPastDue)")),
                    ])),
            .init(
                "nextDue",
                own.nextDue.map {
                    .object([
                        .init("sequence", .number("\($0.sequence)")),
                        .init("dueDate", date($0.date)), .init("amount", money($0.amountMinor)),
                    ])
                } ?? .null),
            .init("overdueInstallments", .number("\(own.overdueInstallments)")),
            .init("restructured", .bool(own.isRestructured)),
            .init("disbursedAmount", money(own.disbursedMinor)),
            .init("disbursedAt", date(own.disbursedAt)),
            .init("maturityDate", date(own.maturityDate)),
            .init("lastPaymentAt", date(own.lastPaymentAt)),
            .init("writtenOff", money(own.writtenOffMinor)),
            .init("recovered", money(own.recoveredMinor)),
            .init("countBorrower", .bool(own.countsBorrower)),
            .init(
                "previous",
                own.previous.map {
                    .object([
                        .init("status", .string($0.status.name)),
                        .init("principal", money($0.principalMinor)),
                        .init("daysPastDue", .number("\($0.daysPastDue)")),
                    ])
                } ?? .null),
            .init(
                "dimensions",
                .object(
                    own.dimensions.map {
                        .init($0.name, $0.text.map { .string($0) } ?? .null)
                    })),
        ]
        if hasFlows {
            let flows = own.flows
            members.append(
                .init(
                    "flows",
                    .object([
                        .init("due", parts(flows.due)), .init("paidOfDue", parts(flows.paidOfDue)),
                        .init("paidOnTime", parts(flows.paidOnTime)),
                        .init("broughtForward", parts(flows.broughtForward)),
                        .init(
                            "collected",
                            .object([
                                .init("arrears", parts(flows.collectedArrears)),
                                .init("current", parts(flows.collectedCurrent)),
                                .init("advance", parts(flows.collectedAdvance)),
                            ])), .init("disbursed", money(flows.disbursedMinor)),
                        .init("writtenOff", money(flows.writtenOffMinor)),
                        .init("recovered", money(flows.recoveredMinor)),
                        .init("submitted", .number("\(flows.submitted)")),
                        .init("approved", .number("\(flows.approved)")),
                        .init("rejected", .number("\(flows.rejected)")),
                    ])))
        }
        return .object(members)
    }
}
