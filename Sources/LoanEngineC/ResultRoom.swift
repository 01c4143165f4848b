import CLoanEngine
import LoanEngine

/// What is left of a caller's memory for rows and postings.
struct ResultRoom {
    let rows: (target: BatchRows, capacity: Int, offsets: UnsafeMutablePointer<UInt64>)?
    let postings:
        (
            target: UnsafeMutableBufferPointer<le_posting>, offsets: UnsafeMutablePointer<UInt64>
        )?
    private var filledRows = 0
    private var filledPostings = 0

    init(
        rows: (target: BatchRows, capacity: Int, offsets: UnsafeMutablePointer<UInt64>)?,
        postings: (
            target: UnsafeMutableBufferPointer<le_posting>, offsets: UnsafeMutablePointer<UInt64>
        )?
    ) {
        self.rows = rows
        self.postings = postings
    }

    /// Whether rows go into an array of structs, where they can be made.
    var isOfStructs: Bool {
        if case .structs? = rows?.target { return true }
        return false
    }

    func begin(at loan: Int) {
        rows?.offsets[loan] = 0
        postings?.offsets[loan] = 0
    }

    /// Offsets of a loan that has nothing.
    func skip(_ loan: Int) {
        rows?.offsets[loan + 1] = UInt64(filledRows)
        postings?.offsets[loan + 1] = UInt64(filledPostings)
    }

    /// Where the rows of a plain loan can be made, and the postings that fit any of its repayments: a row
    /// takes each of its four components once to its end, and each repayment ends within one. Nil where they
    /// might not fit.
    ///
    /// - Parameter own: Where rows are made that are not asked for, or go into columns: there unless
    ///   `isOfStructs`.
    func place(
        ofRows count: Int, else own: UnsafeMutablePointer<le_row>?, postings repayments: Int
    ) -> (rows: UnsafeMutablePointer<le_row>, postings: UnsafeMutableBufferPointer<le_posting>)? {
        var place = own
        if let rows {
            guard count <= rows.capacity - filledRows else { return nil }
            if case .structs(let start) = rows.target { place = start + filledRows }
        }
        guard let place else { return nil }
        guard let postings else { return (place, UnsafeMutableBufferPointer(start: nil, count: 0)) }
        guard let start = postings.target.baseAddress,
            4 * count + repayments <= postings.target.count - filledPostings
        else { return nil }
        let left = UnsafeMutableBufferPointer(
            start: start + filledPostings, count: postings.target.count - filledPostings)
        return (place, left)
    }

    /// Takes a plain loan's rows and postings, which lie where `place` said.
    mutating func take(_ one: PlainEvaluation.Result, at loan: Int) {
        if let rows {
            if case .columns(let columns) = rows.target {
                let writer = ColumnWriter(columns: columns, offset: filledRows)
                for row in one.rows { writer.put(row) }
            }
            filledRows += one.rows.count
        }
        if postings != nil { filledPostings += one.postingCount }
        skip(loan)
    }

    /// Writes a loan's rows and postings.
    ///
    /// - Returns: False where they do not fit; nothing is written then.
    mutating func take(_ one: Evaluated, at loan: Int) -> Bool {
        if let rows, one.view.statement.items.count > rows.capacity - filledRows { return false }
        if let postings, one.view.postingCount > postings.target.count - filledPostings {
            return false
        }
        if let rows {
            one.view.forEachRow { rows.target.write($0, from: filledRows) }
            filledRows += one.view.statement.items.count
        }
        if let postings {
            var next = filledPostings
            one.view.forEachPosting(one.account.log) {
                postings.target[next] = $0
                next += 1
            }
            filledPostings = next
        }
        skip(loan)
        return true
    }

    /// The first loan does not fit: its offsets say what it needs.
    func tooSmall(for one: Evaluated, at loan: Int) -> CallError {
        let (rowCount, postingCount) = (one.view.statement.items.count, one.view.postingCount)
        rows?.offsets[loan + 1] = UInt64(rowCount)
        postings?.offsets[loan + 1] = UInt64(postingCount)
        if let rows, rowCount > rows.capacity {
            return .tooSmall("results.rows", needed: rowCount)
        }
        return .tooSmall("results.postings", needed: postingCount)
    }
}
