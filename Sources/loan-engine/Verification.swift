@preconcurrency import Glibc
import LoanCases

/// The cases so far: what was said of them, and how it went.
struct Verification {
    private let call: VerifyCall
    private let clock = Clock()
    private var run = CaseRun()
    private var progress = Progress()
    private var hasRead = false
    private var hasStopped: Bool { call.stopsAtFailure && run.tally.failed > 0 }

    init(_ call: VerifyCall) { self.call = call }

    /// A file, a case.
    mutating func files(_ files: [Files.Found]) {
        for (index, found) in files.enumerated() {
            if hasStopped {
                run.tally.notRun = files.count - index
                break
            }
            progress.show(
                "\(index) of \(files.count), \(run.tally.failed) failed: \(found.path)")
            do throws(FileError) {
                if let error = found.error { throw error }
                verify(try Files.read(found.path), of: found.path)
            } catch {
                unreadable(found.path, error)
            }
        }
    }

    /// A case a line, as it comes.
    mutating func lines(of path: String) {
        if hasStopped {
            run.tally.notRun = nil
            return
        }
        do throws(FileError) {
            let file = try Files.open(path)
            defer { if path != "-" { fclose(file) } }
            var reader = LineReader(file)
            var count = 0
            while !hasStopped, let line = reader.next(beforeWaiting: { Output.flush() }) {
                count += 1
                progress.show("\(count) lines of \(path), \(run.tally.failed) failed")
                switch line {
                case .bytes(let bytes): verify(bytes, of: path, line: count)
                case .tooLong:
                    let differences = [
                        Difference(
                            path: "error", expected: "a case",
                            actual: "a line longer than \(Files.maximumCaseBytes) bytes")
                    ]
                    hasRead = true
                    add(
                        CaseRecord(
                            file: path, line: count, name: nil, outcome: .failed(differences),
                            nanoseconds: 0))
                }
            }
            if hasStopped { run.tally.notRun = nil }
            if let failure = reader.failure { throw failure }
        } catch {
            unreadable(path, error)
        }
    }

    /// Compares one case, if it is among those that are asked for.
    private mutating func verify(_ bytes: [UInt8], of path: String, line: Int? = nil) {
        let clock = Clock()
        var name: String?
        var differences: [Difference]
        do throws(LoanError) {
            let root = try JSONValue(json: bytes)
            name = root["name"]?.text
            guard isSelected(path, name) else {
                run.tally.filteredOut += 1
                return
            }
            let result =
                root["format"]?.text == DocumentCase.format
                ? DocumentCase.result(of: root) : try CaseResult(evaluating: root).value
            differences = Difference.between(expected: root["expect"], result: result)
        } catch {
            guard isSelected(path, name) else {
                run.tally.filteredOut += 1
                return
            }
            differences = [Difference(path: "error", expected: "a case", actual: "\(error)")]
        }
        hasRead = true
        add(
            CaseRecord(
                file: path, line: line, name: name,
                outcome: differences.isEmpty ? .passed : .failed(differences),
                nanoseconds: clock.nanoseconds))
    }

    private func isSelected(_ path: String, _ name: String?) -> Bool {
        call.filter.selects(path) || name.map(call.filter.selects) == true
    }

    private mutating func unreadable(_ path: String, _ error: FileError) {
        progress.clear()
        Output.error("loan-engine: \(Output.printable(path)): cannot read: \(error.text)")
        let outcome = CaseRecord.Outcome.unreadable(error.text)
        run.tally.add(outcome)
        keep(CaseRecord(file: path, line: nil, name: nil, outcome: outcome, nanoseconds: 0))
    }

    private mutating func add(_ record: CaseRecord) {
        run.tally.add(record.outcome)
        keep(record)
        if case .passed = record.outcome { return }
        progress.clear()
        let name = record.line == nil ? nil : record.name
        say("FAIL " + Output.printable(record.place + (name.map { ": \($0)" } ?? "")))
        for line in record.explanation { say("  \(line)") }
    }

    private mutating func keep(_ record: CaseRecord) {
        if call.hasReport { run.records.append(record) }
    }

    private func say(_ text: String) {
        if call.reportsToOutput { Output.error(text) } else { Output.line(text) }
    }

    /// The reports and the counts.
    mutating func finish() -> ExitStatus {
        progress.clear()
        run.nanoseconds = clock.nanoseconds
        if run.tally.filteredOut > 0, run.tally.passed + run.tally.failed == 0 {
            Output.error("loan-engine: verify: no case has what --filter asks for")
        }
        let isWritten = call.write(run)
        say(run.tally.text)
        return !isWritten || !hasRead ? .usage : run.tally.failed > 0 ? .failure : .success
    }
}
