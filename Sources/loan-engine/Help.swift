/// The help texts.
enum Help {
    static let general = """
        loan-engine: computes loans exactly, from JSON cases

        usage: loan-engine evaluate [--format FORMAT] [--jsonl-input] [FILE…]
               loan-engine verify PATH…
               loan-engine bless PATH…
               loan-engine help [COMMAND]
               loan-engine --version

        commands
          evaluate   the schedule, allocations, arrears and status of each case
          verify     compares cases with the figures that they expect
          bless      rewrites what cases expect from their results

        exit status
          0  all is well
          1  a case is in error, or differs from what it expects
          2  the call is wrong, or nothing could be read
        """

    static func command(_ name: String) -> String? {
        switch name {
        case "evaluate": evaluate
        case "verify": verify
        case "bless": bless
        default: nil
        }
    }

    static let evaluate = """
        usage: loan-engine evaluate [--format FORMAT] [--jsonl-input] [FILE…]

        Prints the result of each case. A FILE holds one case (loan-case/1); '-' or none is
        standard input.

          -f, --format FORMAT  table  for people (the default on a terminal)
                               json   one indented object a case (the default otherwise)
                               jsonl  one line a case
                               csv    one line an installment, with a header line
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
        usage: loan-engine verify PATH…

        Evaluates each PATH, and each *.json below a PATH that is a folder, and compares the
        result with the case's "expect": each field there must equal the result's. Prints each
        difference as path, expected and actual, and last 'N passed, N failed'.

          -h, --help  this text

        exit status: 0; 1 if any case failed; 2 for a wrong call or if nothing could be read
        """

    static let bless = """
        usage: loan-engine bless PATH…

        Rewrites "expect" of each PATH, and of each *.json below a PATH that is a folder, from
        the case's result, and says what it changed. A case that expects some fields goes on
        expecting those; one that expects nothing will expect the whole result. Look at the
        changes before you keep them.

          -h, --help  this text

        exit status: 0; 1 if any file could not be blessed; 2 for a wrong call or if nothing
        could be read
        """
}
