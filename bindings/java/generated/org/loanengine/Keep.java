// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What a rate change keeps: the number of installments, or the level payment. */
public enum Keep implements Word {
    /** The word {@code TERM}. */
    TERM(0, "TERM"),
    /** The word {@code INSTALLMENT}. */
    INSTALLMENT(1, "INSTALLMENT");

    private static final Keep[] ALL = values();
    private final int number;
    private final String word;

    Keep(int number, String word) {
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
    public static Keep of(String word) {
        return Words.find(ALL, word, "keep");
    }

    /** The constant of a number, or null. */
    static Keep of(int number) {
        return Words.find(ALL, number);
    }
}
