package org.loanengine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Fills structs of the C interface. What they cannot say (a missing field, a text that is no number, a zero where zero is
 * the struct's default) is not judged here: {@link #unsaid} sends the case to the documents, and the engine says in its own
 * words what is allowed.
 */
final class Packer {
    /** What lists take at most. */
    private static final int MOST = 1 << 30;

    final Currency currency;
    boolean unsaid;
    private final Parts parts;

    /** Lists, one behind the other. */
    private static final class Parts {
        byte[] bytes = new byte[64];
        int used = 8; // the first bytes are no place for new terms
    }

    Packer(Currency currency) {
        this(currency, new Parts());
    }

    private Packer(Currency currency, Parts parts) {
        this.currency = currency;
        this.parts = parts;
        unsaid = currency == null;
    }

    /** A packer that goes on behind the lists of a product, whose places stay. */
    static Packer after(Currency currency, Memory lists, int size) {
        Packer packer = new Packer(currency);
        packer.parts.bytes = Arrays.copyOf(lists.copy(0, size), Math.max(2 * size, 64));
        packer.parts.used = Math.max(size, 8);
        return packer;
    }

    /** A packer of another currency into the same lists. */
    Packer of(Currency other) {
        return new Packer(other, parts);
    }

    int partsSize() {
        return parts.used <= 8 ? 0 : parts.used;
    }

    /** The lists, for a call. */
    Memory parts(Arena arena) {
        if (partsSize() == 0) {
            return Memory.NONE;
        }
        Memory copy = arena.take(parts.used);
        copy.put(0, parts.bytes, parts.used);
        return copy;
    }

    /** The lists, to be kept. */
    Memory parts() {
        return partsSize() == 0 ? Memory.NONE : Memory.copyOf(parts.bytes, parts.used);
    }

    static ByteBuffer struct(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    /** A place of zero bytes, a multiple of 8. */
    int take(int size) {
        int at = parts.used;
        if (size > MOST - 8 - at) {
            unsaid = true;
            return at;
        }
        parts.used += (size + 7) & ~7;
        if (parts.used > parts.bytes.length) {
            parts.bytes = Arrays.copyOf(parts.bytes, (int) Math.min(2L * parts.used, MOST));
        }
        return at;
    }

    void put(int at, byte[] content) {
        if (!unsaid) {
            System.arraycopy(content, 0, parts.bytes, at, content.length);
        }
    }

    /** An amount as minor units; null is zero. */
    long money(BigDecimal amount) {
        if (amount == null || currency == null) {
            return 0;
        }
        try {
            return currency.minor(amount);
        } catch (LoanEngineException refused) {
            unsaid = true;
            return 0;
        }
    }

    /** An amount that is not there where it is zero. */
    long moneyAboveZero(BigDecimal amount) {
        long minor = money(amount);
        unsaid |= amount != null && minor == 0;
        return minor;
    }

    int count(Integer value) {
        return value == null ? 0 : value;
    }

    /** A count that is not there where it is zero. */
    int countAboveZero(Integer value) {
        unsaid |= value != null && value == 0;
        return count(value);
    }

    int required(Word word) {
        unsaid |= word == null;
        return Words.number(word);
    }

    /** A date, or the number for none. */
    int date(LocalDate date) {
        if (date != null && !Days.known(date)) {
            unsaid = true;
            return Layout.DATE_NONE;
        }
        return Days.of(date);
    }

    int mode(RoundingMode mode) {
        if (mode == null) {
            return 0;
        }
        Integer number = Layout.MODE.get(mode.name());
        unsaid |= number == null;
        return number == null ? 0 : number;
    }

    /** Writes a ratio where its parts have 64 bits; else says so. */
    private int ratio(ByteBuffer to, int at, String text) {
        int code = Code.MALFORMED_INPUT.number();
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && bytes.length <= Limits.TEXT_MAX) {
            try (Arena arena = Arena.open()) {
                Memory found = arena.zeros(16);
                code = Native.rateParse(arena.bytes(bytes).address, bytes.length, found.address, found.address + 8);
                to.putLong(at + Layout.RATIO_NUMERATOR, found.getLong(0));
                to.putLong(at + Layout.RATIO_DENOMINATOR, found.getLong(8));
            }
        }
        return code;
    }

    void percent(ByteBuffer to, int at, String text) {
        unsaid |= ratio(to, at, text) != 0;
    }

    /** Writes a rate; with its text in parts where 64 bits do not hold it and there is a place for that. */
    void rate(ByteBuffer to, int at, int per, int textAt, Rate rate) {
        if (rate == null) {
            unsaid = true;
            return;
        }
        to.putInt(per, required(rate.per()));
        int code = ratio(to, at, rate.percent());
        if (code == Code.AMOUNT_OUT_OF_RANGE.number() && textAt >= 0) {
            byte[] text = rate.percent().getBytes(StandardCharsets.UTF_8);
            int place = take(text.length);
            put(place, text);
            part(to, textAt, place, text.length);
            to.putLong(at, 0).putLong(at + 8, 0);
        } else {
            unsaid |= code != 0;
        }
    }

    static void part(ByteBuffer to, int at, int place, int count) {
        to.putInt(at + Layout.PART_AT, count == 0 ? 0 : place).putInt(at + Layout.PART_COUNT, count);
    }

    /** Writes an amount or a percentage: one of the two is given. */
    void share(ByteBuffer to, int at, BigDecimal amount, String percent) {
        unsaid |= (amount == null) == (percent == null);
        to.putLong(at + Layout.SHARE_AMOUNT, money(amount));
        if (percent != null) {
            percent(to, at + Layout.SHARE_PERCENT, percent);
        }
    }

    /** Writes numbers to parts. */
    void numbers(ByteBuffer to, int at, int[] values, int most) {
        if (values.length > most) {
            unsaid = true;
            return;
        }
        int place = take(4 * values.length);
        if (unsaid) {
            return;
        }
        ByteBuffer.wrap(parts.bytes).position(place).slice().order(ByteOrder.nativeOrder()).asIntBuffer().put(values);
        part(to, at, place, values.length);
    }

    void dates(ByteBuffer to, int at, List<LocalDate> dates, int most) {
        if (dates != null && !dates.isEmpty()) {
            numbers(to, at, dates.stream().mapToInt(this::date).toArray(), most);
        }
    }

    void dueDays(ByteBuffer to, int at, List<Integer> days) {
        if (days == null) {
            return;
        }
        if (days.isEmpty() || days.size() > 4) {
            unsaid = true;
            return;
        }
        for (int i = 0; i < days.size(); i++) {
            int day = days.get(i);
            unsaid |= day < 1 || day > 255;
            to.put(at + i, (byte) day);
        }
    }

    /** Writes an order of components. */
    void order(ByteBuffer to, int at, List<Component> order) {
        int seen = 0;
        for (int i = 0; i < order.size() && i < 4; i++) {
            int number = order.get(i).number();
            seen |= 1 << number;
            to.put(at + i, (byte) number);
        }
        unsaid |= seen != 0b1111 || order.size() != 4;
    }

    void grace(ByteBuffer to, int principal, int interestFree, int capitalized, int deferred, Grace grace) {
        if (grace != null) {
            to.putInt(principal, count(grace.principal())).putInt(interestFree, count(grace.interestFree()));
            to.putInt(capitalized, count(grace.capitalized())).putInt(deferred, count(grace.deferred()));
        }
    }

    /** The engine's refusal of what structs cannot say. */
    static LoanEngineException refusal(Terms terms, LoanStatus status, List<Event> events, LocalDate asOf) {
        try {
            Documents.evaluate(CaseJson.write(terms, status, events, asOf), false);
        } catch (LoanEngineException refused) {
            return new LoanEngineException(refused.code(), refused.path(), refused.detail(), refused.index(), null);
        }
        return LoanEngineException.argument("terms", "the rate of an event or of a late charge, or a list, goes beyond "
                + "what typed loans hold; allowed: parts of 64 bits, or Documents.evaluate");
    }
}
