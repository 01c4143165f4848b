/*
 * baseline.h - what a hand-written baseline offers the harness.
 *
 * Each function solves a restricted problem, and only that: declining balance, level payments,
 * monthly, rounded half even to the minor unit, no grace, fee, balloon or calendar; rows by rising
 * date. It takes the library's structs, trusts them without a look, and writes the same bytes as
 * the library does.
 */
#ifndef BASELINE_H
#define BASELINE_H

#include <stddef.h>
#include <stdint.h>

#include "loan_engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a loan stands: what the engine writes as columns of this struct's size. */
typedef struct standing {
    int32_t status, days_past_due, bucket, arrears_since, next_due_sequence, next_due_date;
    int64_t outstanding[4], arrears[4]; /**< By le_component. */
    int64_t next_due_amount, overpaid, installment;
} standing;

typedef struct baseline {
    const char *name;
    /** Schedules of many loans, whole months each (EQUAL). Offsets, codes and summaries as
     *  le_schedule_batch writes them. */
    void (*schedule_equal)(const le_terms *terms, size_t loans, le_row *rows, uint64_t *offsets,
                           int32_t *codes, le_summary *summaries);
    /** The same by days over 365 (ACT/365.FIXED). */
    void (*schedule_act365)(const le_terms *terms, size_t loans, le_row *rows, uint64_t *offsets,
                            int32_t *codes, le_summary *summaries);
    /** A payment for each loan, interest first, oldest row first. `firsts` holds each loan's first
     *  row with anything unpaid and is kept up to date. */
    void (*allocate)(const le_payment *payments, size_t loans, le_row *rows,
                     const uint64_t *offsets, uint32_t *firsts, int64_t *overpaid);
    /** The same for payments as they come in: the i-th falls on loan order[i]. */
    void (*allocate_ordered)(const le_payment *payments, const uint32_t *order, size_t count,
                             le_row *rows, const uint64_t *offsets, uint32_t *firsts,
                             int64_t *overpaid);
    /** Standing of every row and position of every loan. */
    void (*classify)(le_row *rows, const uint64_t *offsets, size_t loans, int32_t as_of,
                     const int32_t *from_days, uint32_t buckets, standing *standings);
    /** Schedule (EQUAL), `events` repayments a loan in order of date, and classification, with the
     *  offsets of the rows. */
    void (*evaluate)(const le_terms *terms, size_t loans, const le_event *events, size_t each,
                     int32_t as_of, le_row *rows, uint64_t *offsets, standing *standings);
} baseline;

#ifdef __cplusplus
}
#endif

#endif
