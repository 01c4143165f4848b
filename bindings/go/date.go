package loanengine

import (
	"math"
	"time"
)

// noDay is LE_DATE_NONE.
const noDay = math.MinInt32

// Date is a day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31. The zero Date is none: a date
// that is left out is never taken for a day. Dates compare with ==, Before and After.
type Date struct {
	shifted int32 // the day number with its sign bit flipped, so that zero is LE_DATE_NONE
}

// Day is a day as rows and columns have it: the number of days since 1970-01-01. NoDay is none.
type Day int32

// NoDay is no day at all.
const NoDay Day = noDay

func dateOf(number int32) Date { return Date{number ^ noDay} }

func (d Date) number() int32 { return d.shifted ^ noDay }

// ParseDate reads YYYY-MM-DD. Anything else is MALFORMED_INPUT, the year 0000 DATE_OUT_OF_RANGE.
func ParseDate(text string) (Date, error) {
	number, code := readDate(text)
	if code != OK {
		return Date{}, &Error{Code: code, Path: "date", Message: "a day that exists, as YYYY-MM-DD, is needed here; years 0001 to 9999"}
	}
	return dateOf(number), nil
}

// MustDate is ParseDate for texts that a program has written down: it panics where ParseDate has an error.
func MustDate(text string) Date {
	date, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

// NewDate is the date of a year (1 to 9999), month and day of the month; DATE_OUT_OF_RANGE where there is none.
func NewDate(year int, month time.Month, day int) (Date, error) {
	number, code := civil(year, int(month), day)
	if code != OK {
		return Date{}, &Error{Code: code, Path: "date", Message: "there is no such day; allowed: years 1 to 9999, days that exist"}
	}
	return dateOf(number), nil
}

// DateOf is the day that a time has in its own location: of a time at UTC the day at UTC.
func DateOf(at time.Time) (Date, error) {
	year, month, day := at.Date()
	return NewDate(year, month, day)
}

// IsZero says whether it is none.
func (d Date) IsZero() bool { return d.shifted == 0 }

// Day is the day's number; NoDay of none.
func (d Date) Day() Day { return Day(d.number()) }

// Before says whether d is earlier than other; none is before every day.
func (d Date) Before(other Date) bool { return d.number() < other.number() }

// After says whether d is later than other.
func (d Date) After(other Date) bool { return d.number() > other.number() }

// Time is midnight of the day at UTC; of none the zero time.
func (d Date) Time() time.Time { return d.Day().Time() }

// String is YYYY-MM-DD, or "" of none.
func (d Date) String() string { return d.Day().String() }

// MarshalText writes YYYY-MM-DD, or nothing of none.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; the empty text is none.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	date, err := ParseDate(string(text))
	if err == nil {
		*d = date
	}
	return err
}

// Date is the day as a Date.
func (d Day) Date() Date { return dateOf(int32(d)) }

// Time is midnight of the day at UTC; of none the zero time.
func (d Day) Time() time.Time {
	if d == NoDay {
		return time.Time{}
	}
	return time.Unix(int64(d)*86400, 0).UTC()
}

// String is YYYY-MM-DD, or "" of none.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// MarshalText writes YYYY-MM-DD, or nothing of none.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; the empty text is none.
func (d *Day) UnmarshalText(text []byte) error {
	var date Date
	err := date.UnmarshalText(text)
	if err == nil {
		*d = date.Day()
	}
	return err
}
