package loanengine

// #include "shim.h"
import "C"

import (
	"errors"
	"unsafe"
)

// What the structs cannot say (an unknown word, a missing field, a text that is no number) is not judged here:
// errUnsaid sends the case to the documents, and the engine says in its own words what is allowed.
var errUnsaid = errors.New("the structs of the C interface cannot say it")

// packer fills structs of the header from terms and events. `unsaid` is set by what they cannot say.
type packer struct {
	parts   []uint64 // what varies in length; the first 8 bytes are no place for new terms
	unsaid  bool
	scratch []int32
}

func (p *packer) refuse() { p.unsaid = true }

func (p *packer) partsAt() (*C.uint64_t, C.size_t) {
	if len(p.parts) <= 1 {
		return nil, 0
	}
	return (*C.uint64_t)(unsafe.Pointer(&p.parts[0])), C.size_t(8 * len(p.parts))
}

// take is a place of size zero bytes, a multiple of 8; 0 where parts are full.
func (p *packer) take(size int) int {
	if len(p.parts) == 0 {
		p.parts = append(p.parts, 0)
	}
	at := 8 * len(p.parts)
	if size < 0 || at+size > 1<<31 {
		p.refuse()
		return 0
	}
	for words := (size + 7) / 8; words > 0; words-- {
		p.parts = append(p.parts, 0)
	}
	return at
}

func (p *packer) at(place int) unsafe.Pointer { return unsafe.Pointer(&p.parts[place/8]) }

func (p *packer) number(set *wordSet, word string) int32 {
	if word == "" {
		return 0
	}
	number, ok := set.numbers[word]
	if !ok {
		p.refuse()
	}
	return number
}

func (p *packer) required(set *wordSet, word string) int32 {
	if word == "" {
		p.refuse()
	}
	return p.number(set, word)
}

func (p *packer) count(value int) C.int32_t {
	if int(int32(value)) != value {
		p.refuse()
	}
	return C.int32_t(value)
}

func (p *packer) ratio(text string) C.le_ratio {
	ratio, code := readRate(text)
	if code != OK {
		p.refuse()
	}
	return ratio
}

// rate reads a rate, with its text in parts where 64 bits do not hold it and there is a place for that.
func (p *packer) rate(rate Rate, text *C.le_part) (ratio C.le_ratio, per C.le_rate_per) {
	per = C.le_rate_per(p.required(wordsOfRatePer, string(rate.Per)))
	ratio, code := readRate(rate.Percent)
	switch {
	case code == OK:
	case code == ErrAmountOutOfRange && text != nil && len(rate.Percent) <= TextMax:
		ratio = C.le_ratio{}
		place := p.take(len(rate.Percent))
		copy(unsafe.Slice((*byte)(p.at(place)), len(rate.Percent)), rate.Percent)
		*text = C.le_part{at: C.uint32_t(place), count: C.uint32_t(len(rate.Percent))}
	default:
		p.refuse()
	}
	return ratio, per
}

func (p *packer) share(share Share) C.le_share {
	if share.Percent == "" {
		return C.le_share{amount: C.int64_t(share.Amount)}
	}
	if share.Amount != 0 {
		p.refuse()
	}
	return C.le_share{percent: p.ratio(share.Percent)}
}

func (p *packer) numbers(values []int32, most int) C.le_part {
	if len(values) == 0 {
		return C.le_part{}
	}
	if len(values) > most {
		p.refuse()
		return C.le_part{}
	}
	place := p.take(4 * len(values))
	copy(unsafe.Slice((*int32)(p.at(place)), len(values)), values)
	return C.le_part{at: C.uint32_t(place), count: C.uint32_t(len(values))}
}

func (p *packer) dates(dates []Date, most int) C.le_part {
	values := p.scratch[:0]
	for _, date := range dates {
		if date.IsZero() {
			p.refuse()
		}
		values = append(values, date.number())
	}
	p.scratch = values
	return p.numbers(values, most)
}

func (p *packer) dueDays(days []int) (packed [4]C.uint8_t) {
	if len(days) > len(packed) {
		p.refuse()
		return packed
	}
	for i, day := range days {
		if day < 1 || day > 255 {
			p.refuse()
		}
		packed[i] = C.uint8_t(day)
	}
	return packed
}

func (p *packer) order(order []Component) (packed [4]C.uint8_t) {
	if len(order) != len(packed) {
		p.refuse()
		return packed
	}
	seen := 0
	for i, component := range order {
		number := p.required(wordsOfComponent, string(component))
		seen |= 1 << number
		packed[i] = C.uint8_t(number)
	}
	if seen != 0b1111 {
		p.refuse()
	}
	return packed
}

func (p *packer) allocation(from *Allocation) C.le_allocation_policy {
	policy := C.le_allocation_policy{
		across:  C.le_across(p.number(wordsOfAcross, string(from.Across))),
		advance: C.le_advance(p.number(wordsOfAdvance, string(from.Advance))),
	}
	if len(from.Order)+len(from.PastDue)+len(from.Due)+len(from.InAdvance) == 0 {
		return policy
	}
	orders := [3][4]C.uint8_t{}
	for i, own := range [3][]Component{from.PastDue, from.Due, from.InAdvance} {
		switch {
		case len(own) > 0:
			orders[i] = p.order(own)
		case len(from.Order) > 0:
			orders[i] = p.order(from.Order)
		default:
			orders[i] = [4]C.uint8_t{C.LE_PENALTY, C.LE_FEE, C.LE_INTEREST, C.LE_PRINCIPAL}
		}
	}
	policy.past_due, policy.due, policy.in_advance = orders[0], orders[1], orders[2]
	return policy
}
