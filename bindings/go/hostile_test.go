package loanengine

import (
	"errors"
	"io"
	"math"
	"math/rand"
	"reflect"
	"testing"
)

// hostile fills a value with what callers should not pass, and with enough that is right to get further.
type hostile struct {
	*rand.Rand
	earlier *Batch
}

var hostileInts = []int64{0, 1, -1, 2, 3, 12, 255, 256, 366, 367, 3660, 3661, math.MaxInt32, math.MinInt32, math.MaxInt32 + 1, math.MaxInt64, math.MinInt64, 5000000}

var hostileTexts = []string{"", "24", "100/3", "1/0", "-1", "\x00", "\xff\xfe", "0", "1e5", "99999999999999999999999999", "1/99999999999999999999999999", "NGN", "YEAR", "MONTH", "PENALTY"}

func (h *hostile) number() int64 {
	if h.Intn(4) == 0 {
		return int64(h.Uint64())
	}
	return hostileInts[h.Intn(len(hostileInts))]
}

func (h *hostile) text(set *wordSet) string {
	if set != nil && h.Intn(8) > 0 {
		return set.all[h.Intn(len(set.all))].word
	}
	return hostileTexts[h.Intn(len(hostileTexts))]
}

func (h *hostile) date() Date {
	switch h.Intn(8) {
	case 0:
		return Date{}
	case 1:
		return dateOf(int32(h.number()))
	}
	return dateOf(20523 + int32(h.Intn(900)))
}

var setsByType = map[string]*wordSet{
	"Component": wordsOfComponent, "EventType": wordsOfEventType, "Role": wordsOfRole, "Keep": wordsOfKeep, "ArrearsRule": wordsOfArrearsRule,
	"RatePer": wordsOfRatePer, "InterestMethod": wordsOfInterestMethod, "Amortization": wordsOfAmortization, "Unit": wordsOfUnit,
	"DayCount": wordsOfDayCount, "Mode": wordsOfMode, "Weekday": wordsOfWeekday, "Collect": wordsOfCollect, "LateBase": wordsOfLateBase,
}

// fill sets a value at random; most fields of a struct stay as they are.
func (h *hostile) fill(v reflect.Value, odds int) {
	switch v.Interface().(type) {
	case Date:
		v.Set(reflect.ValueOf(h.date()))
		return
	case Currency:
		v.Set(reflect.ValueOf([]Currency{{}, MustCurrency("USD"), MustCurrency("JPY"), NewCurrency(h.text(nil), h.Intn(9)-1)}[h.Intn(4)]))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			if v.Field(i).CanSet() && h.Intn(odds) == 0 {
				h.fill(v.Field(i), odds)
			}
		}
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(h.number())
	case reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(h.number()))
	case reflect.String:
		v.SetString(h.text(setsByType[v.Type().Name()]))
	case reflect.Bool:
		v.SetBool(h.Intn(2) == 0)
	case reflect.Pointer:
		made := reflect.New(v.Type().Elem())
		h.fill(made.Elem(), 2)
		v.Set(made)
	case reflect.Slice:
		made := reflect.MakeSlice(v.Type(), h.Intn(6), 6)
		for i := 0; i < made.Len(); i++ {
			h.fill(made.Index(i), 2)
		}
		v.Set(made)
	}
}

func (h *hostile) terms() Terms {
	terms := demoTerms()
	h.fill(reflect.ValueOf(&terms).Elem(), 12)
	return terms
}

func (h *hostile) rows() []Row {
	rows := make([]Row, h.Intn(14))
	if plan, err := ScheduleOf(demoTerms()); err == nil {
		copy(rows, plan.Rows)
	}
	for i := range rows {
		if h.Intn(6) == 0 {
			h.fill(reflect.ValueOf(&rows[i]).Elem(), 4)
		}
	}
	return rows
}

func (h *hostile) loans(product *Product) *Loans {
	loans := &Loans{Count: h.Intn(6), AsOf: h.date()}
	for i := h.Intn(4); i >= 0; i-- {
		loans.Products = append(loans.Products, product)
	}
	columns := *loans
	h.fill(reflect.ValueOf(&columns).Elem(), 3)
	columns.Products, columns.AsOf = loans.Products, loans.AsOf
	if h.Intn(8) > 0 {
		columns.Count = loans.Count
	}
	if columns.Count > 1000 && columns.Count <= LoansMax { // as refused as more, and sooner
		columns.Count = 1000
	}
	if columns.Count < 0 || columns.Count > LoansMax {
		return &columns
	}
	for _, column := range []string{"Product", "Principal", "RateNumerator", "RateDenominator", "TermCount", "DisbursedAt", "FirstDueDate", "Status", "Events"} {
		if field := reflect.ValueOf(&columns).Elem().FieldByName(column); field.Len() > 0 && h.Intn(6) > 0 { // mostly as long as loans
			made := reflect.MakeSlice(field.Type(), columns.Count, columns.Count)
			reflect.Copy(made, field)
			field.Set(made)
		}
	}
	return &columns
}

// call makes one call of the boundary with hostile arguments. Errors must be of the package's kind.
func (h *hostile) call(t testing.TB) {
	var err error
	switch h.Intn(14) {
	case 0:
		_, err = ScheduleOf(h.terms())
	case 1, 2:
		loan := NewApplication(h.terms(), LoanStatus(h.Intn(10)-1))
		for i := h.Intn(5); i > 0; i-- {
			var event Event
			h.fill(reflect.ValueOf(&event).Elem(), 2)
			event.Type = EventType(h.text(wordsOfEventType))
			loan.Add(event)
		}
		_, err = loan.Statement(h.date())
		if h.Intn(4) == 0 {
			_, err = loan.Quotes(h.date(), h.date())
		}
		if h.Intn(4) == 0 {
			_, err = loan.Check(int(h.number()))
		}
	case 3:
		payment := Payment{h.number(), h.date().Day(), int32(h.number())}
		_, _, err = Allocate(nil, payment, h.rows())
	case 4:
		payments := []Payment{{h.number(), h.date().Day(), 1}, {h.number(), h.date().Day(), 2}}
		_, _, err = Reallocate(nil, payments, h.rows())
	case 5:
		var posting Posting
		h.fill(reflect.ValueOf(&posting).Elem(), 1)
		err = Unallocate([]Posting{posting}, h.rows())
	case 6:
		_, err = Classify(nil, h.rows(), h.date())
	case 7:
		_, err = Transition(LoanStatus(h.number()), EventType(h.text(wordsOfEventType)), Role(h.text(wordsOfRole)))
		_, _ = AllowedEvents(LoanStatus(h.number()), Role(h.text(wordsOfRole)))
	case 8:
		_, err = RoundRatio(h.number(), h.number(), h.number(), Mode(h.text(wordsOfMode)))
		_, _ = DayCountFraction(DayCount(h.text(wordsOfDayCount)), h.date(), h.date(), h.date())
		_ = dateOf(int32(h.number())).String()
	case 9:
		text := []byte(`{"format":"loan-case/1","terms":{"currency":"USD","principalAmount":"1"}}`)
		for i := h.Intn(4); i > 0; i-- {
			text[h.Intn(len(text))] = byte(h.Intn(256))
		}
		_, err = EvaluateJSON(text[:h.Intn(len(text))], Form(h.number()))
		_, _, _ = LoanOf(text)
	case 10:
		kinds := []Kind{KindEvaluate, KindDisclose, KindExpression, KindScore, KindAlerts, KindPositions, KindReport, KindMerge, "", "\x00", "nothing"}
		kind, with, options, input := kinds[h.Intn(len(kinds))], []byte(h.text(nil)), []byte(h.text(nil)), []byte(h.text(nil))
		_, err = Document(background, kind, with, options, input)
		_, _ = Lines(background, kind, with, options, input, io.Discard)
	default:
		err = h.batch()
	}
	var found *Error
	if err != nil && !errors.As(err, &found) {
		t.Fatalf("%T: %v", err, err)
	}
}

func (h *hostile) batch() error {
	product, err := Prepare(h.terms())
	if err != nil {
		return err
	}
	loans := h.loans(product)
	var options Options
	h.fill(reflect.ValueOf(&options).Elem(), 4)
	options.Columns, options.Into = nil, nil
	if h.Intn(3) == 0 && h.earlier != nil {
		options.Into = h.earlier
	}
	if h.Intn(3) == 0 {
		options.Columns, options.Rows = NewRowColumns(h.Intn(40)), nil
	}
	if options.Errors > 1000 {
		options.Errors = 1000
	}
	if h.Intn(4) > 0 {
		options.First = 0
	}
	switch h.Intn(4) {
	case 0:
		if batch, failed := ScheduleBatch(background, loans, &options); failed == nil {
			h.earlier = batch
			if h.Intn(2) == 0 { // tampered with
				h.fill(reflect.ValueOf(batch).Elem(), 3)
				if batch.Positions != nil {
					batch.Positions.Status = make([]LoanStatus, h.Intn(6))
				}
			}
		} else {
			err = failed
		}
	case 1:
		_, err = EvaluateBatch(background, loans, &options)
	default:
		book := &Book{Rows: h.rows()}
		if h.Intn(4) == 0 {
			book = &Book{Columns: NewRowColumns(h.Intn(20))}
		}
		at := uint64(0)
		for i := 0; i <= loans.Count%1000+1; i++ {
			book.Offsets = append(book.Offsets, at)
			at += uint64(h.Intn(4))
			if h.Intn(30) == 0 {
				at = uint64(h.number())
			}
		}
		if h.Intn(3) == 0 {
			book.Firsts = make([]uint32, h.Intn(6))
			for i := range book.Firsts {
				book.Firsts[i] = uint32(h.Intn(5))
			}
		}
		if h.Intn(2) == 0 {
			_, err = ClassifyBatch(background, loans, book, &options)
			break
		}
		var payments []Payment
		var payers []uint32
		for i := h.Intn(6); i > 0; i-- {
			payments = append(payments, Payment{h.number(), h.date().Day(), int32(i)})
			payers = append(payers, uint32(h.Intn(6)))
		}
		if h.Intn(3) == 0 {
			payers = nil
		}
		_, err = AllocateMany(background, loans, book, payments, payers, &options)
	}
	return err
}

func TestHostileCalls(t *testing.T) {
	calls := 100000
	if testing.Short() {
		calls = 10000
	}
	h := &hostile{Rand: rand.New(rand.NewSource(1))}
	for i := 0; i < calls; i++ {
		h.call(t)
	}
}

func TestNothingPassedAtAll(t *testing.T) {
	var product *Product
	var loan *Loan
	for name, err := range map[string]error{
		"ScheduleInto":  second(product.ScheduleInto(nil)),
		"LevelPayment":  third(product.LevelPayment()),
		"Statement":     second(loan.Statement(Date{})),
		"Quotes":        second(loan.Quotes(MustDate("2026-01-01"))),
		"Submit":        second(loan.Submit(MustDate("2026-01-01")).Statement(Date{})),
		"Disclose":      second(loan.Disclose("EU")),
		"ScheduleBatch": second(ScheduleBatch(background, nil, nil)),
		"AllocateMany":  second(AllocateMany(background, &Loans{}, nil, nil, nil, nil)),
		"ClassifyBatch": second(ClassifyBatch(background, &Loans{Products: []*Product{nil}}, nil, nil)),
		"EvaluateJSON":  second(EvaluateJSON(nil, OnLine)),
		"Document":      second(Document(background, "", nil, nil, nil)),
		"Positions":     second(Positions(background, Date{}, PortfolioLoan{})),
	} {
		var found *Error
		if !errors.As(err, &found) || found.Message == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if product.RowCount() != 0 || (&Book{}).Loan(0) != nil || NewRowColumns(-1).Capacity() != 0 || (*RowColumns)(nil).Capacity() != 0 {
		t.Error("nothing is not nothing")
	}
}

func second[T any](_ T, err error) error        { return err }
func third[T, U any](_ T, _ U, err error) error { return err }

// FuzzEvaluateJSON: any bytes give a result or an error; what LoanOf reads stands as the engine says.
func FuzzEvaluateJSON(f *testing.F) {
	for i, one := range goldenCases(f) {
		if i%97 == 0 {
			f.Add(one.text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		printed, err := EvaluateJSON(text, OnLine)
		if len(printed) == 0 {
			t.Fatal("no text")
		}
		loan, asOf, again := LoanOf(text)
		if (err == nil) != (again == nil) {
			t.Fatal(err, again)
		}
		if err == nil {
			if _, err := loan.Statement(asOf); err != nil && !errors.Is(err, ErrInvalidArgument) {
				t.Fatal(err)
			}
		}
	})
}

// FuzzCalls makes hostile calls by a seed.
func FuzzCalls(f *testing.F) {
	f.Add(int64(1))
	f.Fuzz(func(t *testing.T, seed int64) {
		h := &hostile{Rand: rand.New(rand.NewSource(seed))}
		for i := 0; i < 20; i++ {
			h.call(t)
		}
	})
}
