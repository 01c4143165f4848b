import ExactArithmetic
import LoanCalendar

// What expressions come to.
extension ExpressionNode {
    private static let maximumBits = 4096

    func value(of data: ExpressionData) throws(ExpressionError) -> ExpressionValue {
        switch self {
        case .constant(let value): return value
        case .path(let steps, let position):
            return try ExpressionNode.resolve(steps, in: data, position)
        case .and(let left, let right, let position):
            return try ExpressionNode.junction("and", left, right, data, deciding: false, position)
        case .or(let left, let right, let position):
            return try ExpressionNode.junction("or", left, right, data, deciding: true, position)
        case .not(let node, let position):
            let truth = try ExpressionNode.truth(of: node, for: "not", data, position)
            return truth.map { .boolean(!$0) } ?? .missing
        case .negative(let node, let position):
            switch try node.value(of: data) {
            case .missing: return .missing
            case .number(let number): return .number(Rational(0) - number)
            case let other:
                throw ExpressionNode.wrongType("-", [other], allowed: "a NUMBER", position)
            }
        case .binary(let own, let left, let right, let position):
            let first = try left.value(of: data)
            return try ExpressionNode.combine(
                own, first, try right.value(of: data), position)
        case .isIn(let node, let list, let isNegated, let position):
            return try ExpressionNode.isIn(node, list, data, isNegated, position)
        case .isBetween(let node, let low, let high, let isNegated, let position):
            let value = try node.value(of: data)
            let least = try low.value(of: data)
            let most = try high.value(of: data)
            let above = try ExpressionNode.combine(.greaterOrEqual, value, least, position)
            let below = try ExpressionNode.combine(.lessOrEqual, value, most, position)
            if above == .boolean(false) || below == .boolean(false) {
                return .boolean(isNegated)
            }
            if above == .missing || below == .missing { return .missing }
            return .boolean(!isNegated)
        case .isMissing(let node, let isNegated):
            return .boolean((try node.value(of: data) == .missing) != isNegated)
        case .call(let function, let values, let position):
            return try ExpressionNode.call(function, values, data, position)
        }
    }

    private static func resolve(
        _ steps: [Step], in data: ExpressionData, _ position: Int
    ) throws(ExpressionError) -> ExpressionValue {
        var place = data
        for step in steps {
            switch place {
            case .object(let fields):
                guard case .name(let name) = step else { throw noSuchPart(position) }
                guard let index = fields.indices.first(where: { fields[$0].name.isWritten(name) })
                else { return .missing }
                place = fields[index].value
            case .list(let elements):
                guard case .index(let index) = step else { throw noSuchPart(position) }
                guard index < elements.count else { return .missing }
                place = elements[index]
            case .value(.missing): return .missing
            case .value, .tooLarge: throw noSuchPart(position)
            }
        }
        switch place {
        case .value(.number(let number)): return .number(try limited(number, position))
        case .value(let value): return value
        case .tooLarge: throw tooLarge(position)
        case .list, .object:
            throw ExpressionError(
                .invalid, at: position, "the path leads to an object or a list; allowed: a value")
        }
    }

    private static func noSuchPart(_ position: Int) -> ExpressionError {
        ExpressionError(.invalid, at: position, "a part of what has no such part")
    }

    // MARK: Three values

    /// True, false, or nil for missing.
    private static func truth(
        of node: ExpressionNode, for own: String, _ data: ExpressionData, _ position: Int
    ) throws(ExpressionError) -> Bool? {
        switch try node.value(of: data) {
        case .boolean(let truth): return truth
        case .missing: return nil
        case let other: throw wrongType(own, [other], allowed: "a BOOLEAN", position)
        }
    }

    /// `and` and `or` stop at the first operand that decides.
    private static func junction(
        _ own: String, _ left: ExpressionNode, _ right: ExpressionNode, _ data: ExpressionData,
        deciding: Bool, _ position: Int
    ) throws(ExpressionError) -> ExpressionValue {
        let first = try truth(of: left, for: own, data, position)
        if first == deciding { return .boolean(deciding) }
        let second = try truth(of: right, for: own, data, position)
        if second == deciding { return .boolean(deciding) }
        return first == nil || second == nil ? .missing : .boolean(!deciding)
    }

    private static func isIn(
        _ node: ExpressionNode, _ list: [ExpressionNode], _ data: ExpressionData,
        _ isNegated: Bool, _ position: Int
    ) throws(ExpressionError) -> ExpressionValue {
        let value = try node.value(of: data)
        var isMissing = value == .missing
        for element in list {
            switch try combine(.equal, value, try element.value(of: data), position) {
            case .boolean(true): return .boolean(!isNegated)
            case .missing: isMissing = true
            default: break
            }
        }
        return isMissing ? .missing : .boolean(isNegated)
    }

    // MARK: Operators

    private static func combine(
        _ own: Operator, _ left: ExpressionValue, _ right: ExpressionValue, _ position: Int,
        for name: String? = nil
    ) throws(ExpressionError) -> ExpressionValue {
        if case (.number(let first), .number(let second)) = (left, right) {
            return try arithmetic(own, first, second, position)
        }
        if left == .missing || right == .missing { return .missing }
        switch (own, left, right) {
        case (.equal, _, _) where left.typeName == right.typeName: return .boolean(left == right)
        case (.notEqual, _, _) where left.typeName == right.typeName:
            return .boolean(left != right)
        case (.subtract, .date(let first), .date(let second)):
            return .number(Rational(Int64(first.days(since: second))))
        case (.add, .date(let date), .number(let days)),
            (.subtract, .date(let date), .number(let days)):
            guard Whole(denominatorOf: days) == Whole(1), let count = days.floor.word else {
                throw ExpressionError(
                    .invalid, at: position, "a date and \(days.exactText) days; allowed: whole days"
                )
            }
            guard count.magnitude < 10_000_000,
                let moved = date.adding(days: own == .add ? Int(count) : -Int(count))
            else {
                throw ExpressionError(
                    .invalid, at: position,
                    "the date leaves the calendar, 0001-01-01 to 9999-12-31")
            }
            return .date(moved)
        case (.less, .date(let first), .date(let second)): return .boolean(first < second)
        case (.lessOrEqual, .date(let first), .date(let second)):
            return .boolean(first <= second)
        case (.greater, .date(let first), .date(let second)): return .boolean(first > second)
        case (.greaterOrEqual, .date(let first), .date(let second)):
            return .boolean(first >= second)
        default:
            throw wrongType(name ?? own.text, [left, right], allowed: own.operands, position)
        }
    }

    private static func arithmetic(
        _ own: Operator, _ left: Rational, _ right: Rational, _ position: Int
    ) throws(ExpressionError) -> ExpressionValue {
        switch own {
        case .less: return .boolean(left < right)
        case .lessOrEqual: return .boolean(!(right < left))
        case .greater: return .boolean(right < left)
        case .greaterOrEqual: return .boolean(!(left < right))
        case .equal: return .boolean(left == right)
        case .notEqual: return .boolean(!(left == right))
        case .add: return .number(try limited(left + right, position))
        case .subtract: return .number(try limited(left - right, position))
        case .multiply: return .number(try limited(left * right, position))
        case .divide:
            let quotient: Rational
            do throws(ArithmeticError) {
                quotient = try left.divided(by: right)
            } catch { return .missing }
            return .number(try limited(quotient, position))
        }
    }

    private static func limited(
        _ number: Rational, _ position: Int
    ) throws(ExpressionError) -> Rational {
        if number.signedNumeratorWords == nil,
            max(Whole(numeratorOf: number).bits, Whole(denominatorOf: number).bits) > maximumBits
        {
            throw tooLarge(position)
        }
        return number
    }

    private static func tooLarge(_ position: Int) -> ExpressionError {
        ExpressionError(
            .limit, at: position, "a numerator or denominator of more than \(maximumBits) bits")
    }

    private static func wrongType(
        _ own: String, _ values: [ExpressionValue], allowed: String, _ position: Int
    ) -> ExpressionError {
        let types = values.map { $0.typeName }
        return ExpressionError(
            .invalid, at: position,
            "\(own) with \(types[0])" + (types.count > 1 ? " and \(types[1])" : "")
                + "; allowed: \(allowed)"
                + (types.contains { $0.isWritten("TEXT") }
                    ? " (number(…) and date(…) read a text)" : ""))
    }

    // MARK: Functions

    private static func call(
        _ function: Function, _ nodes: [ExpressionNode], _ data: ExpressionData, _ position: Int
    ) throws(ExpressionError) -> ExpressionValue {
        switch function {
        case .coalesce:
            for node in nodes {
                let value = try node.value(of: data)
                if value != .missing { return value }
            }
            return .missing
        case .if:
            guard let truth = try truth(of: nodes[0], for: "if", data, position) else {
                return .missing
            }
            return try nodes[truth ? 1 : 2].value(of: data)
        case .min, .max:
            let values = try nodes.map { (node) throws(ExpressionError) in
                try node.value(of: data)
            }
            if values.contains(.missing) { return .missing }
            var best = values[0]
            // One value, too, has to be of a type that has an order.
            _ = try combine(.lessOrEqual, best, best, position, for: function.rawValue)
            let order: Operator = function == .min ? .less : .greater
            for value in values.dropFirst()
            where try combine(order, value, best, position, for: function.rawValue)
                == .boolean(true)
            {
                best = value
            }
            return best
        case .abs:
            switch try nodes[0].value(of: data) {
            case .missing: return .missing
            case .number(let number):
                return .number(number.signum < 0 ? Rational(0) - number : number)
            case let other: throw wrongType("abs", [other], allowed: "a NUMBER", position)
            }
        case .number:
            switch try nodes[0].value(of: data) {
            case .missing: return .missing
            case .number(let number): return .number(number)
            case .text(let text):
                let number: Rational?
                do throws(ArithmeticError) {
                    number = try Rational(plainDecimal: text)
                } catch {
                    throw tooLarge(position)
                }
                guard let number else {
                    throw ExpressionError(.invalid, at: position, "a text that is no decimal")
                }
                return .number(try limited(number, position))
            case let other:
                throw wrongType("number", [other], allowed: "a TEXT or a NUMBER", position)
            }
        case .date:
            switch try nodes[0].value(of: data) {
            case .missing: return .missing
            case .date(let date): return .date(date)
            case .text(let text):
                guard let date = try? CivilDate(text: text) else {
                    throw ExpressionError(
                        .invalid, at: position, "a text that is no date such as 2026-03-01")
                }
                return .date(date)
            case let other: throw wrongType("date", [other], allowed: "a TEXT or a DATE", position)
            }
        }
    }
}

extension ExpressionNode.Operator {
    /// What it takes.
    fileprivate var operands: String {
        switch self {
        case .equal, .notEqual: "two values of one type"
        case .less, .lessOrEqual, .greater, .greaterOrEqual: "two NUMBERs or two DATEs"
        case .add: "two NUMBERs, or a DATE and a NUMBER of days"
        case .subtract: "two NUMBERs, two DATEs, or a DATE and a NUMBER of days"
        case .multiply, .divide: "two NUMBERs"
        }
    }

    fileprivate var text: String {
        switch self {
        case .equal: "="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        }
    }
}
