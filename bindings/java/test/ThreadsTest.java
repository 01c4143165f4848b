package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any number of threads at once, with the figures of one. */
class ThreadsTest {
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 11);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    private static void all(int threads, Callable<?> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(pool.submit(work));
        }
        for (Future<?> one : running) {
            one.get();
        }
        pool.shutdown();
    }

    @Test
    void sharedObjects() throws Exception {
        Product product = Product.of(Support.terms());
        Loan loan = Loan.of(Support.terms()).repayMinor(APRIL, 500_000);
        Loans loans = Loans.of(product).principal(IntStream.range(0, 500).mapToLong(i -> 1_000 + i).toArray()).asOf(JUNE).build();
        String json = loan.toJson(JUNE);
        Schedule schedule = product.schedule();
        Statement statement = loan.statement(JUNE);
        String document = Documents.evaluate(json);
        List<Row> rows = Batch.schedule(loans, null).rows(499);
        all(8, () -> {
            for (int i = 0; i < 100; i++) {
                assertEquals(schedule, product.schedule());
                assertEquals(statement, loan.statement(JUNE));
                assertEquals(document, Documents.evaluate(json));
                Batch batch = Batch.schedule(loans, new Options().positions());
                assertEquals(rows, batch.rows(499));
                assertEquals(0, Batch.classify(loans, batch.book(), null).errors().size());
            }
            return null;
        });
    }

    /** A portfolio divided into books, and its sums into one. */
    @Test
    void booksOfTheirOwn() throws Exception {
        Loans loans = Loans.of(Product.of(Support.terms())).count(1000).asOf(JUNE).build();
        Portfolio report = Portfolio.of("{\"format\": \"report/1\", \"asOf\": \"2026-06-01\", \"groupBy\": [[]]}");
        PortfolioSums sums = report.sums(1);
        all(4, () -> {
            Batch batch = Batch.evaluate(loans, new Options().positions().withoutRows());
            sums.add(PortfolioColumns.of(batch.positions()));
            return null;
        });
        PortfolioSums once = report.sums(1);
        Batch batch = Batch.evaluate(loans, new Options().positions().withoutRows());
        for (int i = 0; i < 4; i++) {
            once.add(PortfolioColumns.of(batch.positions()));
        }
        assertEquals(once.measures(0, Currency.of("NGN")), sums.measures(0, Currency.of("NGN")));
    }

    /** Memory is there as long as a call is in it, however soon nothing else refers to it. */
    @Test
    void collectedWhileCalled() throws Exception {
        Schedule schedule = Product.of(Support.terms()).schedule();
        long[] principal = {5_000_000, 5_000_000};
        AtomicBoolean done = new AtomicBoolean();
        Thread collector = new Thread(() -> {
            while (!done.get()) {
                System.gc();
            }
        });
        collector.setDaemon(true);
        collector.start();
        for (int i = 0; i < 2_000; i++) {
            LongBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asLongBuffer().put(principal).flip();
            Batch batch = Batch.schedule(Loans.of(Product.of(Support.terms())).principal(direct).build(), new Options().positions());
            assertEquals(schedule.rows(), batch.rows(1));
            assertEquals(schedule, Product.of(Support.terms()).schedule());
            assertEquals(472_798, batch.positions().installment().get(0));
        }
        done.set(true);
        collector.join();
    }

    @Test
    void anotherThreadStops() throws Exception {
        Loans loans = Loans.of(Product.of(Support.terms())).count(200_000).build();
        Stop stop = new Stop();
        Options options = new Options().withoutRows().positions().stop(stop);
        Thread other = new Thread(() -> {
            try {
                Thread.sleep(5);
            } catch (InterruptedException error) {
                throw new IllegalStateException(error);
            }
            stop.stop();
        });
        other.start();
        Batch batch = Batch.evaluate(loans, options);
        other.join();
        assertTrue(batch.isStopped() && batch.done() < 200_000, batch.done() + " done");
        assertEquals(Code.NOT_REACHED, batch.code(199_999));
    }
}
