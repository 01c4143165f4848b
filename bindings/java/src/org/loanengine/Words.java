package org.loanengine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Looks words and numbers up in their sets. */
final class Words {
    private Words() {}

    /** The constant of a number, or null. */
    static <T extends Word> T find(T[] all, int number) {
        if (number >= 0 && number < all.length && all[number].number() == number) {
            return all[number];
        }
        for (T one : all) {
            if (one.number() == number) {
                return one;
            }
        }
        return null;
    }

    /** The constant of a word; MALFORMED_INPUT where there is none. */
    static <T extends Word> T find(T[] all, String word, String path) {
        for (T one : all) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        String allowed = Arrays.stream(all).map(Word::word).collect(Collectors.joining(", "));
        throw new LoanEngineException(Code.MALFORMED_INPUT, path,
                LoanEngineException.quoted(word) + " is not allowed here; allowed: " + allowed);
    }

    /** The number of a word; 0 for none, which is the default. */
    static int number(Word word) {
        return word == null ? 0 : word.number();
    }
}
