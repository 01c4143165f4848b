// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What a row is: an installment of the plan, the down payment, or charges after the last one. */
public enum RowKind implements Word {
    /** The word {@code INSTALLMENT}. */
    INSTALLMENT(0, "INSTALLMENT"),
    /** The word {@code DOWN_PAYMENT}. */
    DOWN_PAYMENT(1, "DOWN_PAYMENT"),
    /** The word {@code CHARGES}. */
    CHARGES(2, "CHARGES");

    private static final RowKind[] ALL = values();
    private final int number;
    private final String word;

    RowKind(int number, String word) {
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
    public static RowKind of(String word) {
        return Words.find(ALL, word, "row_kind");
    }

    /** The constant of a number, or null. */
    static RowKind of(int number) {
        return Words.find(ALL, number);
    }
}
