import Testing

@Suite("A first period that is charged whole, in the table")
struct FirstPeriodTests {
    /// 1 000 000.00 at 25 % a year from 27 January 2021, first due on 1 February.
    private static let terms = [
        "currency": #""NGN""#, "principalAmount": #""1000000.00""#,
        "rate": #"{"percent": "25", "per": "YEAR"}"#, "termCount": "6", "termUnit": #""MONTH""#,
        "disbursedAt": #""2021-01-27""#, "firstDueDate": #""2021-02-01""#,
    ]
    private static let skip = #"{"weekdays": ["SATURDAY", "SUNDAY"], "rule": "SKIP"}"#

    /// What is printed of the loan with those terms changed.
    private static func run(
        _ changes: [String: String] = [:], format: String = "table"
    ) throws -> Engine.Outcome {
        let terms = terms.merging(changes) { $1 }.map { "\"\($0)\": \($1)" }
        return try Engine.run(
            "evaluate", "--format", format,
            input: #"{"format": "loan-case/1", "terms": {\#(terms.joined(separator: ", "))}}"#)
    }

    @Test("It says for how many days a whole step is charged, and how to have them counted")
    func note() throws {
        let run = try Self.run()
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(
            run.output.contains(
                """
                #  Due            Principal  Interest       Total    Balance  Paid  Status   Days late
                -  ------------  ----------  --------  ----------  ---------  ----  -------  ---------
                1  2021-02-01 *   158194.88  20833.33   179028.21  841805.12        PENDING
                2  2021-03-01     161490.60  17537.61   179028.21  680314.52        PENDING

                """))
        #expect(
            run.output.contains(
                """
                   Total         1000000.00  74169.25  1074169.25             0.00
                *  EQUAL charges a whole month for the 5 days from 2021-01-27 to 2021-02-01. To have the days
                   of this period counted: "firstPeriod": "PRORATED"; of all: "dayCount": "ACT/365.FIXED".


                """))
        #expect(run.lines.allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
    }

    @Test(
        "Shorter or longer, in any unit, under every count of whole units",
        arguments: [
            (["firstDueDate": #""2021-01-28""#], "EQUAL charges a whole month for the 1 day from"),
            (
                ["firstDueDate": #""2021-02-26""#],
                "EQUAL charges a whole month for the 30 days from"
            ),
            (
                ["firstDueDate": #""2021-02-28""#],
                "EQUAL charges a whole month for the 32 days from"
            ),
            (["termEvery": "3"], "EQUAL charges 3 whole months for the 5 days from"),
            (["dayCount": #""EQUAL/360""#], "EQUAL/360 charges a whole month for the 5 days from"),
            (
                ["dayCount": #""EQUAL/364""#, "termUnit": #""WEEK""#],
                "EQUAL/364 charges a whole week for the 5 days from"
            ),
            (
                ["dayCount": #""EQUAL/365""#, "termUnit": #""DAY""#, "termEvery": "2"],
                "EQUAL/365 charges 2 whole days for the 5 days from"
            ),
            (["interestMethod": #""FLAT""#], "EQUAL charges a whole month for the 5 days from"),
            (["grace": #"{"capitalized": 1}"#], "EQUAL charges a whole month for the 5 days from"),
            // Due on the 1st, the Monday after: the period ends on Sunday all the same.
            (
                [
                    "firstDueDate": #""2021-01-31""#,
                    "nonWorkingDays": #"{"weekdays": ["SUNDAY"]}"#,
                ],
                "EQUAL charges a whole month for the 4 days from 2021-01-27 to 2021-01-31."
            ),
            // One working day on from Wednesday is Thursday, the 28th.
            (
                ["termUnit": #""DAY""#, "nonWorkingDays": Self.skip],
                "EQUAL charges a whole day for the 5 days from"
            ),
            // A step on from there is beyond the calendar.
            (
                [
                    "disbursedAt": #""9999-12-01""#, "firstDueDate": #""9999-12-15""#,
                    "termCount": "1",
                ],
                "EQUAL charges a whole month for the 14 days from"
            ),
        ])
    func marked(_ changes: [String: String], _ note: String) throws {
        let run = try Self.run(changes)
        #expect(run.status == 0 && run.output.contains("\n*  " + note))
        #expect(run.lines.count { $0.contains(" *") } == 1)
    }

    @Test(
        "Nothing is said where there is nothing to say",
        arguments: [
            // A step on, also from the last day of a month, and also where it is moved.
            ["firstDueDate": #""2021-02-27""#],
            // Its days are counted, or it has none; a part of a month is no step to compare with.
            ["firstPeriod": #""PRORATED""#], ["firstDueDate": #""2021-01-27""#],
            ["dueDays": "[1, 15]"],
            ["firstDueDate": #""2021-03-27""#, "termEvery": "2"],
            ["firstDueDate": #""2021-02-03""#, "termUnit": #""WEEK""#],
            ["disbursedAt": #""2021-01-31""#, "firstDueDate": #""2021-02-28""#],
            [
                "firstDueDate": #""2021-02-27""#,
                "nonWorkingDays": #"{"weekdays": ["SATURDAY", "SUNDAY"]}"#,
            ],
            // Three working days on from Wednesday: Monday, the 1st.
            ["termUnit": #""DAY""#, "termEvery": "3", "nonWorkingDays": Self.skip],
            // Days are counted, or no interest is charged by time for that period.
            ["dayCount": #""ACT/365.FIXED""#], ["dayCount": #""30/360""#],
            ["rate": #"{"percent": "0", "per": "YEAR"}"#],
            ["rate": #"{"percent": "10", "per": "LOAN"}"#, "interestMethod": #""FLAT""#],
            ["grace": #"{"interestFree": 1}"#],
        ])
    func unmarked(_ changes: [String: String]) throws {
        let run = try Self.run(changes)
        #expect(run.status == 0 && !run.output.contains("*"))
    }

    @Test("It is for people: other formats do not have it")
    func formats() throws {
        for format in ["json", "jsonl", "csv"] {
            let run = try Self.run(format: format)
            #expect(run.status == 0 && run.error.isEmpty && !run.output.contains("*"))
        }
    }
}
