package loanengine

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"testing"
)

const root = "../.."

// command runs the command line.
func command(t testing.TB, input []byte, arguments ...string) []byte {
	t.Helper()
	path := os.Getenv("LOAN_ENGINE")
	if path == "" {
		path = filepath.Join(root, ".build/release/loan-engine")
	}
	run := exec.Command(path, arguments...)
	run.Stdin = bytes.NewReader(input)
	out, err := run.Output()
	if _, exited := err.(*exec.ExitError); err != nil && !exited { // cases in error end with 1
		t.Fatalf("no command line: build it (make build), or say LOAN_ENGINE=PATH: %v", err)
	}
	return out
}

// golden is a golden case: what the command line prints for it on a line.
type golden struct {
	file          string
	text, printed []byte
}

var onLine = regexp.MustCompile(`\s*\n\s*`)

var goldens struct {
	once  sync.Once
	cases []golden
}

// goldenCases are all files of Fixtures, evaluated by one run of the command line.
func goldenCases(t testing.TB) []golden {
	t.Helper()
	goldens.once.Do(func() {
		var files []string
		err := filepath.WalkDir(filepath.Join(root, "Fixtures"), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".json") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		sort.Strings(files)
		var input bytes.Buffer
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text = bytes.TrimSpace(onLine.ReplaceAll(text, []byte(" ")))
			goldens.cases = append(goldens.cases, golden{file: file, text: text})
			input.Write(text)
			input.WriteByte('\n')
		}
		lines := bytes.SplitAfter(command(t, input.Bytes(), "evaluate", "--jsonl-input"), []byte("\n"))
		if len(lines) != len(files)+1 {
			t.Fatalf("%d lines for %d files", len(lines)-1, len(files))
		}
		for i := range goldens.cases {
			goldens.cases[i].printed = lines[i]
		}
	})
	if len(goldens.cases) < 1900 {
		t.Fatalf("%d golden cases", len(goldens.cases))
	}
	return goldens.cases
}

// printedError is the error that a printed result has in it, or nil.
func printedError(t testing.TB, printed []byte) *Error {
	t.Helper()
	var result struct {
		Error *struct{ Code, Path, Message string }
	}
	if err := json.Unmarshal(printed, &result); err != nil {
		t.Fatal(err)
	}
	if result.Error == nil {
		return nil
	}
	code, ok := wordsOfCode.numbers[result.Error.Code]
	if !ok {
		t.Fatalf("%s is no code", result.Error.Code)
	}
	return &Error{Code: Code(code), Path: result.Error.Path, Message: result.Error.Message}
}

// demoTerms is 50 000.00 at 24 % a year in twelve months.
func demoTerms() Terms {
	return Terms{
		Currency: MustCurrency("NGN"), Principal: 50_000_00, Rate: Rate{"24", PerYear},
		TermCount: 12, TermUnit: UnitMonth, DisbursedAt: MustDate("2026-03-11"),
	}
}
