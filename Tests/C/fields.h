// Lists of fields, words and rules that tests, fuzzing and benchmarks in C go through.
#ifndef FIELDS_H
#define FIELDS_H

#include "loan_engine.h"

// Written by scripts/fields.py: lists
/// The columns of le_row_columns: DO(type, name).
#define EACH_COLUMN(DO) \
    DO(int32_t, sequence) \
    DO(int32_t, start_date) \
    DO(int32_t, due_date) \
    DO(le_row_status, status) \
    DO(int32_t, days_past_due) \
    DO(le_row_kind, kind) \
    DO(int64_t, principal_due) \
    DO(int64_t, interest_due) \
    DO(int64_t, fee_due) \
    DO(int64_t, penalty_due) \
    DO(int64_t, balance_after) \
    DO(int64_t, principal_paid) \
    DO(int64_t, interest_paid) \
    DO(int64_t, fee_paid) \
    DO(int64_t, penalty_paid)

enum { COLUMN_COUNT = 15 };
enum { STATUS_COUNT = 8 };
#define STATUS_NAMES \
    {"DRAFT", "PENDING_APPROVAL", "APPROVED", "ACTIVE", "COMPLETED", "REJECTED", "CANCELLED", \
     "WRITTEN_OFF"}
enum { EVENT_COUNT = 18 };
#define EVENT_NAMES \
    {"SUBMIT", "APPROVE", "REJECT", "REVISE", "CANCEL", "DISBURSE", "REPAYMENT", "REVERSAL", \
     "WRITE_OFF", "RECOVERY", "SETTLEMENT", "CHARGE", "WAIVER", "DRAWDOWN", "RATE_CHANGE", \
     "RESCHEDULE", "INTEREST_PAUSE", "REFUND"}
enum { ROLE_COUNT = 3 };
#define ROLE_NAMES \
    {"CREDIT_OFFICER", "SUPERVISOR", "ADMIN"}

/// Whether an event of the type has `amount`: section 3 of docs/case-format.md.
#define HAS_AMOUNT(type) ((type) == LE_REPAYMENT || (type) == LE_SETTLEMENT || (type) == LE_CHARGE || (type) == LE_WAIVER || (type) == LE_DRAWDOWN || (type) == LE_REFUND || (type) == LE_RECOVERY)
/// Whether an event of the type has `of`: section 3 of docs/case-format.md.
#define HAS_OF(type) ((type) == LE_REVERSAL)

/// Event, status, status after it, and a bit for each role that may do it: section 8 of
/// docs/semantics.md, a line for each status that takes an event.
#define TRANSITIONS \
    {{LE_SUBMIT, LE_DRAFT, LE_PENDING_APPROVAL, 7}, \
     {LE_APPROVE, LE_PENDING_APPROVAL, LE_APPROVED, 6}, \
     {LE_REJECT, LE_PENDING_APPROVAL, LE_REJECTED, 6}, \
     {LE_REVISE, LE_REJECTED, LE_DRAFT, 7}, \
     {LE_CANCEL, LE_DRAFT, LE_CANCELLED, 7}, \
     {LE_CANCEL, LE_PENDING_APPROVAL, LE_CANCELLED, 6}, \
     {LE_CANCEL, LE_APPROVED, LE_CANCELLED, 6}, \
     {LE_DISBURSE, LE_APPROVED, LE_ACTIVE, 7}, \
     {LE_REPAYMENT, LE_ACTIVE, LE_ACTIVE, 7}, \
     {LE_REPAYMENT, LE_COMPLETED, LE_COMPLETED, 7}, \
     {LE_REVERSAL, LE_ACTIVE, LE_ACTIVE, 6}, \
     {LE_REVERSAL, LE_COMPLETED, LE_ACTIVE, 6}, \
     {LE_REVERSAL, LE_WRITTEN_OFF, LE_WRITTEN_OFF, 6}, \
     {LE_WRITE_OFF, LE_ACTIVE, LE_WRITTEN_OFF, 4}, \
     {LE_RECOVERY, LE_WRITTEN_OFF, LE_WRITTEN_OFF, 7}, \
     {LE_SETTLEMENT, LE_ACTIVE, LE_COMPLETED, 7}, \
     {LE_CHARGE, LE_ACTIVE, LE_ACTIVE, 7}, \
     {LE_CHARGE, LE_COMPLETED, LE_ACTIVE, 7}, \
     {LE_WAIVER, LE_ACTIVE, LE_ACTIVE, 6}, \
     {LE_DRAWDOWN, LE_ACTIVE, LE_ACTIVE, 7}, \
     {LE_RATE_CHANGE, LE_ACTIVE, LE_ACTIVE, 6}, \
     {LE_RESCHEDULE, LE_ACTIVE, LE_ACTIVE, 6}, \
     {LE_INTEREST_PAUSE, LE_ACTIVE, LE_ACTIVE, 6}, \
     {LE_REFUND, LE_COMPLETED, LE_COMPLETED, 6}}
// End of what scripts/fields.py writes.

#endif
