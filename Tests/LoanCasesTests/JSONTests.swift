import LoanCases
import TestSupport
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "What is not JSON",
        arguments: [
            "", " ", "\n\t", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "{\"a\"", "{\"a\":",
            "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{1:2}",
            "[1 2]", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\uＡ000\"",
            "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\n\"",
            "\"\\udc00\\ud800\"", "\"a\nb\"", "\"\t\"", "\"\u{0}\"", "01", "-", "-01", "+1", "1.",
            ".5", "1.e3", "1e", "1e+", "0x10", "1_000", "NaN", "Infinity", "-Infinity", "tru",
            "True", "nul", "nil", "undefined", "１", "1 2", "{} {}", "{}x", "null,", "/* */ 1",
            "1 // one", "\u{FEFF}1", "1\u{A0}", "\u{B}1", "[1}\u{0}",
        ])
    func malformed(_ text: String) {
        #expect(outcome(of: text).hasPrefix("MALFORMED_INPUT "))
        #expect(throws: LoanError.self) { try JSONValue(json: Array(text.utf8)) }
    }

    @Test(
        "What is",
        arguments: [
            ("null", JSONValue.null), (" true ", .bool(true)), ("\r\n\tfalse", .bool(false)),
            ("0", .number("0")), ("-0", .number("-0")), ("12.0", .number("12.0")),
            ("-1.5e+300", .number("-1.5e+300")), ("1E5", .number("1E5")), ("[]", .array([])),
            ("[ ]", .array([])), ("{ }", .object([])), ("\"\"", .string("")),
            (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u0041\u00e9\u4E2D\uFFFF""#, .string("Aé中\u{FFFF}")),
            (#""\ud83d\ude00 😀""#, .string("😀 😀")), ("\"\u{7F}\"", .string("\u{7F}")),
            (
                "[1,[2,{\"a\":[]}]]",
                .array([
                    .number("1"),
                    .array([.number("2"), .object([JSONValue.Member("a", .array([]))])]),
                ])
            ),
        ])
    func valid(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONValue(json: Array(text.utf8)) == value)
    }

    @Test("Only valid UTF-8, and no byte order mark")
    func encoding() {
        let invalid: [[UInt8]] = [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0xE4, 0xB8, 0x22], [0x22, 0x80, 0x22],
            [0x22, 0x5C, 0x6E, 0xC3, 0x22], [0x22, 0xF0, 0x9F, 0x98], [0xEF, 0xBB, 0xBF, 0x31],
            [0xFE, 0xFF, 0x00, 0x31], [0xFF, 0xFE, 0x31, 0x00], [0x31, 0x00], [0x00],
        ]
        for bytes in invalid {
            #expect(throws: LoanError.self, "\(bytes)") { try JSONValue(json: bytes) }
        }
        let bytes: [UInt8] =
            Array(#"{"format": "loan-case/1", "name": ""#.utf8) + [0xFF, 0x22, 0x7D]
        #expect(outcome(of: CaseResult(evaluating: bytes)) == "MALFORMED_INPUT name")
    }

    @Test("Repeated keys, by bytes, in small and large objects")
    func repeatedKeys() throws {
        #expect(
            outcome(of: #"{"format": "loan-case/1", "format": "x"}"#) == "MALFORMED_INPUT format")
        #expect(
            outcome(of: #"{"terms": {"rate": {"per": "YEAR", "p\u0065r": "YEAR"}}}"#)
                == "MALFORMED_INPUT terms.rate.per")
        func object(_ keys: [String]) -> String {
            "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        }
        let keys = (0..<40).map { "k\($0)" }
        for place in 0..<40 {
            let repeated = keys + [keys[place]]
            #expect(outcome(of: object(repeated)) == "MALFORMED_INPUT k\(place)")
        }
        // Composed and decomposed are different keys; hashing and searching agree.
        for count in [0, 40] {
            let names = keys.prefix(count) + ["\u{E9}", "e\u{301}"]
            #expect(throws: Never.self) { try JSONValue(json: Array(object(Array(names)).utf8)) }
        }
    }

    @Test("Depth is limited, whatever opens it")
    func depth() {
        for count in [65, 66, 1_000, 100_000] {
            let arrays = String(repeating: "[", count: count)
            #expect(outcome(of: arrays).hasPrefix("MALFORMED_INPUT "))
            let objects = String(repeating: "{\"a\":", count: count)
            #expect(outcome(of: objects).hasPrefix("MALFORMED_INPUT "))
            let closed = arrays + String(repeating: "]", count: count)
            #expect(throws: LoanError.self) { try JSONValue(json: Array(closed.utf8)) }
        }
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try JSONValue(json: Array(deepest.utf8)) }
        let inside =
            #"{"format": "loan-case/1", "terms": "# + String(repeating: "[", count: 100_000)
        #expect(outcome(of: inside).hasPrefix("MALFORMED_INPUT terms[0][0]"))
    }

    @Test("Megabytes of one number, string or white space")
    func length() {
        let digits = String(repeating: "9", count: 1 << 20)
        let sample = CaseText()
        #expect(
            outcome(of: sample.with("terms.termCount", digits).result)
                == "INVALID_TERMS terms.termCount")
        #expect(
            outcome(of: sample.with("terms.principalAmount", "\"\(digits)\"").result)
                == "AMOUNT_OUT_OF_RANGE terms.principalAmount")
        #expect(
            outcome(
                of: sample.with("terms.rate", "{\"percent\": \"\(digits)\", \"per\": \"YEAR\"}")
                    .result)
                == "INVALID_TERMS terms.rate.percent")
        #expect(
            outcome(of: sample.with("event.amount", "\"0.\(digits)\"").result)
                == "INVALID_EVENT events[0].amount")
        #expect(outcome(of: sample.with("name", "\"\(digits)\"").result) == "OK")
        let space = String(repeating: " ", count: 1 << 20)
        #expect(outcome(of: space + sample.text + space) == "OK")
        #expect(outcome(of: space + sample.text + space + "x").hasPrefix("MALFORMED_INPUT "))
    }

    @Test("Errors say where: path, line and column")
    func places() throws {
        func message(_ text: String) -> String {
            do throws(LoanError) {
                _ = try JSONValue(json: Array(text.utf8))
                return ""
            } catch {
                return error.description
            }
        }
        #expect(
            message("{\n  \"a\": [1, x]\n}")
                == "MALFORMED_INPUT: a[1]: not JSON: no JSON value begins with 'x', at line 2, column 12"
        )
        #expect(message("").contains(": $: ") && message("").hasSuffix("at line 1, column 1"))
        #expect(message("{} x").hasSuffix("at line 1, column 4"))
    }

    @Test(
        "Printing what was parsed, compact and pretty, gives the value back",
        arguments: 0..<60 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        for number in 0..<15 {
            var random = SplitMix64(seed: seed, case: number)
            let value = Self.value(&random, depth: Int(seed) / 10)
            let compact = JSONText.compact(value)
            let pretty = JSONText.pretty(value, width: random.int(0...120))
            let parsed = try [compact, pretty].map { try JSONValue(json: $0) }
            if parsed != [value, value] || compact.contains(0x0A) || pretty.last != 0x0A {
                Issue.record(
                    "seed \(seed), case \(number): \(String(decoding: compact, as: UTF8.self))")
            }
        }
    }

    private static func value(_ random: inout SplitMix64, depth: Int) -> JSONValue {
        switch random.int(0...(depth > 0 ? 5 : 3)) {
        case 0: return random.pick([.null, .bool(true), .bool(false)])
        case 1: return .number(random.pick(["0", "-1", "12.50", "1e9", "-0.0E-1"]))
        case 2, 3: return .string(text(&random))
        case 4:
            return .array((0..<random.int(0...4)).map { _ in value(&random, depth: depth - 1) })
        default:
            return .object(
                (0..<random.int(0...20)).map { index in
                    JSONValue.Member("\(index)" + text(&random), value(&random, depth: depth - 1))
                })
        }
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{9B}", "é", "\u{301}", "中",
            "\u{2028}", "\u{FEFF}", "😀", "\u{10FFFF}",
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<random.int(0...6) { view.append(random.pick(scalars)) }
        return String(view)
    }

    @Test("Control characters never reach a terminal unescaped")
    func controls() {
        let text = CaseText().with("name", #""\u001b[2J\u009b31m\u007f""#).result.text
        #expect(text.contains(#""name":"\u001b[2J\u009b31m\u007f""#))
        let error = CaseText().with(#"\u001b]0;x\u0007"#, "1").result.text
        #expect(
            error.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
            })
    }
}
