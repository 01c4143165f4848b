// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Whether the last level payment's difference is spread over all. */
public enum Leveling implements Word {
    /** The word {@code NONE}. */
    NONE(0, "NONE"),
    /** The word {@code RESPREAD}. */
    RESPREAD(1, "RESPREAD");

    private static final Leveling[] ALL = values();
    private final int number;
    private final String word;

    Leveling(int number, String word) {
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
    public static Leveling of(String word) {
        return Words.find(ALL, word, "leveling");
    }

    /** The constant of a number, or null. */
    static Leveling of(int number) {
        return Words.find(ALL, number);
    }
}
