import LoanCases

/// The help texts.
enum Help {
    static let general = """
        loan-engine: computes loans exactly, from JSON documents

        usage: loan-engine quote --principal AMOUNT --rate RATE --count N [OPTION…]
               loan-engine evaluate [--format FORMAT] [--jsonl-input] [FILE…]
               loan-engine verify [--filter PATTERN]… [--fail-fast] [--jsonl-input]
                                  [--junit FILE] [--json FILE] PATH…
               loan-engine bless [--force] PATH…
               loan-engine diff A B
               loan-engine what-if CASE --event JSON…
               loan-engine explain CASE [--row K] [--figure F]
               loan-engine disclose [--regime R] [FILE…]
               loan-engine positions --as-of D [FILE…]
               loan-engine report SPEC [FILE…]
               loan-engine alerts RULES [FILE…]
               loan-engine score CARD [FILE…]
               loan-engine expression [FILE…]
               loan-engine help [COMMAND]
               loan-engine --version

        commands
          quote      a schedule without a file
          evaluate   the schedule, allocations, arrears and status of each case
          verify     compares cases with the figures that they expect
          bless      rewrites what cases expect from their results
          diff       which figures of two loans differ, or of one on two dates
          what-if    a loan with events that have not happened beside the loan without them
          explain    how each figure of a loan came about, line by line
          disclose   what a credit costs by law: annual rates with proved digits
          positions  how loans stand, for reports and alerts
          report     a portfolio's arrears, provisions, collection, by any grouping
          alerts     whom to look at, by rules
          score      what a scorecard says of applicants
          expression what an expression of the rule language comes to

        exit status
          0  all is well
          1  a case is in error, or differs from what it expects
          2  the call is wrong, nothing could be read, or a report could not be written
          3  bless refused a case whose figures are others'
        """

    static func command(_ name: String) -> String? {
        switch name {
        case "evaluate": evaluate
        case "verify": verify
        case "bless": bless
        case "disclose": DiscloseCommand.help
        case "quote": QuoteCommand.help
        case "diff": DiffCommand.help
        case "what-if": WhatIfCommand.help
        case "explain": ExplainCommand.help
        case "positions": PositionsCommand.help
        case "report": ReportCommands.help
        case "alerts": AlertsCommand.help
        case "score": ScoreCommand.help
        case "expression": ExpressionCommand.help
        default: nil
        }
    }

    static let evaluate = """
        usage: loan-engine evaluate [--format FORMAT] [--jsonl-input] [FILE…]

        Prints the result of each case. A FILE holds one case (loan-case/1); '-' or none is
        standard input.

          -f, --format FORMAT  table  for people (the default on a terminal)
                               json   one indented object a case (the default otherwise);
                                      with --jsonl-input the same as jsonl
                               jsonl  one line a case
                               csv    one line an installment, with a header line; also
                                      csv-loans, csv-allocations, csv-adjustments: a line a loan,
                                      a part of a payment, a change of a due
          -l, --jsonl-input    each line of standard input (or FILE) is a case; each result
                               comes out as a line (jsonl, unless --format says otherwise) as
                               soon as it is computed, in order. A line in error gives its
                               error object and the rest goes on. Memory does not grow with
                               the input.
          -h, --help           this text

        exit status: 0; 1 if any case is in error or any FILE unreadable; 2 for a wrong call, or
        if nothing could be read
        """

    static let verify = """
        usage: loan-engine verify [--filter PATTERN]… [--fail-fast] [--jsonl-input]
                                  [--junit FILE] [--json FILE] PATH…

        Evaluates each PATH, and each *.json below a PATH that is a folder, and compares the
        result with the case's "expect": each field there must equal the result's. Prints each
        difference as path, expected and actual, and last 'N passed, N failed'. On a terminal
        a long run shows how far it is. Below a folder, names that begin with a point and links
        to folders are left out.

          -k, --filter PATTERN  only cases in whose path or name PATTERN occurs; '*' in it stands
                                for any characters, '?' for one. Given several times, cases
                                with any of them. A file that cannot be read is never left out
          -x, --fail-fast       stops after the first case that fails
          -l, --jsonl-input     each line of each PATH is a case; '-' or none is standard input
              --junit FILE      writes the run as JUnit XML: a suite a folder, a test a case
              --json FILE       writes the run as one JSON object, loan-verify/1
          -h, --help            this text

        A report stands in its FILE whole or not at all; one from an earlier run is removed at
        the start, anything else is not replaced. '-' is standard output, which then holds
        nothing else: all other lines go to standard error.

        exit status: 0 if every case passed; 1 if any failed or could not be read; 2 for a wrong
        call, if nothing could be read, if no case has what --filter asks for, or if a report
        could not be written
        """

    static let bless = """
        usage: loan-engine bless [--force] PATH…

        Rewrites "expect" of each PATH, and of each *.json below a PATH that is a folder, from
        the case's result, and says what it changed. A case that expects some fields goes on
        expecting those; one that expects nothing will expect the whole result. Look at the
        changes before you keep them. Folders are read as verify reads them.

        A case whose figures are others' is not changed: one with a "source" that does not
        begin with one of
            \(CaseOrigin.ownBeginnings.joined(separator: "\n            "))
        It is reported as refused, with what would change, and the others are blessed.

              --force  blesses those too
          -h, --help   this text

        exit status: 0; 1 if any file could not be blessed; 2 for a wrong call or if nothing
        could be read; 3 if any case was refused and all others were blessed
        """
}
