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
        computed, or FILE not be written
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
        guard let isJSON = Comparison.isJSON(options, "what-if") else { return .usage }
        guard let path = options.operands.first, options.operands.count == 1,
            !options.values("e").isEmpty
        else {
            Output.error("loan-engine: what-if: a case and --event; see 'loan-engine help what-if'")
            return .usage
        }
        guard Comparison.isDate(options.value("a"), "what-if"),
            let repetition = repetition(options), let root = Comparison.read(path),
            let without = read(root, path), let first = projection(without, path, options)
        else { return .usage }
        guard let with = read(root, path, adding: options.values("e")),
            let second = projection(with, path, options, repetition, after: without.events)
        else { return .failure }
        return compare(first, second, options, path, isJSON: isJSON)
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
        let own = root["events"]?.elements ?? []
        var all = own
        for text in events {
            do throws(DocumentError) {
                all.append(try DocumentError.parse(Array(text.utf8)))
            } catch {
                Output.error("loan-engine: what-if: --event: \(error)")
                return nil
            }
        }
        var changed = root
        if case .object(let members) = root, !events.isEmpty {
            changed = .object(
                members.filter { $0.key != "events" } + [.init("events", .array(all))])
        }
        do throws(LoanError) {
            return try LoanCase(json: JSONText.compact(changed))
        } catch {
            refuse(error, path, after: own.count)
            return nil
        }
    }

    /// How the loan goes on, with the events after `own`; nil after a message.
    private static func projection(
        _ loanCase: LoanCase, _ path: String, _ options: Options,
        _ repetition: Projection.Repetition = Projection.Repetition(), after own: [LogEntry]? = nil
    ) -> Projection? {
        var base = loanCase
        base.events = own ?? loanCase.events
        let added = Array(loanCase.events.dropFirst(base.events.count))
        do throws(LoanError) {
            return try Projection(of: base, added, repetition, paysAsDue: options.has("d"))
        } catch {
            refuse(error, path, after: base.events.count)
            return nil
        }
    }

    /// Says what is wrong with a case, or with an event that was given beside its own `count`.
    private static func refuse(_ error: LoanError, _ path: String, after count: Int) {
        let start = "events["
        if error.path.hasPrefix(start), let end = error.path.firstIndex(of: "]"),
            let number = Int(error.path[..<end].dropFirst(start.count)), number >= count
        {
            let field = error.path[end...].dropFirst(2)
            Output.error(
                "loan-engine: what-if: --event: \(error.code.name): "
                    + "\(field.isEmpty ? "$" : field): \(error.message)")
        } else {
            Output.error("loan-engine: \(path): \(error)")
        }
    }

    private static func compare(
        _ first: Projection, _ second: Projection, _ options: Options, _ path: String, isJSON: Bool
    ) -> ExitStatus {
        let last = max(first.latestDate, second.latestDate)
        let asOf = options.value("a") ?? "\(last)"
        guard let left = Comparison.result(first.value(asOf: asOf), path),
            let right = Comparison.result(second.value(asOf: asOf), path)
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
        Comparison.show(left, right, ("without", "with"), isJSON: isJSON)
        return .success
    }
}
