// Package loanengine computes loans exactly: schedules, repayments, servicing, arrears, status, annual rates,
// scores, alerts and reports. It calls the C libraries libloanengine and libloanengine-json through cgo and has
// no rule of lending of its own: all figures are the engine's, byte for byte those of its command line.
//
//   - Amounts are int64 minor units: 50 000.00 of a currency with two digits is 5000000. Currency reads and
//     writes decimals and big.Rat. No floating point is used.
//   - Dates are Date, whose zero is none, or in rows and columns Day, a number of days.
//   - Rates are texts: "24", "2.5", "100/3".
//   - Errors are *Error with Code, Path and Message; errors.Is(err, ErrInvalidTerms) asks for a code.
//   - Nothing has state: every function may be called by any number of goroutines at once. Memory that a call
//     writes, rows above all, belongs to one call at a time; a Loan must not be added to while it is asked.
//   - No argument ends the process. Memory that is out while the engine works does, as in any Go program.
//
// A single loan is a Loan; many schedules of one contract are made by a Product; portfolios are columns:
// ScheduleBatch, AllocateMany, ClassifyBatch, EvaluateBatch. Documents of JSON are for EvaluateJSON, Document
// and Lines.
package loanengine
