import LoanEngine
import TestSupport

/// The schedule by the contract's words, in rationals throughout: slow, and with nothing of the
/// engine's own paths in it.
struct ReferenceSchedule {
    struct Row: Equatable {
        var principal: Int64
        var interest: Int64
        var fee: Int64
        var balance: Int64
    }

    private(set) var rows: [Row] = []
    private(set) var level: Int64?
    let periods: ReferencePeriods
    private let terms: LoanTerms
    private var balance: Int64

    /// - Throws: `ReferenceFailure`.
    init(_ terms: LoanTerms) throws {
        self.terms = terms
        periods = try ReferencePeriods(terms)
        balance = terms.principalMinor
        switch (terms.interestMethod, terms.amortization) {
        case (.declining, .equalInstallments):
            try grace()
            try respreadLevel()
        case (.declining, .equalPrincipal):
            try grace()
            let shares = try principalShares(over: terms.termCount - rows.count)
            for share in shares { try put(principal: share, interest: try interest()) }
        case (.declining, .bullet):
            try grace()
            while rows.count < terms.termCount {
                let isLast = rows.count == terms.termCount - 1
                try put(principal: isLast ? balance : 0, interest: try interest())
            }
        case (.flat, _): try flat()
        }
        try check()
    }

    // MARK: Parts

    private static func sum(_ left: Int64, _ right: Int64) throws -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        if overflow { throw ReferenceFailure.amount }
        return sum
    }

    private func round(_ value: Rational, _ unit: Int64, _ mode: RoundingMode) throws -> Int64 {
        do throws(ArithmeticError) {
            return try value.rounded(toMultipleOf: unit, by: mode)
        } catch {
            throw ReferenceFailure.amount
        }
    }

    private func installment(_ value: Rational) throws -> Int64 {
        try round(value, terms.rounding.installmentUnitMinor, terms.rounding.installmentMode)
    }

    private func rate(_ row: Int) -> Rational {
        row < terms.grace.interestFree ? .zero : periods.rates[row]
    }

    /// Interest of the row to come on the balance.
    private func interest() throws -> Int64 {
        try interest(Rational(balance) * rate(rows.count))
    }

    private func interest(_ value: Rational) throws -> Int64 {
        try round(value, terms.rounding.interestUnitMinor, terms.rounding.interestMode)
    }

    private mutating func put(principal: Int64, interest: Int64, fee: Int64? = nil) throws {
        balance -= principal
        rows.append(
            Row(
                principal: principal, interest: interest, fee: fee ?? terms.installmentFeeMinor,
                balance: balance))
    }

    /// The sum of all dues must fit.
    private func check() throws {
        var total: Int64 = 0
        for row in rows {
            total = try Self.sum(total, row.principal)
            total = try Self.sum(total, row.interest)
            total = try Self.sum(total, row.fee)
        }
    }

    private mutating func grace() throws {
        while rows.count < max(terms.grace.principal, terms.grace.capitalized) {
            let interest = try interest()
            if rows.count < terms.grace.capitalized {
                balance = try Self.sum(balance, interest)
                try put(principal: 0, interest: 0, fee: 0)
            } else {
                try put(principal: 0, interest: interest)
            }
        }
    }

    // MARK: Level payments

    private mutating func respreadLevel() throws {
        let atGraceEnd = self
        var discount = Rational(1)
        var discounts = Rational.zero
        for row in rows.count..<terms.termCount {
            discount = try discount.divided(by: Rational(1) + rate(row))
            discounts = discounts + discount
        }
        var level = try installment(
            (Rational(balance) - Rational(terms.balloonMinor) * discount).divided(by: discounts))
        var difference = try run(level)
        let count = Int64(terms.termCount - atGraceEnd.rows.count)
        var tries = 0
        while terms.leveling == .respread, tries < 3, count > 1,
            difference.magnitude > (count / 2).magnitude
        {
            tries += 1
            let part = try round(
                Rational(difference, over: count.magnitude), 1, terms.rounding.installmentMode)
            let next = try installment(Rational(level) + Rational(part))
            if next == level { break }
            var tried = atGraceEnd
            guard let outcome = try? tried.run(next), tried.rows.count == terms.termCount,
                outcome.magnitude < difference.magnitude
            else { break }
            self = tried
            level = next
            difference = outcome
        }
        self.level = level
    }

    /// Rows after grace under payments of `level`; the last one's difference from it.
    private mutating func run(_ level: Int64) throws -> Int64 {
        var carried: Int64 = 0
        while rows.count < terms.termCount, balance > 0 {
            let interest = try interest()
            if rows.count == terms.termCount - 1 {
                if carried > 0 { throw ReferenceFailure.negativeAmortization }
                _ = try Self.sum(balance, interest)
                try put(principal: balance, interest: interest)
            } else {
                let owed = try Self.sum(interest, carried)
                let due = min(owed, level)
                carried = owed - due
                try put(principal: min(level - due, balance), interest: due)
            }
        }
        try check()
        guard let last = rows.last else { return 0 }
        return last.principal + last.interest - level
    }

    // MARK: Flat interest

    private mutating func flat() throws {
        let free = terms.grace.interestFree
        let count = terms.termCount
        let principal = Rational(terms.principalMinor)
        var interests = [Int64](repeating: 0, count: free)
        if terms.flatInterest == .period {
            for row in free..<count { interests.append(try interest(principal * rate(row))) }
        } else {
            var fraction = Rational.zero
            for row in free..<count { fraction = fraction + rate(row) }
            if terms.rate.per == .loan { fraction = periods.rates[0] }
            interests += ReferenceShares.shares(
                of: try interest(principal * fraction), over: count - free, terms.residual,
                unit: terms.rounding.interestUnitMinor, mode: terms.rounding.interestMode)
        }
        var total: Int64 = 0
        for interest in interests { total = try Self.sum(total, interest) }

        if terms.amortization == .equalInstallments, terms.grace == Grace() {
            let both = try Self.sum(terms.principalMinor, total)
            let level = try installment(Rational(both, over: UInt64(count)))
            self.level = level
            for row in 0..<count {
                let share = min(max(level - interests[row], 0), balance)
                try put(principal: row == count - 1 ? balance : share, interest: interests[row])
            }
            return
        }
        let without = terms.amortization == .bullet ? count - 1 : terms.grace.principal
        let shares = try principalShares(over: count - without)
        for row in 0..<count {
            try put(principal: row < without ? 0 : shares[row - without], interest: interests[row])
        }
    }

    private func principalShares(over count: Int) throws -> [Int64] {
        ReferenceShares.shares(
            of: balance, over: count, terms.residual,
            unit: terms.rounding.installmentUnitMinor, mode: terms.rounding.installmentMode)
    }
}

/// Straight-line shares by the contract's words.
enum ReferenceShares {
    static func shares(
        of total: Int64, over count: Int, _ residual: Residual, unit: Int64, mode: RoundingMode
    ) -> [Int64] {
        for mode in [mode, .down] {
            func part(_ rows: Int) -> Int128 {
                Reference.rounded(
                    Int128(total) * Int128(rows), over: Int128(count), unit: Int128(unit), by: mode)
            }
            var shares: [Int128]
            switch residual {
            case .last, .first:
                shares = Array(repeating: part(1), count: count)
                let rest = Int128(total) - part(1) * Int128(count - 1)
                shares[residual == .last ? count - 1 : 0] = rest
            case .spread:
                shares = (1...count).map { part($0) - part($0 - 1) }
                shares[count - 1] = Int128(total) - part(count - 1)
            }
            if shares.allSatisfy({ $0 >= 0 }) { return shares.map { Int64($0) } }
        }
        return []
    }
}
