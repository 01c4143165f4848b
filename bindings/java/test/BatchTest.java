package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Batches equal single calls, whatever their memory, and a bad loan loses no other. */
class BatchTest {
    private static final LocalDate JUNE = Support.date("2026-06-01");
    private static final int APRIL = Days.of(Support.date("2026-04-11"));

    private static LongBuffer direct(long... values) {
        LongBuffer buffer = ByteBuffer.allocateDirect(8 * values.length + 8).order(ByteOrder.nativeOrder()).asLongBuffer();
        buffer.position(1);
        return buffer.slice(1, values.length).put(values).rewind();
    }

    @Test
    void schedulesEqualSingleCalls() {
        Product product = Product.of(Support.terms());
        long[] principal = {1_000_000, 2_000_000, -1, 5_000_000, 7};
        int[] counts = {6, 12, 12, 4000, 3};
        for (LoansBuilder builder : List.of(Loans.of(product).principal(principal), Loans.of(product).principal(direct(principal)),
                Loans.of(product).principal(LongBuffer.wrap(principal)))) {
            Batch batch = Batch.schedule(builder.termCount(counts).build(), new Options().positions());
            assertEquals(5, batch.done());
            for (int i = 0; i < principal.length; i++) {
                Product own;
                Schedule single;
                try {
                    own = Product.of(Support.builder().principalMinor(principal[i]).term(counts[i], Unit.MONTH).build());
                    single = own.schedule();
                } catch (LoanEngineException refused) {
                    assertEquals(refused.code(), batch.code(i));
                    assertEquals(refused.path(), batch.error(i).path());
                    assertEquals(i, batch.error(i).index());
                    assertEquals(List.of(), batch.rows(i));
                    continue;
                }
                assertNull(batch.error(i));
                assertEquals(single.rows(), batch.rows(i));
                assertEquals(single.installmentMinor().orElse(0), batch.positions().installment().get(i));
                assertEquals(single.totals().totalMinor(), batch.positions().outstandingTotal(i));
                assertEquals(Days.of(single.rows().get(single.rows().size() - 1).dueDate()), batch.positions().maturityDate().get(i));
            }
            assertEquals(List.of(2, 3), batch.errors().stream().map(LoanEngineException::index).toList());
        }
    }

    /** Each column of loans stands for the product's field, from arrays and from direct buffers. */
    @Test
    void everyColumn() {
        LocalDate may = Support.date("2026-05-02");
        LocalDate june = Support.date("2026-06-20");
        Product product = Product.of(Support.terms());
        int[] days = {Days.of(may), Days.of(JUNE)};
        int[] firsts = {Days.of(june), Days.NONE};
        int[] draft = {LoanStatus.ACTIVE.number(), LoanStatus.DRAFT.number()};
        LoansBuilder arrays = Loans.of(product).rate(new long[] {30, 100}, new long[] {1, 3}).disbursedAt(days)
                .firstDueDate(firsts).status(draft).asOf(june);
        LoansBuilder buffers = Loans.of(product).rate(direct(30L, 100L), direct(1L, 3L)).disbursedAt(direct(days))
                .firstDueDate(direct(firsts)).status(direct(draft)).termCount(direct(12, 12)).asOf(june);
        List<Terms> own = List.of(Support.builder().rate("30", RatePer.YEAR).disbursedAt(may).firstDueDate(june).build(),
                Support.builder().rate("100/3", RatePer.YEAR).disbursedAt(JUNE).build());
        for (LoansBuilder builder : List.of(arrays, buffers)) {
            Batch batch = Batch.evaluate(builder.build(), new Options().positions());
            for (int i = 0; i < 2; i++) {
                Statement single = Loan.application(own.get(i), LoanStatus.of(draft[i])).statement(june);
                assertEquals(single.rows(), batch.rows(i));
                assertEquals(single.status(), batch.positions().status(i));
                assertEquals(single.outstanding().totalMinor(), batch.positions().outstandingTotal(i));
            }
        }
    }

    private static IntBuffer direct(int... values) {
        return ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder()).asIntBuffer().put(values).flip();
    }

    /** Golden cases with typed terms, those of a date in one batch: as columns, as rows, with postings and positions. */
    @Test
    void evaluatedGoldenCases() {
        Map<LocalDate, List<Loan>> byDate = new HashMap<>();
        for (Support.Golden one : Support.goldens()) {
            if (!one.isPortfolio() && one.error() == null) {
                byDate.computeIfAbsent(CaseJson.asOf(one.text()), date -> new ArrayList<>()).add(CaseJson.read(one.text()));
            }
        }
        byDate.forEach(BatchTest::evaluated);
        int cases = byDate.values().stream().mapToInt(List::size).sum();
        assertTrue(cases > 1000, cases + " cases");
    }

    private static void evaluated(LocalDate asOf, List<Loan> cases) {
        List<Product> products = cases.stream().map(loan -> Product.of(loan.terms())).toList();
        List<List<Event>> events = cases.stream().map(Loan::events).toList();
        List<Integer> statuses = cases.stream().map(loan -> loan.status().number()).toList();
        List<Statement> singles = cases.stream().map(loan -> loan.statement(asOf)).toList();
        Loans loans = Loans.of(products).events(events).status(statuses.stream().mapToInt(one -> one).toArray()).asOf(asOf).build();
        Batch batch = Batch.evaluate(loans, new Options().positions().postings());
        RowColumns columns = new RowColumns(200_000);
        Batch wide = Batch.evaluate(loans, new Options().columns(columns));
        assertEquals(singles.size(), batch.done());
        assertEquals(singles.size(), wide.done());
        Positions positions = batch.positions();
        for (int i = 0; i < singles.size(); i++) {
            Statement single = singles.get(i);
            assertEquals(Code.OK, batch.code(i));
            assertEquals(single.rows(), batch.rows(i));
            assertEquals(single.postings(), batch.postings(i));
            assertEquals(single.status(), positions.status(i));
            assertEquals(single.arrears().totalMinor(), positions.arrearsTotal(i));
            assertEquals(single.outstanding().interestMinor(), positions.outstanding(Component.INTEREST).get(i));
            assertEquals(single.outstanding().penaltyMinor(), positions.outstanding(Component.PENALTY).get(i));
            assertEquals(single.arrears().daysPastDue(), positions.daysPastDue().get(i));
            assertEquals(single.arrears().bucketIndex(), positions.bucket().get(i));
            assertEquals(single.writtenOff().principalMinor(), positions.writtenOff(Component.PRINCIPAL).get(i));
            assertEquals(single.position().overpaidMinor(), positions.overpaid().get(i));
            int at = wide.book().offset(i);
            for (Row row : single.rows()) {
                assertEquals(row.dueDate(), Days.date(columns.dueDate().get(at)));
                assertEquals(row.principalDueMinor(), columns.principalDue().get(at));
                assertEquals(row.penaltyPaidMinor(), columns.penaltyPaid().get(at));
                assertEquals(row.status().number(), columns.status().get(at++));
            }
            assertEquals(at, wide.book().offset(i + 1));
        }
    }

    @Test
    void paymentsAndClassificationEqualSingleCalls() {
        Random random = new Random(7);
        Product product = Product.of(Support.terms());
        int count = 300;
        long[] principal = random.longs(count, 1_000, 90_000_000).toArray();
        Loans loans = Loans.of(product).principal(principal).asOf(JUNE).build();
        int payments = 1_000;
        int[] payers = random.ints(payments, 0, count + 3).toArray();
        int[] days = random.ints(payments, APRIL - 20, APRIL + 60).sorted().toArray();
        long[] amounts = random.longs(payments, -5, 2_000_000).toArray();
        for (boolean remember : new boolean[] {false, true}) {
            for (boolean wide : new boolean[] {false, true}) {
                Options options = wide ? new Options().columns(new RowColumns(12 * count)) : null;
                Book book = Batch.schedule(loans, options).book();
                Batch paid = Batch.allocate(loans, remember ? book.rememberPaid() : book, Payments.of(payers, days, amounts),
                        new Options().errors(1000));
                List<Rows> singles = new ArrayList<>();
                for (long each : principal) {
                    singles.add(Rows.of(Product.of(Support.builder().principalMinor(each).build()).schedule().rows()));
                }
                for (int i = 0; i < payments; i++) {
                    if (payers[i] >= count) {
                        assertEquals(Code.INVALID_ARGUMENT, paid.code(i));
                        continue;
                    }
                    try {
                        Payment payment = new Payment(Days.date(days[i]), amounts[i], i + 1);
                        assertEquals(product.servicing().allocate(payment, singles.get(payers[i])).overpaidMinor(), paid.overpaid(i));
                        assertEquals(Code.OK, paid.code(i));
                    } catch (LoanEngineException refused) {
                        assertEquals(refused.code(), amounts[i] == 0 ? refused.code() : paid.code(i));
                    }
                }
                Batch late = Batch.classify(loans, book, new Options().positions());
                for (int i = 0; i < count; i++) {
                    Position single = product.servicing().classify(singles.get(i), JUNE);
                    assertEquals(single.arrears().daysPastDue(), late.positions().daysPastDue().get(i));
                    assertEquals(single.arrears().totalMinor(), late.positions().arrearsTotal(i));
                    if (!wide) {
                        assertEquals(Rows.copy(singles.get(i).memory, 0, 12, product.currency()), late.rows(i));
                    }
                }
            }
        }
    }

    @Test
    void piecesAndMemoryUsedAgain() {
        Product product = Product.of(Support.terms());
        Loans loans = Loans.of(product).count(10).build();
        int done = 0;
        Batch batch = null;
        while (done < 10) {
            batch = Batch.schedule(loans, new Options().first(done).rowCapacity(40).into(batch));
            assertEquals(done, batch.first());
            for (int i = 0; i < 10; i++) {
                boolean own = i >= done && i < done + batch.done();
                assertEquals(own ? 12 : 0, batch.rows(i).size());
                assertEquals(own ? Code.OK : Code.NOT_REACHED, batch.code(i));
            }
            done += batch.done();
        }
        Batch last = batch;
        Batch again = Batch.schedule(loans, new Options().into(last).rowCapacity(40));
        LoanEngineException taken = assertThrows(LoanEngineException.class, () -> Batch.classify(loans.withAsOf(JUNE), last.book(), null));
        assertEquals("book", taken.path());
        assertThrows(LoanEngineException.class, () -> Batch.schedule(loans, new Options().into(last)));
        Batch.classify(loans.withAsOf(JUNE), again.book(), null);
        LoanEngineException small = assertThrows(LoanEngineException.class, () -> Batch.schedule(loans, new Options().rowCapacity(11)));
        assertEquals(Code.BUFFER_TOO_SMALL, small.code());
        assertNull(Batch.schedule(loans, new Options().withoutRows().positions()).book());
        Stop stop = new Stop();
        stop.stop();
        Batch stopped = Batch.schedule(loans, new Options().stop(stop));
        assertTrue(stopped.isStopped());
        assertEquals(0, stopped.done());
        assertFalse(again.isStopped());
    }

    @Test
    void eventsThatCannotBeSaid() {
        Event bad = Event.repayment(JUNE, Support.decimal("1.005"));
        Event good = Event.repayment(JUNE, Support.decimal("1.00"));
        Loans loans = Loans.of(Product.of(Support.terms())).events(List.of(List.of(good), List.of(good, bad), List.of(good))).build();
        Batch batch = Batch.evaluate(loans, new Options().positions().postings());
        assertEquals(Code.INVALID_EVENT, batch.code(1));
        assertEquals("events[1].amount", batch.error(1).path());
        assertEquals(1, batch.postings(0).size());
        assertEquals(List.of(), batch.postings(1));
        assertEquals(batch.postings(0), batch.postings(2));
    }

    @Test
    void productsOfTheirOwn() {
        Product one = Product.of(Support.terms());
        Product other = Product.of(Support.builder().delinquency(Delinquency.of(new Bucket("A", 0), new Bucket("B", 30)))
                .nonWorkingDays(new NonWorkingDays(null, List.of(Support.date("2026-04-11")), null)).build());
        Loans loans = Loans.of(one, other).product(1, 0, 1, 9).build();
        Batch batch = Batch.schedule(loans, null);
        assertEquals(other.schedule().rows(), batch.rows(0));
        assertEquals(one.schedule().rows(), batch.rows(1));
        assertEquals(other.schedule().rows(), batch.rows(2));
        assertEquals(Code.INVALID_ARGUMENT, batch.code(3));
        assertNotNull(loans.product(3));
        assertThrows(LoanEngineException.class, () -> Loans.of(one, other).count(3).build());
        assertThrows(LoanEngineException.class, () -> Loans.of(one).count(3).principal(1, 2).build());
    }
}
