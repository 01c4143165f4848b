package main

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
)

// mapped are the structs that Go has types of the same layout for: rows and payments lie in slices that C
// works in.
var mapped = map[string]string{"le_row": "Row", "le_payment": "Payment", "le_amounts": "Amounts"}

// layout writes checks that end the build where the C compiler, or a Go type, lays a struct out otherwise than
// include/loan_engine.json says: the index of an array of one element has to be zero.
func layout(from *header, _ *remarks) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(made + "package loanengine\n\n// #include \"shim.h\"\nimport \"C\"\n\nimport \"unsafe\"\n\n")
	fmt.Fprintf(&out, "// headerVersion and headerABI are those of the headers that the package was written for.\nconst (\nheaderVersion = %q\nheaderABI = %d\n)\n\n", from.Version, from.ABI)
	names := make([]string, 0, len(from.Structs))
	for name := range from.Structs {
		names = append(names, name)
	}
	sort.Strings(names)
	out.WriteString("// structSizes has the bytes of each struct of the header; the library that is loaded has to agree.\nvar structSizes = map[string]uintptr{\n")
	for _, name := range names {
		fmt.Fprintf(&out, "%q: %d,\n", name, from.Structs[name].Size)
	}
	out.WriteString("}\n\n")
	for _, name := range names {
		described := from.Structs[name]
		goType, isMapped := mapped[name]
		fmt.Fprintf(&out, "// %s\n", name)
		fmt.Fprintf(&out, "var _ = [1]struct{}{}[unsafe.Sizeof(C.%s{})-%d]\n", name, described.Size)
		for _, field := range described.Fields {
			own := field.Name
			if own == "type" {
				own = "_type" // as cgo writes it
			}
			fmt.Fprintf(&out, "var _ = [1]struct{}{}[unsafe.Offsetof(C.%s{}.%s)-%d]\n", name, own, field.At)
		}
		if !isMapped {
			continue
		}
		fmt.Fprintf(&out, "var _ = [1]struct{}{}[unsafe.Sizeof(%s{})-%d]\n", goType, described.Size)
		for _, field := range described.Fields {
			if strings.HasPrefix(field.Name, "reserved") {
				continue
			}
			fmt.Fprintf(&out, "var _ = [1]struct{}{}[unsafe.Offsetof(%s{}.%s)-%d]\n", goType, camel(field.Name), field.At)
		}
	}
	return out.Bytes(), nil
}
