// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Where a loan is in its life; LE_STATUS_NONE where there is none, in {@code le_position_columns}. */
public enum LoanStatus implements Word {
    /** The word {@code DRAFT}. */
    DRAFT(0, "DRAFT"),
    /** The word {@code PENDING_APPROVAL}. */
    PENDING_APPROVAL(1, "PENDING_APPROVAL"),
    /** The word {@code APPROVED}. */
    APPROVED(2, "APPROVED"),
    /** The word {@code ACTIVE}. */
    ACTIVE(3, "ACTIVE"),
    /** The word {@code COMPLETED}. */
    COMPLETED(4, "COMPLETED"),
    /** The word {@code REJECTED}. */
    REJECTED(5, "REJECTED"),
    /** The word {@code CANCELLED}. */
    CANCELLED(6, "CANCELLED"),
    /** The word {@code WRITTEN_OFF}. */
    WRITTEN_OFF(7, "WRITTEN_OFF");

    private static final LoanStatus[] ALL = values();
    private final int number;
    private final String word;

    LoanStatus(int number, String word) {
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
    public static LoanStatus of(String word) {
        return Words.find(ALL, word, "loan_status");
    }

    /** The constant of a number, or null. */
    static LoanStatus of(int number) {
        return Words.find(ALL, number);
    }
}
