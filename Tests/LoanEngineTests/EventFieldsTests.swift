import LoanEngine
import TestSupport
import Testing

/// What an input may say of an event: section 8 of docs/semantics.md.
@Suite("Event fields")
struct EventFieldsTests {
    /// A field of an event besides its type and date: which types need it and which may have it.
    private struct Field: Sendable {
        let name: String
        let needed: [EventType]
        var allowed: [EventType] = []
        let set: @Sendable (inout EventFields) -> Void
    }

    private static let date = day(2026, 4, 11)

    /// In the order in which they are looked at.
    private static let fields = [
        Field(
            name: "amount",
            needed: [
                .repayment, .recovery, .settlement, .charge, .waiver, .drawdown, .refund,
            ]
        ) { $0.amountMinor = 500_00 },
        Field(name: "of", needed: [.reversal]) { $0.reversedEvent = 1 },
        Field(name: "component", needed: [.charge, .waiver]) { $0.component = .penalty },
        Field(name: "reason", needed: [], allowed: [.charge]) { $0.reason = "visit" },
        Field(name: "rate", needed: [.rateChange]) {
            $0.rate = InterestRate(percent: Rational(18), per: .year)
        },
        Field(name: "keep", needed: [], allowed: [.rateChange]) { $0.keep = .installment },
        Field(name: "terms", needed: [.reschedule]) {
            var terms = RescheduleTerms()
            terms.termCount = 24
            $0.terms = terms
        },
        Field(name: "arrears", needed: [], allowed: [.reschedule]) { $0.arrears = .capitalize },
        Field(name: "until", needed: [.interestPause]) { $0.until = day(2026, 5, 11) },
    ]

    private static func event(_ type: EventType, _ fields: EventFields) throws(LoanError)
        -> LoanEvent
    {
        try LoanEvent(type, fields, on: date, at: "events[7]", in: Samples.naira)
    }

    /// Fields that the type needs, and others that it may have.
    private static func full(_ type: EventType) -> EventFields {
        var full = EventFields()
        for field in fields where field.needed.contains(type) || field.allowed.contains(type) {
            field.set(&full)
        }
        return full
    }

    @Test("Every type with every set of fields", arguments: EventType.allCases)
    func presence(_ type: EventType) {
        for set in 0..<1 << Self.fields.count {
            var fields = EventFields()
            var wrong: String?
            for (place, field) in Self.fields.enumerated() {
                let isThere = set >> place & 1 == 1
                if isThere { field.set(&fields) }
                let isNeeded = field.needed.contains(type)
                let isRight = isThere ? isNeeded || field.allowed.contains(type) : !isNeeded
                if !isRight { wrong = wrong ?? field.name }
            }
            do throws(LoanError) {
                let event = try Self.event(type, fields)
                if wrong != nil || event.type != type {
                    Issue.record("\(type.name) took \(fields)")
                }
            } catch {
                if error.code != .invalidEvent || error.path != "events[7].\(wrong ?? "")" {
                    Issue.record("\(type.name) with \(fields): \(error), not at \(wrong ?? "")")
                }
                #expect(error.message.contains("allowed: "))
            }
        }
    }

    @Test("What an event says of itself makes it again", arguments: EventType.allCases)
    func again(_ type: EventType) throws {
        let fields = Self.full(type)
        let event = try Self.event(type, fields)
        #expect(event.fields == fields)
        #expect(event.amountMinor == fields.amountMinor)
        #expect(try Self.event(type, event.fields) == event)
    }

    @Test("What is left out: TERM, KEEP, no reason")
    func defaults() throws {
        let rate = InterestRate(percent: Rational(18), per: .year)
        var fields = EventFields()
        fields.rate = rate
        #expect(try Self.event(.rateChange, fields) == .rateChange(rate, keep: .term))
        fields = Self.full(.reschedule)
        let terms = try #require(fields.terms)
        fields.arrears = nil
        #expect(try Self.event(.reschedule, fields) == .reschedule(terms, arrears: .keep))
        fields = Self.full(.charge)
        fields.reason = nil
        #expect(
            try Self.event(.charge, fields) == .charge(.penalty, amountMinor: 500_00, reason: nil))
    }

    /// Holds one event, changed in one field, against a path or against none.
    private static func check(
        _ type: EventType, _ path: String?, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout EventFields) -> Void
    ) {
        var fields = full(type)
        change(&fields)
        var found: LoanError?
        do throws(LoanError) {
            _ = try event(type, fields)
        } catch {
            found = error
        }
        #expect(found?.path == path.map { "events[7]." + $0 }, sourceLocation: sourceLocation)
        #expect(found == nil || found?.code == .invalidEvent, sourceLocation: sourceLocation)
    }

    @Test("Amounts are above zero, but for a settlement's")
    func amounts() {
        for type in EventType.allCases where type.hasAmount {
            Self.check(type, nil) { $0.amountMinor = 1 }
            Self.check(type, type == .settlement ? nil : "amount") { $0.amountMinor = 0 }
            Self.check(type, "amount") { $0.amountMinor = -1 }
            Self.check(type, "amount") { $0.amountMinor = .min }
        }
    }

    @Test("Numbers of events count from 1")
    func numbers() {
        for number in [Int.min, -1, 0] { Self.check(.reversal, "of") { $0.reversedEvent = number } }
        for number in [1, Int.max] { Self.check(.reversal, nil) { $0.reversedEvent = number } }
    }

    @Test("Fees and penalties are charged, all four are waived")
    func components() {
        for component in Component.allCases {
            let isCharge = component == .fee || component == .penalty
            Self.check(.charge, isCharge ? nil : "component") { $0.component = component }
            Self.check(.waiver, nil) { $0.component = component }
        }
    }

    @Test("A reason has at most 256 bytes")
    func reasons() {
        Self.check(.charge, nil) { $0.reason = "" }
        Self.check(.charge, nil) { $0.reason = String(repeating: "a", count: 256) }
        Self.check(.charge, "reason") { $0.reason = String(repeating: "a", count: 257) }
        // Two bytes each.
        Self.check(.charge, nil) { $0.reason = String(repeating: "é", count: 128) }
        Self.check(.charge, "reason") { $0.reason = String(repeating: "é", count: 129) }
    }

    @Test("A rate is zero or more, and not per loan")
    func rates() {
        Self.check(.rateChange, nil) { $0.rate = InterestRate(percent: .zero, per: .week) }
        Self.check(.rateChange, "rate.percent") {
            $0.rate = InterestRate(percent: Rational(-1, over: 1_000), per: .year)
        }
        Self.check(.rateChange, "rate.per") {
            $0.rate = InterestRate(percent: Rational(5), per: .loan)
        }
    }

    @Test("A pause ends after its date")
    func pauses() {
        Self.check(.interestPause, nil) { $0.until = Self.date.adding(days: 1) }
        Self.check(.interestPause, "until") { $0.until = Self.date }
        Self.check(.interestPause, "until") { $0.until = Self.date.adding(days: -1) }
    }
}
