// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Flat interest as one total that is shared out, or each period's own. */
public enum FlatInterest implements Word {
    /** The word {@code TERM}. */
    TERM(0, "TERM"),
    /** The word {@code PERIOD}. */
    PERIOD(1, "PERIOD");

    private static final FlatInterest[] ALL = values();
    private final int number;
    private final String word;

    FlatInterest(int number, String word) {
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
    public static FlatInterest of(String word) {
        return Words.find(ALL, word, "flat_interest");
    }

    /** The constant of a number, or null. */
    static FlatInterest of(int number) {
        return Words.find(ALL, number);
    }
}
