// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Interest as the plan says, or by the day on what is really unpaid. */
public enum Accrual implements Word {
    /** The word {@code SCHEDULED}. */
    SCHEDULED(0, "SCHEDULED"),
    /** The word {@code DAILY}. */
    DAILY(1, "DAILY");

    private static final Accrual[] ALL = values();
    private final int number;
    private final String word;

    Accrual(int number, String word) {
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
    public static Accrual of(String word) {
        return Words.find(ALL, word, "accrual");
    }

    /** The constant of a number, or null. */
    static Accrual of(int number) {
        return Words.find(ALL, number);
    }
}
