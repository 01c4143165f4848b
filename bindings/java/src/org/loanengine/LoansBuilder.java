package org.loanengine;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds {@link Loans}. A column that is not set is the product's; all others have one element a loan. Arrays and heap buffers
 * are copied; direct buffers of the machine's byte order are read where they are, by each call.
 */
public final class LoansBuilder {
    private static final int[] PARTS = {Layout.TERMS_HOLIDAYS, Layout.TERMS_DUE_DATES, Layout.TERMS_LATE_CHARGES,
        Layout.TERMS_UPFRONT_FEES, Layout.TERMS_BUCKET_FROM_DAYS, Layout.TERMS_RATE_TEXT};

    final List<Product> products;
    int[] numbers;
    List<? extends List<Event>> events;
    private int count = -1;
    private int asOf = Layout.DATE_NONE;
    /** By its place in {@code le_loans}: the column, its name and length. */
    private final Map<Integer, Column> columns = new LinkedHashMap<>();

    private record Column(String name, Memory memory, int length, Object source) {}

    LoansBuilder(List<Product> products) {
        this.products = List.copyOf(products);
        if (products.isEmpty()) {
            throw LoanEngineException.argument("products", "one product at least is needed here");
        }
    }

    private LoansBuilder column(int place, String name, LongBuffer values) {
        columns.put(place, new Column(name, Columns.of(values), values.remaining(), values));
        return this;
    }

    private LoansBuilder column(int place, String name, IntBuffer values) {
        columns.put(place, new Column(name, Columns.of(values), values.remaining(), values));
        return this;
    }

    private static <T> T needed(T column, String name) {
        return LoanEngineException.needed(column, name);
    }

    /**
     * @param count how many loans, where no column says it
     * @return this
     */
    public LoansBuilder count(int count) {
        if (count < 0 || count > Loans.MAX) {
            throw LoanEngineException.argument("count", "allowed: 0 to " + Loans.MAX);
        }
        this.count = count;
        return this;
    }

    /**
     * @param numbers each loan's product, from 0
     * @return this
     */
    public LoansBuilder product(int... numbers) {
        this.numbers = needed(numbers, "product").clone();
        return column(Layout.LOANS_PRODUCT, "product", IntBuffer.wrap(this.numbers));
    }

    /**
     * @param minor what each is lent, in minor units
     * @return this
     */
    public LoansBuilder principal(long... minor) {
        return principal(LongBuffer.wrap(needed(minor, "principal")));
    }

    /**
     * @param minor what each is lent, in minor units
     * @return this
     */
    public LoansBuilder principal(LongBuffer minor) {
        return column(Layout.LOANS_PRINCIPAL, "principal", needed(minor, "principal"));
    }

    /**
     * @param numerators of each rate in percent: 24 % is 24/1
     * @param denominators above zero
     * @return this
     */
    public LoansBuilder rate(long[] numerators, long[] denominators) {
        return rate(LongBuffer.wrap(needed(numerators, "rate")), LongBuffer.wrap(needed(denominators, "rate")));
    }

    /**
     * @param numerators of each rate in percent: 24 % is 24/1
     * @param denominators above zero
     * @return this
     */
    public LoansBuilder rate(LongBuffer numerators, LongBuffer denominators) {
        column(Layout.LOANS_RATE_NUMERATOR, "rate", needed(numerators, "rate"));
        return column(Layout.LOANS_RATE_DENOMINATOR, "rate", needed(denominators, "rate"));
    }

    /**
     * @param counts each loan's installments
     * @return this
     */
    public LoansBuilder termCount(int... counts) {
        return termCount(IntBuffer.wrap(needed(counts, "termCount")));
    }

    /**
     * @param counts each loan's installments
     * @return this
     */
    public LoansBuilder termCount(IntBuffer counts) {
        return column(Layout.LOANS_TERM_COUNT, "termCount", needed(counts, "termCount"));
    }

    /**
     * @param days when each is paid out, as of {@link Days}
     * @return this
     */
    public LoansBuilder disbursedAt(int... days) {
        return disbursedAt(IntBuffer.wrap(needed(days, "disbursedAt")));
    }

    /**
     * @param days when each is paid out, as of {@link Days}
     * @return this
     */
    public LoansBuilder disbursedAt(IntBuffer days) {
        return column(Layout.LOANS_DISBURSED_AT, "disbursedAt", needed(days, "disbursedAt"));
    }

    /**
     * @param days each loan's first due date, as of {@link Days}; {@link Days#NONE} for one step after disbursedAt
     * @return this
     */
    public LoansBuilder firstDueDate(int... days) {
        return firstDueDate(IntBuffer.wrap(needed(days, "firstDueDate")));
    }

    /**
     * @param days each loan's first due date, as of {@link Days}; {@link Days#NONE} for one step after disbursedAt
     * @return this
     */
    public LoansBuilder firstDueDate(IntBuffer days) {
        return column(Layout.LOANS_FIRST_DUE_DATE, "firstDueDate", needed(days, "firstDueDate"));
    }

    /**
     * @param numbers each loan's status before its first event, by {@link LoanStatus#number}; active where it is not set
     * @return this
     */
    public LoansBuilder status(int... numbers) {
        return status(IntBuffer.wrap(needed(numbers, "status")));
    }

    /**
     * @param numbers each loan's status before its first event, by {@link LoanStatus#number}; active where it is not set
     * @return this
     */
    public LoansBuilder status(IntBuffer numbers) {
        return column(Layout.LOANS_STATUS, "status", needed(numbers, "status"));
    }

    /**
     * @param date of {@link Batch#evaluate}, null for each loan's latest event's, and of {@link Batch#classify}
     * @return this
     */
    public LoansBuilder asOf(LocalDate date) {
        asOf = Days.of(date, "asOf");
        return this;
    }

    /**
     * @param events each loan's, in the order they were entered: of {@link Batch#evaluate} alone
     * @return this
     */
    public LoansBuilder events(List<? extends List<Event>> events) {
        this.events = needed(events, "events").stream().map(List::copyOf).toList();
        return this;
    }

    int[] termCounts() {
        Column counts = columns.get(Layout.LOANS_TERM_COUNT);
        if (counts == null) {
            return null;
        }
        int[] copy = new int[counts.length];
        ((IntBuffer) counts.source).duplicate().get(copy);
        return copy;
    }

    /**
     * Ends it.
     *
     * @return the loans
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} where lengths differ
     */
    public Loans build() {
        int loans = countOf();
        Packer pack = Packer.after(products.get(0).currency(), products.get(0).parts, products.get(0).partsSize);
        Memory terms = terms(pack);
        Memory struct = Memory.of(Layout.LOANS_SIZE);
        struct.putInt(Layout.LOANS_STRUCT_SIZE, Layout.LOANS_SIZE);
        struct.putInt(Layout.LOANS_PRODUCT_COUNT, products.size());
        struct.putLong(Layout.LOANS_PRODUCTS, terms.address);
        struct.putLong(Layout.LOANS_COUNT, loans);
        struct.putInt(Layout.LOANS_AS_OF, asOf);
        columns.forEach((place, column) -> struct.putLong(place, column.memory.address));
        Map<Integer, LoanEngineException> bad = new HashMap<>();
        Memory packed = null;
        Memory offsets = null;
        if (events != null) {
            offsets = Memory.of(8L * (loans + 1L));
            packed = events(pack, offsets, bad);
            struct.putLong(Layout.LOANS_EVENTS, packed.address);
            struct.putLong(Layout.LOANS_EVENT_OFFSETS, offsets.address);
        }
        if (pack.unsaid) {
            throw LoanEngineException.argument("products", "lists of at most 1 GiB are allowed");
        }
        Memory parts = pack.parts();
        struct.putLong(Layout.LOANS_PARTS, parts.address);
        struct.putLong(Layout.LOANS_PARTS_SIZE, pack.partsSize());
        return new Loans(this, loans, bad, struct, new Object[] {products, terms, parts, columns, packed, offsets});
    }

    private int countOf() {
        int loans = count;
        for (Column column : columns.values()) {
            loans = loans < 0 ? column.length : loans;
        }
        loans = loans >= 0 ? loans : events != null ? events.size() : products.size();
        for (Column column : columns.values()) {
            same(column.name, column.length, loans);
        }
        same("events", events == null ? loans : events.size(), loans);
        if (loans > Loans.MAX) {
            throw LoanEngineException.argument("count", "allowed: 0 to " + Loans.MAX);
        }
        if (numbers == null && products.size() != 1 && products.size() != loans) {
            throw LoanEngineException.argument("products", "one, or one for each loan, is needed here without the column product");
        }
        return loans;
    }

    private static void same(String name, int length, int loans) {
        if (length != loans) {
            throw LoanEngineException.argument(name, "as many elements as loans are needed here: " + loans + ", not " + length);
        }
    }

    /** Lays the products' terms side by side, and their lists behind one another. */
    private Memory terms(Packer pack) {
        if (products.size() == 1) {
            return products.get(0).terms;
        }
        Memory all = Memory.of((long) products.size() * Layout.TERMS_SIZE);
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            ByteBuffer own = Packer.struct(Layout.TERMS_SIZE).put(0, product.terms.copy(0, Layout.TERMS_SIZE));
            if (i > 0 && product.partsSize > 0) {
                int shift = pack.take(product.partsSize - 8) - 8;
                pack.unsaid |= shift < 0;
                if (pack.unsaid) {
                    break;
                }
                pack.put(shift + 8, product.parts.slice(8).copy(0, product.partsSize - 8));
                for (int part : PARTS) {
                    if (own.getInt(part + Layout.PART_COUNT) > 0) {
                        own.putInt(part + Layout.PART_AT, own.getInt(part + Layout.PART_AT) + shift);
                    }
                }
            }
            all.put(i * Layout.TERMS_SIZE, own.array(), Layout.TERMS_SIZE);
        }
        return all;
    }

    /** Lays the events of all loans behind one another. What structs cannot say is its loan's error, and no other's. */
    private Memory events(Packer pack, Memory offsets, Map<Integer, LoanEngineException> bad) {
        long total = events.stream().mapToLong(List::size).sum() + events.size();
        if (total > Integer.MAX_VALUE / Layout.EVENT_SIZE) {
            throw LoanEngineException.argument("events", "at most " + Integer.MAX_VALUE / Layout.EVENT_SIZE + " are allowed");
        }
        Memory packed = Memory.of(total * Layout.EVENT_SIZE);
        ByteBuffer own = Packer.struct(Layout.EVENT_SIZE);
        int used = 0;
        for (int loan = 0; loan < events.size(); loan++) {
            int begin = used;
            Packer each = pack.of(product(loan).currency());
            for (Event event : events.get(loan)) {
                EventPacker.event(each, event, own.clear());
                packed.put(used++ * Layout.EVENT_SIZE, own.array(), Layout.EVENT_SIZE);
            }
            if (each.unsaid) {
                bad.put(loan, refusal(loan));
                // In their place one that the engine refuses, so that the loan has no rows.
                used = begin + 1;
                packed.put(begin * Layout.EVENT_SIZE, Packer.struct(Layout.EVENT_SIZE).putInt(Layout.EVENT_TYPE, -1).array(),
                        Layout.EVENT_SIZE);
            }
            offsets.putLong(8 * (loan + 1), used);
        }
        return packed;
    }

    private Product product(int loan) {
        int number = numbers != null ? numbers[loan] : products.size() > 1 ? loan : 0;
        return products.get(number >= 0 && number < products.size() ? number : 0);
    }

    private Long value(int place, int loan) {
        Column column = columns.get(place);
        return column == null ? null : column.source instanceof LongBuffer longs ? longs.get(longs.position() + loan)
                : (long) ((IntBuffer) column.source).get(((IntBuffer) column.source).position() + loan);
    }

    /** What the engine says of a loan whose events structs cannot say. */
    private LoanEngineException refusal(int loan) {
        Terms terms = product(loan).terms();
        TermsBuilder own = terms.toBuilder();
        Long principal = value(Layout.LOANS_PRINCIPAL, loan);
        Long numerator = value(Layout.LOANS_RATE_NUMERATOR, loan);
        Long termCount = value(Layout.LOANS_TERM_COUNT, loan);
        Long disbursedAt = value(Layout.LOANS_DISBURSED_AT, loan);
        Long firstDueDate = value(Layout.LOANS_FIRST_DUE_DATE, loan);
        Long status = value(Layout.LOANS_STATUS, loan);
        own.principalAmount(principal == null ? terms.principalAmount() : new BigDecimal(principal).movePointLeft(terms.currency().exponent()));
        own.rate(numerator == null ? terms.rate()
                : new Rate(numerator + "/" + value(Layout.LOANS_RATE_DENOMINATOR, loan), terms.rate().per()));
        own.term(termCount == null ? terms.termCount() : Integer.valueOf(termCount.intValue()), terms.termUnit());
        own.disbursedAt(disbursedAt == null ? terms.disbursedAt() : Days.date(disbursedAt.intValue()));
        own.firstDueDate(firstDueDate == null ? terms.firstDueDate() : Days.date(firstDueDate.intValue()));
        LoanStatus before = status == null ? LoanStatus.ACTIVE : LoanStatus.of(status.intValue());
        LoanEngineException found = Packer.refusal(own.build(), before, new ArrayList<>(events.get(loan)), Days.date(asOf));
        return new LoanEngineException(found.code(), found.path(), found.detail(), loan, null);
    }
}
