// Pointers that are NULL or misaligned, and counts beyond all memory: refused, never followed.
#include "input.h"

/// The pointer, or NULL, or one that its type may not have; `is_bad` gathers whether it is not itself.
static void *odd(input *in, void *pointer, bool *is_bad) {
    uint32_t shape = byte_of(in);
    if (shape < 200) return pointer;
    *is_bad = true;
    return shape < 228 ? NULL : (char *)pointer + 1 + shape % 3;
}
#define ODD(type, pointer) ((type *)odd(in, (pointer), &is_bad))

/// A count that no memory holds, or `usual`.
static size_t count_of(input *in, size_t usual, bool *is_bad) {
    uint32_t shape = byte_of(in);
    if (shape < 230) return usual;
    *is_bad = true;
    return SIZE_MAX >> (shape % 20);
}

enum { ROWS = 4, RECORDS = 16, EVENTS = 2 };

void fuzz_arguments(input *in) {
    le_terms *terms = EXACT(le_terms, 2);
    terms[0] = (le_terms)LE_TERMS_INIT;
    terms[0].principal = 100000;
    terms[0].rate_numerator = 12;
    terms[0].term_count = ROWS;
    terms[0].disbursed_at = 20000;
    terms[1] = terms[0];
    le_row *rows = EXACT(le_row, 2 * ROWS + 1);
    memset(rows, 0, sizeof(le_row) * (2 * ROWS + 1));
    size_t *count = EXACT(size_t, 2), *other = EXACT(size_t, 2);
    LAW(le_schedule_build(terms, rows, ROWS, count, NULL, NULL) == LE_OK && *count == ROWS);
    le_allocation *records = EXACT(le_allocation, RECORDS + 1);
    le_payment *payments = EXACT(le_payment, 3);
    for (int32_t index = 0; index < 3; index++)
        payments[index] = (le_payment){25000, 20040, index};
    le_event *events = EXACT(le_event, EVENTS + 1);
    for (int32_t index = 0; index < EVENTS; index++)
        events[index] = (le_event){LE_REPAYMENT, 20040, 30000, 0, LE_ROLE_NONE};
    le_allocation_policy *policy = EXACT(le_allocation_policy, 2);
    *policy = (le_allocation_policy)LE_ALLOCATION_POLICY_INIT;
    le_delinquency_policy *delinquency = EXACT(le_delinquency_policy, 2);
    *delinquency = (le_delinquency_policy)LE_DELINQUENCY_POLICY_INIT;
    le_summary *summaries = EXACT(le_summary, 3);
    summaries[0] = (le_summary)LE_SUMMARY_INIT;
    le_position *positions = EXACT(le_position, 3);
    positions[0] = (le_position)LE_POSITION_INIT;
    le_statement *statement = EXACT(le_statement, 2);
    *statement = (le_statement)LE_STATEMENT_INIT;
    le_error *error = EXACT(le_error, 2);
    *error = (le_error)LE_ERROR_INIT;
    uint64_t *offsets = EXACT(uint64_t, 4);
    offsets[0] = 0;
    offsets[1] = offsets[2] = ROWS;
    int32_t *codes = EXACT(int32_t, 4);
    int64_t *amounts = EXACT(int64_t, 4);
    int32_t *words = EXACT(int32_t, 4);
    char *text = EXACT(char, LE_FORMAT_SIZE);
    bool is_bad = false;
    int32_t code = LE_OK;
    switch (below(in, 20)) {
    case 0:
        code = le_schedule_build(ODD(le_terms, terms), ODD(le_row, rows),
                                 count_of(in, ROWS, &is_bad), ODD(size_t, count),
                                 ODD(le_summary, summaries), ODD(le_error, error));
        break;
    case 1:
        code = le_schedule_count(ODD(le_terms, terms), ODD(size_t, count), ODD(le_error, error));
        break;
    case 2:
        code = le_level_payment(ODD(le_terms, terms), ODD(int64_t, amounts), text, LE_FORMAT_SIZE,
                                ODD(size_t, count), ODD(le_error, error));
        break;
    case 3:
        code = le_allocate(ODD(le_allocation_policy, policy), ODD(le_payment, payments),
                           ODD(le_row, rows), count_of(in, ROWS, &is_bad),
                           ODD(le_allocation, records), count_of(in, RECORDS, &is_bad),
                           ODD(size_t, count), ODD(int64_t, amounts), ODD(le_error, error));
        break;
    case 4:
        code = le_unallocate(ODD(le_allocation, records), count_of(in, 0, &is_bad), ODD(le_row, rows),
                             count_of(in, ROWS, &is_bad), ODD(le_error, error));
        break;
    case 5:
        code = le_reallocate(ODD(le_allocation_policy, policy), ODD(le_payment, payments),
                             count_of(in, 2, &is_bad), ODD(le_row, rows),
                             count_of(in, ROWS, &is_bad), ODD(le_allocation, records),
                             count_of(in, RECORDS, &is_bad), ODD(size_t, count),
                             ODD(int64_t, amounts), ODD(le_error, error));
        break;
    case 6:
        code = le_classify(ODD(le_row, rows), count_of(in, ROWS, &is_bad), 20100,
                           ODD(le_delinquency_policy, delinquency), ODD(le_position, positions),
                           ODD(le_error, error));
        break;
    case 7:
        code = le_evaluate(ODD(le_terms, terms), LE_ACTIVE, ODD(le_event, events),
                           count_of(in, EVENTS, &is_bad), LE_DATE_NONE, ODD(le_row, rows),
                           count_of(in, ROWS, &is_bad), ODD(size_t, count),
                           ODD(le_allocation, records), count_of(in, RECORDS, &is_bad),
                           ODD(size_t, other), ODD(le_statement, statement), ODD(le_error, error));
        break;
    case 8:
        code = le_schedule_batch(ODD(le_terms, terms), count_of(in, 2, &is_bad), ODD(le_row, rows),
                                 NULL, count_of(in, ROWS * 2, &is_bad), ODD(uint64_t, offsets),
                                 ODD(int32_t, codes), ODD(le_summary, summaries));
        break;
    case 9:
        code = le_allocate_batch(ODD(le_allocation_policy, policy), ODD(le_payment, payments),
                                 count_of(in, 2, &is_bad), ODD(le_row, rows), NULL,
                                 ODD(uint64_t, offsets), ODD(int64_t, amounts), ODD(int32_t, codes));
        break;
    case 10:
        code = le_classify_batch(ODD(le_row, rows), NULL, ODD(uint64_t, offsets),
                                 count_of(in, 2, &is_bad), 20100,
                                 ODD(le_delinquency_policy, delinquency), ODD(le_position, positions),
                                 ODD(int32_t, codes));
        break;
    case 11:
        code = le_transition(LE_DRAFT, LE_SUBMIT, LE_ROLE_NONE, ODD(int32_t, words),
                             ODD(le_error, error));
        break;
    case 12: code = le_allowed_events(LE_DRAFT, LE_ROLE_NONE, ODD(uint32_t, words)); break;
    case 13: code = le_date_parse("2026-03-11", LE_TEXT, ODD(int32_t, words)); break;
    case 14:
        code = le_rate_parse("100/3", LE_TEXT, ODD(int64_t, amounts), ODD(int64_t, amounts + 1));
        break;
    case 15: code = le_amount_parse("1.5", LE_TEXT, 2, ODD(int64_t, amounts)); break;
    case 16: code = le_currency_exponent("USD", count_of(in, 3, &is_bad), ODD(int32_t, words)); break;
    case 17:
        code = le_date_to_civil(20000, ODD(int32_t, words), ODD(int32_t, words + 1),
                                ODD(int32_t, words + 2));
        break;
    case 18:
        code = le_day_count_fraction(LE_DAY_COUNT_30_360, 20000, 20100, 20100, ODD(int64_t, amounts),
                                     ODD(int64_t, amounts + 1));
        break;
    default: code = le_round_ratio(1, 3, 1, LE_UP, ODD(int64_t, amounts)); break;
    }
    // NULL is allowed in places, and then nothing may be wrong at all.
    if (!is_bad) LAW(code == LE_OK);
    LAW(code == LE_OK || code == LE_INVALID_ARGUMENT || code == LE_BUFFER_TOO_SMALL ||
        code == LE_MALFORMED_INPUT);
}
