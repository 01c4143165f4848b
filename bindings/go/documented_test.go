package loanengine

import (
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
	"testing"
)

// Every declaration that a host sees says what it is.
func TestEverythingIsDocumented(t *testing.T) {
	files := token.NewFileSet()
	packages, err := parser.ParseDir(files, ".", func(file fs.FileInfo) bool { return !strings.HasSuffix(file.Name(), "_test.go") }, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	found := doc.New(packages["loanengine"], "loanengine", 0)
	names := 0
	say := func(name, text string) {
		names++
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s has no comment", name)
		}
	}
	values := func(groups []*doc.Value) {
		for _, group := range groups {
			say(strings.Join(group.Names, ", "), group.Doc)
		}
	}
	functions := func(of string, all []*doc.Func) {
		for _, one := range all {
			say(of+one.Name, one.Doc)
		}
	}
	say("package", found.Doc)
	values(append(found.Consts, found.Vars...))
	functions("", found.Funcs)
	for _, one := range found.Types {
		say(one.Name, one.Doc)
		values(append(one.Consts, one.Vars...))
		functions("", one.Funcs)
		functions(one.Name+".", one.Methods)
	}
	t.Logf("%d names", names)
	if names < 120 {
		t.Errorf("%d names", names)
	}
}
