package loanengine

//go:generate go run ./internal/generate

// wordNumber is a word of a set, and its number in C.
type wordNumber struct {
	word   string
	number int32
}

// wordSet is a set of words of the case format with their numbers in C.
type wordSet struct {
	numbers map[string]int32
	words   map[int32]string
	all     []wordNumber
}

func newWords(all ...wordNumber) *wordSet {
	set := &wordSet{make(map[string]int32, len(all)), make(map[int32]string, len(all)), all}
	for _, one := range all {
		set.numbers[one.word] = one.number
		set.words[one.number] = one.word
	}
	return set
}

// word is the word of a number, or "".
func (s *wordSet) word(number int32) string { return s.words[number] }

// read sets a number by its word.
func (s *wordSet) read(set string, text []byte, number *int32) error {
	found, ok := s.numbers[string(text)]
	if !ok {
		allowed := ""
		for i, one := range s.all {
			if i > 0 {
				allowed += ", "
			}
			allowed += one.word
		}
		return &Error{Code: ErrMalformedInput, Path: set[len("le_"):], Message: "a word that is not known; allowed: " + allowed}
	}
	*number = found
	return nil
}
