/* Turns of the engine and its peers on one portfolio. */
#include <string.h>

#include "bench.h"

enum { MOST_PEERS = 8, MOST_REPEATS = 64 };

static uint64_t mixed(uint64_t left, uint64_t right) {
    const unsigned __int128 product = (unsigned __int128)left * right;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t answer_of(uint64_t seed, const void *memory, size_t size) {
    const char *bytes = memory;
    uint64_t answer = seed ^ size;
    for (; size >= 16; size -= 16, bytes += 16) {
        uint64_t words[2];
        memcpy(words, bytes, 16);
        answer = mixed(words[0] ^ answer ^ 0xa0761d6478bd642fu, words[1] ^ 0xe7037ed1a0b428dbu) +
                 (answer << 23 | answer >> 41);
    }
    uint64_t rest[2] = {0, 0};
    memcpy(rest, bytes, size);
    return mixed(rest[0] ^ answer ^ 0x8ebc6af09c88c6e3u, rest[1] ^ 0x589965cc75374cc3u);
}

__attribute__((noinline)) void watched_turn(const contest *contest, book *book, competitor who) {
    contest->turn(book, who);
    __asm__ volatile("" ::: "memory");
}

typedef struct lane {
    competitor who;
    double seconds[MOST_REPEATS];
    uint64_t allocations;
} lane;

/* One turn of one competitor: its time, its allocations, its answer. */
static uint64_t take_turn(const contest *contest, book *book, lane *lane, int repeat) {
    contest->prepare(book);
    const uint64_t allocations = heap_allocations();
    const double start = thread_seconds();
    watched_turn(contest, book, lane->who);
    lane->seconds[repeat] = thread_seconds() - start;
    lane->allocations = heap_allocations() - allocations;
    return contest->answer(book);
}

static void report_lanes(const contest *contest, lane *lanes, size_t count, int repeats) {
    const double loans = (double)contest->shape.loans;
    const double engine = median(lanes[0].seconds, (size_t)repeats) * 1e9 / loans;
    const double allocations = (double)lanes[0].allocations / loans;
    for (size_t index = 1; index < count; index++) {
        const double peer = median(lanes[index].seconds, (size_t)repeats) * 1e9 / loans;
        report_time(contest->name, lanes[index].who->name, contest->shape, engine, peer,
                    allocations);
        progress("  %-24s engine %9.1f ns  %-18s %9.1f ns  %.2f", contest->name, engine,
                 lanes[index].who->name, peer, engine / peer);
    }
    if (allocations > contest->allocations)
        fail("%s: %.4f heap allocations a loan, at most %.1f are allowed", contest->name,
             allocations, contest->allocations);
}

void run_contest(const contest *contest, const competitor *peers, size_t count, int repeats) {
    static lane lanes[MOST_PEERS + 1];
    size_t used = 1;
    memset(lanes, 0, sizeof lanes);
    for (size_t index = 0; index < count && used <= MOST_PEERS; index++)
        if (contest->can(peers[index])) lanes[used++].who = peers[index];
    if (used == 1) return;
    if (repeats > MOST_REPEATS) repeats = MOST_REPEATS;
    book *book = book_open(contest->shape);
    contest->open(book);
    // The first round warms up, and is not kept.
    uint64_t expected = 0;
    for (int repeat = -1; repeat < repeats; repeat++)
        for (size_t index = 0; index < used; index++) {
            // Who goes first changes from round to round.
            lane *lane = lanes + (index + (size_t)(repeat + 1)) % used;
            const uint64_t answer = take_turn(contest, book, lane, repeat < 0 ? 0 : repeat);
            if (repeat < 0 && index == 0) expected = answer;
            if (answer != expected)
                fail("%s: %s does not answer as the engine does", contest->name,
                     lane->who == NULL ? "the engine's second turn" : lane->who->name);
        }
    book_close(book);
    report_lanes(contest, lanes, used, repeats);
}
