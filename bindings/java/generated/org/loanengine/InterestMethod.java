// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Interest on the balance, or on the principal whatever was repaid. */
public enum InterestMethod implements Word {
    /** The word {@code DECLINING}. */
    DECLINING(0, "DECLINING"),
    /** The word {@code FLAT}. */
    FLAT(1, "FLAT");

    private static final InterestMethod[] ALL = values();
    private final int number;
    private final String word;

    InterestMethod(int number, String word) {
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
    public static InterestMethod of(String word) {
        return Words.find(ALL, word, "interest_method");
    }

    /** The constant of a number, or null. */
    static InterestMethod of(int number) {
        return Words.find(ALL, number);
    }
}
