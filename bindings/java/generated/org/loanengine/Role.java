// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Who does it; LE_ROLE_NONE checks no role. */
public enum Role implements Word {
    /** The word {@code CREDIT_OFFICER}. */
    CREDIT_OFFICER(1, "CREDIT_OFFICER"),
    /** The word {@code SUPERVISOR}. */
    SUPERVISOR(2, "SUPERVISOR"),
    /** The word {@code ADMIN}. */
    ADMIN(3, "ADMIN");

    private static final Role[] ALL = values();
    private final int number;
    private final String word;

    Role(int number, String word) {
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
    public static Role of(String word) {
        return Words.find(ALL, word, "role");
    }

    /** The constant of a number, or null. */
    static Role of(int number) {
        return Words.find(ALL, number);
    }
}
