import LoanCases

/// Where two results differ: figures side by side.
enum Comparison {
    /// The value of a case with a date in place of its own.
    static func dated(_ root: JSONValue, _ date: String?) -> JSONValue {
        guard let date, case .object(let members) = root else { return root }
        return .object(members.filter { $0.key != "asOf" } + [.init("asOf", .string(date))])
    }

    /// The result of a case, or nil after a message.
    static func result(_ root: JSONValue, _ name: String, _ command: String) -> JSONValue? {
        do {
            let value = try CaseResult(evaluating: root).value
            if let error = value["error"] {
                Output.error(
                    "loan-engine: \(command): \(name): "
                        + String(decoding: JSONText.compact(error), as: UTF8.self))
                return nil
            }
            return value
        } catch {
            Output.error("loan-engine: \(command): \(name): \(error)")
            return nil
        }
    }

    static func read(_ path: String, _ command: String) -> JSONValue? {
        DocumentRun.governing(command, path) { (root) throws(DocumentError) in root }
    }

    /// Leaves that are not the same: path, left, right.
    static func differences(
        _ left: JSONValue?, _ right: JSONValue?, at path: String = ""
    ) -> [(path: String, left: String, right: String)] {
        func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
        switch (left, right) {
        case (.object(let first)?, .object(let second)?):
            let names =
                first.map(\.key)
                + second.map(\.key).filter { key in !first.contains { $0.key == key } }
            return names.flatMap { differences(left?[$0], right?[$0], at: place($0)) }
        case (.array(let first)?, .array(let second)?):
            return (0..<max(first.count, second.count)).flatMap { index in
                differences(
                    index < first.count ? first[index] : nil,
                    index < second.count ? second[index] : nil, at: path + "[\(index)]")
            }
        case (.object(let members)?, nil):
            return members.flatMap { differences($0.value, nil, at: place($0.key)) }
        case (nil, .object(let members)?):
            return members.flatMap { differences(nil, $0.value, at: place($0.key)) }
        default:
            if left == right || path == "name" || path == "format" { return [] }
            return [(path, text(left), text(right))]
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "–" }
        if let text = value.text { return text }
        return String(decoding: JSONText.compact(value), as: UTF8.self)
    }

    static func show(
        _ found: [(path: String, left: String, right: String)], _ names: (String, String),
        isJSON: Bool
    ) {
        if isJSON {
            Output.write(
                JSONText.pretty(
                    .object([
                        .init("format", .string("comparison/1")),
                        .init(
                            "differences",
                            .array(
                                found.map {
                                    .object([
                                        .init("path", .string($0.path)),
                                        .init("left", .string($0.left)),
                                        .init("right", .string($0.right)),
                                    ])
                                })),
                    ])))
            return
        }
        if found.isEmpty {
            Output.line("The same.")
            return
        }
        var table = TextTable([("Figure", .left), (names.0, .right), (names.1, .right)])
        for own in found {
            table.add([
                TextTable.Cell(own.path), TextTable.Cell(Output.printable(own.left)),
                TextTable.Cell(Output.printable(own.right)),
            ])
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
        let format = options.value("f") ?? "table"
        guard (1...2).contains(paths.count), dates.count <= 2, paths.count == 2 || dates.count == 2,
            ["table", "json"].contains(format)
        else {
            Output.error(
                "loan-engine: diff: two cases, or a case and two dates; see 'loan-engine help diff'"
            )
            return .usage
        }
        guard let first = Comparison.read(paths[0], "diff"),
            let second = paths.count == 2 ? Comparison.read(paths[1], "diff") : first,
            let left = Comparison.result(
                Comparison.dated(first, dates.first), paths[0], "diff"),
            let right = Comparison.result(
                Comparison.dated(second, dates.count == 2 ? dates[1] : dates.first),
                paths.last ?? "", "diff")
        else { return .usage }
        let found = Comparison.differences(left, right)
        let names =
            paths.count == 2 ? (paths[0], paths[1]) : (dates[0], dates[1])
        Comparison.show(found, names, isJSON: format == "json")
        return found.isEmpty ? .success : .failure
    }
}
