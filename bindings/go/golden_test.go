package loanengine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestGoldenCasesOnALine(t *testing.T) {
	for _, one := range goldenCases(t) {
		text, err := EvaluateJSON(one.text, OnLine)
		if !bytes.Equal(text, one.printed) {
			t.Errorf("%s:\n%s%s", one.file, text, one.printed)
		}
		said := printedError(t, one.printed)
		var found *Error
		if (said == nil) != (err == nil) || (err != nil && (!errors.As(err, &found) || found.Error() != said.Error())) {
			t.Errorf("%s: %v, printed %v", one.file, err, said)
		}
	}
}

func TestGoldenCasesForPeople(t *testing.T) {
	cases := goldenCases(t)
	arguments := []string{"evaluate", "--format", "json"}
	var own bytes.Buffer
	for _, one := range cases {
		arguments = append(arguments, one.file)
		raw, err := os.ReadFile(one.file)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := EvaluateJSON(raw, ForPeople)
		own.Write(text)
	}
	if !bytes.Equal(own.Bytes(), command(t, nil, arguments...)) {
		t.Error("not what the command line prints")
	}
}

func TestGoldenCasesAsLines(t *testing.T) {
	var input, whole, own bytes.Buffer
	failed := 0
	for _, one := range goldenCases(t) {
		input.Write(append(one.text, '\n'))
		whole.Write(one.printed)
		if printedError(t, one.printed) != nil {
			failed++
		}
	}
	done, err := Lines(context.Background(), KindEvaluate, nil, nil, input.Bytes(), &own)
	if err != nil || done != (LinesDone{len(goldenCases(t)), failed}) || !bytes.Equal(own.Bytes(), whole.Bytes()) {
		t.Errorf("%v %v", done, err)
	}
}

// sayable reads a case as the typed interface has it, without asking the engine first; nil where it cannot be
// said: another format, a field that is none, a wrong type, a zero or a default that is written out.
func sayable(text []byte) (*Loan, Date, bool) {
	loan, asOf, err := readCase(text)
	if err != nil {
		return nil, Date{}, false
	}
	again, err := loan.CaseJSON(asOf)
	if err != nil {
		return nil, Date{}, false
	}
	var one, other map[string]any
	if json.Unmarshal(text, &one) != nil || json.Unmarshal(again, &other) != nil {
		return nil, Date{}, false
	}
	if one["format"] != "loan-case/1" {
		return nil, Date{}, false
	}
	for _, around := range []string{"name", "source", "expect", "status"} {
		delete(one, around)
		delete(other, around)
	}
	return loan, asOf, sameKeys(one, other)
}

func sameKeys(one, other any) bool {
	switch a := one.(type) {
	case map[string]any:
		b, ok := other.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for name, value := range a {
			if own, ok := b[name]; !ok || !sameKeys(value, own) {
				return false
			}
		}
		return true
	case []any:
		b, ok := other.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !sameKeys(a[i], b[i]) {
				return false
			}
		}
	}
	return true
}

var name = regexp.MustCompile(`"name":(null|"(\\.|[^"\\])*")`)

// The typed interface goes by the structs of the C interface: its statement, written as the case format has it,
// is what the command line prints, and its error has the code and path printed.
func TestGoldenCasesTyped(t *testing.T) {
	compared, refused, unsayable := 0, 0, 0
	for _, one := range goldenCases(t) {
		if strings.Contains(one.file, "portfolio") {
			continue // documents of other commands
		}
		said := printedError(t, one.printed)
		if said != nil {
			loan, asOf, same := sayable(one.text)
			if loan == nil {
				unsayable++
				continue
			}
			_, err := loan.Statement(asOf)
			var found *Error
			switch {
			case errors.As(err, &found) && found.Code == said.Code && found.Path == said.Path && found.Message != "":
				refused++
			case same:
				t.Errorf("%s: %v, printed %v", one.file, err, said)
			default:
				unsayable++
			}
			continue
		}
		loan, asOf, err := LoanOf(one.text)
		if err != nil {
			t.Errorf("%s: %v", one.file, err)
			continue
		}
		statement, err := loan.Statement(asOf)
		if err != nil {
			t.Errorf("%s: %v", one.file, err)
			continue
		}
		text, err := json.Marshal(statement)
		expected := bytes.TrimSpace(one.printed)
		place := name.FindIndex(expected)
		expected = append(append(append([]byte(nil), expected[:place[0]]...), `"name":null`...), expected[place[1]:]...)
		if err != nil || !bytes.Equal(text, expected) {
			t.Errorf("%s:\n%s\n%s", one.file, text, expected)
		}
		// Written as a case again, it is the same loan.
		again, err := loan.CaseJSON(asOf)
		if err != nil {
			t.Fatal(err)
		}
		if text, err = EvaluateJSON(again, OnLine); err != nil || !bytes.Equal(bytes.TrimSpace(text), expected) {
			t.Errorf("%s as %s:\n%s\n%s", one.file, again, text, expected)
		}
		compared++
	}
	t.Logf("%d compared, %d refused alike, %d that cannot be said", compared, refused, unsayable)
	if compared < 1000 || refused < 300 || unsayable > 260 {
		t.Errorf("%d compared, %d refused", compared, refused)
	}
}

// Every golden document of disclosure, expressions, scores, alerts and reports.
func TestGoldenDocuments(t *testing.T) {
	compared := 0
	scratch := t.TempDir()
	for _, one := range goldenCases(t) {
		var source struct {
			Command string
			With    json.RawMessage
			Lines   []json.RawMessage
			Input   json.RawMessage
		}
		if !strings.Contains(one.file, "portfolio") || json.Unmarshal(one.text, &source) != nil || source.Command == "" || source.Command == "scaling" {
			continue // scaling is for `verify` alone
		}
		var input []byte
		for _, line := range source.Lines {
			input = append(append(input, line...), '\n')
		}
		if source.Lines == nil {
			input = append(input, source.Input...)
			if source.With != nil {
				input = append(input, '\n')
			}
		}
		arguments := []string{source.Command}
		if source.With != nil {
			file := filepath.Join(scratch, "with.json")
			if err := os.WriteFile(file, source.With, 0o600); err != nil {
				t.Fatal(err)
			}
			arguments = append(arguments, file)
		}
		text, _ := Document(context.Background(), Kind(source.Command), source.With, nil, input)
		if expected := command(t, input, append(arguments, "-")...); !bytes.Equal(text, expected) {
			t.Errorf("%s:\n%s%s", one.file, text, expected)
		}
		compared++
	}
	t.Logf("%d compared", compared)
	if compared < 200 {
		t.Errorf("%d compared", compared)
	}
}
