import LoanCases
import TestSupport
import Testing

@Suite("Results")
struct ResultTests {
    /// Every key in the order of the text, without looking at what it means.
    private static func keys(of text: String) -> [String] {
        var keys: [String] = []
        var current = ""
        var last = ""
        var isInside = false
        for character in text {
            if character == "\"" {
                if isInside { (last, current) = (current, "") }
                isInside.toggle()
            } else if isInside {
                current.append(character)
            } else if character == ":" {
                keys.append(last)
            }
        }
        return keys
    }

    /// Those of docs/case-format.md, which scripts/fields.py holds to them.
    private static let item = InstallmentField.all.map(\.name.description)
    private static let amounts = ["principal", "interest", "fee", "penalty", "total"]

    @Test("The contract's example, byte for byte where the contract prints bytes")
    func example() {
        let text = CaseText().result.text
        let parts = [
            #"{"format":"loan-result/1","name":"12 monthly installments, one partial payment","status":"ACTIVE","asOf":"2026-06-01","schedule":{"installmentAmount":"4727.98","items":[{"sequence":1,"startDate":"2026-03-11","dueDate":"2026-04-11","principalDue":"3727.98","interestDue":"1000.00","feeDue":"0.00","penaltyDue":"0.00","totalDue":"4727.98","balanceAfter":"46272.02","paidAmount":"4727.98","principalPaid":"3727.98","interestPaid":"1000.00","feePaid":"0.00","penaltyPaid":"0.00","status":"PAID","daysPastDue":0"#,
            #""totals":{"principal":"50000.00","interest":"6735.76","fee":"0.00","penalty":"0.00","total":"56735.76"}},"allocations":[{"event":1,"sequence":1,"component":"INTEREST","amount":"1000.00"},"#,
            #""total":"4455.96","since":"2026-05-11","daysPastDue":21,"bucket":null},"overpaidAmount":"0.00","nextDue":{"sequence":2,"dueDate":"2026-05-11","amount":"4455.96"},"adjustments":[],"#,
            #""recovered":"0.00","refunded":"0.00","recalled":"0.00"}"#,
        ]
        #expect(text.hasPrefix(parts[0]))
        #expect(text.contains(parts[1]))
        #expect(text.contains(parts[2]))
        #expect(text.hasSuffix(parts[3]))
        #expect(!text.contains("\n") && !text.contains(", \""))
    }

    @Test("Keys in the contract's order")
    func keys() {
        let allocation = ["event", "sequence", "component", "amount"]
        let expected =
            ["format", "name", "status", "asOf", "schedule", "installmentAmount", "items"]
            + (0..<12).flatMap { _ in Self.item } + ["totals"] + Self.amounts + ["allocations"]
            + (0..<3).flatMap { _ in allocation } + ["outstanding"] + Self.amounts + ["arrears"]
            + Self.amounts + ["since", "daysPastDue", "bucket", "overpaidAmount", "nextDue"]
            + ["sequence", "dueDate", "amount", "adjustments"]
            + ["disbursed", "amount", "deducted", "financed", "separate", "net", "accruedInterest"]
            + ["settlement"] + Self.amounts + ["rebate", "waived"] + Self.amounts
            + ["writtenOff"] + Self.amounts + ["recovered", "refunded", "recalled"]
        #expect(Self.keys(of: CaseText().result.text) == expected)
    }

    @Test("Keys of an error")
    func errorKeys() {
        let text = CaseText().with("terms.termCount", "0").result.text
        #expect(Self.keys(of: text) == ["format", "name", "error", "code", "path", "message"])
        #expect(
            text.hasPrefix(
                #"{"format":"loan-result/1","name":"12 monthly installments, one partial payment","error":{"code":"INVALID_TERMS","path":"terms.termCount","message":""#
            ))
        let nameless = CaseResult(evaluating: Array("[".utf8)).text
        #expect(
            nameless.hasPrefix(
                #"{"format":"loan-result/1","name":null,"error":{"code":"MALFORMED_INPUT","#))
        let unreadable = CaseResult(failure: LoanError(.malformedInput, at: "$", "too long")).text
        #expect(
            unreadable
                == #"{"format":"loan-result/1","name":null,"error":{"code":"MALFORMED_INPUT","path":"$","message":"too long"}}"#
        )
    }

    @Test("Nulls where there is nothing")
    func nulls() throws {
        let bullet = CaseText().with("terms.amortization", "\"BULLET\"").with("name", nil)
            .with("status", "\"DRAFT\"").with("events", nil)
        let value = try bullet.result.value
        #expect(value["name"] == .null && value["nextDue"] == .null)
        #expect(value["schedule"]?["installmentAmount"] == .null)
        #expect(value["arrears"]?["since"] == .null && value["arrears"]?["bucket"] == .null)
        #expect(value["outstanding"]?["total"] == .string("0.00"))
        #expect(value["allocations"] == .array([]))
    }

    @Test("Amounts have exactly the currency's digits")
    func digits() throws {
        func total(_ currency: String) throws -> JSONValue? {
            let text = CaseText().with("terms.currency", currency).with("events", nil)
                .with("terms.principalAmount", "\"50000\"")
                .with("terms.rate", #"{"percent": "0", "per": "YEAR"}"#)
            return try text.result.value["outstanding"]?["total"]
        }
        #expect(try total("\"JPY\"") == .string("50000"))
        #expect(try total("\"KWD\"") == .string("50000.000"))
        #expect(try total(#"{"code": "XTS", "exponent": 6}"#) == .string("50000.000000"))
        #expect(try total(#"{"code": "USD", "exponent": 0}"#) == .string("50000"))
    }

    @Test("The as-of date is the latest event's, else the disbursement's")
    func asOf() throws {
        let open = CaseText().with("asOf", nil)
        #expect(try open.result.value["asOf"] == .string("2026-04-11"))
        #expect(try open.with("events", "[]").result.value["asOf"] == .string("2026-03-11"))
    }

    @Test("The same bytes for the same input, whichever way it is evaluated")
    func isRepeatable() throws {
        let bytes = Array(CaseText().text.utf8)
        let json = CaseResult(evaluating: bytes).json
        for _ in 0..<5 { #expect(CaseResult(evaluating: bytes).json == json) }
        let root = try JSONValue(json: bytes)
        #expect(CaseResult(evaluating: root).json == json)
        let statement = try LoanCase(json: bytes).evaluate()
        guard case .success(let found) = CaseResult(evaluating: bytes).outcome else {
            Issue.record("an error")
            return
        }
        #expect(found == statement)
    }

    /// Bytes of a case changed at random: there is always a result, and it is always JSON.
    @Test("Mutated bytes never crash and always give a result", arguments: 0..<40 as Range<UInt64>)
    func mutated(_ seed: UInt64) {
        let rich = CaseText()
            .with("terms.rounding", #"{"mode": "HALF_UP", "interestUnit": "0.05"}"#)
            .with("terms.grace", #"{"principal": 1, "interestFree": 1, "capitalized": 1}"#)
            .with("terms.nonWorkingDays", #"{"weekdays": ["SUNDAY"], "holidays": ["2026-12-25"]}"#)
            .with("terms.allocation", #"{"order": ["FEE", "PENALTY", "INTEREST", "PRINCIPAL"]}"#)
            .with(
                "terms.delinquency", #"{"graceDays": 2, "buckets": [{"name": "A", "fromDay": 0}]}"#)
        let valid = Array(rich.text.utf8)
        if outcome(of: CaseResult(evaluating: valid)) != "OK" { Issue.record("the case is wrong") }
        for number in 0..<120 {
            var random = SplitMix64(seed: seed, case: number)
            var bytes = valid
            for _ in 0...random.int(0...Int(seed) / 8) { Self.mutate(&bytes, &random) }
            let result = CaseResult(evaluating: bytes)
            do throws(LoanError) {
                let value = try result.value
                let hasOne = (value["schedule"] == nil) != (value["error"] == nil)
                let isTold = result.error.map { !$0.path.isEmpty && !$0.message.isEmpty } ?? true
                if !hasOne || !isTold { Issue.record("seed \(seed), case \(number): \(value)") }
            } catch {
                Issue.record("seed \(seed), case \(number): \(error): \(result.text)")
            }
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        guard !bytes.isEmpty else { return }
        let place = random.int(0...bytes.count - 1)
        switch random.int(0...7) {
        case 0: bytes[place] = UInt8(random.int(0...255))
        case 1: bytes[place] = random.pick(Array("\"{}[],:\\-.eE0123456789".utf8))
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(random.pick(Array("\"{}[],:\\-0129".utf8)), at: place)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + random.int(1...30)))
        case 5:
            let end = min(bytes.count, place + random.int(1...40))
            bytes.insert(contentsOf: bytes[place..<end], at: random.int(0...bytes.count))
        case 6: bytes.removeLast(bytes.count - place)
        default:
            // A digit for a digit keeps the form and reaches the engine.
            let digits = bytes.indices.filter { bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }
            if !digits.isEmpty { bytes[random.pick(digits)] = UInt8(random.int(0x30...0x39)) }
        }
    }
}
