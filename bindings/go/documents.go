package loanengine

// #include "shim.h"
import "C"

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"sync"
)

// Form says how a result is written.
type Form int32

// The forms.
const (
	OnLine    Form = 0 // On one line, with its end.
	ForPeople Form = 1 // Indented, with the last line's end.
)

// Kind is a command over documents: what `loan-engine KIND` prints.
type Kind string

// The commands: what they take as `with`, as input, and as options (docs/c-abi.md, section 10).
const (
	KindEvaluate   Kind = "evaluate"   // A case (loan-case/1).
	KindDisclose   Kind = "disclose"   // flows/1, rate-conversion/1, or with the option regime loan-case/1.
	KindExpression Kind = "expression" // {"expression", "data"}.
	KindScore      Kind = "score"      // With scorecard/1: an applicant a line.
	KindAlerts     Kind = "alerts"     // With alert-rules/1: positions a line; option role.
	KindPositions  Kind = "positions"  // Loans a line; options asOf, from, to, previous.
	KindReport     Kind = "report"     // With report/1: a position a line; option partial.
	KindMerge      Kind = "merge"      // A report-partial/1 a line; option partial.
)

// rooms are buffers for results: most fit into one.
var rooms = sync.Pool{New: func() any { room := make([]byte, 1<<16); return &room }}

func bytesAt(text []byte) *C.char { return (*C.char)(addressOf(text)) }

// written calls for a result into memory that is large enough, and gives it as bytes of its own.
func written(call func(out *C.char, capacity C.size_t, needed *C.size_t) C.le_json_code) ([]byte, Code) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	into := *room
	needed := new(C.size_t)
	for {
		*needed = 0
		code := call(bytesAt(into), C.size_t(len(into)), needed)
		if code == C.LE_JSON_BUFFER_TOO_SMALL && int(*needed) > len(into) {
			into = make([]byte, int(*needed))
			continue
		}
		if int(*needed) > len(into) {
			return nil, Code(code)
		}
		return append([]byte(nil), into[:*needed]...), Code(code)
	}
}

// documentError is the error that a text has in it.
func documentError(ctx context.Context, code Code, text []byte) error {
	if code == OK {
		return nil
	}
	if code == ErrStopped {
		return stopped(ctx)
	}
	var said struct {
		Error struct{ Path, Message string }
	}
	if code == ErrLinesInError || json.Unmarshal(text, &said) != nil {
		return &Error{Code: code, Message: "see the text"}
	}
	return &Error{Code: code, Path: said.Error.Path, Message: said.Error.Message}
}

// EvaluateJSON evaluates a case (loan-case/1, at most 64 MiB): what `loan-engine evaluate` prints for it, byte
// for byte. A case in error has a text too, with the error in it: both are returned.
func EvaluateJSON(caseJSON []byte, form Form) ([]byte, error) {
	text, code := written(func(out *C.char, capacity C.size_t, needed *C.size_t) C.le_json_code {
		return C.le_json_evaluate(bytesAt(caseJSON), C.size_t(len(caseJSON)), C.le_json_form(form), out, capacity, needed)
	})
	return text, documentError(nil, code, text)
}

// zeroEnded is a kind as C takes it; one with a zero in it is none.
func zeroEnded(kind Kind) []byte {
	if strings.IndexByte(string(kind), 0) >= 0 {
		kind = ""
	}
	return append([]byte(kind), 0)
}

// Document runs a command over one input: what the command line prints. With and options may be nil; options are
// an object by the names beside the kinds, {"asOf": "2026-03-31"}. The text is returned with an error too, where
// there is one: LINES_IN_ERROR says that lines in error say so themselves, and all others are done; any other
// code that there is no result. It is stopped with STOPPED once the context is done.
func Document(ctx context.Context, kind Kind, with, options, input []byte) ([]byte, error) {
	word := zeroEnded(kind)
	stop, end := watch(ctx)
	defer end()
	text, code := written(func(out *C.char, capacity C.size_t, needed *C.size_t) C.le_json_code {
		return C.le_json_document(bytesAt(word), bytesAt(with), C.size_t(len(with)), bytesAt(options), C.size_t(len(options)),
			bytesAt(input), C.size_t(len(input)), out, capacity, needed, stop)
	})
	return text, documentError(ctx, code, text)
}

// LinesDone says how far Lines came.
type LinesDone struct {
	Lines  int // Lines that are done.
	Failed int // How many of them are in error: each says so itself.
}

// Lines runs a command over many documents, one a line (JSON Lines), and writes a result a line, in their order.
// A line in error loses no other. Kinds are those but KindReport and KindMerge. It ends early with STOPPED once
// the context is done, with the writer's error, or with the error of with, options or kind.
func Lines(ctx context.Context, kind Kind, with, options, input []byte, to io.Writer) (LinesDone, error) {
	word := zeroEnded(kind)
	stop, end := watch(ctx)
	defer end()
	out := make([]byte, 1<<20)
	state := new(struct {
		cursor  C.le_json_cursor
		written C.size_t
	})
	for {
		code := C.le_json_lines(bytesAt(word), bytesAt(with), C.size_t(len(with)), bytesAt(options), C.size_t(len(options)),
			bytesAt(input), C.size_t(len(input)), &state.cursor, bytesAt(out), C.size_t(len(out)), &state.written, stop)
		done := LinesDone{int(state.cursor.line), int(state.cursor.failed)}
		text := out[:state.written]
		if code != C.LE_JSON_OK && code != C.LE_JSON_BUFFER_TOO_SMALL && code != C.LE_JSON_STOPPED {
			return done, documentError(ctx, Code(code), text)
		}
		if len(text) > 0 {
			if to == nil {
				return done, invalid("to", "a writer is needed here")
			}
			if _, err := to.Write(text); err != nil {
				return done, err
			}
		}
		switch code {
		case C.LE_JSON_OK:
			return done, nil
		case C.LE_JSON_STOPPED:
			return done, stopped(ctx)
		}
		if needed := uint64(state.cursor.needed); len(text) == 0 && needed > uint64(len(out)) {
			out = make([]byte, needed)
		}
	}
}
