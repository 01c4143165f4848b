import ExactArithmetic
import LoanCalendar
import LoanEngine
import LoanPortfolio

/// The measures of one group of one currency.
struct ReportFigures {
    let report: Report
    /// After the point, of the currency.
    let digits: Int

    init(_ report: Report, digits: Int) { (self.report, self.digits) = (report, digits) }

    func value(_ group: GroupSums) -> JSONValue {
        .object(report.measured.map { .init($0.rawValue, value(of: $0, group)) })
    }

    private func value(of measure: Report.Measure, _ group: GroupSums) -> JSONValue {
        switch measure {
        case .counts:
            let own = group.counts
            return .object([
                .init("loans", count(own.loans)), .init("active", count(own.active)),
                .init("borrowers", count(own.borrowers)), .init("completed", count(own.completed)),
                .init("writtenOff", count(own.writtenOff)),
                .init("restructured", count(own.restructured)),
            ])
        case .outstanding: return parts(group.outstanding)
        case .arrears: return parts(group.arrears)
        case .grossPortfolio: return money(group.gross)
        case .averageLoan: return average(group.gross, group.counts.active)
        case .arrearsRate: return ratio(group.arrears[0], group.gross)
        case .par:
            return .array(
                report.par.enumerated().map { index, range in
                    let own = group.par(index)
                    return .object([
                        .init("name", .string(range.name)),
                        .init("fromDay", .number("\(range.fromDay)")),
                        .init("loans", count(own.loans)),
                        .init("late", ratio(own.late, group.gross)),
                        .init(
                            "lateOrRestructured",
                            ratio(own.late + own.restructured, group.gross)),
                    ])
                })
        case .ageing:
            return .array(
                report.ageing.enumerated().map { index, range in
                    let own = group.ageing(index, report)
                    return .object([
                        .init("name", .string(range.name)),
                        .init("fromDay", .number("\(range.fromDay)")),
                        .init("loans", count(own.loans)), .init("principal", money(own.principal)),
                        .init("arrears", money(own.arrears)),
                        .init("share", ratio(own.principal, group.gross)),
                    ])
                })
        case .provision: return provision(group)
        case .collection: return collection(group)
        case .disbursement:
            return .object([
                .init("loans", count(group.disbursed.loans)),
                .init("amount", money(group.disbursed.amount)),
                .init("average", average(group.disbursed.amount, group.disbursed.loans)),
            ])
        case .applications:
            let own = group.applications
            return .object([
                .init("submitted", count(own.submitted)),
                .init("processed", count(own.approved + own.rejected)),
                .init("approved", count(own.approved)), .init("rejected", count(own.rejected)),
                .init(
                    "approvalRate",
                    ratio(
                        count(own.approved), count(own.approved + own.rejected),
                        fraction(own.approved, own.approved + own.rejected))),
            ])
        case .losses: return losses(group)
        case .yield: return yield(group)
        case .roll: return roll(group)
        case .vintage:
            let own = group.vintage
            return .object([
                .init("disbursed", money(own.disbursed)),
                .init("outstanding", money(own.outstanding)),
                .init("late", ratio(own.late, own.disbursed)),
                .init("writtenOff", ratio(own.writtenOff, own.disbursed)),
            ])
        }
    }

    // MARK: Numbers

    private func count(_ count: Int128) -> JSONValue {
        .number(DecimalText.format(wide: count, 0))
    }

    private func money(_ minor: Int128) -> JSONValue {
        .string(DecimalText.format(wide: minor, digits))
    }

    private func parts(_ parts: [Int128]) -> JSONValue {
        .object([
            .init("principal", money(parts[0])), .init("interest", money(parts[1])),
            .init("fee", money(parts[2])), .init("penalty", money(parts[3])),
            .init("total", money(sum(parts))),
        ])
    }

    private func sum(_ parts: [Int128]) -> Int128 { parts.reduce(0, +) }

    /// Nil for a denominator of zero.
    private func fraction(_ numerator: Int128, _ denominator: Int128) -> Rational? {
        if denominator == 0 { return nil }
        if let above = Int64(exactly: numerator), let below = UInt64(exactly: denominator) {
            return Rational(above, over: below)
        }
        return Rational(
            Whole(numeratorOf: Rational(wide: numerator)),
            over: Whole(numeratorOf: Rational(wide: denominator)))
    }

    private func ratio(
        _ numerator: JSONValue, _ denominator: JSONValue, _ fraction: Rational?
    ) -> JSONValue {
        .object([
            .init("numerator", numerator), .init("denominator", denominator),
            .init("ratio", fraction.map { .string($0.description) } ?? .null),
            .init("percent", percent(fraction)),
        ])
    }

    private func percent(_ fraction: Rational?) -> JSONValue {
        guard let fraction else { return .null }
        let scale = Rational(Whole(10).power(UInt(report.decimals)) * Whole(100), over: Whole(1))
        return .string((fraction * scale).rounded(to: report.mode).decimal(report.decimals))
    }

    private func ratio(_ numerator: Int128, _ denominator: Int128) -> JSONValue {
        ratio(money(numerator), money(denominator), fraction(numerator, denominator))
    }

    private func average(_ amount: Int128, _ loans: Int128) -> JSONValue {
        let own = fraction(amount, loans)
        let unit = Rational(1, over: UInt64(pow10(digits)))
        return .object([
            .init("numerator", money(amount)), .init("denominator", count(loans)),
            .init("ratio", own.map { .string(($0 * unit).description) } ?? .null),
            .init(
                "amount",
                own.map { .string($0.rounded(to: report.mode).decimal(digits)) } ?? .null),
        ])
    }

    private func pow10(_ exponent: Int) -> Int {
        (0..<max(exponent, 0)).reduce(1) { result, _ in result * 10 }
    }

    /// Ḡ, doubled: it is a half of it, written with one digit more.
    private func averagePortfolio(_ doubled: Int128) -> JSONValue {
        .string(DecimalText.format(wide: doubled * 5, digits + 1))
    }

    private func ratio(_ amount: Int128, ofAverage doubled: Int128) -> JSONValue {
        ratio(money(amount), averagePortfolio(doubled), fraction(2 * amount, doubled))
    }

    // MARK: Measures

    private func provision(_ group: GroupSums) -> JSONValue {
        guard let table = report.provision else { return .null }
        var total: Int128 = 0
        let classes: [JSONValue] = table.classes.enumerated().map { index, own in
            let sums = group.provision(index, report)
            total += sums.provision
            return .object([
                .init("name", .string(own.name)), .init("fromDay", .number("\(own.fromDay)")),
                .init("percent", own.percent.map { .string($0.exactText) } ?? .null),
                .init("loans", count(sums.loans)), .init("base", money(sums.base)),
                .init("provision", table.hasPercents ? money(sums.provision) : .null),
            ])
        }
        return .object([
            .init("name", .string(table.name)), .init("classes", .array(classes)),
            .init("total", table.hasPercents ? money(total) : .null),
        ])
    }

    private func collection(_ group: GroupSums) -> JSONValue {
        let received = zip(
            zip(group.collectedArrears, group.collectedCurrent), group.collectedAdvance
        ).map { $0.0 + $0.1 + $1 }
        let kept = group.collectedArrears[0] + group.collectedCurrent[0]
        return .object([
            .init("due", parts(group.due)), .init("paidOfDue", parts(group.paidOfDue)),
            .init("paidOnTime", parts(group.paidOnTime)),
            .init("broughtForward", parts(group.broughtForward)),
            .init(
                "collected",
                .object([
                    .init("arrears", parts(group.collectedArrears)),
                    .init("current", parts(group.collectedCurrent)),
                    .init("advance", parts(group.collectedAdvance)),
                    .init("total", parts(received)),
                ])), .init("collectionRate", ratio(sum(group.paidOfDue), sum(group.due))),
            .init("onTimeRate", ratio(sum(group.paidOnTime), sum(group.due))),
            .init("currentRepaymentRate", ratio(kept, group.due[0])),
            .init("cleanUpRate", ratio(kept, group.due[0] + group.broughtForward[0])),
            .init(
                "arrearsRecoveryRate",
                ratio(sum(group.collectedArrears), sum(group.broughtForward))),
        ])
    }

    private func losses(_ group: GroupSums) -> JSONValue {
        let doubled = group.gross + group.previousGross
        let (own, toDate) = (group.losses, group.lossesToDate)
        return .object([
            .init("writtenOff", money(own.writtenOff)), .init("recovered", money(own.recovered)),
            .init("averagePortfolio", averagePortfolio(doubled)),
            .init("writeOffRatio", ratio(own.writtenOff, ofAverage: doubled)),
            .init("loanLossRate", ratio(own.writtenOff - own.recovered, ofAverage: doubled)),
            .init("recoveryRatio", ratio(toDate.recovered, toDate.writtenOff)),
        ])
    }

    private func yield(_ group: GroupSums) -> JSONValue {
        let doubled = group.gross + group.previousGross
        let income = [group.collectedArrears, group.collectedCurrent, group.collectedAdvance]
            .reduce(Int128(0)) { $0 + $1[1] + $1[2] + $1[3] }
        let days = report.period.map { $0.upperBound.days(since: $0.lowerBound) + 1 } ?? 1
        let yearly = fraction(2 * income, doubled).map {
            $0 * Rational(365, over: UInt64(max(days, 1)))
        }
        return .object([
            .init("income", money(income)), .init("averagePortfolio", averagePortfolio(doubled)),
            .init("portfolioYield", ratio(income, ofAverage: doubled)),
            .init("days", .number("\(days)")), .init("annualizedPercent", percent(yearly)),
        ])
    }

    private func roll(_ group: GroupSums) -> JSONValue {
        let names = GroupSums.stateNames(report)
        let cells = group.roll.sorted { $0.key < $1.key }
        var then = Array(repeating: Int128(0), count: names.count)
        var now = then
        for (place, cell) in cells {
            let (from, to) = (place / names.count, place % names.count)
            guard names.indices.contains(from) else { continue }
            then[from] += cell.previousPrincipal
            now[to] += cell.principal
        }
        return .object([
            .init(
                "cells",
                .array(
                    cells.filter { names.indices.contains($0.key / names.count) }.map {
                        place, cell in
                        .object([
                            .init("from", .string(names[place / names.count])),
                            .init("to", .string(names[place % names.count])),
                            .init("loans", count(cell.loans)),
                            .init("previousPrincipal", money(cell.previousPrincipal)),
                            .init("principal", money(cell.principal)),
                        ])
                    })),
            .init(
                "rates",
                .array(
                    report.ageing.indices.dropLast().map { index in
                        guard
                            case .object(let members) = ratio(now[index + 2], then[index + 1])
                        else { return .null }
                        return .object(
                            [
                                .init("from", .string(names[index + 1])),
                                .init("to", .string(names[index + 2])),
                            ] + members)
                    })),
        ])
    }
}
