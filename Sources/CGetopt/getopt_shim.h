// libc's getopt_long for Swift: the Glibc module leaves <getopt.h> out.
#ifndef LOAN_ENGINE_GETOPT_SHIM_H
#define LOAN_ENGINE_GETOPT_SHIM_H
#include <getopt.h>
#endif
