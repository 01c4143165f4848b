package org.loanengine;

import java.lang.ref.Reference;
import java.util.List;

/**
 * The rows of many loans, loan after loan, in which batches work. A book belongs to one call at a time; its loans may be
 * divided into books.
 */
public final class Book {
    private final Rows rows;
    private final RowColumns columns;
    private final Memory offsets;
    private final int count;
    private Memory firsts;
    /** Whether a batch has taken its memory. */
    private volatile boolean taken;

    Book(Rows rows, RowColumns columns, Memory offsets, int count) {
        this.rows = rows;
        this.columns = columns;
        this.offsets = offsets;
        this.count = count;
    }

    /**
     * A book of a host's own rows.
     *
     * @param rows all rows
     * @param offsets where each loan's rows begin, and at the end where the last loan's end: one more than loans
     * @return the book
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for an offset that is not within the rows
     */
    public static Book of(Rows rows, long... offsets) {
        return new Book(rows, null, offsets(LoanEngineException.needed(rows, "rows").capacity(), offsets), offsets.length - 1);
    }

    /**
     * A book of a host's own rows.
     *
     * @param columns all rows
     * @param offsets where each loan's rows begin, and at the end where the last loan's end: one more than loans
     * @return the book
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for an offset that is not within the rows
     */
    public static Book of(RowColumns columns, long... offsets) {
        return new Book(null, columns, offsets(LoanEngineException.needed(columns, "columns").capacity(), offsets), offsets.length - 1);
    }

    private static Memory offsets(int capacity, long[] offsets) {
        if (LoanEngineException.needed(offsets, "offsets").length == 0 || offsets.length > Loans.MAX + 1) {
            throw LoanEngineException.argument("offsets", "one more than loans are needed here");
        }
        Memory copy = Memory.of(8L * offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] < 0 || offsets[i] > capacity) {
                throw LoanEngineException.argument("offsets[" + i + "]", "allowed: 0 to " + capacity);
            }
            copy.putLong(8 * i, offsets[i]);
        }
        return copy;
    }

    /** {@return how many loans there are} */
    public int count() {
        return count;
    }

    /** {@return the rows, or null where they are columns} */
    public Rows rows() {
        return rows;
    }

    /** {@return the rows as columns, or null where they are not} */
    public RowColumns columns() {
        return columns;
    }

    /**
     * Where a loan's rows begin.
     *
     * @param loan which, from 0; with the number of loans, where the last loan's end
     * @return the index of its first row
     */
    public int offset(int loan) {
        if (loan < 0 || loan > count) {
            throw new IndexOutOfBoundsException("loan " + loan + " of " + count);
        }
        return (int) offsets.getLong(8 * loan);
    }

    /**
     * A loan's rows as they stand, copied.
     *
     * @param loan which, from 0
     * @param currency the currency of its amounts
     * @return the rows; none where rows are columns
     */
    public List<Row> loan(int loan, Currency currency) {
        LoanEngineException.needed(currency, "currency");
        int from = offset(loan);
        int to = offset(loan + 1);
        return rows == null || to <= from ? List.of() : Rows.copy(rows.memory, from * Layout.ROW_SIZE, to - from, currency);
    }

    /**
     * Lets {@link Batch#allocate} remember how many of each loan's first rows are fully paid, which makes it quicker.
     *
     * @return this
     */
    public Book rememberPaid() {
        firsts = firsts == null ? Memory.of(4L * count) : firsts;
        return this;
    }

    /**
     * Forgets it for a loan whose paid amounts were lowered or dues raised.
     *
     * @param loan which, from 0
     */
    public void forgetPaid(int loan) {
        offset(loan);
        if (firsts != null && loan < count) {
            firsts.putInt(4 * loan, 0);
        }
    }

    /** The memory, for a call over so many loans. */
    Book checked(int loans) {
        if (taken) {
            throw LoanEngineException.argument("book", "its memory was given to another batch, with Options.into");
        }
        if (count < loans) {
            throw LoanEngineException.argument("book", "rows for each of " + loans + " loans are needed here");
        }
        return this;
    }

    Book take() {
        checked(0);
        taken = true;
        return this;
    }

    Memory offsets() {
        return offsets;
    }

    long firsts() {
        return firsts == null ? 0 : firsts.address;
    }

    void keep() {
        offsets.keep();
        if (firsts != null) {
            firsts.keep();
        }
        Reference.reachabilityFence(rows);
        Reference.reachabilityFence(columns);
    }

    int capacity() {
        return rows == null ? columns.capacity() : rows.capacity();
    }

    /** The struct of columns over the rows. */
    Memory struct(Arena arena) {
        return rows == null ? columns.columns.struct : rows.struct(arena);
    }
}
