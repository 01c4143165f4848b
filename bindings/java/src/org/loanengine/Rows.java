package org.loanengine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Memory for rows, outside of the heap, in which the engine works: the state that a host keeps of a loan, or of many loans
 * one after the other. Amounts are minor units, dates numbers as of {@link Days}. Rows belong to one call at a time.
 */
public final class Rows {
    /** The most rows of one memory. */
    public static final int MAX = 1 << 24;

    /** What a schedule comes to lies behind the rows, so that a call allocates nothing. */
    static final int TAIL = Layout.SUMMARY_SIZE + 8;

    /** For each column the place of its address, and that of its field in a row. */
    private static final int[] FIELDS = {
        Layout.ROW_COLUMNS_SEQUENCE, Layout.ROW_SEQUENCE,
        Layout.ROW_COLUMNS_START_DATE, Layout.ROW_START_DATE,
        Layout.ROW_COLUMNS_DUE_DATE, Layout.ROW_DUE_DATE,
        Layout.ROW_COLUMNS_STATUS, Layout.ROW_STATUS,
        Layout.ROW_COLUMNS_DAYS_PAST_DUE, Layout.ROW_DAYS_PAST_DUE,
        Layout.ROW_COLUMNS_KIND, Layout.ROW_KIND,
        Layout.ROW_COLUMNS_PRINCIPAL_DUE, Layout.ROW_PRINCIPAL_DUE,
        Layout.ROW_COLUMNS_INTEREST_DUE, Layout.ROW_INTEREST_DUE,
        Layout.ROW_COLUMNS_FEE_DUE, Layout.ROW_FEE_DUE,
        Layout.ROW_COLUMNS_PENALTY_DUE, Layout.ROW_PENALTY_DUE,
        Layout.ROW_COLUMNS_BALANCE_AFTER, Layout.ROW_BALANCE_AFTER,
        Layout.ROW_COLUMNS_PRINCIPAL_PAID, Layout.ROW_PRINCIPAL_PAID,
        Layout.ROW_COLUMNS_INTEREST_PAID, Layout.ROW_INTEREST_PAID,
        Layout.ROW_COLUMNS_FEE_PAID, Layout.ROW_FEE_PAID,
        Layout.ROW_COLUMNS_PENALTY_PAID, Layout.ROW_PENALTY_PAID
    };

    final Memory memory;
    private final int capacity;

    /**
     * Rows that are all zero.
     *
     * @param capacity how many, 0 to {@link #MAX}
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for another number
     */
    public Rows(int capacity) {
        if (capacity < 0 || capacity > MAX) {
            throw LoanEngineException.argument("capacity", "allowed: 0 to " + MAX);
        }
        this.capacity = capacity;
        memory = Memory.of((long) capacity * Layout.ROW_SIZE + TAIL);
        memory.putInt(tail(), Layout.SUMMARY_SIZE);
    }

    /**
     * Rows that hold the same as these.
     *
     * @param rows the rows
     * @return the memory
     */
    public static Rows of(List<Row> rows) {
        Rows made = new Rows(LoanEngineException.needed(rows, "rows").size());
        for (int i = 0; i < made.capacity; i++) {
            made.set(i, rows.get(i));
        }
        return made;
    }

    /** {@return how many there are} */
    public int capacity() {
        return capacity;
    }

    /** {@return the memory itself, read-only, {@code capacity} times 96 bytes as {@code le_row} of the C interface} */
    public ByteBuffer bytes() {
        return memory.bytes.slice(0, capacity * Layout.ROW_SIZE).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    /** Rows as columns, for a call. */
    Memory struct(Arena arena) {
        Memory columns = arena.struct(Layout.ROW_COLUMNS_SIZE);
        columns.putInt(Layout.ROW_COLUMNS_STRIDE, Layout.ROW_SIZE);
        for (int i = 0; i < FIELDS.length; i += 2) {
            columns.putLong(FIELDS[i], memory.address + FIELDS[i + 1]);
        }
        return columns;
    }

    /** Where the summary lies. */
    int tail() {
        return capacity * Layout.ROW_SIZE;
    }

    private int at(int index) {
        if (index < 0 || index >= capacity) {
            throw new IndexOutOfBoundsException("row " + index + " of " + capacity);
        }
        return index * Layout.ROW_SIZE;
    }

    /**
     * A row as it stands.
     *
     * @param index which, from 0
     * @param currency the currency of its amounts
     * @return the row
     */
    public Row get(int index, Currency currency) {
        return row(memory.bytes, at(index), LoanEngineException.needed(currency, "currency"));
    }

    /**
     * Writes a row.
     *
     * @param index which, from 0
     * @param row what to write
     */
    public void set(int index, Row row) {
        LoanEngineException.needed(row, "row");
        int at = at(index);
        memory.putInt(at + Layout.ROW_SEQUENCE, row.sequence());
        memory.putInt(at + Layout.ROW_START_DATE, Days.of(row.startDate()));
        memory.putInt(at + Layout.ROW_DUE_DATE, Days.of(row.dueDate()));
        memory.putInt(at + Layout.ROW_STATUS, Words.number(row.status()));
        memory.putInt(at + Layout.ROW_DAYS_PAST_DUE, row.daysPastDue());
        memory.putInt(at + Layout.ROW_KIND, Words.number(row.kind()));
        memory.putLong(at + Layout.ROW_PRINCIPAL_DUE, row.principalDueMinor());
        memory.putLong(at + Layout.ROW_INTEREST_DUE, row.interestDueMinor());
        memory.putLong(at + Layout.ROW_FEE_DUE, row.feeDueMinor());
        memory.putLong(at + Layout.ROW_PENALTY_DUE, row.penaltyDueMinor());
        memory.putLong(at + Layout.ROW_BALANCE_AFTER, row.balanceAfterMinor());
        memory.putLong(at + Layout.ROW_PRINCIPAL_PAID, row.principalPaidMinor());
        memory.putLong(at + Layout.ROW_INTEREST_PAID, row.interestPaidMinor());
        memory.putLong(at + Layout.ROW_FEE_PAID, row.feePaidMinor());
        memory.putLong(at + Layout.ROW_PENALTY_PAID, row.penaltyPaidMinor());
    }

    /** The row at a place of a buffer. */
    static Row row(ByteBuffer from, int at, Currency currency) {
        return new Row(currency, from.getInt(at + Layout.ROW_SEQUENCE), Days.date(from.getInt(at + Layout.ROW_START_DATE)),
                Days.date(from.getInt(at + Layout.ROW_DUE_DATE)), RowStatus.of(from.getInt(at + Layout.ROW_STATUS)),
                from.getLong(at + Layout.ROW_PRINCIPAL_DUE), from.getLong(at + Layout.ROW_INTEREST_DUE),
                from.getLong(at + Layout.ROW_FEE_DUE), from.getLong(at + Layout.ROW_PENALTY_DUE),
                from.getLong(at + Layout.ROW_BALANCE_AFTER), from.getLong(at + Layout.ROW_PRINCIPAL_PAID),
                from.getLong(at + Layout.ROW_INTEREST_PAID), from.getLong(at + Layout.ROW_FEE_PAID),
                from.getLong(at + Layout.ROW_PENALTY_PAID), from.getInt(at + Layout.ROW_DAYS_PAST_DUE),
                RowKind.of(from.getInt(at + Layout.ROW_KIND)));
    }

    /** Rows that are copied out of memory: a list that never changes, whose rows are made when they are asked for. */
    static List<Row> copy(Memory from, int at, int count, Currency currency) {
        ByteBuffer bytes = ByteBuffer.wrap(from.copy(at, count * Layout.ROW_SIZE)).order(ByteOrder.nativeOrder());
        return new Copy(bytes, count, currency);
    }

    private static final class Copy extends AbstractList<Row> implements RandomAccess {
        private final ByteBuffer bytes;
        private final int count;
        private final Currency currency;

        Copy(ByteBuffer bytes, int count, Currency currency) {
            this.bytes = bytes;
            this.count = count;
            this.currency = currency;
        }

        @Override
        public Row get(int index) {
            if (index < 0 || index >= count) {
                throw new IndexOutOfBoundsException("row " + index + " of " + count);
            }
            return row(bytes, index * Layout.ROW_SIZE, currency);
        }

        @Override
        public int size() {
            return count;
        }
    }

    /**
     * @param index which, from 0
     * @return its sequence
     */
    public int sequence(int index) {
        return memory.getInt(at(index) + Layout.ROW_SEQUENCE);
    }

    /**
     * @param index which, from 0
     * @return the first day of its interest period
     */
    public int startDate(int index) {
        return memory.getInt(at(index) + Layout.ROW_START_DATE);
    }

    /**
     * @param index which, from 0
     * @return when it falls due
     */
    public int dueDate(int index) {
        return memory.getInt(at(index) + Layout.ROW_DUE_DATE);
    }

    /**
     * @param index which, from 0
     * @return its days past due
     */
    public int daysPastDue(int index) {
        return memory.getInt(at(index) + Layout.ROW_DAYS_PAST_DUE);
    }

    /**
     * @param index which, from 0
     * @return its status, or null for a number that is none
     */
    public RowStatus status(int index) {
        return RowStatus.of(memory.getInt(at(index) + Layout.ROW_STATUS));
    }

    /**
     * @param index which, from 0
     * @return principal due, in minor units
     */
    public long principalDue(int index) {
        return memory.getLong(at(index) + Layout.ROW_PRINCIPAL_DUE);
    }

    /**
     * @param index which, from 0
     * @return interest due, in minor units
     */
    public long interestDue(int index) {
        return memory.getLong(at(index) + Layout.ROW_INTEREST_DUE);
    }

    /**
     * @param index which, from 0
     * @return fees due, in minor units
     */
    public long feeDue(int index) {
        return memory.getLong(at(index) + Layout.ROW_FEE_DUE);
    }

    /**
     * @param index which, from 0
     * @return penalties due, in minor units
     */
    public long penaltyDue(int index) {
        return memory.getLong(at(index) + Layout.ROW_PENALTY_DUE);
    }

    /**
     * @param index which, from 0
     * @return the balance after it, in minor units
     */
    public long balanceAfter(int index) {
        return memory.getLong(at(index) + Layout.ROW_BALANCE_AFTER);
    }

    /**
     * @param index which, from 0
     * @return principal paid, in minor units
     */
    public long principalPaid(int index) {
        return memory.getLong(at(index) + Layout.ROW_PRINCIPAL_PAID);
    }

    /**
     * @param index which, from 0
     * @return interest paid, in minor units
     */
    public long interestPaid(int index) {
        return memory.getLong(at(index) + Layout.ROW_INTEREST_PAID);
    }

    /**
     * @param index which, from 0
     * @return fees paid, in minor units
     */
    public long feePaid(int index) {
        return memory.getLong(at(index) + Layout.ROW_FEE_PAID);
    }

    /**
     * @param index which, from 0
     * @return penalties paid, in minor units
     */
    public long penaltyPaid(int index) {
        return memory.getLong(at(index) + Layout.ROW_PENALTY_PAID);
    }

    /**
     * Raises what falls due of penalties: what a host charges on its own rows.
     *
     * @param index which, from 0
     * @param minor the penalties due, in minor units
     */
    public void penaltyDue(int index, long minor) {
        memory.putLong(at(index) + Layout.ROW_PENALTY_DUE, minor);
    }
}
