// Memory that is out, in child processes: batches in ordinary terms need none, so they go on as if there
// were plenty; a log of a million events needs more than there is, and ends its process, as docs/c-abi.md
// says. Nothing is written by halves that a parent could see.
#define _DEFAULT_SOURCE // setrlimit
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samples.h"

enum { LOANS = 2000, EVENTS = 1000000 };

static le_row rows[LOANS * 12];
static uint64_t offsets[LOANS + 1];
static le_code codes[LOANS];
static le_payment payments[LOANS];
static le_event events[EVENTS];

/// No more memory than there is, but for a stack's growth.
static void allow_no_more(void) {
    struct rlimit limit = {1, 1};
    if (setrlimit(RLIMIT_AS, &limit) != 0) _exit(3);
}

static int batches(void) {
    le_terms terms = level_terms();
    le_loans loans = LE_LOANS_INIT;
    loans.products = &terms;
    loans.product_count = 1;
    loans.count = LOANS;
    loans.as_of = day("2026-12-01");
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_row_columns_of(rows, &columns);
    le_results results = LE_RESULTS_INIT;
    results.rows = &columns;
    results.row_capacity = LOANS * 12;
    results.row_offsets = offsets;
    results.codes = codes;
    for (size_t loan = 0; loan < LOANS; loan++) payments[loan] = (le_payment){500000, loans.as_of, 1};
    // One round while there is memory: what the C library sets up at first use is there then.
    for (int round = 0; round < 2; round++) {
        if (le_schedule_batch(&loans, &results) != LE_OK || results.done != LOANS) return 1;
        if (le_allocate_many(&loans, payments, NULL, LOANS, &columns, offsets, NULL, NULL, &results) !=
            LE_OK)
            return 1;
        if (le_classify_batch(&loans, &columns, offsets, &results) != LE_OK) return 1;
        for (size_t loan = 0; loan < LOANS; loan++)
            if (codes[loan] != LE_OK) return 2;
        if (round == 0) allow_no_more();
    }
    return 0;
}

static int evaluation(void) {
    le_terms terms = level_terms();
    for (size_t index = 0; index < EVENTS; index++) {
        events[index].type = LE_REPAYMENT;
        events[index].date = terms.disbursed_at + 30;
        events[index].amount = 1;
    }
    allow_no_more();
    return le_evaluate(&terms, NULL, 0, LE_ACTIVE, events, EVENTS, LE_DATE_NONE, NULL, NULL, NULL, NULL,
                       NULL, NULL) == LE_OK;
}

/// How a child ends that does `work`: its exit status, or the signal as a negative number.
static int end_of(int (*work)(void)) {
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) abort();
    if (child == 0) {
        // A trap leaves no core behind.
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        _exit(work());
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child) abort();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int main(void) {
    SAME(end_of(batches), 0);
    CHECK(end_of(evaluation) < 0);
    return summary_line();
}
