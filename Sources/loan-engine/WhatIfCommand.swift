import LoanCases

/// `loan-engine what-if`.
enum WhatIfCommand {
    static let help = """
        usage: loan-engine what-if CASE --event JSON… [--every SPAN] [--times N] [--as-due]
                                   [--as-of D] [--svg FILE] [--format table|json]

        A loan with events that have not happened beside the loan without them. For example, a
        payment on top; and 500.00 more each month from May on, all else paid as it falls due:
            loan-engine what-if loan.json \\
                --event '{"type": "REPAYMENT", "date": "2026-05-11", "amount": "500.00"}'
            loan-engine what-if loan.json --as-due --every month --svg chart.svg \\
                --event '{"type": "REPAYMENT", "date": "2026-05-11", "amount": "500.00"}'

          -e, --event JSON     an event as in a case; again for more of them, in this order
          -n, --every SPAN     each of them again and again until the loan is done: day, week,
                               fortnight, month, quarter, year, or a number of them (2 weeks)
          -t, --times N        at most so many times in all
          -d, --as-due         in both, what falls due after the last event is paid on its due date
          -a, --as-of D        the date of both (the last one on which anything happens)
          -s, --svg FILE       a chart of the principal that is unpaid in both
          -f, --format FORMAT  table (the default) or json (comparison/1)
          -h, --help           this text

        What money paid in advance does is for the case's terms.prepayment to say.

        exit status: 0; 1 if an event is refused; 2 for a wrong call, if the case cannot be read or
        FILE not be written
        """

    private static let definitions = [
        Options.Definition(name: "event", letter: "e", takesValue: true, repeats: true),
        Options.Definition(name: "every", letter: "n", takesValue: true),
        Options.Definition(name: "times", letter: "t", takesValue: true),
        Options.Definition(name: "as-due", letter: "d", takesValue: false),
        Options.Definition(name: "as-of", letter: "a", takesValue: true),
        Options.Definition(name: "svg", letter: "s", takesValue: true),
        Options.Definition(name: "format", letter: "f", takesValue: true),
        Options.Definition(name: "help", letter: "h", takesValue: false),
    ]

    static func run(_ arguments: [String]) -> ExitStatus {
        guard let options = Options(arguments, of: "what-if", definitions) else { return .usage }
        if options.has("h") {
            Output.line(help)
            return .success
        }
        let format = options.value("f") ?? "table"
        guard let path = options.operands.first, options.operands.count == 1,
            !options.values("e").isEmpty, ["table", "json"].contains(format)
        else {
            Output.error("loan-engine: what-if: a case and --event; see 'loan-engine help what-if'")
            return .usage
        }
        guard let repetition = repetition(options) else { return .usage }
        guard let root = Comparison.read(path, "what-if") else { return .usage }
        guard let without = read(root, path) else { return .usage }
        guard let with = read(root, path, adding: options.values("e")) else { return .failure }
        return compare(without, with, repetition, options, path, isJSON: format == "json")
    }

    /// How often the events happen, or nil after a message.
    private static func repetition(_ options: Options) -> Projection.Repetition? {
        var repetition = Projection.Repetition()
        if let every = options.value("n") {
            guard let span = StepOption.parse(every), (1...36_600).contains(span.count) else {
                Output.error(
                    "loan-engine: what-if: --every \(Output.printable(every)): allowed: "
                        + StepOption.allowed)
                return nil
            }
            repetition.every = span
        }
        if let times = options.value("t") {
            guard let count = Int(times), (1...10_000).contains(count), repetition.every != nil
            else {
                Output.error(
                    "loan-engine: what-if: --times \(Output.printable(times)): allowed: 1 to 10000, "
                        + "with --every")
                return nil
            }
            repetition.times = count
        }
        return repetition
    }

    /// The case, with events after its own; nil after a message.
    private static func read(
        _ root: JSONValue, _ path: String, adding events: [String] = []
    ) -> LoanCase? {
        guard case .object(let members) = root else { return nil }
        var all = root["events"]?.elements ?? []
        for text in events {
            do throws(DocumentError) {
                all.append(try DocumentError.parse(Array(text.utf8)))
            } catch {
                Output.error("loan-engine: what-if: --event: \(error)")
                return nil
            }
        }
        let changed = JSONValue.object(
            members.filter { $0.key != "events" } + [.init("events", .array(all))])
        do throws(LoanError) {
            return try LoanCase(json: JSONText.compact(changed))
        } catch {
            Output.error("loan-engine: what-if: \(path): \(error)")
            return nil
        }
    }

    private static func compare(
        _ without: LoanCase, _ with: LoanCase, _ repetition: Projection.Repetition,
        _ options: Options, _ path: String, isJSON: Bool
    ) -> ExitStatus {
        let (first, second): (Projection, Projection)
        do throws(LoanError) {
            first = try Projection(
                of: without, [], Projection.Repetition(), paysAsDue: options.has("d"))
            let added = Array(with.events.dropFirst(without.events.count))
            var own = with
            own.events = without.events
            second = try Projection(of: own, added, repetition, paysAsDue: options.has("d"))
        } catch {
            Output.error("loan-engine: what-if: \(path): \(error)")
            return .failure
        }
        let last = max(first.latestDate, second.latestDate)
        let asOf = options.value("a") ?? "\(last)"
        guard let left = Comparison.result(first.value(asOf: asOf), path, "what-if"),
            let right = Comparison.result(second.value(asOf: asOf), path, "what-if")
        else { return .failure }
        if let file = options.value("s") {
            do throws(FileError) {
                try ReportFile(path: file, beginning: []).write(BalanceChart(first, second).svg)
            } catch {
                Output.error("loan-engine: what-if: \(file): cannot write: \(error.text)")
                return .usage
            }
        }
        if !isJSON { Output.line(second.sentence(beside: first) + "\n") }
        Comparison.show(
            Comparison.differences(left, right), ("without", "with"), isJSON: isJSON)
        return .success
    }
}
