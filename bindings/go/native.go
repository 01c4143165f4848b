package loanengine

/*
#cgo pkg-config: loan-engine loan-engine-json
#cgo CFLAGS: -std=c11 -O2
#include <stdlib.h>
#include "shim.h"

static le_code text_amount(_GoString_ text, int32_t exponent, int64_t *amount) {
    return le_amount_parse(_GoStringLen(text) ? _GoStringPtr(text) : "", _GoStringLen(text), exponent, amount);
}
static le_code text_rate(_GoString_ text, int64_t *parts) {
    return le_rate_parse(_GoStringLen(text) ? _GoStringPtr(text) : "", _GoStringLen(text), parts, parts + 1);
}
static le_code text_date(_GoString_ text, int32_t *date) {
    return le_date_parse(_GoStringLen(text) ? _GoStringPtr(text) : "", _GoStringLen(text), date);
}
static le_code text_currency(_GoString_ text, int32_t *exponent) {
    return le_currency_exponent(_GoStringLen(text) ? _GoStringPtr(text) : "", _GoStringLen(text), exponent);
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// A program with another library than the package was made for ends where it starts, as one without a library
// does: no figure is computed with structs that lie otherwise.
func init() {
	if abi := int(C.le_abi_version()); abi != headerABI {
		panic(fmt.Sprintf("loanengine: the library has interface %d, the package was made for %d", abi, headerABI))
	}
	if abi := int(C.le_json_abi_version()); abi != C.LE_JSON_ABI_VERSION {
		panic(fmt.Sprintf("loanengine: the library of documents has interface %d, the package was made for %d",
			abi, C.LE_JSON_ABI_VERSION))
	}
	for name, size := range structSizes {
		text := C.CString(name)
		found := uintptr(C.le_size_of(text))
		C.free(unsafe.Pointer(text))
		if found != size {
			panic(fmt.Sprintf("loanengine: %s has %d bytes in the library, %d in the package", name, found, size))
		}
	}
}

// Version is the version of the library that is loaded, "0.2.0".
func Version() string { return C.GoString(C.le_version_string()) }

// errorOf makes an error of what a C call filled.
func errorOf(code C.le_code, from *C.le_error) *Error {
	made := &Error{Code: Code(code), Path: C.GoString(&from.path[0]), Message: C.GoString(&from.message[0]), Index: int(from.index)}
	if Code(from.code) != made.Code { // not filled: the code says all there is
		made.Path, made.Message = "", "the call was refused"
	}
	return made
}

// newError is LE_ERROR_INIT.
func newError() *C.le_error {
	return &C.le_error{struct_size: C.sizeof_le_error}
}

// The reading of texts: one call each, the engine's rules.

func readAmount(text string, exponent int32) (int64, Code) {
	var amount C.int64_t
	code := C.text_amount(text, C.int32_t(exponent), &amount)
	return int64(amount), Code(code)
}

func readRate(text string) (C.le_ratio, Code) {
	var parts [2]C.int64_t
	code := C.text_rate(text, &parts[0])
	return C.le_ratio{numerator: parts[0], denominator: parts[1]}, Code(code)
}

func readDate(text string) (int32, Code) {
	var date C.int32_t
	code := C.text_date(text, &date)
	return int32(date), Code(code)
}

func readCurrency(text string) (int32, Code) {
	var exponent C.int32_t
	code := C.text_currency(text, &exponent)
	return int32(exponent), Code(code)
}

func civil(year, month, day int) (int32, Code) {
	if int(int32(year)) != year || int(int32(month)) != month || int(int32(day)) != day {
		return 0, ErrDateOutOfRange
	}
	var date C.int32_t
	code := C.le_date_from_civil(C.int32_t(year), C.int32_t(month), C.int32_t(day), &date)
	return int32(date), Code(code)
}
