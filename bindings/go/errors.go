package loanengine

import (
	"errors"
	"strconv"
	"strings"
)

// Code is why a call failed: the engine's word for it. It is an error, so that errors.Is(err, ErrInvalidTerms)
// asks for it. Later versions of the library may have more codes: treat one that is not known as a failure.
type Code int32

// Error is the word of the code, "INVALID_TERMS".
func (c Code) Error() string { return c.String() }

// String is the word of the code, "INVALID_TERMS"; of a code that the package does not know its number.
func (c Code) String() string {
	if word := wordsOfCode.word(int32(c)); word != "" {
		return word
	}
	return "code " + strconv.Itoa(int(c))
}

// Error is an error of the engine, or of a call that is wrong (INVALID_ARGUMENT). errors.Is asks for its code
// or for ErrInvalidAmount, errors.As gives it whole.
type Error struct {
	Code    Code   // Why: the engine's word.
	Path    string // The field, as the case format names it, "terms.rate.per", or a parameter.
	Message string // For people, in English: what was met and what is allowed. Its wording may change.
	// Index is the loan or payment of a batch, the event of Loan.Check, from 0; else 0.
	Index int
	// cause is the context's error, where one stopped the call.
	cause error
}

// ErrInvalidAmount is what errors.Is finds in every error about an amount: a text that is none, and one that
// is out of range or not what its field allows (the last name of the path is "amount", or ends in "Amount").
var ErrInvalidAmount = errors.New("an amount is not valid")

// Error is "CODE at path: message".
func (e *Error) Error() string {
	text := e.Code.String()
	if e.Path != "" {
		text += " at " + e.Path
	}
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Unwrap gives the code; of a call that a context stopped the context's error.
func (e *Error) Unwrap() error {
	if e.cause != nil {
		return e.cause
	}
	return e.Code
}

// Is says whether the error is of this code, or about an amount where target is ErrInvalidAmount.
func (e *Error) Is(target error) bool {
	if target == ErrInvalidAmount {
		name := e.Path[strings.LastIndexByte(e.Path, '.')+1:]
		return e.Code == ErrAmountOutOfRange || name == "amount" || strings.HasSuffix(name, "Amount")
	}
	return target == e.Code
}

func invalid(path, message string) *Error {
	return &Error{Code: ErrInvalidArgument, Path: path, Message: message}
}
