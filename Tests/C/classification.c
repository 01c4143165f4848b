// le_classify: the tables of section 7 of docs/semantics.md, a plain classifier, and refusals.
#include "samples.h"

/// 1 200.00 in two installments of 624.00 and 612.00, 100.00 paid.
static void two_rows(le_row rows[2]) {
    le_terms terms = small_terms();
    terms.term_count = 2;
    terms.installment_fee = 0;
    size_t count;
    OK(le_schedule_build(&terms, NULL, 0, rows, 2, &count, NULL, NULL));
    le_payment payment = paid(10000, "2026-02-10", 1);
    OK(le_allocate(NULL, &payment, rows, 2, NULL, 0, NULL, NULL, NULL));
}

static void documented(void) {
    static const _Alignas(8) int32_t from_days[] = {0, 1, 30, 0};
    static const struct {
        const char *as_of;
        int32_t grace, first, second;
        int64_t arrears;
        const char *since;
        int32_t days, bucket;
    } cases[] = {
        {"2026-02-01", 0, LE_ROW_PARTIAL, LE_ROW_PENDING, 0, NULL, 0, 0},
        {"2026-02-15", 0, LE_ROW_PARTIAL, LE_ROW_PENDING, 0, NULL, 0, 0},
        {"2026-02-16", 0, LE_ROW_OVERDUE, LE_ROW_PENDING, 52400, "2026-02-15", 1, 1},
        {"2026-02-18", 3, LE_ROW_PARTIAL, LE_ROW_PENDING, 0, NULL, 0, 0},
        {"2026-02-19", 3, LE_ROW_OVERDUE, LE_ROW_PENDING, 52400, "2026-02-15", 4, 1},
        {"2026-03-16", 0, LE_ROW_OVERDUE, LE_ROW_OVERDUE, 113600, "2026-02-15", 29, 1},
        {"2026-03-17", 0, LE_ROW_OVERDUE, LE_ROW_OVERDUE, 113600, "2026-02-15", 30, 2},
        {"2026-03-17", 3, LE_ROW_OVERDUE, LE_ROW_PENDING, 52400, "2026-02-15", 30, 2},
    };
    for (size_t index = 0; index < COUNT(cases); index++) {
        le_row rows[2];
        two_rows(rows);
        rows[0].status = rows[1].status = 77; // of an earlier day
        le_terms policy = LE_TERMS_INIT;
        policy.grace_days = cases[index].grace;
        policy.bucket_from_days = (le_part){0, 3};
        le_position position;
        memset(&position, JUNK, sizeof position);
            OK(le_classify(&policy, from_days, sizeof from_days, rows, 2, day(cases[index].as_of), &position, NULL));
        SAME(rows[0].status, cases[index].first);
        SAME(rows[1].status, cases[index].second);
        SAME(rows[0].days_past_due, cases[index].days);
        SAME(position.days_past_due, cases[index].days);
        SAME(position.arrears.total, cases[index].arrears);
        SAME(position.arrears_since,
             cases[index].since == NULL ? LE_DATE_NONE : day(cases[index].since));
        SAME(position.bucket, cases[index].bucket);
        SAME(position.outstanding.total, 113600);
        SAME(position.outstanding.interest, 1200);
        SAME(position.outstanding.principal, 112400);
        SAME(position.next_due_sequence, 1);
        SAME(position.next_due_date, day("2026-02-15"));
        SAME(position.next_due_amount, 52400);
        for (size_t each = 0; each < COUNT(position.reserved); each++)
            SAME(position.reserved[each], 0);
    }
}

/// Random rows against the rules, one by one.
static void plain_classifier(void) {
    uint64_t state = 5;
    for (int round = 0; round < 2000; round++) {
        le_row rows[SMALL_COUNT], expected[SMALL_COUNT];
        small_rows(rows);
        for (size_t index = 0; index < SMALL_COUNT; index++) {
            rows[index].penalty_due = next_random(&state) % 3;
            rows[index].penalty_paid = rows[index].penalty_due;
            if (next_random(&state) % 2) rows[index].fee_paid = next_random(&state) % 501;
            if (next_random(&state) % 2) rows[index].interest_paid = rows[index].interest_due;
            if (next_random(&state) % 2) rows[index].principal_paid = rows[index].principal_due;
            if (next_random(&state) % 3 == 0) rows[index].fee_paid = rows[index].fee_due;
        }
        memcpy(expected, rows, sizeof expected);
        int32_t as_of = day("2026-02-01") + (int32_t)(next_random(&state) % 90);
        le_terms policy = LE_TERMS_INIT;
        policy.grace_days = (int32_t)(next_random(&state) % 20);
        le_position found = LE_POSITION_INIT, mine = LE_POSITION_INIT;
        mine.as_of = as_of;
        mine.maturity_date = rows[SMALL_COUNT - 1].due_date;
        for (size_t index = SMALL_COUNT; index-- > 0;) {
            le_row *row = &expected[index];
            int64_t unpaid = due_of(row) - paid_of(row);
            row->days_past_due = 0;
            row->status = unpaid == 0          ? LE_ROW_PAID
                          : paid_of(row) > 0   ? LE_ROW_PARTIAL
                                               : LE_ROW_PENDING;
            if (unpaid == 0) continue;
            le_amounts *sums[2] = {&mine.outstanding, &mine.arrears};
            bool overdue = row->due_date + policy.grace_days < as_of;
            for (size_t sum = 0; sum < (overdue ? 2 : 1); sum++) {
                sums[sum]->principal += row->principal_due - row->principal_paid;
                sums[sum]->interest += row->interest_due - row->interest_paid;
                sums[sum]->fee += row->fee_due - row->fee_paid;
                sums[sum]->penalty += row->penalty_due - row->penalty_paid;
                sums[sum]->total += unpaid;
            }
            mine.next_due_sequence = row->sequence;
            mine.next_due_date = row->due_date;
            mine.next_due_amount = unpaid;
            if (!overdue) continue;
            row->status = LE_ROW_OVERDUE;
            row->days_past_due = as_of - row->due_date;
            mine.days_past_due = row->days_past_due;
            mine.arrears_since = row->due_date;
            mine.overdue_installments++;
        }
        mine.status = mine.outstanding.total == 0 ? LE_COMPLETED : LE_ACTIVE;
        OK(le_classify(&policy, NULL, 0, rows, SMALL_COUNT, as_of, &found, NULL));
        SAME_BYTES(&rows, &expected);
        SAME_BYTES(&found, &mine);
    }
}

static void ends(void) {
    le_row rows[SMALL_COUNT];
    small_rows(rows);
    le_position position = LE_POSITION_INIT, init = LE_POSITION_INIT;
    OK(le_classify(NULL, NULL, 0, rows, SMALL_COUNT, LE_DATE_MAX, &position, NULL));
    SAME(position.days_past_due, LE_DATE_MAX - day("2026-02-15"));
    SAME(position.bucket, -1);
    OK(le_classify(NULL, NULL, 0, rows, SMALL_COUNT, LE_DATE_MIN, &position, NULL));
    SAME(position.arrears.total, 0);
    le_terms policy = LE_TERMS_INIT;
    policy.grace_days = LE_DAYS_MAX;
    OK(le_classify(&policy, NULL, 0, rows, SMALL_COUNT, LE_DATE_MAX, &position, NULL));
    SAME(position.arrears.total, 0);
    SAME(rows[0].status, LE_ROW_PENDING);
    OK(le_classify(NULL, NULL, 0, rows, SMALL_COUNT, LE_DATE_MAX, NULL, NULL));
    SAME(rows[0].status, LE_ROW_OVERDUE);

    rows[0].due_date = LE_DATE_MIN; // the longest that can be
    OK(le_classify(NULL, NULL, 0, rows, SMALL_COUNT, LE_DATE_MAX, &position, NULL));
    SAME(position.days_past_due, LE_DATE_MAX - LE_DATE_MIN);

    memset(rows, 0, sizeof rows); // nothing due at all: paid
    for (int32_t index = 0; index < SMALL_COUNT; index++)
        rows[index].sequence = rows[index].due_date = index + 1;
    OK(le_classify(NULL, NULL, 0, rows, SMALL_COUNT, LE_DATE_MAX, &position, NULL));
    SAME(rows[0].status, LE_ROW_PAID);
    init.status = LE_COMPLETED;
    init.as_of = LE_DATE_MAX;
    init.maturity_date = SMALL_COUNT;
    SAME_BYTES(&position, &init);
    init.as_of = 0;
    init.maturity_date = LE_DATE_NONE;

    // Without rows a loan is up to date: in the first bucket where there are buckets.
    static const _Alignas(8) int32_t from_days[] = {0, 1};
    policy.bucket_from_days = (le_part){0, 2};
    OK(le_classify(NULL, NULL, 0, rows, 0, 0, &position, NULL));
    SAME_BYTES(&position, &init);
    OK(le_classify(NULL, NULL, 0, NULL, 0, 0, &position, NULL));
    SAME_BYTES(&position, &init);
    OK(le_classify(&policy, from_days, sizeof from_days, rows, 0, 0, &position, NULL));
    SAME(position.bucket, 0);
    OK(le_classify(&policy, from_days, sizeof from_days, NULL, 0, 0, &position, NULL));
    SAME(position.bucket, 0);
}

/// The days of buckets, and one that never counts.
static _Alignas(8) int32_t from_days[LE_BUCKETS_MAX + 2];

static void refused(const le_terms *policy, int32_t as_of, int32_t code, const char *path) {
    le_row rows[SMALL_COUNT], before[SMALL_COUNT];
    small_rows(rows);
    memcpy(before, rows, sizeof before);
    le_position position, init = LE_POSITION_INIT;
    memset(&position, JUNK, sizeof position);
    le_error error = LE_ERROR_INIT;
    CODE(le_classify(policy, from_days, sizeof from_days, rows, SMALL_COUNT, as_of, &position, &error),
         code);
    SAME(error.code, code);
    TEXT(error.path, path);
    SAME_BYTES(&rows, &before);
    SAME_BYTES(&position, &init);
}

static void refused_policies(void) {
    for (int32_t index = 0; index <= LE_BUCKETS_MAX; index++) from_days[index] = index;
    le_terms policy = LE_TERMS_INIT;
    static const int32_t graces[] = {-1, LE_DAYS_MAX + 1, INT32_MIN, INT32_MAX};
    for (size_t index = 0; index < COUNT(graces); index++) {
        policy.grace_days = graces[index];
        refused(&policy, 0, LE_INVALID_TERMS, "terms.delinquency.graceDays");
    }
    policy.grace_days = 0;
    policy.bucket_from_days = (le_part){0, LE_BUCKETS_MAX};
    le_row rows[SMALL_COUNT + 1];
    memset(rows, 0, sizeof rows);
    small_rows(rows);
    le_position position = LE_POSITION_INIT;
    OK(le_classify(&policy, from_days, sizeof from_days, rows, SMALL_COUNT, LE_DATE_MAX, &position,
                   NULL));
    SAME(position.bucket, LE_BUCKETS_MAX - 1);
    policy.bucket_from_days.count = LE_BUCKETS_MAX + 1;
    refused(&policy, 0, LE_INVALID_TERMS, "terms.delinquency.buckets");
    static const uint32_t counts[] = {LE_BUCKETS_MAX + 3, (uint32_t)INT32_MAX, UINT32_MAX};
    for (size_t index = 0; index < COUNT(counts); index++) {
        policy.bucket_from_days.count = counts[index];
        refused(&policy, 0, LE_INVALID_ARGUMENT, "terms.bucket_from_days");
    }
    policy.bucket_from_days.count = 3;
    static const struct {
        int32_t days[3], wrong;
    } lists[] = {{{1, 2, 3}, 0},         {{-1, 0, 1}, 0},
                 {{0, 0, 1}, 1},         {{0, 2, 1}, 2},
                 {{0, 1, 1}, 2},         {{INT32_MIN, 0, 1}, 0},
                 {{0, 1, INT32_MIN}, 2}, {{0, 1, INT32_MAX}, 2},
                 {{0, 1, LE_DAYS_MAX + 1}, 2}};
    for (size_t index = 0; index < COUNT(lists); index++) {
        memcpy(from_days, lists[index].days, sizeof lists[index].days);
        char path[48];
        snprintf(path, sizeof path, "terms.delinquency.buckets[%d].fromDay",
                 (int)lists[index].wrong);
        refused(&policy, 0, LE_INVALID_TERMS, path);
    }
    from_days[0] = 0;
    from_days[2] = LE_DAYS_MAX;
    OK(le_classify(&policy, from_days, sizeof from_days, rows, SMALL_COUNT, LE_DATE_MAX, &position,
                   NULL));
    SAME(position.bucket, 1);
    policy.bucket_from_days.at = 4;
    refused(&policy, 0, LE_INVALID_ARGUMENT, "terms.bucket_from_days");
    policy.bucket_from_days = (le_part){8, 0};
    refused(&policy, 0, LE_INVALID_ARGUMENT, "terms.bucket_from_days");
    policy.bucket_from_days = (le_part){0, 0};
    OK(le_classify(&policy, NULL, 0, rows, SMALL_COUNT, 0, NULL, NULL));
    le_terms policies[2];
    refused(MISALIGNED(le_terms, policies), 0, LE_INVALID_ARGUMENT, "terms");
    static const int32_t dates[] = {LE_DATE_MIN - 1, LE_DATE_MAX + 1, LE_DATE_NONE, INT32_MAX};
    for (size_t index = 0; index < COUNT(dates); index++)
        refused(NULL, dates[index], LE_DATE_OUT_OF_RANGE, "as_of");

    le_row before[SMALL_COUNT + 1];
    memcpy(before, rows, sizeof before);
    le_position positions[2];
    le_error error, errors[2];
    FAILS(le_classify(NULL, NULL, 0, NULL, 3, 0, NULL, &error), LE_INVALID_ARGUMENT, "rows");
    FAILS(le_classify(NULL, NULL, 0, MISALIGNED(le_row, rows), 3, 0, NULL, &error), LE_INVALID_ARGUMENT,
          "rows");
    FAILS(le_classify(NULL, NULL, 0, rows, SIZE_MAX, 0, NULL, &error), LE_INVALID_ARGUMENT, "rows");
    FAILS(le_classify(NULL, NULL, 0, rows, 3, 0, MISALIGNED(le_position, positions), &error),
          LE_INVALID_ARGUMENT, "position");
    INVALID(le_classify(NULL, NULL, 0, rows, 3, 0, NULL, MISALIGNED(le_error, errors)));
    SAME_BYTES(&rows, &before);
}

int main(void) {
    documented();
    plain_classifier();
    ends();
    refused_policies();
    return summary_line();
}
