// Repayments and classification on rows that a host might hold.
#include "input.h"

enum { MOST_PAYMENTS = 4 };

/// Into exactly the records that are needed, and into one less.
static void allocate_and_back(input *in, const le_allocation_policy *policy, le_row *rows,
                              size_t count) {
    le_payment *payment = EXACT(le_payment, 1);
    *payment = (le_payment){wide(in, 1 + amount_of(in)), date_of(in), (int32_t)below(in, 9)};
    size_t size = count * sizeof(le_row), written = 99, capacity = below(in, 41);
    le_row *before = exact(size), *other = exact(size);
    if (size > 0) memcpy(before, rows, size);
    if (size > 0) memcpy(other, rows, size);
    le_posting *records = EXACT(le_posting, capacity);
    int64_t overpaid = 99, overpaid_without = 99;
    le_error *error = error_of(in);
    int32_t code = le_allocate(policy, payment, rows, count, records, capacity, &written, &overpaid,
                               error);
    check_error(error, code);
    int32_t without =
        le_allocate(policy, payment, other, count, NULL, 0, NULL, &overpaid_without, NULL);
    if (code == LE_BUFFER_TOO_SMALL) {
        LAW(without == LE_OK && written > capacity);
        SAME_BYTES(rows, before, size);
        capacity = written;
        records = EXACT(le_posting, capacity);
        code = le_allocate(policy, payment, rows, count, records, capacity, &written, &overpaid, NULL);
        LAW(code == LE_OK && written == capacity);
    }
    if (error == NULL || error->struct_size >= 16) LAW(code == without);
    if (code != LE_OK) {
        LAW(overpaid == 0 || (error != NULL && error->struct_size < 16));
        SAME_BYTES(rows, before, size);
        SAME_BYTES(other, before, without == LE_OK ? 0 : size);
        return;
    }
    SAME_BYTES(rows, other, size);
    LAW(overpaid == overpaid_without);
    uint64_t gained = paid_in(rows, count) - paid_in(before, count), recorded = 0;
    LAW(gained + (uint64_t)overpaid == (uint64_t)payment->amount);
    for (size_t index = 0; index < written; index++) {
        LAW(records[index].amount > 0 && records[index].event == payment->event);
        recorded += (uint64_t)records[index].amount;
    }
    LAW(recorded == gained);
    if (written > 0 && once_in(in, 4)) {
        le_posting kept = records[0], *record = &records[below(in, (uint32_t)written)];
        kept = *record;
        record->amount = wide(in, record->amount + 1);
        record->component = narrow(in, record->component);
        record->sequence = narrow(in, record->sequence);
        if (le_unallocate(records, written, rows, count, NULL) != LE_OK)
            SAME_BYTES(rows, other, size);
        else
            memcpy(rows, other, size);
        *record = kept;
    }
    LAW(le_unallocate(records, written, rows, count, NULL) == LE_OK);
    SAME_BYTES(rows, before, size);
}

/// All anew is the same as one after the other from rows on which nothing is paid.
static void reallocate(input *in, const le_allocation_policy *policy, le_row *rows, size_t count) {
    size_t size = count * sizeof(le_row), payment_count = below(in, MOST_PAYMENTS + 1), written = 0;
    le_payment *payments = EXACT(le_payment, payment_count);
    int32_t date = date_of(in);
    for (size_t index = 0; index < payment_count; index++) {
        payments[index] = (le_payment){wide(in, 1 + amount_of(in)), date, (int32_t)index + 1};
        if (once_in(in, 8)) payments[index].date = date_of(in);
        date = later(date, below(in, 40));
    }
    le_row *before = exact(size), *stepwise = exact(size);
    if (size > 0) memcpy(before, rows, size);
    size_t capacity = 4 * count * payment_count + (policy != NULL && policy->advance == LE_ADVANCE_SPREAD ? 65536 : 0);
    le_posting *records = EXACT(le_posting, capacity);
    int64_t overpaid = 99, total = 0;
    le_error *error = error_of(in);
    int32_t code = le_reallocate(policy, payments, payment_count, rows, count, records, capacity,
                                 &written, &overpaid, error);
    check_error(error, code);
    if (code != LE_OK) {
        SAME_BYTES(rows, before, size);
        return;
    }
    if (size > 0) memcpy(stepwise, before, size);
    for (size_t index = 0; index < count; index++)
        stepwise[index].principal_paid = stepwise[index].interest_paid = stepwise[index].fee_paid =
            stepwise[index].penalty_paid = 0;
    for (size_t index = 0; index < payment_count; index++) {
        int64_t left;
        LAW(le_allocate(policy, &payments[index], stepwise, count, NULL, 0, NULL, &left, NULL) ==
            LE_OK);
        total += left;
    }
    SAME_BYTES(rows, stepwise, size);
    LAW(total == overpaid);
    uint64_t recorded = 0;
    for (size_t index = 0; index < written; index++) recorded += (uint64_t)records[index].amount;
    LAW(recorded == paid_in(rows, count));
}

/// Whether a schedule can have those rows: a plain reading of what the header says.
static bool are_possible(const le_row *rows, size_t count) {
    __int128 total = 0;
    for (size_t index = 0; index < count; index++) {
        const le_row *row = &rows[index], *before = index == 0 ? NULL : row - 1;
        const int64_t due[] = {row->penalty_due, row->fee_due, row->interest_due, row->principal_due};
        const int64_t paid[] = {row->penalty_paid, row->fee_paid, row->interest_paid,
                                row->principal_paid};
        for (size_t part = 0; part < 4; part++) {
            if (paid[part] < 0 || paid[part] > due[part]) return false;
            total += due[part];
        }
        if (row->sequence <= (before == NULL ? 0 : before->sequence)) return false;
        if (row->due_date < LE_DATE_MIN || row->due_date > LE_DATE_MAX) return false;
        if (before != NULL && row->due_date <= before->due_date) return false;
    }
    return total <= INT64_MAX;
}

static void classify(input *in, le_row *rows, size_t count) {
    size_t size = count * sizeof(le_row);
    le_row *before = exact(size);
    if (size > 0) memcpy(before, rows, size);
    le_position *position = EXACT(le_position, 1);
    int32_t as_of = date_of(in);
    loan made = loan_of(in);
    const le_terms *policy = once_in(in, 3) ? NULL : made.seen;
    const void *parts = parts_of(&made);
    le_error *error = error_of(in);
    int32_t code = le_classify(policy, parts, made.parts_size, rows, count, as_of, position, error);
    check_error(error, code);
    if (code != LE_OK) SAME_BYTES(rows, before, size);
    LAW((le_classify(NULL, NULL, 0, rows, count, 20000, NULL, NULL) == LE_OK) ==
        are_possible(before, count));
    // That call has written statuses as of its own date.
    if (size > 0 && code != LE_OK) memcpy(rows, before, size);
    if (code == LE_OK)
        LAW(le_classify(policy, parts, made.parts_size, rows, count, as_of, NULL, NULL) == LE_OK);
    if (code != LE_OK) {
        return;
    }
    uint64_t late = 0;
    for (size_t index = 0; index < count; index++) {
        uint64_t unpaid = due_in(&rows[index], 1) - paid_in(&rows[index], 1);
        LAW((rows[index].status == LE_ROW_PAID) == (unpaid == 0));
        LAW(rows[index].status == LE_ROW_OVERDUE || rows[index].days_past_due == 0);
        if (rows[index].status == LE_ROW_OVERDUE) late += unpaid;
        before[index].status = rows[index].status;
        before[index].days_past_due = rows[index].days_past_due;
    }
    SAME_BYTES(rows, before, size);
    LAW((uint64_t)position->outstanding.total == due_in(rows, count) - paid_in(rows, count));
    LAW((uint64_t)position->arrears.total == late);
    LAW((position->arrears_since == LE_DATE_NONE) == (late == 0));
    LAW((position->next_due_sequence == 0) == (position->outstanding.total == 0));
}

void fuzz_rows(input *in) {
    size_t count;
    le_row *rows = rows_of(in, &count);
    const le_allocation_policy *policy = policy_of(in);
    allocate_and_back(in, policy, rows, count);
    reallocate(in, policy, rows, count);
    classify(in, rows, count);
}
