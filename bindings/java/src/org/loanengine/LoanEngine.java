package org.loanengine;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/** What stands by itself: the engine's version, rounding, day counts, transitions. */
public final class LoanEngine {
    private LoanEngine() {}

    /** {@return the version of the library that is loaded, {@code "0.2.0"}} */
    public static String version() {
        return Native.text(Native.versionString());
    }

    /**
     * An exact fraction in lowest terms.
     *
     * @param numerator above the line
     * @param denominator below it, more than zero
     */
    public record Ratio(long numerator, long denominator) {
        @Override
        public String toString() {
            return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
        }
    }

    /**
     * Reads a percentage as rates are written: {@code "24"}, {@code "2.5"}, {@code "100/3"}.
     *
     * @param percent the text
     * @return the fraction
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT}, {@link Code#AMOUNT_OUT_OF_RANGE} for parts beyond 64 bits
     */
    public static Ratio percent(String percent) {
        try (Arena arena = Arena.open()) {
            byte[] text = LoanEngineException.needed(percent, "percent").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Memory found = arena.zeros(16);
            int code = Native.rateParse(arena.bytes(text).address, text.length, found.address, found.address + 8);
            return ratio(code, found, "percent", "a decimal, \"2.5\", or a ratio, \"100/3\", is needed here");
        }
    }

    private static Ratio ratio(int code, Memory found, String path, String allowed) {
        if (code != 0) {
            throw new LoanEngineException(LoanEngineException.code(code), path, allowed);
        }
        return new Ratio(found.getLong(0), found.getLong(8));
    }

    /**
     * Rounds numerator/denominator to a whole multiple of a unit: 41520/100 to 5 by UP is 420.
     *
     * @param numerator above the line
     * @param denominator more than zero
     * @param unit more than zero
     * @param mode how
     * @return the multiple
     * @throws LoanEngineException {@link Code#AMOUNT_OUT_OF_RANGE}, {@link Code#INVALID_ARGUMENT}
     */
    public static long round(long numerator, long denominator, long unit, RoundingMode mode) {
        Integer number = Layout.MODE.get(LoanEngineException.needed(mode, "mode").name());
        if (number == null) {
            throw LoanEngineException.argument("mode", "a mode that rounds is needed here, not " + mode);
        }
        try (Arena arena = Arena.open()) {
            Memory found = arena.zeros(8);
            int code = Native.roundRatio(numerator, denominator, unit, number, found.address);
            if (code != 0) {
                throw new LoanEngineException(LoanEngineException.code(code), "ratio",
                        "denominator and unit are more than zero, the result fits into 64 bits");
            }
            return found.getLong(0);
        }
    }

    /**
     * The exact fraction of a year from one date to another, by a count that looks at dates.
     *
     * @param dayCount {@link DayCount#THIRTY_360} and those after it
     * @param start the first date
     * @param end not before it
     * @param termination the loan's last period end, which 30E/360 ISDA looks at; null for {@code end}
     * @return the fraction
     * @throws LoanEngineException {@link Code#DATE_OUT_OF_RANGE}, {@link Code#INVALID_ARGUMENT}
     */
    public static Ratio dayCountFraction(DayCount dayCount, LocalDate start, LocalDate end, LocalDate termination) {
        LoanEngineException.needed(dayCount, "dayCount");
        try (Arena arena = Arena.open()) {
            Memory found = arena.zeros(16);
            int code = Native.dayCountFraction(dayCount.number(), Days.of(start), Days.of(end),
                    Days.of(termination == null ? end : termination), found.address, found.address + 8);
            return ratio(code, found, "dayCount", "a count that looks at dates, and dates that rise, are needed here");
        }
    }

    /**
     * The status after an event, before money is looked at.
     *
     * @param status the status before it
     * @param event the event
     * @param role who does it, or null: no role is checked
     * @return the status
     * @throws LoanEngineException {@link Code#ILLEGAL_TRANSITION}, {@link Code#FORBIDDEN_ROLE}, with what would be allowed
     */
    public static LoanStatus transition(LoanStatus status, EventType event, Role role) {
        try (Arena arena = Arena.open()) {
            Memory next = arena.zeros(8);
            Memory error = arena.error();
            int code = Native.transition(LoanEngineException.needed(status, "status").number(),
                    LoanEngineException.needed(event, "event").number(), Words.number(role), next.address, error.address);
            if (code != 0) {
                throw LoanEngineException.of(code, error);
            }
            return LoanStatus.of(next.getInt(0));
        }
    }

    /**
     * The events that a status takes from a role.
     *
     * @param status the status
     * @param role who does it, or null for anyone
     * @return the types of events
     */
    public static Set<EventType> allowedEvents(LoanStatus status, Role role) {
        Set<EventType> found = EnumSet.noneOf(EventType.class);
        try (Arena arena = Arena.open()) {
            Memory bits = arena.zeros(8);
            int code = Native.allowedEvents(LoanEngineException.needed(status, "status").number(), Words.number(role), bits.address);
            if (code != 0) {
                throw new LoanEngineException(LoanEngineException.code(code), "status", "the call was refused");
            }
            for (EventType type : EventType.values()) {
                if ((bits.getInt(0) >> type.number() & 1) != 0) {
                    found.add(type);
                }
            }
        }
        return found;
    }
}
