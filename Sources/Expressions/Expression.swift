import ExactArithmetic
import LoanCalendar

/// An expression of the rule language, read once and evaluated as often as wanted.
///
///     let rule = try Expression("daysPastDue > 30 and outstanding.total >= 1000")
///     try rule.value(of: data)                      // .boolean(true)
///
/// It always ends, has no side effects and costs at most its size. Section "Expressions" of
/// docs/scoring.md.
public struct Expression: Sendable {
    let root: ExpressionNode
    /// As it was written.
    public let text: String

    /// Reads an expression.
    ///
    /// - Throws: `ExpressionError` at the word that was not expected, or the limit that is passed.
    public init(_ text: String) throws(ExpressionError) {
        var reader = try ExpressionReader(text)
        var parser = ExpressionParser(try reader.tokens())
        root = try parser.whole()
        self.text = text
    }

    /// What it comes to.
    ///
    /// - Throws: `ExpressionError` at the operator, function or path that failed.
    public func value(of data: ExpressionData) throws(ExpressionError) -> ExpressionValue {
        try root.value(of: data)
    }
}

/// A part of an expression.
indirect enum ExpressionNode: Sendable {
    enum Step: Sendable {
        case name(String)
        case index(Int)
    }

    enum Operator: Sendable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case add, subtract, multiply, divide
    }

    enum Function: String, Sendable {
        case min, max, coalesce, `if`, abs, number, date

        /// How many values it takes.
        var counts: ClosedRange<Int> {
            switch self {
            case .min, .max, .coalesce: 1...64
            case .if: 3...3
            case .abs, .number, .date: 1...1
            }
        }
    }

    case constant(ExpressionValue)
    case path([Step], Int)
    case and(ExpressionNode, ExpressionNode, Int)
    case or(ExpressionNode, ExpressionNode, Int)
    case not(ExpressionNode, Int)
    case negative(ExpressionNode, Int)
    case binary(Operator, ExpressionNode, ExpressionNode, Int)
    case isIn(ExpressionNode, [ExpressionNode], isNegated: Bool, Int)
    case isBetween(ExpressionNode, ExpressionNode, ExpressionNode, isNegated: Bool, Int)
    case isMissing(ExpressionNode, isNegated: Bool)
    case call(Function, [ExpressionNode], Int)
}

/// Reads words into an expression, by the grammar.
struct ExpressionParser {
    static let maximumNesting = 64
    static let maximumList = 256
    static let maximumPathParts = 8

    private let tokens: [ExpressionToken]
    private var place = 0
    private var nesting = 0

    init(_ tokens: [ExpressionToken]) { self.tokens = tokens }

    mutating func whole() throws(ExpressionError) -> ExpressionNode {
        let node = try or()
        guard token.kind == .end else { throw unexpected("an operator, or the end") }
        return node
    }

    /// What may stand where a value is read.
    private static let values = "a number, a text in quotes, a path, a function or a parenthesis"

    private var token: ExpressionToken { tokens[min(place, tokens.count - 1)] }

    private func isWord(_ word: String) -> Bool { token.kind == .name(word) }
    private func isMark(_ mark: String) -> Bool { token.kind == .mark(mark) }

    private func unexpected(_ allowed: String) -> ExpressionError {
        let met: String
        switch token.kind {
        case .name(let text), .number(let text), .mark(let text): met = text
        case .text: met = "a text"
        case .end: met = "the end"
        }
        return ExpressionError(
            .invalid, at: token.position, "\(met) is not expected here; allowed: \(allowed)")
    }

    private mutating func take(_ mark: String) throws(ExpressionError) {
        guard isMark(mark) else { throw unexpected(mark == ")" ? "an operator, or )" : mark) }
        place += 1
    }

    private mutating func takeWord(_ word: String) throws(ExpressionError) {
        guard isWord(word) else { throw unexpected(word) }
        place += 1
    }

    /// Reads what is nested in a parenthesis, a call, a list, a `not` or a minus before `token`.
    private mutating func nested<Node>(
        _ body: (inout ExpressionParser) throws(ExpressionError) -> Node
    ) throws(ExpressionError) -> Node {
        nesting += 1
        defer { nesting -= 1 }
        if nesting > ExpressionParser.maximumNesting {
            throw ExpressionError(
                .limit, at: token.position,
                "nested more than \(ExpressionParser.maximumNesting) deep")
        }
        return try body(&self)
    }

    private mutating func or() throws(ExpressionError) -> ExpressionNode {
        var node = try and()
        while isWord("or") {
            let position = token.position
            place += 1
            node = .or(node, try and(), position)
        }
        return node
    }

    private mutating func and() throws(ExpressionError) -> ExpressionNode {
        var node = try not()
        while isWord("and") {
            let position = token.position
            place += 1
            node = .and(node, try not(), position)
        }
        return node
    }

    private mutating func not() throws(ExpressionError) -> ExpressionNode {
        guard isWord("not") else { return try compare() }
        let position = token.position
        place += 1
        return try nested { (parser) throws(ExpressionError) in .not(try parser.not(), position) }
    }

    private mutating func compare() throws(ExpressionError) -> ExpressionNode {
        let left = try sum()
        let position = token.position
        if case .mark(let mark) = token.kind,
            let own = ExpressionNode.Operator(comparison: mark)
        {
            place += 1
            return .binary(own, left, try sum(), position)
        }
        if isWord("is") {
            place += 1
            let isNegated = isWord("not")
            if isNegated { place += 1 }
            try takeWord("missing")
            return .isMissing(left, isNegated: isNegated)
        }
        let isNegated = isWord("not")
        if isNegated { place += 1 }
        if isWord("in") {
            place += 1
            return .isIn(
                left, try list(upTo: ExpressionParser.maximumList), isNegated: isNegated, position)
        }
        if isWord("between") {
            place += 1
            let low = try sum()
            try takeWord("and")
            return .isBetween(left, low, try sum(), isNegated: isNegated, position)
        }
        if isNegated { throw unexpected("in or between") }
        return left
    }

    /// `( or {, or} )`.
    private mutating func list(upTo most: Int) throws(ExpressionError) -> [ExpressionNode] {
        try take("(")
        return try nested { (parser) throws(ExpressionError) in
            var nodes = [try parser.or()]
            while parser.isMark(",") {
                parser.place += 1
                if nodes.count == most {
                    throw ExpressionError(
                        .limit, at: parser.token.position, "more than \(most) values in a list")
                }
                nodes.append(try parser.or())
            }
            try parser.take(")")
            return nodes
        }
    }

    private mutating func sum() throws(ExpressionError) -> ExpressionNode {
        var node = try product()
        while isMark("+") || isMark("-") {
            let (own, position): (ExpressionNode.Operator, Int) = (
                isMark("+") ? .add : .subtract, token.position
            )
            place += 1
            node = .binary(own, node, try product(), position)
        }
        return node
    }

    private mutating func product() throws(ExpressionError) -> ExpressionNode {
        var node = try unary()
        while isMark("*") || isMark("/") {
            let (own, position): (ExpressionNode.Operator, Int) = (
                isMark("*") ? .multiply : .divide, token.position
            )
            place += 1
            node = .binary(own, node, try unary(), position)
        }
        return node
    }

    private mutating func unary() throws(ExpressionError) -> ExpressionNode {
        guard isMark("-") else { return try value() }
        let position = token.position
        place += 1
        return try nested { (parser) throws(ExpressionError) in
            .negative(try parser.unary(), position)
        }
    }

    private mutating func value() throws(ExpressionError) -> ExpressionNode {
        let own = token
        switch own.kind {
        case .number(let text):
            guard let number = try? Rational(plainDecimal: text) else {
                throw unexpected(ExpressionParser.values)
            }
            place += 1
            return .constant(.number(number))
        case .text(let text):
            place += 1
            return .constant(.text(text))
        case .mark("("):
            place += 1
            return try nested { (parser) throws(ExpressionError) in
                let node = try parser.or()
                try parser.take(")")
                return node
            }
        case .name(let name):
            switch name {
            case "true", "false":
                place += 1
                return .constant(.boolean(name == "true"))
            case "missing":
                place += 1
                return .constant(.missing)
            case "and", "or", "not", "in", "between", "is":
                throw unexpected(ExpressionParser.values)
            default: return try pathOrCall(name, own.position)
            }
        case .mark, .end: throw unexpected(ExpressionParser.values)
        }
    }

    private mutating func pathOrCall(
        _ name: String, _ position: Int
    ) throws(ExpressionError) -> ExpressionNode {
        place += 1
        if isMark("(") {
            guard let function = ExpressionNode.Function(rawValue: name) else {
                throw ExpressionError(
                    .invalid, at: position,
                    "\(name) is no function; allowed: min, max, coalesce, if, abs, number, date")
            }
            let values = try list(upTo: ExpressionParser.maximumList)
            guard function.counts.contains(values.count) else {
                throw ExpressionError(
                    .invalid, at: position,
                    "\(name) with \(values.count) values; allowed: \(function.counts.lowerBound)"
                        + (function.counts.count > 1 ? " to \(function.counts.upperBound)" : ""))
            }
            return .call(function, values, position)
        }
        var steps: [ExpressionNode.Step] = [.name(name)]
        while isMark(".") || isMark("[") {
            let isName = isMark(".")
            place += 1
            let part = token
            if steps.count == ExpressionParser.maximumPathParts {
                throw ExpressionError(
                    .limit, at: part.position,
                    "more than \(ExpressionParser.maximumPathParts) parts of a path")
            }
            place += 1
            switch part.kind {
            case .name(let name) where isName: steps.append(.name(name))
            case .number(let digits)
            where !isName && !digits.utf8.contains(UInt8(ascii: ".")):
                // An index beyond all lists is past the end of each.
                steps.append(.index(Int(digits) ?? .max))
                try take("]")
            default:
                place -= 1
                throw unexpected(isName ? "a name" : "the number of an element, from 0")
            }
        }
        return .path(steps, position)
    }
}

extension ExpressionNode.Operator {
    fileprivate init?(comparison mark: String) {
        switch mark {
        case "=": self = .equal
        case "!=": self = .notEqual
        case "<": self = .less
        case "<=": self = .lessOrEqual
        case ">": self = .greater
        case ">=": self = .greaterOrEqual
        default: return nil
        }
    }
}
