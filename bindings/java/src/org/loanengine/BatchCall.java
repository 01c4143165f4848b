package org.loanengine;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One call over many loans or payments: its memory, the call, and what it came to. */
final class BatchCall {
    /** The most postings that lie in one memory. */
    private static final int POSTINGS_MAX = Integer.MAX_VALUE / Layout.POSTING_SIZE - 1;

    final Loans loans;
    final Options options;
    final Batch old;
    int count;
    Book book;
    Positions positions;
    Memory codes;
    Memory errorMemory;
    Memory overpaid;
    Memory postings;
    Memory postingOffsets;
    private int postingCapacity;
    private Map<Integer, LoanEngineException> bad = Map.of();

    /** A call of the C interface. */
    private interface Call {
        int into(Arena arena, long loans, long results);
    }

    BatchCall(Loans loans, Options options) {
        this.loans = LoanEngineException.needed(loans, "loans");
        this.options = options == null ? new Options() : options;
        old = this.options.into;
    }

    private void begin(int count) {
        this.count = count;
        if (options.first < 0 || options.first > count) {
            throw LoanEngineException.argument("options.first", "allowed: 0 to " + count);
        }
        if (old != null && old.book != null) {
            old.book.checked(0);
        }
        codes = old != null && old.count == count ? old.codes : Memory.of(4L * count);
        errorMemory = Memory.of((long) options.errors * Layout.ERROR_SIZE);
        errorMemory.putInt(0, Layout.ERROR_SIZE);
        if (options.positions) {
            boolean again = old != null && old.positions != null && old.positions.count() == loans.count;
            positions = again ? old.positions : new Positions(loans.count);
        }
    }

    /** Memory for rows: what was passed, an earlier batch's, or new. */
    private void takeRows() {
        if (options.withoutRows) {
            return;
        }
        if (options.rows != null && options.columns != null) {
            throw LoanEngineException.argument("options.columns", "rows are wanted once, as columns or not");
        }
        Book earlier = old == null || old.book == null ? null : old.book;
        Rows rows = options.rows;
        RowColumns columns = options.columns;
        if (rows == null && columns == null && earlier != null) {
            rows = earlier.rows();
            columns = earlier.columns();
        }
        int need = loans.rowCapacity(options.first, options.rowCapacity);
        if (rows == null && columns == null || rows != null && rows != options.rows && rows.capacity() < need) {
            rows = new Rows(need);
        }
        boolean again = earlier != null && earlier.count() == loans.count;
        Memory offsets = again ? earlier.offsets() : Memory.of(8L * (loans.count + 1L));
        if (earlier != null && (again || rows == earlier.rows())) {
            earlier.take();
        }
        book = new Book(rows, columns, offsets, loans.count);
    }

    Batch schedule() {
        begin(loans.count);
        takeRows();
        return run(Native::scheduleBatch);
    }

    Batch evaluate() {
        begin(loans.count);
        takeRows();
        bad = loans.bad;
        if (options.postings) {
            long events = loans.events == null ? 0 : loans.events.stream().mapToLong(List::size).sum();
            postingCapacity = (int) Math.min(64 + 8 * events, POSTINGS_MAX);
            postings = Memory.of((long) postingCapacity * Layout.POSTING_SIZE);
            postingOffsets = Memory.of(8L * (loans.count + 1L));
        }
        return run(Native::evaluateBatch);
    }

    Batch allocate(Book into, Payments payments) {
        book = LoanEngineException.needed(into, "book").checked(loans.count);
        begin(LoanEngineException.needed(payments, "payments").count);
        positions = null;
        overpaid = old != null && old.overpaid != null && old.count == count ? old.overpaid : Memory.of(8L * count);
        if (count == 0) {
            return new Batch(this, List.of(), 0, false);
        }
        Batch batch = run((arena, own, results) -> Native.allocateMany(own, payments.payments.address, payments.loans.address, count,
                book.struct(arena).address, book.offsets().address, book.firsts(), overpaid.address, results));
        payments.payments.keep();
        payments.loans.keep();
        return batch;
    }

    Batch classify(Book into) {
        book = LoanEngineException.needed(into, "book").checked(loans.count);
        begin(loans.count);
        return run((arena, own, results) -> Native.classifyBatch(own, book.struct(arena).address, book.offsets().address, results));
    }

    private Batch run(SimpleCall call) {
        return run((arena, own, results) -> call.into(own, results), true);
    }

    private Batch run(Call call) {
        return run(call, false);
    }

    /** A call that writes rows and postings of its own. */
    private interface SimpleCall {
        int into(long loans, long results);
    }

    private Batch run(Call call, boolean writes) {
        for (;;) {
            try (Arena arena = Arena.open()) {
                Memory results = results(arena, writes);
                int code = call.into(arena, loans.struct.address, results.address);
                keep();
                if (writes && code == Code.BUFFER_TOO_SMALL.number() && grow()) {
                    continue;
                }
                return finish(code, results, writes);
            }
        }
    }

    private void keep() {
        loans.keep();
        codes.keep();
        errorMemory.keep();
        if (book != null) {
            book.keep();
        }
        if (postings != null) {
            postings.keep();
            postingOffsets.keep();
        }
        if (overpaid != null) {
            overpaid.keep();
        }
        Reference.reachabilityFence(positions);
        Stop.keep(options.stop);
    }

    private Memory results(Arena arena, boolean writes) {
        Memory results = arena.struct(Layout.RESULTS_SIZE);
        if (writes && book != null) {
            results.putLong(Layout.RESULTS_ROWS, book.struct(arena).address);
            results.putLong(Layout.RESULTS_ROW_CAPACITY, book.capacity());
            results.putLong(Layout.RESULTS_ROW_OFFSETS, book.offsets().address);
        }
        if (postings != null) {
            results.putLong(Layout.RESULTS_POSTINGS, postings.address);
            results.putLong(Layout.RESULTS_POSTING_CAPACITY, postingCapacity);
            results.putLong(Layout.RESULTS_POSTING_OFFSETS, postingOffsets.address);
        }
        if (positions != null) {
            results.putLong(Layout.RESULTS_POSITIONS, positions.columns.struct.address);
        }
        results.putLong(Layout.RESULTS_CODES, codes.address);
        results.putLong(Layout.RESULTS_ERRORS, errorMemory.address);
        results.putLong(Layout.RESULTS_ERROR_CAPACITY, options.errors);
        results.putLong(Layout.RESULTS_FIRST, options.first);
        results.putLong(Layout.RESULTS_STOP, Stop.address(options.stop));
        return results;
    }

    /** Makes room for the first loan in memory of the call's own; false where there is none to make. */
    private boolean grow() {
        if (options.first >= count) {
            return false;
        }
        int next = 8 * (options.first + 1);
        boolean grown = false;
        if (book != null && book.rows() != null && book.rows() != options.rows) {
            long need = book.offsets().getLong(next);
            if (need > book.capacity() && need <= options.rowCapacity) {
                book = new Book(new Rows((int) need), null, book.offsets(), count);
                grown = true;
            }
        }
        if (postings != null) {
            long need = postingOffsets.getLong(next);
            if (need > postingCapacity && need <= POSTINGS_MAX) {
                postingCapacity = (int) need;
                postings = Memory.of(need * Layout.POSTING_SIZE);
                grown = true;
            }
        }
        return grown;
    }

    private Batch finish(int code, Memory results, boolean writes) {
        int done = (int) results.getLong(Layout.RESULTS_DONE);
        int found = (int) Math.min(results.getLong(Layout.RESULTS_ERROR_COUNT), options.errors);
        boolean stopped = code == Code.STOPPED.number();
        if (code != 0 && !stopped) {
            settle(0, writes);
            throw refused(code, found);
        }
        settle(done, writes);
        List<LoanEngineException> errors = new ArrayList<>();
        for (int i = 0; i < found; i++) {
            int at = i * Layout.ERROR_SIZE;
            LoanEngineException error = LoanEngineException.of(errorMemory.getInt(at + Layout.ERROR_CODE), errorMemory, at);
            if (!bad.containsKey(error.index())) {
                errors.add(error);
            }
        }
        bad.forEach((loan, error) -> {
            if (loan >= options.first && loan < options.first + done) {
                codes.putInt(4 * loan, error.code().number());
                errors.add(error);
            }
        });
        errors.sort(Comparator.comparingInt(LoanEngineException::index));
        return new Batch(this, errors, done, stopped);
    }

    private LoanEngineException refused(int code, int found) {
        if (code == Code.BUFFER_TOO_SMALL.number()) {
            return new LoanEngineException(Code.BUFFER_TOO_SMALL, "options", "the first loan's rows or postings do not fit",
                    options.first, null);
        }
        if (code == Code.DATE_OUT_OF_RANGE.number()) {
            return new LoanEngineException(Code.DATE_OUT_OF_RANGE, "loans.asOf", "a date is needed here");
        }
        return found > 0 ? LoanEngineException.of(code, errorMemory)
                : new LoanEngineException(LoanEngineException.code(code), "loans", "the call was refused");
    }

    /** Loans before the first and behind those that are done have no rows. */
    private void settle(int done, boolean writes) {
        if (!writes) {
            return;
        }
        for (Memory offsets : new Memory[] {book == null ? null : book.offsets(), postingOffsets}) {
            if (offsets != null) {
                for (int loan = 0; loan < options.first; loan++) {
                    offsets.putLong(8 * loan, 0);
                }
                long end = done == 0 ? 0 : offsets.getLong(8 * (options.first + done));
                for (int loan = options.first + (done == 0 ? 0 : done); loan <= count; loan++) {
                    offsets.putLong(8 * loan, end);
                }
            }
        }
    }
}
