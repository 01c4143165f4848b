// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Which installment not yet due takes the next money. */
public enum Advance implements Word {
    /** The word {@code NEXT}. */
    NEXT(0, "NEXT"),
    /** The word {@code LAST}. */
    LAST(1, "LAST"),
    /** The word {@code CURRENT_THEN_LAST}. */
    CURRENT_THEN_LAST(2, "CURRENT_THEN_LAST"),
    /** The word {@code SPREAD}. */
    SPREAD(3, "SPREAD");

    private static final Advance[] ALL = values();
    private final int number;
    private final String word;

    Advance(int number, String word) {
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
    public static Advance of(String word) {
        return Words.find(ALL, word, "advance");
    }

    /** The constant of a number, or null. */
    static Advance of(int number) {
        return Words.find(ALL, number);
    }
}
