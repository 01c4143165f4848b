import Foundation
import Testing

@testable import LoanCases

/// Holds `Fixtures/errors` to the errors and fields that there are: a new code, or a new field of
/// the case format, has no golden case until somebody works one out.
@Suite("Golden cases of errors")
struct ErrorGoldenTests {
    /// What a string stands for, which the form alone does not say. Paths have `[]` for an element.
    private static let kinds: [String: [String]] = [
        "text": [
            "name", "source", "events[].method", "events[].reference", "events[].reason",
            "terms.upfrontFees[].name",
            "terms.delinquency.buckets[].name",
        ],
        "amount": [
            "terms.principalAmount", "terms.rounding.interestUnit",
            "terms.rounding.installmentUnit", "terms.balloonAmount", "terms.installmentAmount",
            "terms.upfrontFees[].amount", "terms.downPayment.amount",
            "terms.installmentFee",
            "events[].amount", "terms.delinquency.tolerance", "terms.settlement.fee.amount",
            "terms.lateCharges[].amount", "terms.lateChargeLimit.amount",
            "events[].terms.balloonAmount", "events[].terms.installmentFee",
            "events[].terms.installmentAmount",
        ],
        "date": [
            "terms.disbursedAt", "terms.firstDueDate", "terms.dueDates[]",
            "terms.nonWorkingDays.holidays[]", "events[].date", "asOf", "events[].until",
            "events[].terms.firstDueDate", "events[].terms.dueDates[]",
        ],
        "word": [
            "format", "status", "terms.currency", "terms.currency.code", "terms.rate.percent",
            "terms.rate.per", "terms.interestMethod", "terms.amortization", "terms.termUnit",
            "terms.dayCount", "terms.rounding.mode", "terms.rounding.interestMode",
            "terms.rounding.installmentMode", "terms.leveling", "terms.flatInterest",
            "terms.residual", "terms.nonWorkingDays.weekdays[]", "terms.nonWorkingDays.rule",
            "terms.allocation.order[]", "terms.allocation.across", "events[].type",
            "events[].role", "terms.allocation.pastDue[]", "terms.allocation.due[]",
            "terms.allocation.inAdvance[]", "terms.allocation.advance",
            "terms.delinquency.daysFrom", "terms.prepayment.effect", "terms.prepayment.interest",
            "terms.settlement.interest", "terms.settlement.fee.percent",
            "terms.settlement.retained", "terms.lateCharges[].percent",
            "terms.lateCharges[].rate.percent", "terms.lateCharges[].rate.per",
            "terms.lateCharges[].of", "terms.lateCharges[].from",
            "terms.lateCharges[].component", "terms.lateCharges[].every.unit",
            "terms.lateChargeLimit.percent", "terms.lateChargeLimit.of",
            "events[].component", "events[].rate.percent", "events[].rate.per", "events[].keep",
            "events[].arrears", "events[].terms.rate.percent", "events[].terms.rate.per",
            "events[].terms.amortization", "events[].terms.termUnit",
            "terms.accrual", "terms.firstPeriod",
            "terms.upfrontFees[].percent", "terms.upfrontFees[].collect",
            "terms.downPayment.percent",
        ],
    ]

    private static func kind(of path: String) -> String? {
        kinds.first { $0.value.contains(path) }?.key
    }

    /// What must have a golden case, as `what path`: of every field a wrong type, of a required one
    /// that it is missing, of every object an unknown field, and of every value one that is refused
    /// (of counts on both sides, of amounts and dates also beyond all range).
    private static func wanted(
        _ shape: Shape, at path: String, _ wants: inout Set<String>, _ strings: inout Set<String>
    ) {
        // A case whose expectation has no form cannot say so in it; nor one that is no object.
        if path == "expect" { return }
        if !path.isEmpty { wants.insert("type \(path)") }
        var members: [Shape.Field] = []
        switch shape {
        case .string: strings.insert(path)
        case .integer: wants.formUnion(["below \(path)", "above \(path)"])
        case .array(let element): wanted(element, at: path + "[]", &wants, &strings)
        case .object(let fields): members = fields
        case .stringOrObject(let fields):
            strings.insert(path)
            members = fields
        case .anyObject: break
        }
        if !members.isEmpty { wants.insert("unknown \(path.isEmpty ? "$" : path)") }
        for field in members {
            let memberPath = path.isEmpty ? field.name : path + "." + field.name
            if field.isRequired { wants.insert("missing \(memberPath)") }
            wanted(field.shape, at: memberPath, &wants, &strings)
        }
    }

    /// The golden cases' own paths and expected errors.
    private static func goldens() throws -> [(root: JSONValue, code: String, path: String?)] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/errors")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".json") }.map { name in
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            let root = try JSONValue(json: Array(bytes))
            let error = try #require(root["expect"]?["error"], "\(name) expects no error")
            let code = try #require(error["code"]?.text, "\(name) expects no code")
            return (root, code, error["path"]?.text)
        }
    }

    /// The value at a path of plain names and places, or nil.
    private static func value(at path: String, of root: JSONValue) -> JSONValue? {
        var value: JSONValue? = root
        for part in path.split(separator: ".") {
            let name = part.prefix { $0 != "[" }
            value = value?[String(name)]
            for place in part.dropFirst(name.count).split(whereSeparator: { "[]".contains($0) }) {
                guard let elements = value?.elements, let index = Int(place),
                    elements.indices.contains(index)
                else { return nil }
                value = elements[index]
            }
        }
        return value
    }

    /// What a golden case shows, in the words of `wanted`.
    private static func shown(
        _ root: JSONValue, _ code: String, _ path: String, _ strings: Set<String>,
        _ fields: Set<String>
    ) -> [String] {
        let plain = path.replacing(/\[[0-9]+\]/, with: "[]")
        guard let value = value(at: path, of: root) else {
            return ["missing \(plain)"]
        }
        guard fields.contains("type \(plain)") else {
            let end = plain.lastIndex(of: ".") ?? plain.startIndex
            return ["unknown \(end == plain.startIndex ? "$" : String(plain[..<end]))"]
        }
        switch code {
        case "AMOUNT_OUT_OF_RANGE", "DATE_OUT_OF_RANGE": return ["range \(plain)"]
        case "MALFORMED_INPUT" where !(value.text != nil && strings.contains(plain)):
            return ["type \(plain)"]
        default: break
        }
        if case .number(let text) = value {
            return [text.hasPrefix("-") || text == "0" ? "below \(plain)" : "above \(plain)"]
        }
        return ["value \(plain)"]
    }

    @Test("Every error code has a golden case")
    func codes() throws {
        let codes = Set(try Self.goldens().map(\.code))
        #expect(codes == Set(LoanError.Code.allCases.map(\.name)))
    }

    @Test("Every field has a golden case of each way to be wrong")
    func fields() throws {
        var (wants, strings): (Set<String>, Set<String>) = ([], [])
        Self.wanted(.loanCase, at: "", &wants, &strings)
        let known = Self.kinds.values.flatMap { $0 }
        #expect(strings == Set(known) && known.count == strings.count, "a field of no kind")
        let fields = wants
        for path in strings {
            let kind = Self.kind(of: path)
            if kind != "text" { wants.insert("value \(path)") }
            if kind == "amount" || kind == "date" { wants.insert("range \(path)") }
        }
        var shown: Set<String> = []
        for (root, code, path) in try Self.goldens() {
            guard let path, !path.hasPrefix("schedule") else { continue }
            shown.formUnion(Self.shown(root, code, path, strings, fields))
        }
        let missing = wants.subtracting(shown).sorted()
        #expect(missing.isEmpty, "no golden case in Fixtures/errors: \(missing)")
    }
}
