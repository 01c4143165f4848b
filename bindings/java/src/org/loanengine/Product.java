package org.loanengine;

import java.lang.ref.Reference;
import java.util.List;
import java.util.OptionalLong;

/**
 * Terms made ready for the engine: to compute many schedules, or batches, of one contract, and to work in a host's own rows.
 * It does not change, and any number of threads may use it at once.
 */
public final class Product {
    final Terms source;
    final Memory terms;
    final Memory parts;
    final int partsSize;

    private Product(Terms source, Packer pack, byte[] terms) {
        this.source = source;
        this.terms = Memory.copyOf(terms, terms.length);
        this.parts = pack.parts();
        this.partsSize = pack.partsSize();
    }

    /**
     * Makes terms ready. What the engine's structs cannot say, such as a field that is missing, is refused here with the
     * engine's error; all else where the product is used.
     *
     * @param terms the terms
     * @return the product
     * @throws LoanEngineException with the engine's code and path
     */
    public static Product of(Terms terms) {
        Packer pack = new Packer(LoanEngineException.needed(terms, "terms").currency());
        byte[] packed = TermsPacker.pack(pack, terms);
        if (pack.unsaid) {
            throw Packer.refusal(terms, LoanStatus.ACTIVE, List.of(), null);
        }
        return new Product(terms, pack, packed);
    }

    /** {@return the terms that it was made of} */
    public Terms terms() {
        return source;
    }

    /** {@return the currency of its amounts} */
    public Currency currency() {
        return source.currency();
    }

    /** {@return how many rows are enough for its schedule} */
    public int rowCount() {
        int dates = terms.getInt(Layout.TERMS_DUE_DATES + Layout.PART_COUNT);
        return clamp(dates > 0 ? dates : terms.getInt(Layout.TERMS_TERM_COUNT)) + 1;
    }

    static int clamp(int count) {
        return Math.max(0, Math.min(count, Limits.TERM_COUNT_MAX));
    }

    /**
     * Writes the schedule to rows, and allocates nothing. Rows behind the schedule's may have been written to.
     *
     * @param rows memory, of which {@link #rowCount} rows are enough
     * @return how many rows the schedule has
     * @throws LoanEngineException {@link Code#INVALID_TERMS}, {@link Code#AMOUNT_OUT_OF_RANGE},
     *     {@link Code#DATE_OUT_OF_RANGE}, {@link Code#NEGATIVE_AMORTIZATION}; {@link Code#BUFFER_TOO_SMALL}
     */
    public int scheduleInto(Rows rows) {
        if (rows == null) {
            throw LoanEngineException.argument("rows", "memory for rows is needed here");
        }
        int tail = rows.tail();
        long at = rows.memory.address + tail;
        int code = Native.scheduleBuild(terms.address, parts.address, partsSize, rows.memory.address, rows.capacity(),
                at + Layout.SUMMARY_SIZE, at, 0);
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(rows);
        if (code != 0) {
            throw scheduleError(rows);
        }
        return (int) rows.memory.getLong(tail + Layout.SUMMARY_SIZE);
    }

    /** What is wrong is asked for by itself: the same call says the same. */
    private LoanEngineException scheduleError(Rows rows) {
        try (Arena arena = Arena.open()) {
            Memory error = arena.error();
            Memory count = arena.zeros(8);
            int code = Native.scheduleBuild(terms.address, parts.address, partsSize, rows.memory.address, rows.capacity(),
                    count.address, 0, error.address);
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(rows);
            return LoanEngineException.of(code, error);
        }
    }

    /**
     * The schedule: rows, level payment, sums.
     *
     * @return the schedule
     * @throws LoanEngineException as of {@link #scheduleInto}
     */
    public Schedule schedule() {
        try (Arena arena = Arena.open()) {
            int capacity = rowCount();
            Memory rows = arena.take((long) capacity * Layout.ROW_SIZE);
            Memory summary = arena.struct(Layout.SUMMARY_SIZE);
            Memory count = arena.zeros(8);
            Memory error = arena.error();
            int code = Native.scheduleBuild(terms.address, parts.address, partsSize, rows.address, capacity, count.address,
                    summary.address, error.address);
            Reference.reachabilityFence(this);
            if (code != 0) {
                throw LoanEngineException.of(code, error);
            }
            return new Schedule(Rows.copy(rows, 0, (int) count.getLong(0), currency()),
                    installment(summary, Layout.SUMMARY_HAS_INSTALLMENT, Layout.SUMMARY_INSTALLMENT),
                    summary.amounts(Layout.SUMMARY_TOTALS, currency()));
        }
    }

    static OptionalLong installment(Memory from, int has, int amount) {
        return from.getInt(has) == 0 ? OptionalLong.empty() : OptionalLong.of(from.getLong(amount));
    }

    /**
     * The level payment, before any respreading.
     *
     * @param roundedMinor in minor units
     * @param ratio the exact ratio that was rounded, in minor units: {@code "5673575/12"}, or a whole number
     */
    public record LevelPayment(long roundedMinor, String ratio) {}

    /**
     * The level payment of terms that have one.
     *
     * @return the payment
     * @throws LoanEngineException {@link Code#INVALID_TERMS} at {@code terms.amortization} where there is none; else as of
     *     {@link #scheduleInto}
     */
    public LevelPayment levelPayment() {
        for (int capacity = 1024;;) {
            try (Arena arena = Arena.open()) {
                Memory text = arena.take(capacity);
                Memory found = arena.zeros(16);
                Memory error = arena.error();
                int code = Native.levelPayment(terms.address, parts.address, partsSize, found.address, text.address, capacity,
                        found.address + 8, error.address);
                Reference.reachabilityFence(this);
                long needed = found.getLong(8);
                if (code == Code.BUFFER_TOO_SMALL.number() && needed > capacity && needed < Integer.MAX_VALUE) {
                    capacity = (int) needed;
                } else if (code != 0) {
                    throw LoanEngineException.of(code, error);
                } else {
                    return new LevelPayment(found.getLong(0), text.text(0, capacity));
                }
            }
        }
    }

    /** {@return the functions for a host's own rows, by this product's allocation and delinquency} */
    public Servicing servicing() {
        return new Servicing(this);
    }
}
