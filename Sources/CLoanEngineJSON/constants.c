/* Numbers and sizes that programs are compiled with: they stay what they are. */
#include "loan_engine_json.h"

#define IS(name, number) _Static_assert(name == number, #name " is published as " #number)
IS(LE_JSON_ABI_VERSION, 1);
IS(LE_JSON_OK, 0);
IS(LE_JSON_MALFORMED_INPUT, 1);
IS(LE_JSON_INVALID_TERMS, 2);
IS(LE_JSON_INVALID_EVENT, 3);
IS(LE_JSON_ILLEGAL_TRANSITION, 4);
IS(LE_JSON_FORBIDDEN_ROLE, 5);
IS(LE_JSON_AMOUNT_OUT_OF_RANGE, 6);
IS(LE_JSON_DATE_OUT_OF_RANGE, 7);
IS(LE_JSON_NEGATIVE_AMORTIZATION, 8);
IS(LE_JSON_INVALID_FLOWS, 9);
IS(LE_JSON_NO_RATE, 10);
IS(LE_JSON_AMBIGUOUS_RATE, 11);
IS(LE_JSON_RATE_OUT_OF_RANGE, 12);
IS(LE_JSON_INVALID_EXPRESSION, 13);
IS(LE_JSON_LIMIT_EXCEEDED, 14);
IS(LE_JSON_INVALID_CARD, 15);
IS(LE_JSON_INVALID_APPLICANT, 16);
IS(LE_JSON_INVALID_POSITION, 17);
IS(LE_JSON_INVALID_REPORT, 18);
IS(LE_JSON_INVALID_RULES, 19);
IS(LE_JSON_INVALID_ARGUMENT, 32);
IS(LE_JSON_BUFFER_TOO_SMALL, 33);
IS(LE_JSON_STOPPED, 36);
IS(LE_JSON_LINES_IN_ERROR, 38);
IS(LE_JSON_LINE, 0);
IS(LE_JSON_PRETTY, 1);
/* What both headers have a code for has one number. */
#define SAME(code) _Static_assert((int)LE_JSON_##code == (int)LE_##code, #code " differs in loan_engine.h")
SAME(OK);
SAME(MALFORMED_INPUT);
SAME(INVALID_TERMS);
SAME(INVALID_EVENT);
SAME(ILLEGAL_TRANSITION);
SAME(FORBIDDEN_ROLE);
SAME(AMOUNT_OUT_OF_RANGE);
SAME(DATE_OUT_OF_RANGE);
SAME(NEGATIVE_AMORTIZATION);
SAME(INVALID_ARGUMENT);
SAME(BUFFER_TOO_SMALL);
SAME(STOPPED);
_Static_assert(sizeof(le_json_cursor) == 32, "le_json_cursor is published with 32 bytes");
_Static_assert(offsetof(le_json_cursor, line) == 8, "le_json_cursor.line");
_Static_assert(offsetof(le_json_cursor, failed) == 16, "le_json_cursor.failed");
_Static_assert(offsetof(le_json_cursor, needed) == 24, "le_json_cursor.needed");
/* Where pointers have 64 bits. */
#if UINTPTR_MAX == UINT64_MAX
#define AT(field, place) \
    _Static_assert(offsetof(le_portfolio_columns, field) == place, "le_portfolio_columns." #field)
_Static_assert(sizeof(le_portfolio_columns) == 456, "le_portfolio_columns is published with 456 bytes");
AT(stride, 4);
AT(status, 8);
AT(days_past_due, 16);
AT(next_due_date, 24);
AT(restructured, 32);
AT(count_borrower, 40);
AT(outstanding, 48);
AT(arrears, 80);
AT(written_off, 112);
AT(disbursed_amount, 144);
AT(recovered, 152);
AT(previous_status, 160);
AT(previous_days_past_due, 168);
AT(previous_principal, 176);
AT(flow_due, 184);
AT(flow_paid_of_due, 216);
AT(flow_paid_on_time, 248);
AT(flow_brought_forward, 280);
AT(flow_collected_arrears, 312);
AT(flow_collected_current, 344);
AT(flow_collected_advance, 376);
AT(flow_disbursed, 408);
AT(flow_written_off, 416);
AT(flow_recovered, 424);
AT(flow_submitted, 432);
AT(flow_approved, 440);
AT(flow_rejected, 448);
#endif
