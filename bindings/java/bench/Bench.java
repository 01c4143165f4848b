package org.loanengine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * What calls cost over the C call, in turns in one process: the least of the rounds, as a table. Batches have 100 000 loans of
 * 12 rows.
 */
final class Bench {
    private static final int ROUNDS = Integer.getInteger("org.loanengine.rounds", 9);
    private static final int LOANS = 100_000;
    private static final int TIMES = 100_000;
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 11);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    private Bench() {}

    static native long schedules(long terms, long parts, long size, long rows, long capacity, int times);

    static native long scheduleBatch(long loans, long columns, long capacity, long offsets, long codes);

    static native long evaluateBatch(long loans, long columns, long capacity, long offsets, long codes);

    static native long allocate(long loans, long payments, long payers, long count, long columns, long offsets, long overpaid,
            long codes);

    static native long classify(long loans, long columns, long offsets, long codes);

    static native long documents(long json, long length, int times);

    private static long timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    private static void times(int count, Runnable work) {
        for (int i = 0; i < count; i++) {
            work.run();
        }
    }

    private static String shown(double nanos) {
        return Math.abs(nanos) >= 1e6 ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
    }

    private static void compare(String name, int count, LongSupplier inC, LongSupplier here) {
        long least = Long.MAX_VALUE;
        long own = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS + 2; round++) {
            long one = inC.getAsLong();
            long other = here.getAsLong();
            if (one < 0) {
                throw new IllegalStateException(name + " was refused");
            }
            if (round >= 2) { // those before warm up
                least = Math.min(least, one);
                own = Math.min(own, other);
            }
        }
        double c = (double) least / count;
        double java = (double) own / count;
        System.out.printf(Locale.ROOT, "| %s | %s | %s | %.2f | %s |%n", name, shown(c), shown(java), java / c, shown(java - c));
    }

    private static void single() {
        Terms terms = Terms.builder("NGN").principalAmount("50000").rate("24", RatePer.YEAR).term(12, Unit.MONTH)
                .disbursedAt(LocalDate.of(2026, 3, 11)).build();
        Product product = Product.of(terms);
        Rows rows = new Rows(product.rowCount());
        LongSupplier inC = () -> schedules(product.terms.address, product.parts.address, product.partsSize,
                rows.memory.address, rows.capacity(), TIMES);
        long[] sum = {0};
        compare("`product.scheduleInto(rows)`", TIMES, inC,
                () -> timed(() -> times(TIMES, () -> sum[0] += product.scheduleInto(rows))));
        compare("`product.schedule()`", TIMES, inC,
                () -> timed(() -> times(TIMES, () -> sum[0] += product.schedule().rows().size())));
        compare("`product.schedule()`, each row", TIMES, inC, () -> timed(() -> times(TIMES, () -> {
            for (Row row : product.schedule().rows()) {
                sum[0] += row.interestDueMinor();
            }
        })));
        compare("`Product.of(terms).schedule()`", TIMES, inC,
                () -> timed(() -> times(TIMES, () -> sum[0] += Product.of(terms).schedule().rows().size())));
        Loan loan = Loan.of(terms).repay(APRIL, new BigDecimal("4727.98")).repay(LocalDate.of(2026, 5, 11), new BigDecimal("2000"));
        byte[] json = loan.toJson(JUNE).getBytes(StandardCharsets.UTF_8);
        Memory text = Memory.copyOf(json, json.length);
        int few = 2_000;
        LongSupplier documents = () -> documents(text.address, json.length, few);
        compare("`Documents.evaluate`", few, documents,
                () -> timed(() -> times(few, () -> sum[0] += Documents.evaluate(json, Form.LINE).length)));
        compare("`loan.statement`", few, documents,
                () -> timed(() -> times(few, () -> sum[0] += loan.statement(JUNE).rows().size())));
    }

    private static void batches() {
        Product product = Product.of(Terms.builder("NGN").principalAmount("50000").rate("24", RatePer.YEAR).term(12, Unit.MONTH)
                .disbursedAt(LocalDate.of(2026, 3, 11)).build());
        long[] principal = IntStream.range(0, LOANS).mapToLong(i -> 1_000_000 + 37L * i).toArray();
        Loans loans = Loans.of(product).principal(principal).asOf(JUNE).build();
        long at = loans.struct.address;
        Memory offsets = Memory.of(8L * (LOANS + 1));
        Memory codes = Memory.of(4L * LOANS);
        compare("`Batch.schedule`, new memory", 1, () -> scheduleBatch(at, 0, 12L * LOANS, offsets.address, codes.address),
                () -> timed(() -> Batch.schedule(loans, null)));
        Batch[] last = {Batch.schedule(loans, null)};
        try (Arena arena = Arena.open()) {
            Rows rows = last[0].book().rows();
            long columns = rows.struct(arena).address;
            compare("`Batch.schedule`", 1, () -> scheduleBatch(at, columns, rows.capacity(), offsets.address, codes.address),
                    () -> timed(() -> last[0] = Batch.schedule(loans, new Options().into(last[0]))));
            Payments payments = Payments.of(IntStream.range(0, LOANS).toArray(),
                    Collections.nCopies(LOANS, Days.of(APRIL)).stream().mapToInt(day -> day).toArray(),
                    Arrays.stream(principal).map(each -> each / 9).toArray());
            Memory overpaid = Memory.of(8L * LOANS);
            Book book = last[0].book();
            Batch[] paid = {null};
            compare("`Batch.allocate`", 1, () -> {
                scheduleBatch(at, columns, rows.capacity(), offsets.address, codes.address);
                return allocate(at, payments.payments.address, payments.loans.address, LOANS, columns, offsets.address,
                        overpaid.address, codes.address);
            }, () -> {
                scheduleBatch(at, columns, rows.capacity(), offsets.address, codes.address);
                return timed(() -> paid[0] = Batch.allocate(loans, book, payments, new Options().into(paid[0])));
            });
            compare("`Batch.classify`", 1, () -> classify(at, columns, offsets.address, codes.address),
                    () -> timed(() -> Batch.classify(loans, book, null)));
            List<Event> events = List.of(Event.repayment(APRIL, new BigDecimal("1000")));
            Loans lives = Loans.of(product).principal(principal).events(Collections.nCopies(LOANS, events)).asOf(JUNE).build();
            Batch[] stands = {Batch.evaluate(lives, null)};
            Rows own = stands[0].book().rows();
            long wide = own.struct(arena).address;
            compare("`Batch.evaluate`", 1,
                    () -> evaluateBatch(lives.struct.address, wide, own.capacity(), offsets.address, codes.address),
                    () -> timed(() -> stands[0] = Batch.evaluate(lives, new Options().into(stands[0]))));
            compare("`Batch.evaluate`, events packed", 1,
                    () -> evaluateBatch(lives.struct.address, wide, own.capacity(), offsets.address, codes.address),
                    () -> timed(() -> stands[0] = Batch.evaluate(Loans.of(product).principal(principal)
                            .events(Collections.nCopies(LOANS, events)).asOf(JUNE).build(), new Options().into(stands[0]))));
        }
    }

    /**
     * Measures.
     *
     * @param arguments the library of loops
     */
    public static void main(String[] arguments) {
        System.load(arguments[0]);
        System.out.println("| call | C | here | ratio | over C |");
        System.out.println("| --- | --- | --- | --- | --- |");
        single();
        batches();
    }
}
