/* The definition: A = P·v / (d·s), v ← v·(d + aₖ), s ← s·(d + aₖ) + dᵏ⁻¹. */
#include "exact-level.h"

#include <gmp.h>
#include <stddef.h>

/* v / s, half even. Both are used up. */
static int64_t rounded_quotient(mpz_t v, mpz_t s) {
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_qr(v, rest, v, s);
    mpz_mul_2exp(rest, rest, 1);
    const int64_t quotient = mpz_get_si(v);
    const int side = mpz_cmp(rest, s);
    mpz_clear(rest);
    return quotient + (side > 0 || (side == 0 && quotient % 2 != 0));
}

int64_t exact_level_payment(uint64_t a, uint64_t d, const uint64_t *times, int32_t count,
                            int64_t principal) {
    mpz_t v, s, power, factor;
    mpz_init_set_ui(v, 1);
    mpz_init_set_ui(s, 0);
    mpz_init_set_ui(power, 1);
    mpz_init(factor);
    for (int32_t k = 0; k < count; k++) {
        mpz_set_ui(factor, d + a * times[k]);
        mpz_mul(v, v, factor);
        mpz_mul(s, s, factor);
        mpz_add(s, s, power);
        mpz_mul_ui(power, power, d);
    }
    mpz_mul_si(v, v, principal);
    mpz_mul_ui(s, s, d);
    const int64_t level = rounded_quotient(v, s);
    mpz_clears(v, s, power, factor, NULL);
    return level;
}
