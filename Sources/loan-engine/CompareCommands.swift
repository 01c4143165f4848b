import LoanCases

/// Where two results differ: figures side by side.
enum Comparison {
    /// The value of a case with a date in place of its own.
    static func dated(_ root: JSONValue, _ date: String?) -> JSONValue {
        guard let date, case .object(let members) = root else { return root }
        return .object(members.filter { $0.key != "asOf" } + [.init("asOf", .string(date))])
    }

    /// Whether `--format` asks for JSON, not for a table; nil after a message.
    static func isJSON(_ options: Options, _ command: String) -> Bool? {
        let format = options.value("f") ?? "table"
        if ["table", "json"].contains(format) { return format == "json" }
        Output.error(
            "loan-engine: \(command): --format \(Output.printable(format)): allowed: table, json")
        return nil
    }

    /// Whether a date that an option gives is one, else after a message.
    static func isDate(_ text: String?, _ command: String) -> Bool {
        guard let text, (try? CivilDate(text: text)) == nil else { return true }
        Output.error(
            "loan-engine: \(command): --as-of \(Output.printable(text)): allowed: a date YYYY-MM-DD "
                + "from 0001-01-01 to 9999-12-31")
        return false
    }

    /// The result of a case, or nil after a message.
    static func result(_ root: JSONValue, _ name: String) -> JSONValue? {
        let result = CaseResult(evaluating: root)
        do throws(LoanError) {
            if let error = result.error { throw error }
            return try result.value
        } catch {
            Output.error("loan-engine: \(name): \(error)")
            return nil
        }
    }

    /// The document of a file, or nil after a message.
    static func read(_ path: String) -> JSONValue? {
        do throws(FileError) {
            let bytes = try Files.read(path)
            do throws(DocumentError) {
                return try DocumentError.parse(bytes)
            } catch {
                Output.error("loan-engine: \(path): \(error)")
            }
        } catch {
            Output.error("loan-engine: \(path): cannot read: \(error.text)")
        }
        return nil
    }

    /// A figure that is not the same: nil where one result has none, or says null.
    struct Difference {
        let path: String
        let left: String?
        let right: String?
    }

    /// Leaves that are not the same.
    ///
    /// - Parameter isFolded: Whether the elements that a list has more on one side are told in one
    ///   line, for people.
    static func differences(
        _ left: JSONValue?, _ right: JSONValue?, at path: String = "", isFolded: Bool
    ) -> [Difference] {
        func inside(_ left: JSONValue?, _ right: JSONValue?, _ names: [String]) -> [Difference] {
            names.flatMap { name in
                differences(
                    left?[name], right?[name], at: path.isEmpty ? name : path + "." + name,
                    isFolded: isFolded)
            }
        }
        switch (left ?? .null, right ?? .null) {
        case (.object(let first), .object(let second)):
            let names = first.map(\.key)
            return inside(left, right, names + second.map(\.key).filter { !names.contains($0) })
        case (.object(let members), .null), (.null, .object(let members)):
            return inside(left, right, members.map(\.key))
        case (.array(let first), .array(let second)):
            let common = min(first.count, second.count)
            let count = isFolded ? common : max(first.count, second.count)
            let single = (0..<count).flatMap { index in
                differences(
                    index < first.count ? first[index] : nil,
                    index < second.count ? second[index] : nil, at: path + "[\(index)]",
                    isFolded: isFolded)
            }
            let fold = isFolded ? folded(first, second, from: common, at: path) : nil
            return single + (fold.map { [$0] } ?? [])
        default:
            let own = Difference(path: path, left: text(left), right: text(right))
            let isSame = left == right || own.left == nil && own.right == nil
            return isSame || path == "name" || path == "format" ? [] : [own]
        }
    }

    /// The elements that one of two lists has more, or nil where there are none.
    ///
    ///     rows 4 to 12    2026-06-11 to 2027-03-11    fall away
    private static func folded(
        _ left: [JSONValue], _ right: [JSONValue], from start: Int, at path: String
    ) -> Difference? {
        let rest = (left.count > right.count ? left : right)[start...]
        guard let first = rest.first, let last = rest.last else { return nil }
        let noun = path == "schedule.items" ? "rows" : path
        let place =
            rest.count == 1
            ? "\(noun.hasSuffix("s") ? String(noun.dropLast()) : noun) \(start + 1)"
            : "\(noun) \(start + 1) to \(start + rest.count)"
        func label(_ element: JSONValue) -> String {
            if let event = element["event"], element["date"] == nil {
                return "event " + (text(event) ?? "")
            }
            return (element["dueDate"] ?? element["date"]).flatMap(text) ?? ""
        }
        let (from, to) = (label(first), label(last))
        let span = from == to ? from : from + " to " + to
        return left.count > right.count
            ? Difference(
                path: place, left: span, right: rest.count == 1 ? "falls away" : "fall away")
            : Difference(path: place, left: nil, right: "new: " + span)
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let value, value != .null else { return nil }
        return value.text ?? String(decoding: JSONText.compact(value), as: UTF8.self)
    }

    static func show(
        _ left: JSONValue, _ right: JSONValue, _ names: (String, String), isJSON: Bool
    ) {
        let found = differences(left, right, isFolded: !isJSON)
        if isJSON {
            func side(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
            let all = found.map { own in
                JSONValue.object([
                    .init("path", .string(own.path)), .init("left", side(own.left)),
                    .init("right", side(own.right)),
                ])
            }
            Output.write(
                JSONText.pretty(
                    .object([
                        .init("format", .string("comparison/1")), .init("differences", .array(all)),
                    ])))
            return
        }
        if found.isEmpty {
            Output.line("The same.")
            return
        }
        var table = TextTable([("Figure", .left), (names.0, .right), (names.1, .right)])
        for own in found {
            table.add(
                [own.path, own.left ?? "–", own.right ?? "–"].map {
                    TextTable.Cell(Output.printable($0))
                })
        }
        Output.line(table.text)
    }
}

/// `loan-engine diff`.
enum DiffCommand {
    static let help = """
        usage: loan-engine diff A B [--format table|json]
               loan-engine diff A --as-of D1 --as-of D2 [--format table|json]

        Which figures of two loans differ, or of one loan on two dates: rows, totals, allocations,
        arrears, status. A and B are cases (loan-case/1).

          -a, --as-of D        a date in place of the case's own: for A, then for B
          -f, --format FORMAT  table (the default) or json (comparison/1)
          -h, --help           this text

        exit status: 0 if they are the same; 1 if they differ; 2 if one cannot be read or computed
        """

    static func run(_ arguments: [String]) -> ExitStatus {
        let definitions = [
            Options.Definition(name: "as-of", letter: "a", takesValue: true, repeats: true),
            Options.Definition(name: "format", letter: "f", takesValue: true),
            Options.Definition(name: "help", letter: "h", takesValue: false),
        ]
        guard let options = Options(arguments, of: "diff", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        let dates = options.values("a")
        let paths = options.operands
        guard let isJSON = Comparison.isJSON(options, "diff") else { return .usage }
        guard (1...2).contains(paths.count), dates.count <= 2, paths.count == 2 || dates.count == 2
        else {
            Output.error(
                "loan-engine: diff: two cases, or a case and two dates; see 'loan-engine help diff'"
            )
            return .usage
        }
        guard dates.allSatisfy({ Comparison.isDate($0, "diff") }),
            let first = Comparison.read(paths[0]),
            let second = paths.count == 2 ? Comparison.read(paths[1]) : first,
            let left = Comparison.result(Comparison.dated(first, dates.first), paths[0]),
            let right = Comparison.result(
                Comparison.dated(second, dates.count == 2 ? dates[1] : dates.first),
                paths.last ?? "")
        else { return .usage }
        let names =
            paths.count == 2 ? (paths[0], paths[1]) : (dates[0], dates[1])
        Comparison.show(left, right, names, isJSON: isJSON)
        return Comparison.differences(left, right, isFolded: true).isEmpty ? .success : .failure
    }
}
