/* The calls of the C interface in loops, over the memory that Java's calls work in: what Bench compares with. */
#include <jni.h>
#include <stdlib.h>
#include <time.h>
#include "loan_engine.h"
#include "loan_engine_json.h"

#define AT(type, address) ((type)(intptr_t)(address))
#define NAME(name) JNIEXPORT jlong JNICALL Java_org_loanengine_Bench_##name

static jlong now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (jlong)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The time since `begin`, or -1 where the call was refused. */
static jlong since(jlong begin, int32_t code) {
    jlong taken = now() - begin;
    return code == 0 ? taken : -1;
}

NAME(schedules)(JNIEnv *env, jclass own, jlong terms, jlong parts, jlong size, jlong rows, jlong capacity, jint times) {
    (void)env, (void)own;
    le_summary summary = LE_SUMMARY_INIT;
    size_t count;
    int32_t code = 0;
    jlong begin = now();
    for (jint i = 0; i < times; i++)
        code |= le_schedule_build(AT(const le_terms *, terms), AT(const void *, parts), (size_t)size, AT(le_row *, rows),
                                  (size_t)capacity, &count, &summary, NULL);
    return since(begin, code);
}

NAME(scheduleBatch)(JNIEnv *env, jclass own, jlong loans, jlong columns, jlong capacity, jlong offsets, jlong codes) {
    (void)env, (void)own;
    le_error error = LE_ERROR_INIT;
    le_results results = LE_RESULTS_INIT;
    jlong begin = now();
    le_row_columns fresh = LE_ROW_COLUMNS_INIT;
    le_row *rows = NULL;
    if (columns == 0) {
        rows = malloc((size_t)capacity * sizeof *rows);
        le_row_columns_of(rows, &fresh);
    }
    results.rows = columns ? AT(const le_row_columns *, columns) : &fresh;
    results.row_capacity = (size_t)capacity, results.row_offsets = AT(uint64_t *, offsets);
    results.codes = AT(le_code *, codes), results.errors = &error, results.error_capacity = 1;
    int32_t code = le_schedule_batch(AT(const le_loans *, loans), &results);
    free(rows);
    return since(begin, code);
}

NAME(evaluateBatch)(JNIEnv *env, jclass own, jlong loans, jlong columns, jlong capacity, jlong offsets, jlong codes) {
    (void)env, (void)own;
    le_error error = LE_ERROR_INIT;
    le_results results = LE_RESULTS_INIT;
    results.rows = AT(const le_row_columns *, columns);
    results.row_capacity = (size_t)capacity, results.row_offsets = AT(uint64_t *, offsets);
    results.codes = AT(le_code *, codes), results.errors = &error, results.error_capacity = 1;
    jlong begin = now();
    return since(begin, le_evaluate_batch(AT(const le_loans *, loans), &results));
}

NAME(allocate)(JNIEnv *env, jclass own, jlong loans, jlong payments, jlong payers, jlong count, jlong columns,
               jlong offsets, jlong overpaid, jlong codes) {
    (void)env, (void)own;
    le_error error = LE_ERROR_INIT;
    le_results results = LE_RESULTS_INIT;
    results.codes = AT(le_code *, codes), results.errors = &error, results.error_capacity = 1;
    jlong begin = now();
    return since(begin, le_allocate_many(AT(const le_loans *, loans), AT(const le_payment *, payments),
                                         AT(const uint32_t *, payers), (size_t)count, AT(const le_row_columns *, columns),
                                         AT(const uint64_t *, offsets), NULL, AT(int64_t *, overpaid), &results));
}

NAME(classify)(JNIEnv *env, jclass own, jlong loans, jlong columns, jlong offsets, jlong codes) {
    (void)env, (void)own;
    le_error error = LE_ERROR_INIT;
    le_results results = LE_RESULTS_INIT;
    results.codes = AT(le_code *, codes), results.errors = &error, results.error_capacity = 1;
    jlong begin = now();
    return since(begin, le_classify_batch(AT(const le_loans *, loans), AT(const le_row_columns *, columns),
                                          AT(const uint64_t *, offsets), &results));
}

NAME(documents)(JNIEnv *env, jclass own, jlong json, jlong length, jint times) {
    (void)env, (void)own;
    static char out[1 << 16];
    size_t needed;
    int32_t code = 0;
    jlong begin = now();
    for (jint i = 0; i < times; i++)
        code |= le_json_evaluate(AT(const char *, json), (size_t)length, LE_JSON_LINE, out, sizeof out, &needed);
    return since(begin, code);
}
