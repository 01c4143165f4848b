/// Where a value stands in a document: `terms.rate.per`, `events[0].amount`, `$` for the root.
enum JSONPath {
    enum Step {
        case key(String)
        case index(Int)
    }

    /// The path of `steps` from the root.
    static func text(_ steps: [Step]) -> String {
        var text = ""
        for step in steps { text = appending(step, to: text) }
        return text.utf8.isEmpty ? "$" : text
    }

    /// The path of a member of the object at `path`, where the root's path is empty.
    static func member(_ key: String, of path: String) -> String {
        appending(.key(key), to: path)
    }

    /// The path of an element of the array at `path`.
    static func element(_ index: Int, of path: String) -> String {
        appending(.index(index), to: path)
    }

    private static func appending(_ step: Step, to path: String) -> String {
        switch step {
        case .index(let index): return path + "[\(index)]"
        case .key(let key):
            let name = key.isPlainWord ? key : Excerpt.quoted(key)
            return path.utf8.isEmpty ? name : path + "." + name
        }
    }
}

extension String {
    /// Whether it is a short run of ASCII letters, digits and underscores.
    fileprivate var isPlainWord: Bool {
        !utf8.isEmpty && utf8.count <= Excerpt.maximumLength
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// Input as messages quote it: short, on one line, without control characters.
enum Excerpt {
    /// The most characters quoted.
    static let maximumLength = 60

    /// The text in quotes, escaped as JSON, cut with an ellipsis.
    static func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        let head = text.unicodeScalars.prefix(maximumLength + 1)
        if head.count <= maximumLength {
            JSONText.append(text, to: &output)
            return String(decoding: output, as: UTF8.self)
        }
        JSONText.append(String(String.UnicodeScalarView(head.dropLast())), to: &output)
        return String(decoding: output, as: UTF8.self) + "… (\(text.utf8.count) bytes)"
    }

    /// A value as a message names it.
    static func of(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .number(let text):
            text.utf8.count <= maximumLength
                ? text : String(text.prefix(maximumLength)) + "… (\(text.utf8.count) digits)"
        case .null, .bool, .array, .object: value.kind
        }
    }
}
