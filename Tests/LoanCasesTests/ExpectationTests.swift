import LoanCases
import Testing

@Suite("Expectations")
struct ExpectationTests {
    private static func value(_ text: String) throws -> JSONValue {
        try JSONValue(json: Array(text.utf8))
    }

    private static func differences(_ expected: String?, _ result: String) throws -> [String] {
        Difference.between(expected: try expected.map(value), result: try value(result)).map {
            "\($0.path): \($0.expected) / \($0.actual)"
        }
    }

    private static let result = #"""
        {"format": "loan-result/1", "name": "x", "status": "ACTIVE", "asOf": "2026-06-01",
         "schedule": {"items": [{"sequence": 1, "due": "5.00"}, {"sequence": 2, "due": "6.00"}]},
         "nextDue": null, "overpaidAmount": "0.00"}
        """#

    @Test(
        "What is expected is there",
        arguments: [
            nil, "{}", #"{"status": "ACTIVE"}"#, #"{"nextDue": null}"#, #"{"overpaidAmount": "0"}"#,
            #"{"schedule": {}}"#, #"{"schedule": {"items": [{}, {}]}}"#,
            #"{"schedule": {"items": [{"due": "5"}, {"sequence": 2, "due": "6.000"}]}}"#,
        ])
    func equal(_ expected: String?) throws {
        #expect(try Self.differences(expected, Self.result) == [])
    }

    @Test(
        "Each difference with its path, expected and actual",
        arguments: [
            (#"{"status": "active"}"#, [#"status: "active" / "ACTIVE""#]),
            (#"{"overpaidAmount": "0.01"}"#, [#"overpaidAmount: "0.01" / "0.00""#]),
            (#"{"overpaidAmount": 0}"#, [#"overpaidAmount: 0 / "0.00""#]),
            (#"{"nextDue": {"sequence": 1}}"#, [#"nextDue: {"sequence":1} / null"#]),
            (#"{"overpaidAmount": null}"#, [#"overpaidAmount: null / "0.00""#]),
            (#"{"unknown": 1}"#, ["unknown: 1 / no such field"]),
            (#"{"schedule": {"items": [{}]}}"#, ["schedule.items: 1 elements / 2 elements"]),
            (#"{"schedule": {"items": []}}"#, ["schedule.items: 0 elements / 2 elements"]),
            (
                #"{"schedule": []}"#,
                [
                    #"schedule: [] / {"items":[{"sequence":1,"due":"5.00"},{"sequence":2,"due":"6.00"}]}"#
                ]
            ),
            (
                #"{"schedule": {"items": [{"due": "6"}, {"due": "5", "sequence": 1}]}}"#,
                [
                    #"schedule.items[0].due: "6" / "5.00""#,
                    #"schedule.items[1].due: "5" / "6.00""#,
                    "schedule.items[1].sequence: 1 / 2",
                ]
            ),
            (
                #"{"error": {"code": "INVALID_TERMS"}}"#,
                [#"error: {"code":"INVALID_TERMS"} / no such field"#]
            ),
        ])
    func different(_ expected: String, _ differences: [String]) throws {
        #expect(try Self.differences(expected, Self.result) == differences)
    }

    @Test("Errors: expected or not")
    func errors() throws {
        let error =
            #"{"format": "loan-result/1", "error": {"code": "INVALID_TERMS", "path": "terms.rate", "message": "m"}}"#
        for expected in [nil, "{}", #"{"status": "ACTIVE"}"#] {
            let differences = try Self.differences(expected, error)
            #expect(differences.count == 1 && differences[0].hasPrefix("error: no error / "))
        }
        let expected = #"{"error": {"code": "INVALID_TERMS", "path": "terms.rate"}}"#
        #expect(try Self.differences(expected, error) == [])
        #expect(
            try Self.differences(#"{"error": {"code": "INVALID_EVENT"}}"#, error)
                == [#"error.code: "INVALID_EVENT" / "INVALID_TERMS""#])
    }

    private static func bless(_ text: CaseText) throws -> (Blessing, JSONValue) {
        let root = try value(text.text)
        let result = try CaseResult(evaluating: root).value
        return (try Blessing(of: root), result)
    }

    @Test("Blessing a case that expects nothing: the whole result, all else as it was")
    func whole() throws {
        let text = CaseText()
        for unblessed in [text, text.with("expect", nil)] {
            let (blessing, result) = try Self.bless(unblessed)
            #expect(blessing.isChanged && blessing.changes.isEmpty)
            let expect = try #require(blessing.root["expect"])
            #expect(expect["format"] == nil && expect["name"] == nil)
            #expect(
                expect["schedule"] == result["schedule"] && expect["nextDue"] == result["nextDue"])
            for key in ["format", "name", "source", "terms", "status", "events", "asOf"] {
                #expect(blessing.root[key] == (try Self.value(text.text))[key])
            }
            #expect(Difference.between(expected: expect, result: result).isEmpty)
            let again = try Blessing(of: blessing.root)
            #expect(!again.isChanged && again.root == blessing.root)
        }
    }

    @Test("Blessing keeps the fields that a case expects")
    func shape() throws {
        let text = CaseText().with(
            "expect",
            #"{"nextDue": {"amount": "1.00"}, "schedule": {"items": [{"dueDate": "x", "gone": 1}]}}"#
        )
        let (blessing, result) = try Self.bless(text)
        #expect(blessing.isChanged)
        #expect(
            blessing.changes.map(\.path) == ["nextDue.amount", "schedule.items"])
        let expect = try #require(blessing.root["expect"])
        #expect(expect["status"] == nil)
        #expect(expect["nextDue"] == .object([JSONValue.Member("amount", .string("4455.96"))]))
        // Twelve items with the fields of the last that was expected.
        let items = try #require(expect["schedule"]?["items"]?.elements)
        #expect(items.count == 12)
        #expect(items[11] == .object([JSONValue.Member("dueDate", .string("2027-03-11"))]))
        #expect(Difference.between(expected: expect, result: result).isEmpty)
    }

    @Test(
        "An expectation that is no object gives way to the result",
        arguments: ["5", "null", "[]", "\"\""])
    func unfit(_ text: String) throws {
        let (blessing, _) = try Self.bless(CaseText().with("expect", text))
        let (whole, _) = try Self.bless(CaseText().with("expect", nil))
        #expect(blessing.isChanged && blessing.changes.isEmpty)
        #expect(blessing.root["expect"] == whole.root["expect"])
        #expect(CaseResult(evaluating: blessing.root).error == nil)
        // Another fault stays what the case expects.
        let (faulty, _) = try Self.bless(
            CaseText().with("expect", text).with("terms.termCount", "0"))
        #expect(faulty.root["expect"]?["error"]?["path"] == .string("terms.termCount"))
    }

    @Test("Blessing an error: its code and path, not its wording")
    func error() throws {
        let wrong = CaseText().with("terms.termCount", "0").with("expect", #"{"status": "ACTIVE"}"#)
        let (blessing, _) = try Self.bless(wrong)
        let code = JSONValue.Member("code", .string("INVALID_TERMS"))
        let path = JSONValue.Member("path", .string("terms.termCount"))
        #expect(
            blessing.root["expect"] == .object([JSONValue.Member("error", .object([code, path]))]))
        #expect(blessing.changes.map(\.path) == ["error"])
        #expect(try !Blessing(of: blessing.root).isChanged)
        // And back: what ceased to be an error expects the whole result.
        let cured = CaseText().with("expect", #"{"error": {"code": "INVALID_TERMS"}}"#)
        let (second, _) = try Self.bless(cured)
        #expect(second.root["expect"]?["error"] == nil)
        #expect(second.root["expect"]?["status"] == .string("ACTIVE"))
    }
}
