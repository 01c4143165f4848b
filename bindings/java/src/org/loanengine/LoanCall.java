package org.loanengine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The calls that take a whole loan: terms and events as structs. */
final class LoanCall implements AutoCloseable {
    private final Loan loan;
    private final Arena arena = Arena.open();
    private final Memory terms;
    private final Memory parts;
    private final int partsSize;
    private final Memory events;
    private final int eventCount;
    private final int status;

    LoanCall(Loan loan, LocalDate asOf) {
        this.loan = loan;
        Packer pack = new Packer(loan.terms().currency());
        byte[] packed = TermsPacker.pack(pack, loan.terms());
        events = EventPacker.pack(pack, loan.events(), arena);
        eventCount = loan.events().size();
        if (pack.unsaid) {
            arena.close();
            throw Packer.refusal(loan.terms(), loan.status(), loan.events(), asOf);
        }
        terms = arena.bytes(packed);
        parts = pack.parts(arena);
        partsSize = pack.partsSize();
        status = loan.status().number();
    }

    @Override
    public void close() {
        arena.close();
    }

    Statement statement(int asOf, Stop stop) {
        Memory capacity = arena.zeros(Layout.CAPACITY_SIZE);
        Memory error = arena.error();
        // What is refused here is refused below, in the order of the engine's errors: with no capacities.
        Native.evaluateCapacity(terms.address, parts.address, partsSize, events.address, eventCount, capacity.address, 0);
        for (;;) {
            int rowCount = capacity.getInt(Layout.CAPACITY_ROWS);
            int postingCount = capacity.getInt(Layout.CAPACITY_POSTINGS);
            Memory rows = arena.take((long) rowCount * Layout.ROW_SIZE);
            Memory postings = arena.take((long) postingCount * Layout.POSTING_SIZE);
            Memory statement = arena.struct(Layout.STATEMENT_SIZE);
            int code = Native.evaluate(terms.address, parts.address, partsSize, status, events.address, eventCount, asOf,
                    rowCount == 0 ? 0 : rows.address, postingCount == 0 ? 0 : postings.address, capacity.address,
                    statement.address, Stop.address(stop), error.address);
            Stop.keep(stop);
            if (code == 0) {
                return statement(statement, rows, postings, capacity);
            }
            boolean more = capacity.getInt(Layout.CAPACITY_ROWS) > rowCount || capacity.getInt(Layout.CAPACITY_POSTINGS) > postingCount;
            if (code == Code.STOPPED.number()) {
                throw Stop.stopped();
            }
            if (code != Code.BUFFER_TOO_SMALL.number() || !more) {
                throw LoanEngineException.of(code, error);
            }
        }
    }

    private Statement statement(Memory statement, Memory rows, Memory postings, Memory capacity) {
        Currency currency = loan.terms().currency();
        Schedule schedule = new Schedule(Rows.copy(rows, 0, capacity.getInt(Layout.CAPACITY_ROWS), currency),
                Product.installment(statement, Layout.STATEMENT_HAS_INSTALLMENT, Layout.STATEMENT_INSTALLMENT),
                statement.amounts(Layout.STATEMENT_TOTALS, currency));
        return Statement.of(statement, schedule, Posting.list(postings, capacity.getInt(Layout.CAPACITY_POSTINGS), currency), loan.terms());
    }

    List<Quote> quotes(List<LocalDate> dates) {
        Memory days = arena.take(4L * dates.size());
        for (int i = 0; i < dates.size(); i++) {
            days.putInt(4 * i, Days.of(LoanEngineException.needed(dates.get(i), "dates"), "dates"));
        }
        Memory quotes = arena.take((long) dates.size() * Layout.QUOTE_SIZE);
        Memory error = arena.error();
        int code = Native.quotes(terms.address, parts.address, partsSize, status, events.address, eventCount, days.address,
                dates.size(), quotes.address, error.address);
        if (code != 0) {
            throw LoanEngineException.of(code, error);
        }
        List<Quote> found = new ArrayList<>();
        for (int i = 0; i < dates.size(); i++) {
            found.add(Quote.of(quotes, i * Layout.QUOTE_SIZE, loan.terms().currency()));
        }
        return found;
    }

    LoanStatus check(int accepted) {
        Memory next = arena.zeros(8);
        Memory error = arena.error();
        int code = Native.logCheck(terms.address, parts.address, partsSize, status, events.address, eventCount, accepted,
                next.address, error.address);
        if (code != 0) {
            throw LoanEngineException.of(code, error);
        }
        return LoanStatus.of(next.getInt(0));
    }
}
