import LoanCases

/// A run as JUnit XML, the form that build servers read: a suite a folder, a test a case.
enum JUnitReport {
    /// What every such report begins with.
    static let beginning = XMLWriter().bytes + Array("<testsuites name=\"\(name)\"".utf8)

    private static let name = "loan-engine verify"

    static func bytes(of run: CaseRun) -> [UInt8] {
        var xml = XMLWriter()
        let failures = run.tally.failed - run.tally.unreadable
        xml.open(
            "testsuites",
            [("name", name)]
                + counts(
                    tests: run.records.count, failures: failures, errors: run.tally.unreadable,
                    nanoseconds: run.nanoseconds))
        for suite in suites(of: run.records) {
            var tally = CaseTally()
            var nanoseconds: Int64 = 0
            for record in suite.records {
                tally.add(record.outcome)
                nanoseconds += record.nanoseconds
            }
            xml.open(
                "testsuite",
                [("name", suite.name)]
                    + counts(
                        tests: suite.records.count, failures: tally.failed - tally.unreadable,
                        errors: tally.unreadable, nanoseconds: nanoseconds))
            for record in suite.records { write(record, to: &xml) }
            xml.close("testsuite")
        }
        xml.close("testsuites")
        return xml.bytes
    }

    private typealias Suite = (name: String, records: [CaseRecord])

    /// The records by folder, in the order in which the folders come first. A file of lines is a
    /// folder of cases.
    private static func suites(of records: [CaseRecord]) -> [Suite] {
        var suites: [Suite] = []
        var places: [String: Int] = [:]
        for record in records {
            let name = record.line == nil ? folder(of: record.file) : record.file
            if let place = places[name] {
                suites[place].records.append(record)
            } else {
                places[name] = suites.count
                suites.append((name, [record]))
            }
        }
        return suites
    }

    private static func counts(
        tests: Int, failures: Int, errors: Int, nanoseconds: Int64
    ) -> [(String, String)] {
        [
            ("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)"),
            ("skipped", "0"), ("time", Clock.seconds(nanoseconds)),
        ]
    }

    private static func write(_ record: CaseRecord, to xml: inout XMLWriter) {
        var attributes = [
            ("name", record.name ?? record.line.map { "line \($0)" } ?? base(of: record.file)),
            ("classname", className(of: record.file)), ("file", record.file),
        ]
        if let line = record.line { attributes.append(("line", "\(line)")) }
        attributes.append(("time", Clock.seconds(record.nanoseconds)))
        let explanation = record.explanation
        guard let first = explanation.first else {
            return xml.empty("testcase", attributes)
        }
        let more = explanation.count > 1 ? " (and \(explanation.count - 1) more)" : ""
        xml.open("testcase", attributes)
        switch record.outcome {
        case .passed: break
        case .failed:
            xml.element(
                "failure", [("message", first + more), ("type", "difference")], explanation)
        case .unreadable:
            xml.element("error", [("message", first), ("type", "unreadable")], explanation)
        }
        xml.close("testcase")
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func base(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// The path as a class is named: `Fixtures/terms/yen.json` is `Fixtures.terms.yen`.
    private static func className(of path: String) -> String {
        var parts = path.split(separator: "/").filter { $0 != "." }.map(String.init)
        if let last = parts.last, let point = last.lastIndex(of: "."), point != last.startIndex {
            parts[parts.count - 1] = String(last[..<point])
        }
        return parts.joined(separator: ".")
    }
}

/// Writes XML 1.0 that is well-formed whatever the texts are.
struct XMLWriter {
    private(set) var bytes = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + [0x0A]
    private var depth = 0

    mutating func open(_ name: String, _ attributes: [(String, String)]) {
        start(name, attributes)
        put(">\n")
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        indent()
        put("</\(name)>\n")
    }

    mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        start(name, attributes)
        put("/>\n")
    }

    /// An element of lines of text.
    mutating func element(_ name: String, _ attributes: [(String, String)], _ lines: [String]) {
        start(name, attributes)
        put(">")
        for (index, line) in lines.enumerated() {
            if index > 0 { put("\n") }
            put(XMLWriter.escaped(line))
        }
        put("</\(name)>\n")
    }

    private mutating func start(_ name: String, _ attributes: [(String, String)]) {
        indent()
        put("<\(name)")
        for (key, value) in attributes { put(" \(key)=\"\(XMLWriter.escaped(value))\"") }
    }

    private mutating func indent() { put(String(repeating: "  ", count: depth)) }

    private mutating func put(_ text: String) { bytes += Array(text.utf8) }

    /// The text between tags or in quotes. What XML has no way to write, most control characters
    /// and two others, is written as JSON would: `\u0007`.
    static func escaped(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;".unicodeScalars
            case "<": output += "&lt;".unicodeScalars
            case ">": output += "&gt;".unicodeScalars
            case "\"": output += "&quot;".unicodeScalars
            case "\t", "\n", "\r", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
                output += "&#\(scalar.value);".unicodeScalars
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}":
                let digits = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
                output += "\\u\(zeros)\(digits)".unicodeScalars
            default: output.append(scalar)
            }
        }
        return String(output)
    }
}
