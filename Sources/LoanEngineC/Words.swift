// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine

// Written by scripts/fields.py: words
/// Each set's name, its first number (b: bits from that one on), its words; zeros end texts.
private let wordTable: StaticString =
    """
    le_code\00\0OK\0MALFORMED_INPUT\0INVALID_TERMS\0INVALID_EVENT\0ILLEGAL_TRANSITION\0\
    FORBIDDEN_ROLE\0AMOUNT_OUT_OF_RANGE\0DATE_OUT_OF_RANGE\0NEGATIVE_AMORTIZATION\0\0\
    le_code\032\0INVALID_ARGUMENT\0BUFFER_TOO_SMALL\0INVALID_ROWS\0OUT_OF_MEMORY\0\
    STOPPED\0NOT_REACHED\0\0\
    le_component\00\0PENALTY\0FEE\0INTEREST\0PRINCIPAL\0\0\
    le_event_type\00\0SUBMIT\0APPROVE\0REJECT\0REVISE\0CANCEL\0DISBURSE\0REPAYMENT\0\
    REVERSAL\0WRITE_OFF\0RECOVERY\0SETTLEMENT\0CHARGE\0WAIVER\0DRAWDOWN\0RATE_CHANGE\0\
    RESCHEDULE\0INTEREST_PAUSE\0REFUND\0\0\
    le_role\01\0CREDIT_OFFICER\0SUPERVISOR\0ADMIN\0\0\
    le_keep\00\0TERM\0INSTALLMENT\0\0\
    le_arrears\00\0KEEP\0CAPITALIZE\0\0\
    le_loan_status\00\0DRAFT\0PENDING_APPROVAL\0APPROVED\0ACTIVE\0COMPLETED\0REJECTED\0\
    CANCELLED\0WRITTEN_OFF\0\0\
    le_row_status\00\0PENDING\0PARTIAL\0PAID\0OVERDUE\0\0\
    le_row_kind\00\0INSTALLMENT\0DOWN_PAYMENT\0CHARGES\0\0\
    le_posting_kind\00\0ALLOCATED\0CHARGE\0LATE_CHARGE\0WAIVER\0SETTLEMENT\0\
    CAPITALIZATION\0RECALLED_REFUND\0DRAWDOWN\0\0\
    le_rate_per\00\0YEAR\0MONTH\0WEEK\0DAY\0LOAN\0\0\
    le_interest_method\00\0DECLINING\0FLAT\0\0\
    le_amortization\00\0EQUAL_INSTALLMENTS\0EQUAL_PRINCIPAL\0BULLET\0\0\
    le_accrual\00\0SCHEDULED\0DAILY\0\0\
    le_unit\00\0DAY\0WEEK\0MONTH\0\0\
    le_day_count\00\0EQUAL\0EQUAL/360\0EQUAL/364\0EQUAL/365\030/360\030E/360\0\
    30E/360.ISDA\0ACT/360\0ACT/364\0ACT/365.FIXED\0ACT/ACT.ISDA\0ACT/ACT.FINERACT\0\
    30/360.US\0ACT/365.FEB29\0\0\
    le_first_period\00\0WHOLE\0PRORATED\0\0\
    le_mode\00\0HALF_EVEN\0HALF_UP\0HALF_DOWN\0UP\0DOWN\0CEILING\0FLOOR\0\0\
    le_leveling\00\0NONE\0RESPREAD\0\0\
    le_flat_interest\00\0TERM\0PERIOD\0\0\
    le_residual\00\0LAST\0FIRST\0SPREAD\0\0\
    le_non_working_rule\00\0FOLLOWING\0MODIFIED_FOLLOWING\0PRECEDING\0SKIP\0\0\
    le_weekdays\0b0\0MONDAY\0TUESDAY\0WEDNESDAY\0THURSDAY\0FRIDAY\0SATURDAY\0SUNDAY\0\0\
    le_across\00\0INSTALLMENT\0COMPONENT\0\0\
    le_advance\00\0NEXT\0LAST\0CURRENT_THEN_LAST\0SPREAD\0\0\
    le_prepayment_effect\00\0ADVANCE\0REDUCE_TERM\0REDUCE_INSTALLMENT\0\0\
    le_prepayment_interest\00\0TO_DATE\0AT_DUE_DATE\0WHOLE_PERIOD\0\0\
    le_settlement_interest\00\0TO_DATE\0WHOLE_PERIOD\0FULL_TERM\0RULE_OF_78\0\0\
    le_days_from\00\0DUE_DATE\0DUE_DATE_INCLUSIVE\0GRACE_END\0\0\
    le_late_kind\00\0FIXED\0DAILY\0\0\
    le_late_base\00\0INSTALLMENT\0OVERDUE_PRINCIPAL\0OVERDUE\0\0\
    le_late_from\00\0DUE_DATE\0GRACE_END\0\0\
    le_collect\00\0DEDUCTED\0FINANCED\0SEPARATE\0\0\
    le_new_terms_set\0b0\0RATE\0AMORTIZATION\0TERM_UNIT\0TERM_EVERY\0INSTALLMENT_FEE\0\
    FIRST_DUE_DATE\0\0\
    \0
    """

/// Each struct's name and size.
private let sizeTable: StaticString =
    """
    le_ratio\016\0le_share\024\0le_part\08\0le_amounts\040\0le_error\0392\0\
    le_allocation_policy\024\0le_late_charge\064\0le_upfront_fee\032\0le_terms\0384\0\
    le_new_terms\0112\0le_row\096\0le_summary\064\0le_payment\016\0le_posting\032\0\
    le_position\0256\0le_event\064\0le_quote\056\0le_statement\0544\0le_capacity\08\0\
    le_row_columns\0128\0le_position_columns\0232\0le_loans\0136\0le_results\0128\0\
    \0
    """
// End of what scripts/fields.py writes.

/// A place in the constant above, whose bytes end with a zero of their own.
private typealias Place = UnsafePointer<UInt8>

/// Where a text begins: what is behind the next zero.
private func next(_ place: Place) -> Place {
    var place = place
    while place.pointee != 0 { place += 1 }
    return place + 1
}

/// Whether a text there is the same as a caller's, which ends with a zero.
private func isSame(_ place: Place, _ text: UnsafePointer<CChar>) -> Bool {
    var (place, text) = (place, text)
    while place.pointee != 0, place.pointee == UInt8(bitPattern: text.pointee) {
        place += 1
        text += 1
    }
    return place.pointee == 0 && text.pointee == 0
}

/// The sets of a name, one for each run of numbers.
private struct WordRun {
    /// The first number; bits of words count from there.
    let first: Int32
    let isBits: Bool
    let words: Place

    /// Hands `body` the runs of a set until it has what it looks for.
    static func find<Found>(
        _ set: UnsafePointer<CChar>, _ body: (WordRun) -> Found?
    ) -> (isSet: Bool, found: Found?) {
        var place = wordTable.utf8Start
        var isSet = false
        while place.pointee != 0 {
            let isOwn = isSame(place, set)
            place = next(place)
            let head = place
            place = next(place)
            if isOwn {
                isSet = true
                if let found = body(WordRun(head: head, words: place)) { return (true, found) }
            }
            while place.pointee != 0 { place = next(place) }
            place += 1
        }
        return (isSet, nil)
    }

    private init(head: Place, words: Place) {
        isBits = head.pointee == UInt8(ascii: "b")
        var number: Int32 = 0
        var digit = head + (isBits ? 1 : 0)
        while digit.pointee != 0 {
            number = number &* 10 &+ Int32(digit.pointee) &- 48
            digit += 1
        }
        first = number
        self.words = words
    }

    /// Hands `body` the words with their numbers until it has what it looks for.
    func forEachWord<Found>(_ body: (Int32, Place) -> Found?) -> Found? {
        var place = words
        var index: Int32 = first
        while place.pointee != 0 {
            if let found = body(isBits ? 1 << index : index, place) { return found }
            place = next(place)
            index += 1
        }
        return nil
    }
}

/// `le_word` of loan_engine.h, which documents it.
@_cdecl("le_word") @implementation
public func le_word(_ set: UnsafePointer<CChar>?, _ number: Int32) -> UnsafePointer<CChar>? {
    guard let set else { return nil }
    let found = WordRun.find(set) { run in
        run.forEachWord { $0 == number ? $1 : nil }
    }
    return found.found.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
}

/// `le_number` of loan_engine.h, which documents it.
@_cdecl("le_number") @implementation
public func le_number(
    _ set: UnsafePointer<CChar>?, _ word: UnsafePointer<CChar>?, _ length: Int,
    _ number: UnsafeMutablePointer<Int32>?
) -> Int32 {
    clear(number, 0)
    return call(nil) { () throws(CallError) in
        let number = try required(number, "number")
        let set = try required(set, "set")
        let text = try LoanEngineC.text(word, length)
        let (isSet, found) = WordRun.find(set) { run in
            run.forEachWord { number, place -> Int32? in
                var place = place
                for byte in text.utf8 {
                    guard place.pointee == byte, byte != 0 else { return nil }
                    place += 1
                }
                return place.pointee == 0 ? number : nil
            }
        }
        guard isSet else { throw .argument("set", "no set of words") }
        guard let found else {
            throw CallError(LE_MALFORMED_INPUT, at: "word", "no word of the set")
        }
        number.pointee = found
    }
}

/// `le_size_of` of loan_engine.h, which documents it.
@_cdecl("le_size_of") @implementation
public func le_size_of(_ structure: UnsafePointer<CChar>?) -> Int {
    guard let structure else { return 0 }
    var place = sizeTable.utf8Start
    while place.pointee != 0 {
        let isOwn = isSame(place, structure)
        place = next(place)
        if isOwn {
            var size = 0
            while place.pointee != 0 {
                size = size * 10 + Int(place.pointee) - 48
                place += 1
            }
            return size
        }
        place = next(place)
    }
    return 0
}
