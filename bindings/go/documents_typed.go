package loanengine

import (
	"bytes"
	"context"
	"encoding/json"
)

// Disclosure is what a credit costs by law (disclosure/1): docs/disclosure.md. Amounts are decimals in the
// currency's units.
type Disclosure struct {
	Name   *string // The document's; nil without.
	Regime string  // EU, UK, US or XIRR.
	APR    struct {
		Percent  string    // The annual rate, proved to its last digit.
		Decimals int       // Its digits.
		Mode     Mode      // How it was rounded.
		Bracket  [2]string // Between which the exact rate lies.
	}
	UnitPeriodsPerYear *string // Of US; else nil.
	TotalAdvances      string  // All advances.
	PrepaidCharges     string  // Charges at time 0 and before.
	AmountFinanced     string  // The first less the second.
	TotalOfPayments    string  // Payments, and charges after time 0.
	TotalAmountPayable string  // These and the prepaid charges.
	FinanceCharge      string  // What is payable less the advances.
}

// Disclose is the annual rate of cash flows (flows/1). Errors: INVALID_FLOWS, NO_RATE, AMBIGUOUS_RATE,
// RATE_OUT_OF_RANGE, and those of documents.
func Disclose(flows []byte) (*Disclosure, error) { return disclose(flows, nil) }

// Disclose is the loan's annual rate under a regime: EU, UK, US or XIRR. Errors as of the function Disclose, and
// those of the loan.
func (l *Loan) Disclose(regime string) (*Disclosure, error) {
	written, err := l.CaseJSON(Date{})
	if err != nil {
		return nil, err
	}
	options, err := json.Marshal(map[string]string{"regime": regime})
	if err != nil {
		return nil, err
	}
	return disclose(written, options)
}

func disclose(input, options []byte) (*Disclosure, error) {
	text, err := Document(context.Background(), KindDisclose, nil, options, input)
	if err != nil {
		return nil, err
	}
	found := new(Disclosure)
	if err := json.Unmarshal(text, found); err != nil {
		return nil, notTyped(err)
	}
	if found.APR.Percent == "" {
		return nil, invalid("flows", "flows/1 is needed here; Document takes rate-conversion/1")
	}
	return found, nil
}

// notTyped is the error of a document that the engine wrote and the typed view does not read.
func notTyped(err error) *Error {
	return &Error{Code: ErrMalformedInput, Path: "$", Message: "the result is not of the form that this version knows: " + err.Error()}
}

// Value is what an expression gives.
type Value struct {
	Type  string // NUMBER, TEXT, BOOLEAN, DATE or MISSING.
	Value any    // A string of a number, a text and a date ("1/3"), a bool, or nil.
}

// Expression evaluates an expression of the rule language (docs/scoring.md) over data, a JSON object. Errors:
// INVALID_EXPRESSION, LIMIT_EXCEEDED, MALFORMED_INPUT for data.
func Expression(expression string, data []byte) (Value, error) {
	if len(data) == 0 {
		data = []byte("{}")
	}
	input, err := json.Marshal(struct {
		Expression string          `json:"expression"`
		Data       json.RawMessage `json:"data"`
	}{expression, data})
	if err != nil {
		return Value{}, &Error{Code: ErrMalformedInput, Path: "data", Message: err.Error()}
	}
	text, err := Document(context.Background(), KindExpression, nil, nil, input)
	if err != nil {
		return Value{}, err
	}
	var found Value
	if err := json.Unmarshal(text, &found); err != nil {
		return Value{}, notTyped(err)
	}
	return found, nil
}

// Score is what a card says of an applicant (score-result/1): docs/scoring.md.
type Score struct {
	Card, Version string
	Score         string  // Exact: a decimal or a ratio.
	Band          *string // nil without bands.
	Decision      *string // APPROVE, REFER or DECLINE; nil without decisions.
	Eligible      bool
	Reasons       []struct {
		Code, Kind string
		Points     *string
	}
	// Document is the whole line. Err is the applicant's error, such as INVALID_APPLICANT; the other fields are
	// empty then.
	Document json.RawMessage
	Err      error
}

// ScoreAll scores applicants, a JSON object each, by a card (scorecard/1): a score for each, in their order. It
// returns an error, such as INVALID_CARD, where there is no result at all.
func ScoreAll(ctx context.Context, card []byte, applicants ...[]byte) ([]Score, error) {
	found := make([]Score, 0, len(applicants))
	err := eachLine(ctx, KindScore, card, nil, applicants, func(line []byte, bad error) error {
		score := Score{Document: line, Err: bad}
		if bad == nil {
			if err := json.Unmarshal(line, &score); err != nil {
				return notTyped(err)
			}
		}
		found = append(found, score)
		return nil
	})
	return found, err
}

// Alert is an alert of a rule (docs/portfolio.md, section 5).
type Alert struct {
	ID       string  // RULE/LOAN/EPISODE: the same in every run.
	Loan     *string // nil of a group.
	Rule     string
	Type     string
	Severity string // INFO, WARNING or CRITICAL.
	Roles    []string
}

// Alerts are those of a line, or its error.
type Alerts struct {
	Alerts   []Alert
	Document json.RawMessage // The whole line.
	Err      error
}

// AlertsOf looks at changes, {"previous", "present"} each, by rules (alert-rules/1), for a role or, where it is
// empty, for all: the alerts of each change, in their order. It returns an error, such as INVALID_RULES, where
// there is no result at all.
func AlertsOf(ctx context.Context, rules []byte, role string, changes ...[]byte) ([]Alerts, error) {
	var options []byte
	if role != "" {
		options, _ = json.Marshal(map[string]string{"role": role})
	}
	found := make([]Alerts, 0, len(changes))
	err := eachLine(ctx, KindAlerts, rules, options, changes, func(line []byte, bad error) error {
		alerts := Alerts{Document: line, Err: bad}
		if bad == nil {
			if err := json.Unmarshal(line, &alerts); err != nil {
				return notTyped(err)
			}
		}
		found = append(found, alerts)
		return nil
	})
	return found, err
}

// eachLine runs a command over documents, one a line each, and calls for each line of the result.
func eachLine(ctx context.Context, kind Kind, with, options []byte, inputs [][]byte, call func([]byte, error) error) error {
	var input, output bytes.Buffer
	for _, one := range inputs {
		if len(bytes.TrimSpace(one)) == 0 {
			one = []byte("null") // an error of its own: lines without anything are passed over
		}
		for _, letter := range one { // white space between tokens: a text has no raw line ends
			if letter == '\n' || letter == '\r' {
				letter = ' '
			}
			input.WriteByte(letter)
		}
		input.WriteByte('\n')
	}
	if _, err := Lines(ctx, kind, with, options, input.Bytes(), &output); err != nil {
		return err
	}
	for _, line := range bytes.Split(bytes.TrimSuffix(output.Bytes(), []byte("\n")), []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		if err := call(line, lineError(line)); err != nil {
			return err
		}
	}
	return nil
}

// lineError is the error that a line has in it, or nil.
func lineError(line []byte) error {
	var said struct {
		Error *struct {
			Code          json.RawMessage
			Path, Message string
		}
	}
	if err := json.Unmarshal(line, &said); err != nil {
		return notTyped(err)
	}
	if said.Error == nil {
		return nil
	}
	var code string
	_ = json.Unmarshal(said.Error.Code, &code)
	number, known := wordsOfCode.numbers[code]
	if !known {
		number = int32(ErrMalformedInput)
	}
	return &Error{Code: Code(number), Path: said.Error.Path, Message: said.Error.Message}
}

// PortfolioLoan is a loan of a portfolio: its name, and texts to group by, such as its officer.
type PortfolioLoan struct {
	Name       string
	Loan       *Loan
	Dimensions map[string]string
}

// Positions say how loans stand as of a date (position/1, a line each): the input of KindReport and of alerts. A
// loan in error has a line that says so, and the error is LINES_IN_ERROR beside the text.
func Positions(ctx context.Context, asOf Date, loans ...PortfolioLoan) ([]byte, error) {
	var input bytes.Buffer
	for i := range loans {
		if loans[i].Loan == nil {
			return nil, &Error{Code: ErrInvalidArgument, Path: "loans", Message: "a loan is needed here", Index: i}
		}
		line, err := json.Marshal(struct {
			Loan       string            `json:"loan"`
			Case       *Loan             `json:"case"`
			Dimensions map[string]string `json:"dimensions,omitempty"`
		}{loans[i].Name, loans[i].Loan, loans[i].Dimensions})
		if err != nil {
			return nil, &Error{Code: ErrMalformedInput, Path: "loans", Message: err.Error(), Index: i}
		}
		input.Write(append(line, '\n'))
	}
	options, _ := json.Marshal(map[string]string{"asOf": asOf.String()})
	return Document(ctx, KindPositions, nil, options, input.Bytes())
}
