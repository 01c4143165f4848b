// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** From when penal interest counts, once it is charged at all. */
public enum LateFrom implements Word {
    /** The word {@code DUE_DATE}. */
    DUE_DATE(0, "DUE_DATE"),
    /** The word {@code GRACE_END}. */
    GRACE_END(1, "GRACE_END");

    private static final LateFrom[] ALL = values();
    private final int number;
    private final String word;

    LateFrom(int number, String word) {
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
    public static LateFrom of(String word) {
        return Words.find(ALL, word, "late_from");
    }

    /** The constant of a number, or null. */
    static LateFrom of(int number) {
        return Words.find(ALL, number);
    }
}
