// Package clib is the C library called from C, for tests and benchmarks to compare with: what it says itself,
// and loops in C over the calls that Go makes through cgo.
package clib

/*
#cgo pkg-config: loan-engine loan-engine-json
#cgo CFLAGS: -std=c11 -O2
#include <stdlib.h>
#include "loops.h"
*/
import "C"

import "unsafe"

// Word is the library's word of a number in a set.
func Word(set string, number int32) string {
	name := C.CString(set)
	defer C.free(unsafe.Pointer(name))
	return C.GoString(C.le_word(name, C.int32_t(number)))
}

// DocumentCode is the word of a code of documents.
func DocumentCode(number int32) string {
	return C.GoString(C.le_json_code_name(C.le_json_code(number)))
}

// Amount is an amount as the library writes it.
func Amount(amount int64, digits int) string {
	var room [C.LE_FORMAT_SIZE]C.char
	C.le_amount_format(C.int64_t(amount), C.int32_t(digits), &room[0], C.LE_FORMAT_SIZE, nil)
	return C.GoString(&room[0])
}

// Date is a day as the library writes it.
func Date(number int32) string {
	var room [C.LE_FORMAT_SIZE]C.char
	C.le_date_format(C.int32_t(number), &room[0], C.LE_FORMAT_SIZE, nil)
	return C.GoString(&room[0])
}

// Schedules makes the schedule of 50 000.00 in twelve months so often, in a loop in C.
func Schedules(times int) bool { return C.loop_schedules(C.size_t(times)) == C.LE_OK }

// Evaluations evaluates a case so often, in a loop in C.
func Evaluations(caseJSON []byte, times int) bool {
	return C.loop_json((*C.char)(unsafe.Pointer(&caseJSON[0])), C.size_t(len(caseJSON)), C.size_t(times)) == C.LE_JSON_OK
}

// Book is many loans in memory of C: those of the benchmarks.
type Book struct{ book *C.loop_book }

// NewBook makes so many loans of twelve months; Free gives their memory back.
func NewBook(loans int) Book { return Book{C.loop_new(C.size_t(loans))} }

// Free gives the memory back.
func (b Book) Free() { C.loop_free(b.book) }

// Schedule makes all schedules, in one call; with new memory for the rows where fresh is set.
func (b Book) Schedule(fresh bool) bool {
	if fresh {
		return C.loop_schedule_batch(b.book, 1) == C.LE_OK
	}
	return C.loop_schedule_batch(b.book, 0) == C.LE_OK
}

// Unpaid says that no loan has paid rows, as after Schedule.
func (b Book) Unpaid() { C.loop_unpaid(b.book) }

// Allocate splits a payment on each loan, in one call.
func (b Book) Allocate() bool { return C.loop_allocate_many(b.book) == C.LE_OK }

// Classify classifies all loans, in one call.
func (b Book) Classify() bool { return C.loop_classify_batch(b.book) == C.LE_OK }

// Evaluate evaluates all loans with a payment each, in one call.
func (b Book) Evaluate() bool { return C.loop_evaluate_batch(b.book) == C.LE_OK }
