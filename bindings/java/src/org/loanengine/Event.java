package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Something that happened to a loan. Section 3 of the case format says which type has which fields; those that it has not
 * are null. {@link Loan} has a method for each type.
 *
 * @param type what happened
 * @param date when
 * @param amount in the currency's units
 * @param of {@link EventType#REVERSAL}: the number of the event that is undone, from 1
 * @param component {@link EventType#CHARGE}, {@link EventType#WAIVER}
 * @param reason {@link EventType#CHARGE}: for the reader
 * @param rate {@link EventType#RATE_CHANGE}
 * @param keep {@link EventType#RATE_CHANGE}: {@link Keep#TERM} by default
 * @param terms {@link EventType#RESCHEDULE}
 * @param arrears {@link EventType#RESCHEDULE}: {@link ArrearsRule#KEEP} by default
 * @param until {@link EventType#INTEREST_PAUSE}
 * @param role who did it; null checks no role
 * @param method for the reader
 * @param reference for the reader
 */
public record Event(EventType type, LocalDate date, BigDecimal amount, Integer of, Component component, String reason,
        Rate rate, Keep keep, NewTerms terms, ArrearsRule arrears, LocalDate until, Role role, String method, String reference) {
    /**
     * An event of a type that has a date alone.
     *
     * @param type what happened
     * @param date when
     * @return the event
     */
    public static Event of(EventType type, LocalDate date) {
        return new Event(type, date, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * An event of a type that has an amount.
     *
     * @param type what happened
     * @param date when
     * @param amount in the currency's units
     * @return the event
     */
    public static Event of(EventType type, LocalDate date, BigDecimal amount) {
        return new Event(type, date, amount, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * A repayment.
     *
     * @param date when
     * @param amount in the currency's units
     * @return the event
     */
    public static Event repayment(LocalDate date, BigDecimal amount) {
        return of(EventType.REPAYMENT, date, amount);
    }

    /**
     * The same event, done by a role.
     *
     * @param role who did it
     * @return the event
     */
    public Event withRole(Role role) {
        return new Event(type, date, amount, of, component, reason, rate, keep, terms, arrears, until, role, method, reference);
    }

    /**
     * The same event with notes for the reader.
     *
     * @param method how money moved, or null
     * @param reference the host's reference, or null
     * @return the event
     */
    public Event withNotes(String method, String reference) {
        return new Event(type, date, amount, of, component, reason, rate, keep, terms, arrears, until, role, method, reference);
    }
}
