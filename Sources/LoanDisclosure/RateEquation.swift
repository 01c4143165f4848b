import ExactArithmetic

/// The equation whose root is the rate: Σ c·(1 + X)^(−t) = 0, or, under Regulation Z,
/// Σ c / ((1 + f·i)(1 + i)^q) = 0. Section 2 of docs/disclosure.md.
///
/// Its sign at a rate is proved, by balls of growing precision; where they do not decide, zero is
/// decided exactly.
struct RateEquation: Sendable {
    /// A net amount at a time.
    struct Term: Sendable {
        /// In years, or in unit periods.
        let time: Rational
        /// In minor units; positive to the borrower.
        let amount: Whole
    }

    /// By rising time; no amount is zero.
    let terms: [Term]
    /// Of Regulation Z: unit periods a year; nil for the compound equation.
    let unitPeriods: Rational?

    /// Σ of the amounts of one time, positive to the borrower, zeros dropped, by rising time.
    init(netting flows: [Term], unitPeriods: Rational?) {
        let sorted = flows.enumerated().sorted {
            $0.element.time == $1.element.time
                ? $0.offset < $1.offset : $0.element.time < $1.element.time
        }
        var terms: [Term] = []
        for (_, flow) in sorted {
            if let last = terms.last, last.time == flow.time {
                terms[terms.count - 1] = Term(time: last.time, amount: last.amount + flow.amount)
            } else {
                terms.append(flow)
            }
        }
        self.terms = terms.filter { $0.amount.signum != 0 }
        self.unitPeriods = unitPeriods
    }

    /// The equation of flows, at times in years or unit periods.
    init(_ flows: [CashFlow], at times: [Rational], unitPeriods: Rational?) {
        self.init(
            netting: zip(flows, times).map { flow, time in
                Term(
                    time: time,
                    amount: Whole(flow.kind == .advance ? flow.amountMinor : -flow.amountMinor))
            }, unitPeriods: unitPeriods)
    }

    private init(terms: [Term], unitPeriods: Rational?) {
        (self.terms, self.unitPeriods) = (terms, unitPeriods)
    }

    /// How often the sign changes.
    var signChanges: Int {
        zip(terms, terms.dropFirst()).count { $0.amount.signum != $1.amount.signum }
    }

    /// −1, 0 or 1 at a rate in percent, above −100.
    func sign(atPercent percent: Rational) -> Int { probe(atPercent: percent).sign }

    /// The sign, proved, and about how large it is: for guessing where the root may be; nothing is decided
    /// by that.
    func probe(atPercent percent: Rational) -> (sign: Int, size: Whole) {
        let rate = percent * Rational(1, over: 100)
        var precision = 128
        while true {
            if let value = value(at: rate, precision: precision), let sign = value.sign {
                return (sign, value.middle.magnitude.shifted(by: 96 - precision))
            }
            if precision == 256, isZero(at: rate) { return (0, Whole(0)) }
            precision *= 2
        }
    }

    private func value(at rate: Rational, precision: Int) -> Ball? {
        unitPeriods.map { regulationZ(rate, $0, precision) } ?? compound(rate, precision)
    }

    // MARK: Balls

    /// Horner's rule from the last time to the first, each step by the discount of the time between.
    private func compound(_ rate: Rational, _ precision: Int) -> Ball? {
        guard let last = terms.last else { return nil }
        let logarithmOf2 = Ball.logarithmOf2(precision)
        let logarithm = Ball.logarithm(of: Rational(1) + rate, precision: precision)
        var discounts: [(span: Rational, factor: Ball)] = []
        var sum = Ball(last.amount, precision: precision)
        var later = last.time
        for term in terms.dropLast().reversed() {
            let span = later - term.time
            let factor: Ball
            if let known = discounts.first(where: { $0.span == span }) {
                factor = known.factor
            } else {
                let exponent =
                    (logarithm * (Whole(0) - Whole(numeratorOf: span))).divided(
                        by: Whole(denominatorOf: span))
                factor = exponent.exponential(with: logarithmOf2)
                if discounts.count < 64 { discounts.append((span, factor)) }
            }
            sum = sum * factor + Ball(term.amount, precision: precision)
            later = term.time
        }
        return sum
    }

    private func regulationZ(_ rate: Rational, _ perYear: Rational, _ precision: Int) -> Ball? {
        guard let last = terms.last else { return nil }
        let i = rate * perYear.inverse
        guard let discount = Ball(Rational(1) + i, precision: precision).reciprocal else {
            return nil
        }
        func amount(_ term: Term) -> Ball? {
            let fraction = term.time - Rational(term.time.floor, over: Whole(1))
            let amount = Ball(term.amount, precision: precision)
            if fraction.signum == 0 { return amount }
            return Ball(Rational(1) + fraction * i, precision: precision).reciprocal.map {
                amount * $0
            }
        }
        guard var sum = amount(last) else { return nil }
        var later = last.time.floor
        for term in terms.dropLast().reversed() {
            let whole = term.time.floor
            guard let own = amount(term), let span = (later - whole).word else { return nil }
            sum = sum * discount.power(UInt(max(span, 0))) + own
            later = whole
        }
        return sum
    }

    // MARK: Zero, exactly

    private func isZero(at rate: Rational) -> Bool {
        if let unitPeriods { return isZeroRegulationZ(rate * unitPeriods.inverse) }
        let ratio = Rational(1) + rate
        if ratio == Rational(1) {
            return terms.reduce(Whole(0)) { $0 + $1.amount }.signum == 0
        }
        // r = s^g for the greatest g that divides the common denominator of the times: r^(−t) = s^(−g·t),
        // and powers of s whose exponents differ by no whole number are independent.
        let common = terms.reduce(Whole(1)) { $0.commonMultiple(Whole(denominatorOf: $1.time)) }
        var (root, degree) = (ratio, Int64(1))
        let (n, d) = (Whole(numeratorOf: ratio), Whole(denominatorOf: ratio))
        for g in stride(from: Int64(max(n.bits, d.bits)), to: 1, by: -1)
        where common.remainder(by: Whole(g)).signum == 0 {
            if let a = n.exactRoot(UInt(g)), let b = d.exactRoot(UInt(g)) {
                (root, degree) = (Rational(a, over: b), g)
                break
            }
        }
        var powers: [Power] = []
        for term in terms {
            let exponent = term.time * Rational(degree)
            let whole = exponent.floor
            powers.append(
                Power(
                    part: exponent - Rational(whole, over: Whole(1)), exponent: whole,
                    amount: term.amount))
        }
        powers.sort(by: Power.comesBefore)
        var start = 0
        while start < powers.count {
            var end = start + 1
            while end < powers.count, powers[end].part == powers[start].part { end += 1 }
            if !RateEquation.isZero(powers[start..<end], root) { return false }
            start = end
        }
        return true
    }

    /// An amount times s^(−exponent − part).
    private struct Power {
        let part: Rational
        let exponent: Whole
        let amount: Whole

        static func comesBefore(_ left: Power, _ right: Power) -> Bool {
            left.part == right.part ? left.exponent < right.exponent : left.part < right.part
        }
    }

    /// Whether Σ c·s^(−e) is zero, by rising e.
    private static func isZero(_ terms: ArraySlice<Power>, _ root: Rational) -> Bool {
        // Times the power of s of the last exponent: Σ c·s^(E − e), in whole numbers n^…·d^….
        guard let first = terms.first else { return true }
        let (n, d) = (Whole(numeratorOf: root), Whole(denominatorOf: root))
        var sum = first.amount
        var scale = Whole(1)
        var before = first.exponent
        for term in terms.dropFirst() {
            let span = UInt(max((term.exponent - before).word ?? 0, 0))
            scale = scale * d.power(span)
            sum = sum * n.power(span) + term.amount * scale
            before = term.exponent
        }
        return sum.signum == 0
    }

    private func isZeroRegulationZ(_ i: Rational) -> Bool {
        guard let last = terms.last else { return true }
        func amount(_ term: Term) -> Rational {
            let fraction = term.time - Rational(term.time.floor, over: Whole(1))
            return Rational(term.amount, over: Whole(1)) * (Rational(1) + fraction * i).inverse
        }
        let discount = (Rational(1) + i).inverse
        let (n, d) = (Whole(numeratorOf: discount), Whole(denominatorOf: discount))
        var sum = amount(last)
        var later = last.time.floor
        for term in terms.dropLast().reversed() {
            let whole = term.time.floor
            let span = UInt(max((later - whole).word ?? 0, 0))
            sum = sum * Rational(n.power(span), over: d.power(span)) + amount(term)
            later = whole
        }
        return sum.signum == 0
    }

    /// The equation whose sign is that of the slope of f·(1 + X)^pivot, the pivot being time 0.
    var slope: RateEquation {
        let common = terms.reduce(Whole(1)) { $0.commonMultiple(Whole(denominatorOf: $1.time)) }
        return RateEquation(
            terms: terms.compactMap { term in
                // −t·c, times the common denominator, which changes no sign.
                let product = Rational(term.amount, over: Whole(1)) * (Rational(0) - term.time)
                let whole = (product * Rational(common, over: Whole(1))).floor
                return whole.signum == 0 ? nil : Term(time: term.time, amount: whole)
            }, unitPeriods: nil)
    }
}

extension Whole {
    func commonMultiple(_ other: Whole) -> Whole {
        var (a, b) = (self, other)
        while b.signum != 0 { (a, b) = (b, a.remainder(by: b)) }
        return (self * other).dividedDown(by: a)
    }
}

extension Rational {
    /// 1 divided by it; zero for zero.
    var inverse: Rational {
        Rational(Whole(denominatorOf: self), over: Whole(numeratorOf: self))
    }
}
