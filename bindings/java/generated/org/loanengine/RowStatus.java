// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** How an installment stands. */
public enum RowStatus implements Word {
    /** The word {@code PENDING}. */
    PENDING(0, "PENDING"),
    /** The word {@code PARTIAL}. */
    PARTIAL(1, "PARTIAL"),
    /** The word {@code PAID}. */
    PAID(2, "PAID"),
    /** The word {@code OVERDUE}. */
    OVERDUE(3, "OVERDUE");

    private static final RowStatus[] ALL = values();
    private final int number;
    private final String word;

    RowStatus(int number, String word) {
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
    public static RowStatus of(String word) {
        return Words.find(ALL, word, "row_status");
    }

    /** The constant of a number, or null. */
    static RowStatus of(int number) {
        return Words.find(ALL, number);
    }
}
