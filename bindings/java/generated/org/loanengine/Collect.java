// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** How an upfront fee reaches the lender. */
public enum Collect implements Word {
    /** The word {@code DEDUCTED}. */
    DEDUCTED(0, "DEDUCTED"),
    /** The word {@code FINANCED}. */
    FINANCED(1, "FINANCED"),
    /** The word {@code SEPARATE}. */
    SEPARATE(2, "SEPARATE");

    private static final Collect[] ALL = values();
    private final int number;
    private final String word;

    Collect(int number, String word) {
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
    public static Collect of(String word) {
        return Words.find(ALL, word, "collect");
    }

    /** The constant of a number, or null. */
    static Collect of(int number) {
        return Words.find(ALL, number);
    }
}
