import ExactArithmetic

/// Reads one JSON document (RFC 8259), strictly: valid UTF-8, no repeated keys, no trailing commas,
/// no comments, nothing behind the value but white space.
///
/// It reads input that nobody has checked. Depth and length are bounded, so it needs no more stack
/// than `maximumDepth` frames whatever the input is.
struct JSONParser {
    /// The deepest nesting read; a case needs six levels.
    static let maximumDepth = 64
    /// From how many members on an object's keys are looked up by hash.
    private static let hashedMembers = 16

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var path: [JSONPath.Step]

    private init(_ bytes: UnsafeBufferPointer<UInt8>, at path: [JSONPath.Step]) {
        (self.bytes, self.path) = (bytes, path)
    }

    /// The document in `bytes`.
    ///
    /// - Parameter path: Where it stands in a larger one, whose paths and depth are counted.
    /// - Throws: `malformedInput` at the innermost value that was begun, with line and column.
    static func parse(
        _ bytes: [UInt8], at path: [JSONPath.Step] = []
    ) throws(LoanError) -> JSONValue {
        var result: Result<JSONValue, LoanError> = .success(.null)
        bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(buffer, at: path)
            do throws(LoanError) {
                result = .success(try parser.document())
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func document() throws(LoanError) -> JSONValue {
        skipSpace()
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw error("something stands behind the value") }
        return value
    }

    // MARK: Values

    private mutating func value() throws(LoanError) -> JSONValue {
        switch peek {
        case UInt8(ascii: "{") where path.count == JSONParser.maximumDepth,
            UInt8(ascii: "[") where path.count == JSONParser.maximumDepth:
            throw error("nested more than \(JSONParser.maximumDepth) deep")
        case UInt8(ascii: "{"): return .object(try members())
        case UInt8(ascii: "["): return .array(try elements())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
            return .number(try number())
        case nil where path.isEmpty: throw error("nothing stands here; allowed: one JSON value")
        case nil: throw error("the input ends where a value should stand")
        case 0xEF where position == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]):
            throw error("a byte order mark stands before the value; allowed: none")
        default: throw error("no JSON value begins with \(met)")
        }
    }

    private mutating func members() throws(LoanError) -> [JSONValue.Member] {
        position += 1
        var members: [JSONValue.Member] = []
        var keys: Set<[UInt8]> = []
        skipSpace()
        if skip(UInt8(ascii: "}")) { return members }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw error("\(met) where a key should stand") }
            let key = try string()
            path.append(.key(key))
            guard !isRepeated(key, among: members, &keys) else {
                throw error("the key stands twice in one object")
            }
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { throw error("\(met) where a colon should stand") }
            skipSpace()
            members.append(JSONValue.Member(key, try value()))
            path.removeLast()
            skipSpace()
            if skip(UInt8(ascii: ",")) { continue }
            if skip(UInt8(ascii: "}")) { return members }
            throw error("\(met) where a comma or closing brace should stand")
        }
    }

    /// Whether `key` is there already; keeps the hashes of large objects' keys.
    private func isRepeated(
        _ key: String, among members: [JSONValue.Member], _ keys: inout Set<[UInt8]>
    ) -> Bool {
        if members.count < JSONParser.hashedMembers {
            return members.contains { $0.key.isWritten(key) }
        }
        if keys.isEmpty { keys = Set(members.map { Array($0.key.utf8) }) }
        return !keys.insert(Array(key.utf8)).inserted
    }

    private mutating func elements() throws(LoanError) -> [JSONValue] {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if skip(UInt8(ascii: "]")) { return elements }
        while true {
            path.append(.index(elements.count))
            skipSpace()
            elements.append(try value())
            path.removeLast()
            skipSpace()
            if skip(UInt8(ascii: ",")) { continue }
            if skip(UInt8(ascii: "]")) { return elements }
            throw error("\(met) where a comma or closing bracket should stand")
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(LoanError) -> JSONValue {
        let isHere = word.withUTF8Buffer { letters in
            bytes[position...].starts(with: letters)
        }
        guard isHere else { throw error("no JSON value begins with \(met)") }
        position += word.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(LoanError) -> String {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try digits() }
        if let peek, peek >= UInt8(ascii: "0"), peek <= UInt8(ascii: "9") {
            throw error("a number begins with a superfluous 0")
        }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(LoanError) {
        let start = position
        while let peek, peek >= UInt8(ascii: "0"), peek <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw error("\(met) where a digit should stand") }
    }

    // MARK: Strings

    private mutating func string() throws(LoanError) -> String {
        position += 1
        let start = position
        // Most strings have no escapes and are taken as they stand.
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
            position += 1
        }
        if peek == UInt8(ascii: "\"") {
            let text = try validated(bytes[start..<position])
            position += 1
            return text
        }
        var unescaped = Array(bytes[start..<position])
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try validated(unescaped[...])
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case ..<0x20:
                position -= 1
                throw error("a control character stands unescaped in a string")
            default: unescaped.append(byte)
            }
        }
        throw error("the input ends within a string")
    }

    private func validated(_ bytes: some Collection<UInt8>) throws(LoanError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw error("a string is not valid UTF-8")
        }
        return text
    }

    private mutating func escape(into unescaped: inout [UInt8]) throws(LoanError) {
        let letter = peek
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            unescaped.append(letter ?? 0)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try unicodeEscape()
            unescaped.append(contentsOf: Array(String(scalar).utf8))
        default:
            position -= 1
            throw error("an unknown escape stands in a string")
        }
    }

    private mutating func unicodeEscape() throws(LoanError) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // A surrogate: only a high one followed by a low one makes a character.
        if first < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
            let second = try fourHexDigits()
            if second >= 0xDC00, second <= 0xDFFF,
                let scalar = Unicode.Scalar(
                    0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        throw error("an escaped surrogate stands alone in a string")
    }

    private mutating func fourHexDigits() throws(LoanError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, byte < 0x80,
                let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw error("\(met) where a hexadecimal digit should stand") }
            value = value << 4 | UInt32(truncatingIfNeeded: digit)
            position += 1
        }
        return value
    }

    // MARK: Bytes

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek,
            byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
        {
            position += 1
        }
    }

    /// What stands at the position, for a message.
    private var met: String {
        guard let peek else { return "the end of the input" }
        if peek > 0x20, peek < 0x7F { return "'\(Character(Unicode.Scalar(peek)))'" }
        return "byte 0x" + String(peek, radix: 16, uppercase: true)
    }

    private func error(_ what: String) -> LoanError {
        var line = 1
        var lineStart = 0
        for index in 0..<min(position, bytes.count) where bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        return LoanError(
            .malformedInput, at: JSONPath.text(path),
            "not JSON: \(what), at line \(line), column \(position - lineStart + 1)")
    }
}
