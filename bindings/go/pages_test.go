package loanengine

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the pages show is built as another module's program, run, and prints what they say.
func TestPages(t *testing.T) {
	for _, page := range []string{"README.md", root + "/docs/hosts.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		var body, expected string
		for _, block := range regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
			body += block[1]
		}
		for _, said := range regexp.MustCompile(`(?m)fmt\.Println\(.*\) +// (.*)$`).FindAllStringSubmatch(body, -1) {
			expected += said[1] + "\n"
		}
		if expected == "" {
			t.Fatalf("%s shows nothing", page)
		}
		program := "package main\n\nimport (\n"
		for _, name := range []string{"context", "errors", "fmt", "loanengine"} {
			if strings.Contains(body, name+".") {
				program += "\t\"" + name + "\"\n"
			}
		}
		program += ")\n\nfunc main() {\n" + body + "}\n"
		own, err := filepath.Abs(".")
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		for name, content := range map[string]string{
			"main.go": program,
			"go.mod":  "module shown\n\ngo 1.19\n\nrequire loanengine v0.2.0\n\nreplace loanengine => " + own + "\n",
		} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		run := exec.Command("go", "run", ".")
		run.Dir = folder
		out, err := run.CombinedOutput()
		if err != nil || string(out) != expected {
			t.Errorf("%s: %v\n%s\nexpected\n%s", page, err, out, expected)
		}
	}
}
