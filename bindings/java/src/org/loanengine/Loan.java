package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A loan with its life: terms, and the events in the order they were entered. It never changes: a method that adds an event
 * gives a new loan. What is wrong with terms and events comes with {@link #statement} or {@link #check}. Any number of
 * threads may use it at once.
 */
public final class Loan {
    private final Terms terms;
    private final LoanStatus status;
    private final List<Event> events;

    private Loan(Terms terms, LoanStatus status, List<Event> events) {
        this.terms = LoanEngineException.needed(terms, "terms");
        this.status = LoanEngineException.needed(status, "status");
        this.events = events;
    }

    /**
     * A loan that is paid out: active from disbursedAt on.
     *
     * @param terms the terms
     * @return the loan
     */
    public static Loan of(Terms terms) {
        return new Loan(terms, LoanStatus.ACTIVE, List.of());
    }

    /**
     * A loan that begins in a status before it is paid out, such as {@link LoanStatus#DRAFT}.
     *
     * @param terms the terms
     * @param status where it begins
     * @return the loan
     */
    public static Loan application(Terms terms, LoanStatus status) {
        return new Loan(terms, status, List.of());
    }

    /**
     * Reads a case of the case format. What it expects, its name, source and asOf are left out.
     *
     * @param json a case ({@code loan-case/1})
     * @return the loan
     * @throws LoanEngineException of a case in error the engine's
     */
    public static Loan fromJson(String json) {
        Documents.evaluate(LoanEngineException.needed(json, "json"), false);
        return CaseJson.read(json);
    }

    /**
     * The loan as a case of the case format.
     *
     * @param asOf the date of the statement, or null
     * @return the case, on a line
     */
    public String toJson(LocalDate asOf) {
        return CaseJson.write(terms, status, events, asOf);
    }

    /** {@return the terms} */
    public Terms terms() {
        return terms;
    }

    /** {@return where it begins} */
    public LoanStatus status() {
        return status;
    }

    /** {@return the events in the order they were entered: the first has the number 1} */
    public List<Event> events() {
        return events;
    }

    /**
     * Adds an event.
     *
     * @param event what happened
     * @return the loan with it
     */
    public Loan with(Event event) {
        return with(List.of(LoanEngineException.needed(event, "event")));
    }

    /**
     * Adds events.
     *
     * @param more what happened, in the order entered
     * @return the loan with them
     */
    public Loan with(List<Event> more) {
        List<Event> all = new ArrayList<>(events.size() + LoanEngineException.needed(more, "events").size());
        all.addAll(events);
        for (Event event : more) {
            all.add(LoanEngineException.needed(event, "events"));
        }
        return new Loan(terms, status, Collections.unmodifiableList(all));
    }

    /**
     * How the loan stands as of a date. Events after it have not happened yet.
     *
     * @param asOf a date, or null for that of the latest event, else disbursedAt
     * @return the statement
     * @throws LoanEngineException of terms and events, by path: {@code "events[0].amount"}
     */
    public Statement statement(LocalDate asOf) {
        return statement(asOf, null);
    }

    /**
     * The same, which another thread may stop.
     *
     * @param asOf a date, or null
     * @param stop ends the call with {@link Code#STOPPED} once it is set; or null
     * @return the statement
     * @throws LoanEngineException as of {@link #statement(LocalDate)}
     */
    public Statement statement(LocalDate asOf, Stop stop) {
        int day = Days.of(asOf, "asOf");
        try (LoanCall call = new LoanCall(this, asOf)) {
            return call.statement(day, stop);
        }
    }

    /**
     * What the borrower would pay on a date to be done.
     *
     * @param on a date
     * @return the quote, or null for a loan that is not active then
     * @throws LoanEngineException as of {@link #statement(LocalDate)}
     */
    public Quote settlement(LocalDate on) {
        return quotes(Collections.singletonList(on)).get(0);
    }

    /**
     * Settlements as of dates.
     *
     * @param dates rising
     * @return a quote for each, or null where the loan is not active
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for dates that do not rise; else as of
     *     {@link #statement(LocalDate)}
     */
    public List<Quote> quotes(List<LocalDate> dates) {
        LoanEngineException.needed(dates, "dates");
        try (LoanCall call = new LoanCall(this, null)) {
            return dates.isEmpty() ? List.of() : call.quotes(dates);
        }
    }

    /**
     * Whether events can be written, those before them having been accepted.
     *
     * @param accepted how many of the first events were accepted before
     * @return the loan's status after all events
     * @throws LoanEngineException of the first event that is refused, at its index from 0
     */
    public LoanStatus check(int accepted) {
        if (accepted < 0 || accepted > events.size()) {
            throw LoanEngineException.argument("accepted", "allowed: 0 to the number of events");
        }
        try (LoanCall call = new LoanCall(this, null)) {
            return call.check(accepted);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Loan loan && terms.equals(loan.terms) && status == loan.status && events.equals(loan.events);
    }

    @Override
    public int hashCode() {
        return Objects.hash(terms, status, events);
    }

    /**
     * The application is handed in.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan submit(LocalDate on) {
        return with(Event.of(EventType.SUBMIT, on));
    }

    /**
     * The application is approved.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan approve(LocalDate on) {
        return with(Event.of(EventType.APPROVE, on));
    }

    /**
     * The application is rejected.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan reject(LocalDate on) {
        return with(Event.of(EventType.REJECT, on));
    }

    /**
     * The application is given back to be changed.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan revise(LocalDate on) {
        return with(Event.of(EventType.REVISE, on));
    }

    /**
     * The application is cancelled.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan cancel(LocalDate on) {
        return with(Event.of(EventType.CANCEL, on));
    }

    /**
     * The loan is paid out.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan disburse(LocalDate on) {
        return with(Event.of(EventType.DISBURSE, on));
    }

    /**
     * What is unpaid is written off.
     *
     * @param on when
     * @return the loan with it
     */
    public Loan writeOff(LocalDate on) {
        return with(Event.of(EventType.WRITE_OFF, on));
    }

    /**
     * A repayment.
     *
     * @param on when
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan repay(LocalDate on, BigDecimal amount) {
        return with(Event.of(EventType.REPAYMENT, on, amount));
    }

    /**
     * A repayment in minor units.
     *
     * @param on when
     * @param minor in minor units
     * @return the loan with it
     */
    public Loan repayMinor(LocalDate on, long minor) {
        return with(Event.of(EventType.REPAYMENT, on, terms.currency().decimal(minor)));
    }

    /**
     * Money comes in after a write-off.
     *
     * @param on when
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan recover(LocalDate on, BigDecimal amount) {
        return with(Event.of(EventType.RECOVERY, on, amount));
    }

    /**
     * The loan is settled, with what {@link #settlement} says, or less.
     *
     * @param on when
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan settle(LocalDate on, BigDecimal amount) {
        return with(Event.of(EventType.SETTLEMENT, on, amount));
    }

    /**
     * More is paid out.
     *
     * @param on when
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan drawDown(LocalDate on, BigDecimal amount) {
        return with(Event.of(EventType.DRAWDOWN, on, amount));
    }

    /**
     * What was overpaid is paid back.
     *
     * @param on when
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan refund(LocalDate on, BigDecimal amount) {
        return with(Event.of(EventType.REFUND, on, amount));
    }

    /**
     * An event is undone.
     *
     * @param on when
     * @param of its number, from 1
     * @return the loan with it
     */
    public Loan reverse(LocalDate on, int of) {
        return with(new Event(EventType.REVERSAL, on, null, of, null, null, null, null, null, null, null, null, null, null));
    }

    /**
     * A penalty or fee is charged.
     *
     * @param on when
     * @param component {@link Component#PENALTY} or {@link Component#FEE}
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan charge(LocalDate on, Component component, BigDecimal amount) {
        return with(new Event(EventType.CHARGE, on, amount, null, component, null, null, null, null, null, null, null, null, null));
    }

    /**
     * The lender lets go of an amount.
     *
     * @param on when
     * @param component of which due
     * @param amount in the currency's units
     * @return the loan with it
     */
    public Loan waive(LocalDate on, Component component, BigDecimal amount) {
        return with(new Event(EventType.WAIVER, on, amount, null, component, null, null, null, null, null, null, null, null, null));
    }

    /**
     * The rate changes.
     *
     * @param on when
     * @param rate the new rate
     * @param keep what stays: the term or the installment
     * @return the loan with it
     */
    public Loan changeRate(LocalDate on, Rate rate, Keep keep) {
        return with(new Event(EventType.RATE_CHANGE, on, null, null, null, null, rate, keep, null, null, null, null, null, null));
    }

    /**
     * New terms are agreed.
     *
     * @param on when
     * @param newTerms what is agreed anew
     * @param arrears whether arrears stay, or join the new principal
     * @return the loan with it
     */
    public Loan reschedule(LocalDate on, NewTerms newTerms, ArrearsRule arrears) {
        return with(new Event(EventType.RESCHEDULE, on, null, null, null, null, null, null, newTerms, arrears, null, null, null, null));
    }

    /**
     * No interest accrues for a time.
     *
     * @param on when
     * @param until a date after it
     * @return the loan with it
     */
    public Loan pauseInterest(LocalDate on, LocalDate until) {
        return with(new Event(EventType.INTEREST_PAUSE, on, null, null, null, null, null, null, null, null, until, null, null, null));
    }
}
