// What the test programs share: checks that count, and the last line "N passed, N failed".
//
//     int main(void) {
//         SAME(1 + 1, 2);
//         FAILS(le_schedule_build(NULL, NULL, 0, NULL, 0, &count, NULL, &error), LE_INVALID_ARGUMENT, "terms");
//         return summary_line();
//     }
#ifndef CHECK_H
#define CHECK_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loan_engine.h"

static unsigned long checks_passed, checks_failed;

/// Counts a check; false where it failed, for the caller to say more.
static inline bool check_that(bool holds, const char *file, int line, const char *what) {
    if (holds) {
        checks_passed++;
        return true;
    }
    checks_failed++;
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    return false;
}

static inline void check_same(int64_t actual, int64_t expected, const char *file, int line,
                              const char *what) {
    if (!check_that(actual == expected, file, line, what))
        fprintf(stderr, "    is %lld, expected %lld\n", (long long)actual, (long long)expected);
}

static inline void check_code(int32_t actual, int32_t expected, const char *file, int line,
                              const char *what) {
    if (!check_that(actual == expected, file, line, what))
        fprintf(stderr, "    is %d, expected %d\n", (int)actual, (int)expected);
}

static inline void check_text(const char *actual, const char *expected, const char *file, int line,
                              const char *what) {
    bool same = actual != NULL && strcmp(actual, expected) == 0;
    if (!check_that(same, file, line, what))
        fprintf(stderr, "    is \"%s\", expected \"%s\"\n", actual ? actual : "(NULL)", expected);
}

/// An error as its function filled it: code, path, and a message that ends within the struct.
static inline void check_error(const le_error *error, int32_t code, const char *path,
                               const char *file, int line, const char *what) {
    check_code(error->code, code, file, line, what);
    bool ends = memchr(error->path, 0, sizeof error->path) != NULL &&
                memchr(error->message, 0, sizeof error->message) != NULL;
    if (!check_that(ends, file, line, "path and message end with a zero")) return;
    check_text(error->path, path, file, line, what);
    check_that(error->message[0] != 0, file, line, "there is a message");
}

static inline int summary_line(void) {
    printf("%lu passed, %lu failed\n", checks_passed, checks_failed);
    return checks_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define CHECK(condition) check_that((condition), __FILE__, __LINE__, #condition)
/// Two whole numbers of up to 64 bits.
#define SAME(actual, expected) \
    check_same((int64_t)(actual), (int64_t)(expected), __FILE__, __LINE__, #actual)
#define TEXT(actual, expected) check_text((actual), (expected), __FILE__, __LINE__, #actual)
/// A call and the code that it must return.
#define CODE(call, code) check_code((call), (code), __FILE__, __LINE__, #call)
#define OK(call) CODE(call, LE_OK)
#define INVALID(call) CODE(call, LE_INVALID_ARGUMENT)
/// A call that is given `&error`, of a local `le_error error`: code and path of its failure.
#define FAILS(call, code, path) \
    do { \
        error = new_error(); \
        check_code((call), (code), __FILE__, __LINE__, #call); \
        check_error(&error, (code), (path), __FILE__, __LINE__, #call); \
    } while (0)
/// Two objects of one type, byte by byte.
#define SAME_BYTES(left, right) \
    check_that(memcmp((left), (right), sizeof *(left)) == 0, __FILE__, __LINE__, \
               #left " is byte for byte " #right)
#define ALL_BYTES(object, byte) \
    check_that(holds_only((object), sizeof *(object), (byte)), __FILE__, __LINE__, \
               "every byte of " #object " is " #byte)
#define COUNT(array) (sizeof(array) / sizeof *(array))
/// A pointer that no object of more than one byte may have.
#define MISALIGNED(type, pointer) ((type *)(void *)((char *)(void *)(pointer) + 1))
/// Everything is set to it before a call that must write to it, or must not.
#define JUNK 0x5A

static inline le_error new_error(void) {
    le_error error = LE_ERROR_INIT;
    return error;
}

/// Terms of a currency with two digits, at 0 %, by months: what the tests begin with.
static inline le_terms new_terms(void) {
    le_terms terms = LE_TERMS_INIT;
    terms.currency_exponent = 2;
    terms.rate.denominator = 1;
    terms.term_unit = LE_UNIT_MONTH;
    return terms;
}

static inline bool holds_only(const void *object, size_t size, unsigned char byte) {
    const unsigned char *bytes = object;
    for (size_t index = 0; index < size; index++)
        if (bytes[index] != byte) return false;
    return true;
}

/// Whole numbers at and beyond the ends of every set of constants.
static const int32_t extremes[] = {INT32_MIN, INT32_MIN + 1, -1000, INT32_MAX - 1, INT32_MAX};

#endif
