package loanengine

// #include "shim.h"
import "C"

import (
	"context"
	"sync/atomic"
	"unsafe"
)

// watch is a flag that the engine looks at, set once the context is done; nil where it never is. The function
// ends the watch.
func watch(ctx context.Context) (*C.int32_t, func()) {
	if ctx == nil || ctx.Done() == nil {
		return nil, func() {}
	}
	flag := new(int32)
	if ctx.Err() != nil {
		*flag = 1
		return (*C.int32_t)(unsafe.Pointer(flag)), func() {}
	}
	ended := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
			atomic.StoreInt32(flag, 1)
		case <-ended:
		}
	}()
	return (*C.int32_t)(unsafe.Pointer(flag)), func() { close(ended) }
}

// stopped is the error of a call that the context stopped.
func stopped(ctx context.Context) *Error {
	made := &Error{Code: ErrStopped, Message: "the call was stopped"}
	if ctx != nil {
		made.cause = ctx.Err()
	}
	return made
}
