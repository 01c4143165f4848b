package loanengine

// #include "shim.h"
import "C"

import (
	"math/big"
	"strconv"
)

// Currency is a currency: its code, and how many digits its minor unit has behind the point. Amounts are int64
// everywhere, whole numbers of minor units: 50 000.00 of a currency with two digits is 5000000. A Currency
// reads and writes them as decimals. The zero Currency is none.
type Currency struct {
	code     string
	exponent int32
	custom   bool
}

// CurrencyOf is the currency of an ISO 4217 code: JPY has 0 digits, USD 2, KWD 3. MALFORMED_INPUT for a code
// that is unknown or has no minor unit.
func CurrencyOf(code string) (Currency, error) {
	exponent, found := readCurrency(code)
	if found != OK {
		return Currency{}, &Error{Code: found, Path: "currency", Message: strconv.Quote(code) + " is no currency with a minor unit; allowed: ISO 4217, or NewCurrency"}
	}
	return Currency{code: code, exponent: exponent}, nil
}

// MustCurrency is CurrencyOf for codes that a program has written down: it panics where CurrencyOf has an error.
func MustCurrency(code string) Currency {
	currency, err := CurrencyOf(code)
	if err != nil {
		panic(err)
	}
	return currency
}

// NewCurrency is a currency of one's own: three capital letters, and 0 to 6 digits. What is not allowed is
// refused where the currency is used.
func NewCurrency(code string, digits int) Currency {
	if digits < 0 || digits > 6 {
		digits = 7 // refused with what is allowed
	}
	return Currency{code: code, exponent: int32(digits), custom: true}
}

// Code is the currency's code, "NGN"; "" of none.
func (c Currency) Code() string { return c.code }

// Digits says how many digits amounts have behind the point.
func (c Currency) Digits() int { return int(c.exponent) }

// Parse reads a plain decimal, "50000", "50000.5" or "-0.01", as minor units. MALFORMED_INPUT for any other
// text and for more digits than the currency has, AMOUNT_OUT_OF_RANGE beyond 64 bits; both are ErrInvalidAmount.
func (c Currency) Parse(text string) (int64, error) {
	amount, code := readAmount(text, c.exponent)
	if code == OK {
		return amount, nil
	}
	return 0, &Error{Code: code, Path: "amount", Message: strconv.Quote(clip(text)) + " is no amount; allowed: a decimal with at most " +
		strconv.Itoa(c.Digits()) + " digits after the point, of 64 bits"}
}

// clip keeps messages short.
func clip(text string) string {
	if len(text) > 40 {
		return text[:40] + "…"
	}
	return text
}

// MustParse is Parse for amounts that a program has written down: it panics where Parse has an error.
func (c Currency) MustParse(text string) int64 {
	amount, err := c.Parse(text)
	if err != nil {
		panic(err)
	}
	return amount
}

// Format writes an amount of minor units as a decimal with exactly the currency's digits: 5000050 is "50000.50".
func (c Currency) Format(amount int64) string {
	return string(c.append(nil, amount))
}

func (c Currency) append(to []byte, amount int64) []byte {
	size := uint64(amount)
	if amount < 0 {
		to = append(to, '-')
		size = -size
	}
	var room [32]byte
	text := strconv.AppendUint(room[:0], size, 10)
	digits := int(c.exponent)
	if digits == 0 {
		return append(to, text...)
	}
	whole := len(text) - digits
	if whole <= 0 {
		to = append(to, "0."...)
		for ; whole < 0; whole++ {
			to = append(to, '0')
		}
		return append(to, text...)
	}
	to = append(to, text[:whole]...)
	to = append(to, '.')
	return append(to, text[whole:]...)
}

// Rat is an amount of minor units as the exact number of the currency's units: 5000050 is 100001/2.
func (c Currency) Rat(amount int64) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(c.exponent)), nil)
	return new(big.Rat).SetFrac(big.NewInt(amount), scale)
}

// FromRat is the amount of minor units of an exact number of units. One that is no whole number of minor units
// is MALFORMED_INPUT, one beyond 64 bits AMOUNT_OUT_OF_RANGE: nothing is rounded. RoundRat rounds.
func (c Currency) FromRat(value *big.Rat) (int64, error) {
	minor, err := c.minor(value)
	if err != nil {
		return 0, err
	}
	if !minor.IsInt() {
		return 0, &Error{Code: ErrMalformedInput, Path: "amount", Message: value.RatString() + " is no whole number of minor units; round it with RoundRat"}
	}
	if !minor.Num().IsInt64() {
		return 0, &Error{Code: ErrAmountOutOfRange, Path: "amount", Message: "the amount does not fit into 64 bits"}
	}
	return minor.Num().Int64(), nil
}

// RoundRat rounds an exact number of units to minor units. AMOUNT_OUT_OF_RANGE where the result, or a part of
// the fraction in minor units, does not fit into 64 bits; INVALID_ARGUMENT for a mode that there is not.
func (c Currency) RoundRat(value *big.Rat, mode Mode) (int64, error) {
	minor, err := c.minor(value)
	if err != nil {
		return 0, err
	}
	if !minor.Num().IsInt64() || !minor.Denom().IsInt64() {
		return 0, &Error{Code: ErrAmountOutOfRange, Path: "amount", Message: "the amount does not fit into 64 bits"}
	}
	return RoundRatio(minor.Num().Int64(), minor.Denom().Int64(), 1, mode)
}

func (c Currency) minor(value *big.Rat) (*big.Rat, error) {
	if value == nil {
		return nil, invalid("value", "a number is needed here")
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(c.exponent)), nil)
	return new(big.Rat).Mul(value, new(big.Rat).SetInt(scale)), nil
}

// RoundRatio rounds numerator/denominator to a whole multiple of unit: 41520/100 to 5 by RoundUp is 420.
// Denominator and unit are more than zero; else, and for a mode that there is not, INVALID_ARGUMENT.
// AMOUNT_OUT_OF_RANGE where the result does not fit.
func RoundRatio(numerator, denominator, unit int64, mode Mode) (int64, error) {
	number, ok := wordsOfMode.numbers[string(mode)]
	if !ok {
		return 0, invalid("mode", strconv.Quote(clip(string(mode)))+" is no mode of rounding")
	}
	var result C.int64_t
	code := Code(C.le_round_ratio(C.int64_t(numerator), C.int64_t(denominator), C.int64_t(unit), C.le_mode(number), &result))
	if code != OK {
		return 0, &Error{Code: code, Path: "ratio", Message: "denominator and unit are more than zero, the result fits into 64 bits"}
	}
	return int64(result), nil
}

// DayCountFraction is the exact fraction of a year from start to end by a count that looks at dates, such as
// DayCount30360. termination is the loan's last day, which DayCount30e360Isda looks at. DATE_OUT_OF_RANGE
// for no day, INVALID_ARGUMENT for counts that look at no dates and where end is before start.
func DayCountFraction(count DayCount, start, end, termination Date) (*big.Rat, error) {
	number, ok := wordsOfDayCount.numbers[string(count)]
	if !ok {
		return nil, invalid("dayCount", strconv.Quote(clip(string(count)))+" is no day count")
	}
	if termination.IsZero() {
		termination = end
	}
	var parts [2]C.int64_t
	code := Code(C.le_day_count_fraction(C.le_day_count(number), C.int32_t(start.number()), C.int32_t(end.number()),
		C.int32_t(termination.number()), &parts[0], &parts[1]))
	if code != OK {
		return nil, &Error{Code: code, Path: "dayCount", Message: "a count that looks at dates, and days that rise, are needed here"}
	}
	return big.NewRat(int64(parts[0]), int64(parts[1])), nil
}

// ParsePercent reads a percentage as rates are written, "24", "2.5" or "100/3", as an exact number. Rates
// in Terms are such texts; RatString of a big.Rat is one. MALFORMED_INPUT for any other text,
// AMOUNT_OUT_OF_RANGE where a part does not fit into 64 bits.
func ParsePercent(text string) (*big.Rat, error) {
	ratio, code := readRate(text)
	if code != OK {
		return nil, &Error{Code: code, Path: "percent", Message: strconv.Quote(clip(text)) + ` is no percentage; allowed: a decimal, "2.5", or a ratio, "100/3"`}
	}
	return big.NewRat(int64(ratio.numerator), int64(ratio.denominator)), nil
}
