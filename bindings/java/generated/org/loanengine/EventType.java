// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What can happen to a loan. */
public enum EventType implements Word {
    /** The word {@code SUBMIT}. */
    SUBMIT(0, "SUBMIT"),
    /** The word {@code APPROVE}. */
    APPROVE(1, "APPROVE"),
    /** The word {@code REJECT}. */
    REJECT(2, "REJECT"),
    /** The word {@code REVISE}. */
    REVISE(3, "REVISE"),
    /** The word {@code CANCEL}. */
    CANCEL(4, "CANCEL"),
    /** The word {@code DISBURSE}. */
    DISBURSE(5, "DISBURSE"),
    /** The word {@code REPAYMENT}. */
    REPAYMENT(6, "REPAYMENT"),
    /** The word {@code REVERSAL}. */
    REVERSAL(7, "REVERSAL"),
    /** The word {@code WRITE_OFF}. */
    WRITE_OFF(8, "WRITE_OFF"),
    /** The word {@code RECOVERY}. */
    RECOVERY(9, "RECOVERY"),
    /** The word {@code SETTLEMENT}. */
    SETTLEMENT(10, "SETTLEMENT"),
    /** The word {@code CHARGE}. */
    CHARGE(11, "CHARGE"),
    /** The word {@code WAIVER}. */
    WAIVER(12, "WAIVER"),
    /** The word {@code DRAWDOWN}. */
    DRAWDOWN(13, "DRAWDOWN"),
    /** The word {@code RATE_CHANGE}. */
    RATE_CHANGE(14, "RATE_CHANGE"),
    /** The word {@code RESCHEDULE}. */
    RESCHEDULE(15, "RESCHEDULE"),
    /** The word {@code INTEREST_PAUSE}. */
    INTEREST_PAUSE(16, "INTEREST_PAUSE"),
    /** The word {@code REFUND}. */
    REFUND(17, "REFUND");

    private static final EventType[] ALL = values();
    private final int number;
    private final String word;

    EventType(int number, String word) {
        this.number = number;
        this.word = word;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String word() {
        return word;
    }

    /**
     * Finds a word.
     *
     * @param word as {@link #word} has it
     * @return its constant
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT} for a word that the set does not have
     */
    public static EventType of(String word) {
        return Words.find(ALL, word, "event_type");
    }

    /** The constant of a number, or null. */
    static EventType of(int number) {
        return Words.find(ALL, number);
    }
}
