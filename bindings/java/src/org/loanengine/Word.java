package org.loanengine;

/** A word of one of the case format's sets, such as {@link DayCount}. */
public interface Word {
    /** {@return the number that stands for it in columns and in the C interface} */
    int number();

    /** {@return the word as the case format has it, {@code "ACT/365.FIXED"}} */
    String word();
}
