// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What becomes of arrears in a reschedule: they stay, or join the new principal. */
public enum ArrearsRule implements Word {
    /** The word {@code KEEP}. */
    KEEP(0, "KEEP"),
    /** The word {@code CAPITALIZE}. */
    CAPITALIZE(1, "CAPITALIZE");

    private static final ArrearsRule[] ALL = values();
    private final int number;
    private final String word;

    ArrearsRule(int number, String word) {
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
    public static ArrearsRule of(String word) {
        return Words.find(ALL, word, "arrears");
    }

    /** The constant of a number, or null. */
    static ArrearsRule of(int number) {
        return Words.find(ALL, number);
    }
}
