@preconcurrency import Glibc
import LoanCases

/// The command line: `loan-engine evaluate | verify | bless`.
@main
enum Main {
    /// The version of the project, as `--version` prints it: LE_VERSION_… of loan_engine.h.
    static let version = "0.2.0"

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let status = run(arguments)
        guard Output.flush() else {
            Output.error("loan-engine: standard output: cannot write: \(SystemError.text)")
            exit(ExitStatus.usage.rawValue)
        }
        exit(status.rawValue)
    }

    private static func run(_ arguments: [String]) -> ExitStatus {
        guard let first = arguments.first else {
            Output.error(Help.general)
            return .usage
        }
        let rest = Array(arguments.dropFirst())
        switch first {
        case "evaluate": return EvaluateCommand.run(rest)
        case "verify": return VerifyCommand.run(rest)
        case "bless": return BlessCommand.run(rest)
        case "quote": return QuoteCommand.run(rest)
        case "diff": return DiffCommand.run(rest)
        case "what-if": return WhatIfCommand.run(rest)
        case "explain": return ExplainCommand.run(rest)
        case "positions": return PositionsCommand.run(rest)
        case "report": return ReportCommands.run(rest)
        case "alerts": return AlertsCommand.run(rest)
        case "disclose": return DiscloseCommand.run(rest)
        case "score": return ScoreCommand.run(rest)
        case "expression": return ExpressionCommand.run(rest)
        case "help", "--help", "-h":
            guard let topic = rest.first else {
                Output.line(Help.general)
                return .success
            }
            guard let text = Help.command(topic) else { return unknown(topic) }
            Output.line(text)
            return .success
        case "version", "--version", "-V":
            Output.line("loan-engine \(version)")
            return .success
        default:
            return unknown(first)
        }
    }

    private static func unknown(_ command: String) -> ExitStatus {
        Output.error("loan-engine: \(command): unknown command; see 'loan-engine --help'")
        return .usage
    }
}

/// What the process ends with.
enum ExitStatus: Int32 {
    /// All is well.
    case success = 0
    /// Some case is in error or differs.
    case failure = 1
    /// The call is wrong, nothing could be read, or a report could not be written.
    case usage = 2
    /// Some case was not blessed because its figures are others'.
    case refused = 3
}
