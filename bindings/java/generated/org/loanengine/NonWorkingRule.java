// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What happens to a due date on a non-working day. */
public enum NonWorkingRule implements Word {
    /** The word {@code FOLLOWING}. */
    FOLLOWING(0, "FOLLOWING"),
    /** The word {@code MODIFIED_FOLLOWING}. */
    MODIFIED_FOLLOWING(1, "MODIFIED_FOLLOWING"),
    /** The word {@code PRECEDING}. */
    PRECEDING(2, "PRECEDING"),
    /** The word {@code SKIP}. */
    SKIP(3, "SKIP");

    private static final NonWorkingRule[] ALL = values();
    private final int number;
    private final String word;

    NonWorkingRule(int number, String word) {
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
    public static NonWorkingRule of(String word) {
        return Words.find(ALL, word, "non_working_rule");
    }

    /** The constant of a number, or null. */
    static NonWorkingRule of(int number) {
        return Words.find(ALL, number);
    }
}
