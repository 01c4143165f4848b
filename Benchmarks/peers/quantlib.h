/* quantlib.h - schedules of level payments by QuantLib: principal and interest of each row. */
#ifndef QUANTLIB_PEER_H
#define QUANTLIB_PEER_H

#include <stddef.h>
#include <stdint.h>

#include "loan_engine.h"

#ifdef __cplusplus
extern "C"
#endif
    void
    quantlib_schedule(const le_terms *terms, size_t loans, int64_t *principals,
                      int64_t *interests);

#endif
