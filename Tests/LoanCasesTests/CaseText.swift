import LoanCases

/// A case as text, put together from members that are JSON as they stand.
struct CaseText {
    var members: [(key: String, value: String)] = [
        ("format", #""loan-case/1""#),
        ("name", #""12 monthly installments, one partial payment""#),
        ("source", #""the contract""#),
        ("terms", ""),
        ("status", #""ACTIVE""#),
        ("events", ""),
        ("asOf", #""2026-06-01""#),
        ("expect", "{}"),
    ]
    var terms: [(key: String, value: String)] = [
        ("currency", #""NGN""#), ("principalAmount", #""50000.00""#),
        ("rate", #"{"percent": "24", "per": "YEAR"}"#), ("termCount", "12"),
        ("termUnit", #""MONTH""#), ("disbursedAt", #""2026-03-11""#),
    ]
    var event: [(key: String, value: String)] = [
        ("type", #""REPAYMENT""#), ("date", #""2026-04-11""#), ("amount", #""5000.00""#),
        ("method", #""CASH""#), ("reference", #""R-1""#), ("role", #""CREDIT_OFFICER""#),
    ]

    /// The case with a member set, or left out for nil. `path` is `asOf`, `terms.rate` or
    /// `event.date`.
    func with(_ path: String, _ value: String?) -> CaseText {
        func set(_ list: inout [(key: String, value: String)], _ key: String) {
            let index = list.firstIndex { $0.key == key }
            switch (index, value) {
            case (let index?, let value?): list[index].value = value
            case (let index?, nil): list.remove(at: index)
            case (nil, let value?): list.append((key, value))
            case (nil, nil): break
            }
        }
        var copy = self
        if path.hasPrefix("terms.") {
            set(&copy.terms, String(path.dropFirst(6)))
        } else if path.hasPrefix("event.") {
            set(&copy.event, String(path.dropFirst(6)))
        } else {
            set(&copy.members, path)
        }
        return copy
    }

    private static func object(_ members: [(key: String, value: String)]) -> String {
        "{" + members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
    }

    var text: String {
        let whole = members.map { member -> (key: String, value: String) in
            switch (member.key, member.value) {
            case ("terms", ""): ("terms", Self.object(terms))
            case ("events", ""): ("events", "[" + Self.object(event) + "]")
            default: member
            }
        }
        return Self.object(whole)
    }

    var result: CaseResult { CaseResult(evaluating: Array(text.utf8)) }
}

/// `CODE path` of the error of a case, or `OK`.
func outcome(of result: CaseResult) -> String {
    result.error.map { "\($0.code.name) \($0.path)" } ?? "OK"
}

/// `CODE path` of the error of a case, or `OK`.
func outcome(of text: String) -> String {
    outcome(of: CaseResult(evaluating: Array(text.utf8)))
}

extension CaseResult {
    /// The result's JSON as text.
    var text: String { String(decoding: json, as: UTF8.self) }
}
