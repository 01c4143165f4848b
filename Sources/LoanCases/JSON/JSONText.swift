/// JSON documents as text.
public enum JSONText {
    /// Appends `text` as a JSON string. Control characters are escaped, all else stands as it is;
    /// so does DEL and the C1 controls as escapes, which terminals act upon.
    static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\"")])
            case "\\": output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\\")])
            case "\n": output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case "\t": output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            case "\r": output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
                let digits = String(scalar.value, radix: 16)
                output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
                output.append(contentsOf: Array(repeating: 0x30, count: 4 - digits.utf8.count))
                output.append(contentsOf: Array(digits.utf8))
            default:
                if scalar.isASCII {
                    output.append(UInt8(truncatingIfNeeded: scalar.value))
                } else {
                    output.append(
                        contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// The document on one line, without spaces.
    public static func compact(_ value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        append(value, separator: false, to: &output)
        return output
    }

    /// The document for people: what fits in `width` columns stands on one line, longer objects
    /// and arrays have a line for each member, indented by two spaces.
    public static func pretty(_ value: JSONValue, width: Int = 200) -> [UInt8] {
        var output: [UInt8] = []
        appendPretty(value, indent: 0, width: width, isRoot: true, to: &output)
        output.append(0x0A)
        return output
    }

    private static func appendPretty(
        _ value: JSONValue, indent: Int, width: Int, isRoot: Bool, to output: inout [UInt8]
    ) {
        var line: [UInt8] = []
        append(value, separator: true, to: &line)
        if !isRoot, indent + line.count <= width {
            output += line
            return
        }
        switch value {
        case .null, .bool, .number, .string:
            output += line
        case .array(let elements):
            block("[", "]", elements, indent, &output) { element, output in
                appendPretty(
                    element, indent: indent + 2, width: width, isRoot: false, to: &output)
            }
        case .object(let members):
            block("{", "}", members, indent, &output) { member, output in
                append(member.key, to: &output)
                output += [UInt8(ascii: ":"), 0x20]
                appendPretty(
                    member.value, indent: indent + 2, width: width, isRoot: false, to: &output)
            }
        }
    }

    private static func block<Part>(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ parts: [Part], _ indent: Int,
        _ output: inout [UInt8], _ append: (Part, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for (index, part) in parts.enumerated() {
            output += index == 0 ? [0x0A] : [UInt8(ascii: ","), 0x0A]
            output += Array(repeating: 0x20, count: indent + 2)
            append(part, &output)
        }
        if !parts.isEmpty {
            output.append(0x0A)
            output += Array(repeating: 0x20, count: indent)
        }
        output.append(UInt8(ascii: close))
    }

    private static func append(_ value: JSONValue, separator: Bool, to output: inout [UInt8]) {
        let comma: [UInt8] =
            separator ? [UInt8(ascii: ","), 0x20] : [UInt8(ascii: ",")]
        switch value {
        case .null: output += Array("null".utf8)
        case .bool(let flag): output += Array((flag ? "true" : "false").utf8)
        case .number(let text): output += Array(text.utf8)
        case .string(let text): append(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output += comma }
                append(element, separator: separator, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output += comma }
                append(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                if separator { output.append(0x20) }
                append(member.value, separator: separator, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }
}
