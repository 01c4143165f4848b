/*
 * bench - runs the engine and its peers in turn.
 *
 *     bench [--report FILE] [--loans N] [--repeats N] [--checks] [--facts] [CASE...]
 *     bench --watch CASE PEER LOANS     one turn, in the function watched_turn
 *     bench --peers                     the names of the peers
 *
 * Without CASE, every one. --loans bounds the loans of each. --checks adds that ordinary loans need
 * no big integers and that columns hold what rows hold; --facts threads and memory. PEER is a peer's name, or "engine".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "peers.h"

static competitor peer_named(const char *name) {
    if (strcmp(name, "engine") == 0) return NULL;
    for (size_t index = 0; index < peer_count; index++)
        if (strcmp(peers[index].who->name, name) == 0) return peers[index].who;
    fail("no peer %s", name);
}

static int list_peers(void) {
    for (size_t index = 0; index < peer_count; index++) puts(peers[index].who->name);
    return 0;
}

static int watch(const char *name, const char *peer, const char *loans) {
    const contest *found = contest_named(name);
    if (found == NULL) fail("no case %s", name);
    const contest contest = contest_of(found, strtoull(loans, NULL, 10));
    const competitor who = peer_named(peer);
    if (who != NULL && !contest.can(who)) return 3;
    book *book = book_open(contest.shape);
    contest.open(book);
    contest.prepare(book);
    watched_turn(&contest, book, who);
    book_close(book);
    return 0;
}

/* Fewer loans say little: a slow peer stays out of such a case. */
enum { LEAST_LOANS = 10 };
/* Gigabytes of rows: five turns of each take minutes. */
enum { LARGE_ROWS = 10000000 };

/* Half as many loans, until they take at most half of the machine's memory. */
static contest fitting(contest contest) {
    const size_t memory = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
    const size_t each = contest.shape.rows * sizeof(le_row) + sizeof(le_terms) +
                        sizeof(standing) + sizeof(le_summary) + 256;
    const size_t wanted = contest.shape.loans;
    while (contest.shape.loans > 1 && contest.shape.loans * each > memory / 2)
        contest.shape.loans /= 2;
    if (contest.shape.loans < wanted)
        progress("%s: %zu loans, for want of memory", contest.name, contest.shape.loans);
    return contest;
}

/* Peers that are as fast as the engine take turns in one contest; each slow one on few loans. */
static void run_case(const contest *original, size_t most, int repeats) {
    competitor fast[peer_count];
    size_t count = 0;
    for (size_t index = 0; index < peer_count; index++) {
        if (peers[index].most_rows == 0) {
            fast[count++] = peers[index].who;
            continue;
        }
        const size_t loans = peers[index].most_rows / original->shape.rows;
        if (loans < LEAST_LOANS) continue;
        const contest slow = contest_of(original, loans < most ? loans : most);
        run_contest(&slow, &peers[index].who, 1, repeats < 5 ? repeats : 5);
    }
    const contest contest = fitting(contest_of(original, most));
    const bool large = contest.shape.loans * contest.shape.rows > LARGE_ROWS;
    run_contest(&contest, fast, count, large && repeats > 5 ? 5 : repeats);
}

static void run_checks(size_t most, int repeats) {
    report_big_integers();
    report_columns(most < 100000 ? most : 100000, repeats);
}

static void run_facts(size_t most, int repeats) {
    report_threads(most < 200000 ? most : 200000, repeats);
    report_memory(most < 1000000 ? most : 1000000, repeats < 5 ? repeats : 5);
}

int main(int argc, char **argv) {
    const char *report = NULL;
    size_t most = SIZE_MAX;
    int repeats = 11, first = 1;
    bool checks = false, facts = false;
    count_gmp();
    if (argc == 5 && strcmp(argv[1], "--watch") == 0) return watch(argv[2], argv[3], argv[4]);
    if (argc == 2 && strcmp(argv[1], "--peers") == 0) return list_peers();
    for (; first < argc && strncmp(argv[first], "--", 2) == 0; first++) {
        const bool more = first + 1 < argc;
        if (strcmp(argv[first], "--checks") == 0) checks = true;
        else if (strcmp(argv[first], "--facts") == 0) facts = true;
        else if (more && strcmp(argv[first], "--report") == 0) report = argv[++first];
        else if (more && strcmp(argv[first], "--loans") == 0) most = strtoull(argv[++first], NULL, 10);
        else if (more && strcmp(argv[first], "--repeats") == 0) repeats = atoi(argv[++first]);
        else fail("%s is no option", argv[first]);
    }
    if (most == 0 || repeats < 1) fail("--loans and --repeats take a number from 1");
    report_open(report);
    for (size_t index = 0; index < contest_count; index++) {
        bool wanted = first == argc;
        for (int name = first; name < argc; name++)
            wanted = wanted || strcmp(argv[name], contests[index].name) == 0;
        if (wanted) run_case(contests + index, most, repeats);
    }
    if (checks) run_checks(most, repeats);
    if (facts) run_facts(most, repeats);
    report_close();
    return 0;
}
