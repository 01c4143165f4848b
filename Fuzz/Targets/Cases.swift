// Bytes as a case: read, evaluated and written. Whatever they are, there is a result; what is written
// is read again as the same; a statement's money adds up.
import LoanCases

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Longer inputs only make the same faults slower to find.
    guard count <= 8_192 else { return -1 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let result = CaseResult(evaluating: bytes)
    checkResult(result)
    checkValue(bytes)
    checkBlessing(bytes)
    do throws(LoanError) {
        let loanCase = try LoanCase(json: bytes)
        checkRoundTrip(loanCase, result)
    } catch {
        law(result.error != nil, "a result of what is no case: \(error)")
    }
    return 0
}

/// One line of JSON, whose statement adds up.
private func checkResult(_ result: CaseResult) {
    let json = result.json
    law(!json.contains(0x0A), "a result of more than one line")
    do throws(LoanError) {
        let value = try JSONValue(json: json)
        law(value["format"]?.text == CaseResult.format, "a result without its format")
        law(value["error"] != nil || value["schedule"] != nil, "a result of nothing")
    } catch {
        finding("a result that is no JSON: \(error)")
    }
    switch result.outcome {
    case .success(let statement): checkStatement(statement)
    case .failure(let error):
        law(!error.path.isEmpty || error.code == .malformedInput, "no path: \(error)")
        law(!error.message.isEmpty, "no message: \(error)")
    }
}

private func checkStatement(_ statement: LoanStatement) {
    var paid: Int64 = 0
    var due: Int64 = 0
    var previous: CivilDate?
    for item in statement.items {
        let row = item.installment
        for component in Component.allCases {
            law(row.unpaid(component) >= 0, "more paid than due in row \(row.sequence)")
        }
        law(row.principalDueMinor >= 0 && row.interestDueMinor >= 0, "a negative due")
        law(row.feeDueMinor >= 0 && row.penaltyDueMinor >= 0, "a negative fee or penalty")
        if let previous { law(row.dueDate > previous, "due dates that do not rise") }
        previous = row.dueDate
        paid += row.paidMinor
        due += row.totalDueMinor
    }
    let last = statement.items.last?.installment
    law(last?.balanceAfterMinor == 0, "a balance that does not end at zero")
    law(due == statement.totals.totalMinor, "totals \(statement.totals.totalMinor), rows \(due)")
    let allocated = statement.allocations.reduce(0 as Int64) { $0 + $1.amountMinor }
    law(allocated == paid, "allocated \(allocated), paid \(paid)")
    law(statement.allocations.allSatisfy { $0.amountMinor > 0 }, "an empty allocation")
    law(statement.overpaidMinor >= 0, "overpaid \(statement.overpaidMinor)")
    let outstanding = statement.outstanding.totalMinor
    law(outstanding == due - paid || outstanding == 0, "outstanding \(outstanding)")
    law(statement.arrears.amounts.totalMinor <= outstanding, "more in arrears than outstanding")
}

/// Any JSON value, written and read again.
private func checkValue(_ bytes: [UInt8]) {
    do throws(LoanError) {
        let value = try JSONValue(json: bytes)
        for text in [JSONText.compact(value), JSONText.pretty(value)] {
            let again = try? JSONValue(json: text)
            law(again == value, "JSON: \(String(decoding: text, as: UTF8.self))")
        }
    } catch {
        law(error.code == .malformedInput, "a parser's error: \(error)")
    }
}

private func checkRoundTrip(_ loanCase: LoanCase, _ result: CaseResult) {
    let text = loanCase.json
    do throws(LoanError) {
        let again = try LoanCase(json: text)
        law(again == loanCase, "case: \(String(decoding: text, as: UTF8.self))")
        law(again.json == text, "text: \(String(decoding: text, as: UTF8.self))")
    } catch {
        finding("\(error) in what was written: \(String(decoding: text, as: UTF8.self))")
    }
    do throws(LoanError) {
        let statement = try loanCase.evaluate()
        guard case .success(let other) = result.outcome, other == statement else {
            finding("another statement")
        }
    } catch {
        law(result.error == error, "\(error), and \(String(describing: result.error))")
    }
}

/// What `bless` writes of any object is what `verify` finds: it is evaluated anew.
private func checkBlessing(_ bytes: [UInt8]) {
    guard let root = try? JSONValue(json: bytes), case .object = root else { return }
    do throws(LoanError) {
        let blessed = try Blessing(of: root).root
        let verified = try CaseResult(evaluating: JSONText.pretty(blessed)).value
        let left = Difference.between(expected: blessed["expect"], result: verified)
        law(left.isEmpty, "blessed, and different at \(left.first?.path ?? "")")
    } catch {
        finding("blessed, and then \(error)")
    }
}
