// Machine words against rationals: one rounded product, a level payment, a whole schedule. The fast
// path is the exact one, whatever the operands.
import LoanEngine
import TestSupport

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count <= 512 else { return -1 }
    var input = FuzzInput(start, count)
    switch input.byte() % 32 {
    case 0...7: checkProduct(&input)
    case 8...11: checkRationals(&input)
    case 12...16: checkLevelPayment(&input)
    case 17:
        let terms = input.terms(isLong: true)
        checkSchedule(terms)
    default:
        let terms = input.terms()
        checkSchedule(terms)
    }
    return 0
}

private func checkProduct(_ input: inout FuzzInput) {
    let value = input.integer()
    let numerator = input.magnitude()
    let denominator = input.magnitude()
    let unit = input.once(in: 3) ? input.integer() : 1
    for mode in RoundingMode.allCases {
        let place = "\(value) × \(numerator) / \(denominator), to \(unit) by \(mode.name)"
        let fast: Result<Int64, ArithmeticError>
        do throws(ArithmeticError) {
            fast = .success(
                try roundedProduct(value, numerator, over: denominator, unit: unit, by: mode))
        } catch {
            fast = .failure(error)
        }
        let exact: Result<Int64, ArithmeticError>
        do throws(ArithmeticError) {
            let fraction = try Rational(
                BigInteger(numerator), over: BigInteger(denominator))
            exact = .success(
                try (Rational(value) * fraction).rounded(toMultipleOf: unit, by: mode))
        } catch {
            exact = .failure(error)
        }
        law(fast == exact, "\(place): \(fast), exactly \(exact)")
        // A third opinion where 128 bits hold the product and the divisor.
        let (product, isLarge) = Int128(value).multipliedReportingOverflow(by: Int128(numerator))
        if unit > 0, unit < 1 << 30, denominator > 0, denominator < 1 << 62, !isLarge,
            product.magnitude < 1 << 120
        {
            let plain = Reference.rounded(
                product, over: Int128(denominator), unit: Int128(unit), by: mode)
            let rounded = Int64(exactly: plain)
            law(rounded == (try? fast.get()), "\(place): \(fast), in 128 bits \(plain)")
        }
    }
}

/// Laws of arithmetic, through every way that the operands are held in.
private func checkRationals(_ input: inout FuzzInput) {
    let first = rational(&input)
    let second = rational(&input)
    let third = rational(&input)
    law(first + second == second + first, "\(first) + \(second)")
    law(first + second - second == first, "\(first) + \(second) − \(second)")
    law(first * second == second * first, "\(first) × \(second)")
    let sum = (first + second) * third
    law(sum == first * third + second * third, "(\(first) + \(second)) × \(third)")
    law((first < second) == ((first - second).signum < 0), "\(first) < \(second)")
    law(-first + first == .zero && (-first).signum == -first.signum, "−\(first)")
    if let quotient = try? first.divided(by: second) {
        law(quotient * second == first, "\(first) / \(second)")
    } else {
        law(second.signum == 0, "\(first) / \(second) is refused")
    }
}

private func rational(_ input: inout FuzzInput) -> Rational {
    let word = Rational(input.integer(), over: max(1, input.magnitude()))
    guard input.once(in: 3) else { return word }
    return word * Rational(input.integer(), over: max(1, input.magnitude()))
}

/// Level payments, of equal and of varying periods, against their exact ratio.
private func checkLevelPayment(_ input: inout FuzzInput) {
    var terms = input.terms()
    terms.amortization = .equalInstallments
    for mode in RoundingMode.allCases {
        terms.rounding.installmentMode = mode
        do throws(LoanError) {
            guard let figure = try LevelPaymentFigure(for: terms) else { return }
            let unit = terms.rounding.installmentUnitMinor
            do throws(ArithmeticError) {
                let exact = try figure.exact.rounded(toMultipleOf: unit, by: mode)
                law(
                    figure.roundedMinor == exact,
                    "\(figure.roundedMinor), exactly \(figure.exact): \(terms)")
            } catch {
                finding("\(figure.roundedMinor), exactly \(error): \(terms)")
            }
        } catch {
            return
        }
    }
}

private func checkSchedule(_ terms: LoanTerms) {
    do throws(LoanError) {
        try terms.validate()
    } catch {
        checkRefusal(terms, error)
        return
    }
    let expected: ReferenceSchedule
    do {
        expected = try ReferenceSchedule(terms)
    } catch let failure as ReferenceFailure {
        do throws(LoanError) {
            _ = try RepaymentSchedule(for: terms)
            finding("a schedule where the reference has \(failure): \(terms)")
        } catch {
            law(error.code == failure.code, "\(error), expected \(failure): \(terms)")
        }
        return
    } catch {
        finding("\(error) of the reference: \(terms)")
    }
    do throws(LoanError) {
        let schedule = try RepaymentSchedule(for: terms)
        law(schedule.installmentMinor == expected.level, "level payment: \(terms)")
        law(schedule.items.count == expected.rows.count, "number of rows: \(terms)")
        for (row, wanted) in zip(schedule.items, expected.rows) {
            let figures = ReferenceSchedule.Row(
                principal: row.principalDueMinor, interest: row.interestDueMinor,
                fee: row.feeDueMinor, balance: row.balanceAfterMinor)
            law(figures == wanted, "row \(row.sequence): \(figures), not \(wanted): \(terms)")
        }
        let count = schedule.items.count
        law(
            schedule.items.map(\.dueDate) == Array(expected.periods.dueDates.prefix(count)),
            "due dates: \(terms)")
        law(
            schedule.items.map(\.startDate) == Array(expected.periods.starts.prefix(count)),
            "start dates: \(terms)")
    } catch {
        finding("\(error), and the reference has a schedule: \(terms)")
    }
}

/// What `validate` refuses makes no schedule either.
private func checkRefusal(_ terms: LoanTerms, _ refusal: LoanError) {
    do throws(LoanError) {
        _ = try RepaymentSchedule(for: terms)
        finding("a schedule of terms with \(refusal)")
    } catch {
        law(error == refusal, "\(error), expected \(refusal)")
    }
}
