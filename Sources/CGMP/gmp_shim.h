// libgmp's header for Swift. Its functions are macros (mpz_add is __gmpz_add), which Swift does
// not import, so ExactArithmetic calls the functions behind them by name.
#ifndef LOAN_ENGINE_GMP_SHIM_H
#define LOAN_ENGINE_GMP_SHIM_H
#include <gmp.h>
#endif
