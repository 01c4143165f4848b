// Command generate writes the Go files that repeat the C headers: the sets of words, codes, limits and the
// checks of layouts. They come from include/loan_engine.json; comments, and the codes of documents, from the
// headers beside it.
//
//	go run ./internal/generate           writes words_generated.go and layout_generated.go
//	go run ./internal/generate --check   ends with 1 where they are not what it would write
//
// It runs in bindings/go, as `go generate` does.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
)

const include = "../../include"

// field is a field of a struct: where it lies, and how often.
type field struct {
	Name  string `json:"name"`
	At    int    `json:"at"`
	Type  string `json:"type"`
	Count int    `json:"count"`
}

// header is what include/loan_engine.json says.
type header struct {
	Version string         `json:"version"`
	ABI     int            `json:"abi"`
	Numbers map[string]int `json:"numbers"`
	Sets    map[string]struct {
		Bits  bool     `json:"bits"`
		Words [][3]any `json:"words"` // the name in C, the number, the word or null
	} `json:"sets"`
	Structs map[string]struct {
		Size   int     `json:"size"`
		Fields []field `json:"fields"`
	} `json:"structs"`
}

func main() {
	check := flag.Bool("check", false, "say whether the files are what would be written, and write nothing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	described, err := os.ReadFile(filepath.Join(include, "loan_engine.json"))
	if err != nil {
		return err
	}
	var from header
	if err := json.Unmarshal(described, &from); err != nil {
		return err
	}
	comments, err := readComments(filepath.Join(include, "loan_engine.h"), filepath.Join(include, "loan_engine_json.h"))
	if err != nil {
		return err
	}
	outputs := []struct {
		name string
		make func(*header, *remarks) ([]byte, error)
	}{{"words_generated.go", words}, {"layout_generated.go", layout}}
	stale := false
	for _, output := range outputs {
		text, err := output.make(&from, comments)
		if err != nil {
			return err
		}
		text, err = format.Source(text)
		if err != nil {
			return fmt.Errorf("%s: %w", output.name, err)
		}
		if !check {
			if err := os.WriteFile(output.name, text, 0o644); err != nil {
				return err
			}
			continue
		}
		if old, err := os.ReadFile(output.name); err != nil || !bytes.Equal(old, text) {
			fmt.Fprintf(os.Stderr, "bindings/go/%s is not what include/loan_engine.json says; run go generate\n", output.name)
			stale = true
		}
	}
	if stale {
		return fmt.Errorf("files are stale")
	}
	return nil
}
