/*
 * peers.h - the peers that this program was built with: -DPEERS="PEER(symbol, most rows) …", where
 * 0 stands for a peer that is fast enough for every loan.
 */
#ifndef PEERS_H
#define PEERS_H

#include "bench.h"

typedef struct peer {
    competitor who;
    size_t most_rows;
} peer;

#define PEER(symbol, most_rows) extern const baseline symbol;
PEERS
#undef PEER

#define PEER(symbol, most_rows) {&symbol, most_rows},
static const peer peers[] = {PEERS};
#undef PEER

enum { peer_count = sizeof peers / sizeof *peers };

#endif
