/// The words of an expression.
struct ExpressionToken: Equatable {
    enum Kind: Equatable {
        case name(String)
        case number(String)
        case text(String)
        /// An operator or a mark of punctuation.
        case mark(String)
        case end
    }

    let kind: Kind
    /// The byte at which it begins.
    let position: Int
}

/// Reads an expression word by word.
struct ExpressionReader {
    static let maximumBytes = 4096
    static let maximumTokens = 1000
    static let maximumDigits = 38

    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) throws(ExpressionError) {
        bytes = Array(text.utf8)
        if bytes.count > ExpressionReader.maximumBytes {
            throw ExpressionError(
                .limit, at: ExpressionReader.maximumBytes,
                "\(bytes.count) bytes; allowed: \(ExpressionReader.maximumBytes)")
        }
    }

    /// All words, the last of them the end.
    mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
        var found: [ExpressionToken] = []
        while true {
            let token = try next()
            if token.kind != .end, found.count == ExpressionReader.maximumTokens {
                throw ExpressionError(
                    .limit, at: token.position,
                    "more than \(ExpressionReader.maximumTokens) tokens")
            }
            found.append(token)
            if token.kind == .end { return found }
        }
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    private mutating func next() throws(ExpressionError) -> ExpressionToken {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
        let start = place
        func token(_ kind: ExpressionToken.Kind) -> ExpressionToken {
            ExpressionToken(kind: kind, position: start)
        }
        guard place < bytes.count else { return token(.end) }
        let first = bytes[place]
        if first.isLetter {
            while byte().isLetter || byte().isDigit { place += 1 }
            return token(.name(String(decoding: bytes[start..<place], as: UTF8.self)))
        }
        if first.isDigit { return token(.number(try number(from: start))) }
        if first == UInt8(ascii: "'") { return token(.text(try text(from: start))) }
        for mark in [
            "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".",
        ]
        where bytes[place...].starts(with: mark.utf8) {
            place += mark.utf8.count
            return token(.mark(mark))
        }
        throw ExpressionError(.invalid, at: start, "a character that begins no word")
    }

    private mutating func number(from start: Int) throws(ExpressionError) -> String {
        while byte().isDigit { place += 1 }
        if byte() == UInt8(ascii: "."), byte(1).isDigit {
            place += 1
            while byte().isDigit { place += 1 }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if text.utf8.count(where: { $0 != UInt8(ascii: ".") }) > ExpressionReader.maximumDigits {
            throw ExpressionError(
                .limit, at: start, "more than \(ExpressionReader.maximumDigits) digits in a number")
        }
        return text
    }

    private mutating func text(from start: Int) throws(ExpressionError) -> String {
        var content: [UInt8] = []
        place += 1
        while place < bytes.count {
            if byte() == UInt8(ascii: "'") {
                place += 1
                guard byte() == UInt8(ascii: "'") else {
                    return String(decoding: content, as: UTF8.self)
                }
            }
            content.append(bytes[place])
            place += 1
        }
        throw ExpressionError(.invalid, at: bytes.count, "a text without its closing quote")
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isLetter: Bool {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")
            || self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") || self == UInt8(ascii: "_")
    }
}
