package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The typed interface. */
class ApiTest {
    private static final LocalDate APRIL = Support.date("2026-04-11");
    private static final LocalDate JUNE = Support.date("2026-06-01");

    private static LoanEngineException refused(Code code, String path, org.junit.jupiter.api.function.Executable call) {
        LoanEngineException found = assertThrows(LoanEngineException.class, call);
        assertEquals(code + " " + path, found.code() + " " + found.path(), found.getMessage());
        assertFalse(found.detail().isEmpty());
        assertTrue(found.getMessage().startsWith(code.word()));
        return found;
    }

    @Test
    void version() {
        assertEquals(Layout.VERSION, LoanEngine.version());
    }

    @Test
    void schedule() {
        Product product = Product.of(Support.terms());
        Schedule schedule = product.schedule();
        assertEquals(12, schedule.rows().size());
        assertEquals(Support.decimal("4727.98"), schedule.installment().orElseThrow());
        assertEquals(OptionalLong.of(472798), schedule.installmentMinor());
        assertEquals(Support.decimal("56735.76"), schedule.totals().total());
        assertEquals(Support.decimal("1000.00"), schedule.rows().get(0).interestDue());
        Rows rows = new Rows(product.rowCount());
        assertEquals(12, product.scheduleInto(rows));
        for (int i = 0; i < 12; i++) {
            assertEquals(schedule.rows().get(i), rows.get(i, product.currency()));
            assertEquals(schedule.rows().get(i).principalDueMinor(), rows.principalDue(i));
            assertEquals(i + 1, rows.sequence(i));
        }
        refused(Code.BUFFER_TOO_SMALL, "rows", () -> product.scheduleInto(new Rows(11)));
        assertThrows(IndexOutOfBoundsException.class, () -> schedule.rows().get(12));
        assertThrows(UnsupportedOperationException.class, () -> schedule.rows().remove(0));
        assertEquals(472798, product.levelPayment().roundedMinor());
        refused(Code.INVALID_TERMS, "terms.amortization",
                () -> Product.of(Support.builder().amortization(Amortization.BULLET).build()).levelPayment());
    }

    @Test
    void loan() {
        Loan loan = Loan.of(Support.terms()).repay(APRIL, Support.decimal("5000.00"));
        Statement stand = loan.statement(JUNE);
        assertEquals(LoanStatus.ACTIVE, stand.status());
        assertEquals(Support.decimal("51735.76"), stand.outstanding().total());
        assertEquals(Support.decimal("4455.96"), stand.arrears().total());
        assertEquals(21, stand.arrears().daysPastDue());
        assertEquals(loan, Loan.of(Support.terms()).repayMinor(APRIL, 500000));
        assertEquals(loan.hashCode(), Loan.of(Support.terms()).repayMinor(APRIL, 500000).hashCode());
        assertEquals(loan, Loan.fromJson(loan.toJson(JUNE)));
        assertEquals(List.of(), Loan.of(Support.terms()).events());
        Loan reversed = loan.reverse(APRIL, 1);
        assertEquals(Loan.of(Support.terms()).statement(JUNE).outstanding(), reversed.statement(JUNE).outstanding());
        assertEquals(LoanStatus.ACTIVE, loan.check(0));
        LoanEngineException bad = refused(Code.INVALID_EVENT, "events[1].of", () -> loan.reverse(JUNE, 7).check(1));
        assertEquals(1, bad.index());
        Quote quote = loan.settlement(JUNE);
        assertEquals(LoanStatus.COMPLETED, loan.settle(JUNE, quote.total()).statement(null).status());
        assertNull(loan.settle(JUNE, quote.total()).settlement(JUNE));
        refused(Code.INVALID_ARGUMENT, "dates[1]", () -> loan.quotes(List.of(JUNE, APRIL)));
    }

    /** Every type of event by its method, against the same case as a document. */
    @Test
    void events() {
        Rate rate = Rate.of("30", RatePer.YEAR);
        Loan whole = Loan.application(Support.terms(), LoanStatus.DRAFT).submit(Support.date("2026-03-01"))
                .reject(Support.date("2026-03-02")).revise(Support.date("2026-03-02")).submit(Support.date("2026-03-03")).approve(Support.date("2026-03-04"))
                .disburse(Support.date("2026-03-11")).repay(APRIL, Support.decimal("5000"))
                .charge(APRIL, Component.FEE, Support.decimal("25")).waive(APRIL, Component.FEE, Support.decimal("5"))
                .changeRate(Support.date("2026-05-01"), rate, Keep.TERM)
                .pauseInterest(Support.date("2026-05-12"), Support.date("2026-05-20"))
                .drawDown(Support.date("2026-05-21"), Support.decimal("1000"))
                .reschedule(Support.date("2026-06-20"), NewTerms.of(18).withRate(rate), ArrearsRule.CAPITALIZE)
                .writeOff(Support.date("2026-12-01")).recover(Support.date("2026-12-02"), Support.decimal("10"));
        same(whole, Support.date("2027-01-01"));
        Loan overpaid = Loan.of(Support.terms()).repay(APRIL, Support.decimal("80000")).refund(JUNE, Support.decimal("100"))
                .reverse(JUNE, 1);
        same(overpaid, null);
        same(Loan.application(Support.terms(), LoanStatus.DRAFT).cancel(APRIL), null);
        same(Loan.application(Support.terms(), LoanStatus.PENDING_APPROVAL).with(Event.of(EventType.REJECT, APRIL)
                .withRole(Role.SUPERVISOR).withNotes("PAPER", "R-1")), null);
        refused(Code.FORBIDDEN_ROLE, "events[0].role", () -> Loan.application(Support.terms(), LoanStatus.PENDING_APPROVAL)
                .with(Event.of(EventType.APPROVE, APRIL).withRole(Role.CREDIT_OFFICER)).statement(null));
        assertEquals(EnumSet.allOf(EventType.class).size(), EventType.values().length);
    }

    private static void same(Loan loan, LocalDate asOf) {
        assertEquals(Documents.evaluate(loan.toJson(asOf)).strip(), loan.statement(asOf).toJson());
    }

    /** Every field of the terms, against the same case as a document. */
    @Test
    void terms() {
        BigDecimal ten = BigDecimal.TEN;
        Terms rich = Support.builder().principalMinor(5_000_000).rate(Rate.of(Support.decimal("24.5"), RatePer.YEAR))
                .interestMethod(InterestMethod.DECLINING).amortization(Amortization.EQUAL_INSTALLMENTS).accrual(Accrual.SCHEDULED)
                .termEvery(1).firstDueDate(Support.date("2026-04-15")).firstPeriod(FirstPeriod.PRORATED)
                .dayCount(DayCount.ACTUAL_365_FIXED).rounding(new Rounding(RoundingMode.UP, null, RoundingMode.CEILING, null, ten))
                .leveling(Leveling.NONE).residual(Residual.LAST).flatInterest(FlatInterest.TERM)
                .grace(Grace.principal(1)).upfrontFees(UpfrontFee.of("processing", Share.percent("1.5"), Collect.DEDUCTED),
                        UpfrontFee.of("legal", Share.amount(ten), Collect.SEPARATE))
                .downPayment(Share.percent("10")).balloonAmount(Support.decimal("1000")).installmentFee(Support.decimal("2.5"))
                .nonWorkingDays(new NonWorkingDays(List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        List.of(Support.date("2026-12-25")), NonWorkingRule.MODIFIED_FOLLOWING))
                .allocation(new AllocationPolicy(null, List.of(Component.values()), null,
                        List.of(Component.PRINCIPAL, Component.INTEREST, Component.FEE, Component.PENALTY), Across.COMPONENT, Advance.LAST))
                .delinquency(new Delinquency(3, ten, DaysFrom.GRACE_END, List.of(new Bucket("CURRENT", 0), new Bucket("LATE", 1))))
                .prepayment(new Prepayment(PrepaymentEffect.REDUCE_TERM, PrepaymentInterest.TO_DATE))
                .settlement(new Settlement(SettlementInterest.TO_DATE, Share.percent("1"), null))
                .lateCharges(LateCharge.amount(ten).after(5).every(1, Unit.WEEK), LateCharge.percent("2", LateBase.OVERDUE),
                        LateCharge.daily(Rate.of("36", RatePer.YEAR), LateBase.OVERDUE_PRINCIPAL, 365))
                .lateChargeLimit(LateChargeLimit.percentOfPrincipal("10")).build();
        assertEquals(rich, Terms.fromJson(rich.toJson()));
        assertEquals(rich, rich.toBuilder().build());
        same(Loan.of(rich).repay(APRIL, Support.decimal("6000")), Support.date("2026-09-01"));
        Terms dates = Support.builder().term(null, null).dueDates(List.of(APRIL, JUNE)).dayCount(DayCount.ACTUAL_365_FIXED)
                .build();
        same(Loan.of(dates), JUNE);
        same(Loan.of(Support.builder().rate("1".repeat(30) + "/" + "5".repeat(29), RatePer.MONTH).build()), JUNE);
        same(Loan.of(Support.builder().lateChargeLimit(LateChargeLimit.amount(BigDecimal.ZERO))
                .lateCharges(LateCharge.amount(ten)).build()), JUNE);
        same(Loan.of(Terms.builder(new Currency("XTS", 4)).principalAmount("12.3456").rate("5", RatePer.MONTH).term(3, Unit.DAY)
                .disbursedAt(APRIL).dueDays(List.of()).dueDays(null).build()), JUNE);
    }

    @Test
    void whatIsNotAllowed() {
        LoanEngineException found = refused(Code.MALFORMED_INPUT, "terms.rate.per", () -> Product.of(Support.builder().rate("24", null).build()));
        assertTrue(found.detail().contains("missing"), found.detail());
        refused(Code.INVALID_TERMS, "terms.rate.percent", () -> Product.of(Support.builder().rate("-1", RatePer.YEAR).build()).schedule());
        refused(Code.INVALID_TERMS, "terms.rounding.mode",
                () -> Product.of(Support.builder().rounding(Rounding.of(RoundingMode.UNNECESSARY)).build()));
        refused(Code.INVALID_TERMS, "terms.principalAmount", () -> Product.of(Support.builder().principalAmount("1.005").build()));
        refused(Code.INVALID_TERMS, "terms.principalAmount", () -> Product.of(Support.builder().principalAmount(BigDecimal.ZERO).build()).schedule());
        refused(Code.MALFORMED_INPUT, "terms.currency", () -> Product.of(Terms.fromJson("{}")));
        refused(Code.MALFORMED_INPUT, "$", () -> Terms.fromJson("{\"principal\": \"1\"}"));
        refused(Code.MALFORMED_INPUT, "events[0].date", () -> Loan.of(Support.terms()).writeOff(null).statement(null));
        refused(Code.INVALID_TERMS, "terms.termEvery", () -> Product.of(Support.builder().termEvery(0).build()));
        refused(Code.MALFORMED_INPUT, "terms.principalAmount", () -> Product.of(Terms.builder("USD").rate("1", RatePer.YEAR)
                .term(1, Unit.DAY).disbursedAt(JUNE).build()));
        refused(Code.MALFORMED_INPUT, "currency", () -> Currency.of("XXX"));
        refused(Code.INVALID_ARGUMENT, "currency.exponent", () -> new Currency("XTS", 7));
        refused(Code.DATE_OUT_OF_RANGE, "asOf", () -> Loan.of(Support.terms()).statement(LocalDate.MAX));
        refused(Code.INVALID_ARGUMENT, "terms", () -> Loan.of(Support.terms())
                .changeRate(JUNE, Rate.of("1".repeat(30) + "/" + "7".repeat(29), RatePer.YEAR), null).statement(JUNE));
        refused(Code.ILLEGAL_TRANSITION, "events[0].type", () -> Loan.of(Support.terms()).submit(JUNE).statement(null));
    }

    @Test
    void values() {
        Currency naira = Currency.of("NGN");
        assertEquals(Support.decimal("50000.50"), naira.decimal(5_000_050));
        assertEquals(5_000_050, naira.minor(Support.decimal("50000.5")));
        assertEquals(1200, Currency.of("JPY").minor(Support.decimal("1200.00")));
        refused(Code.MALFORMED_INPUT, "amount", () -> naira.minor(Support.decimal("0.001")));
        refused(Code.MALFORMED_INPUT, "amount", () -> naira.minor(new BigDecimal("1E-1000000000")));
        refused(Code.AMOUNT_OUT_OF_RANGE, "amount", () -> naira.minor(new BigDecimal("1E+1000000000")));
        refused(Code.AMOUNT_OUT_OF_RANGE, "amount", () -> naira.minor(new BigDecimal("92233720368547758.08")));
        assertEquals(Long.MAX_VALUE, naira.minor(new BigDecimal("92233720368547758.07")));
        assertEquals(420, LoanEngine.round(41520, 100, 5, RoundingMode.UP));
        refused(Code.INVALID_ARGUMENT, "mode", () -> LoanEngine.round(1, 2, 1, RoundingMode.UNNECESSARY));
        refused(Code.INVALID_ARGUMENT, "ratio", () -> LoanEngine.round(1, 0, 1, RoundingMode.UP));
        for (RoundingMode mode : RoundingMode.values()) {
            for (long ten = -25; mode != RoundingMode.UNNECESSARY && ten <= 25; ten++) {
                assertEquals(BigDecimal.valueOf(ten, 1).setScale(0, mode).longValueExact(), LoanEngine.round(ten, 10, 1, mode));
            }
        }
        assertEquals("100/3", LoanEngine.percent("100/3").toString());
        refused(Code.MALFORMED_INPUT, "percent", () -> LoanEngine.percent("a third"));
        assertEquals(new LoanEngine.Ratio(1, 12),
                LoanEngine.dayCountFraction(DayCount.THIRTY_360, Support.date("2026-01-15"), Support.date("2026-02-15"), null));
        refused(Code.INVALID_ARGUMENT, "dayCount", () -> LoanEngine.dayCountFraction(DayCount.EQUAL, APRIL, JUNE, null));
        assertEquals(LoanStatus.PENDING_APPROVAL, LoanEngine.transition(LoanStatus.DRAFT, EventType.SUBMIT, null));
        refused(Code.FORBIDDEN_ROLE, "event.role", () -> LoanEngine.transition(LoanStatus.PENDING_APPROVAL, EventType.APPROVE, Role.CREDIT_OFFICER));
        assertEquals(EnumSet.of(EventType.SUBMIT, EventType.CANCEL), LoanEngine.allowedEvents(LoanStatus.DRAFT, null));
        assertEquals(DayCount.ACTUAL_365_FIXED, DayCount.of("ACT/365.FIXED"));
        refused(Code.MALFORMED_INPUT, "unit", () -> Unit.of("YEAR"));
        refused(Code.INVALID_ARGUMENT, "size", () -> Memory.of(1L << 31));
        refused(Code.INVALID_ARGUMENT, "size", () -> Memory.of(-1));
        refused(Code.INVALID_ARGUMENT, "capacity", () -> new Rows(Rows.MAX + 1));
        assertEquals(APRIL, Days.date(Days.of(APRIL)));
        assertEquals(Days.NONE, Days.of(null));
    }

    @Test
    void ownRows() {
        Product product = Product.of(Support.terms());
        Servicing servicing = product.servicing();
        Rows rows = Rows.of(product.schedule().rows());
        Rows before = Rows.of(product.schedule().rows());
        Allocation allocated = servicing.allocate(new Payment(APRIL, 500_000, 7), rows);
        assertEquals(0, allocated.overpaidMinor());
        assertEquals(List.of(Component.INTEREST, Component.PRINCIPAL, Component.INTEREST),
                allocated.postings().stream().map(Posting::component).toList());
        assertEquals(7, allocated.postings().get(0).event());
        Position position = servicing.classify(rows, JUNE);
        assertEquals(Support.decimal("4455.96"), position.arrears().total());
        assertEquals(21, position.arrears().daysPastDue());
        assertEquals(RowStatus.OVERDUE, rows.status(1));
        Statement stand = Loan.of(Support.terms()).repayMinor(APRIL, 500_000).statement(JUNE);
        for (int i = 0; i < rows.capacity(); i++) {
            assertEquals(stand.rows().get(i), rows.get(i, product.currency()));
        }
        assertEquals(allocated.postings(), servicing.reallocate(List.of(new Payment(APRIL, 500_000, 7)), rows).postings());
        servicing.unallocate(allocated.postings(), rows);
        for (int i = 0; i < rows.capacity(); i++) {
            assertEquals(before.get(i, product.currency()).paid(), rows.get(i, product.currency()).paid());
        }
        refused(Code.INVALID_EVENT, "postings[0].amount", () -> servicing.unallocate(allocated.postings(), rows));
        refused(Code.INVALID_EVENT, "payment.amount", () -> servicing.allocate(new Payment(APRIL, 0, 1), rows));
        refused(Code.DATE_OUT_OF_RANGE, "as_of", () -> servicing.classify(rows, null));
        assertEquals(1, servicing.allocate(new Payment(APRIL, 5_673_577, 1), rows).overpaidMinor());
        assertEquals(12 * Layout.ROW_SIZE, rows.bytes().remaining());
        assertTrue(rows.bytes().isReadOnly());
        rows.penaltyDue(0, 5);
        assertEquals(5, rows.penaltyDue(0));
    }

    @Test
    void stopped() {
        Stop stop = new Stop();
        assertFalse(stop.isStopped());
        stop.stop();
        assertTrue(stop.isStopped());
        refused0(() -> Loan.of(Support.terms()).repayMinor(APRIL, 1).statement(JUNE, stop));
        refused0(() -> Documents.run(Kind.POSITIONS, null, Support.utf8("{\"asOf\":\"2026-06-01\"}"), Support.utf8("{}\n{}\n"), stop));
    }

    private static void refused0(org.junit.jupiter.api.function.Executable call) {
        assertEquals(Code.STOPPED, assertThrows(LoanEngineException.class, call).code());
    }
}
