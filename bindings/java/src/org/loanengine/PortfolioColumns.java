package org.loanengine;

import java.lang.ref.Reference;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Positions of many loans in columns, for reports. A column that is not set has its default; all others have one element a loan.
 * Arrays and heap buffers are copied; direct buffers of the machine's byte order are read where they are, by each call.
 */
public final class PortfolioColumns {
    final Memory struct = Memory.of(Layout.PORTFOLIO_COLUMNS_SIZE);
    final int count;
    private final List<Object> kept = new ArrayList<>();

    /**
     * Columns of so many loans.
     *
     * @param count how many, 0 to {@link Loans#MAX}
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for another number
     */
    public PortfolioColumns(int count) {
        if (count < 0 || count > Loans.MAX) {
            throw LoanEngineException.argument("count", "allowed: 0 to " + Loans.MAX);
        }
        this.count = count;
        struct.putInt(Layout.PORTFOLIO_COLUMNS_STRUCT_SIZE, Layout.PORTFOLIO_COLUMNS_SIZE);
    }

    /**
     * What batches say of loans.
     *
     * @param positions how loans stand; read where they are, by each call
     * @return the columns
     */
    public static PortfolioColumns of(Positions positions) {
        PortfolioColumns made = new PortfolioColumns(LoanEngineException.needed(positions, "positions").count());
        made.set(PortfolioColumn.STATUS, positions.statusNumbers());
        made.set(PortfolioColumn.DAYS_PAST_DUE, positions.daysPastDue());
        made.set(PortfolioColumn.NEXT_DUE_DATE, positions.nextDueDate());
        made.set(PortfolioColumn.RESTRUCTURED, positions.restructured());
        made.set(PortfolioColumn.DISBURSED_AMOUNT, positions.disbursedAmount());
        made.set(PortfolioColumn.RECOVERED, positions.recovered());
        for (Component component : Component.values()) {
            made.set(PortfolioColumn.OUTSTANDING, component, positions.outstanding(component));
            made.set(PortfolioColumn.ARREARS, component, positions.arrears(component));
            made.set(PortfolioColumn.WRITTEN_OFF, component, positions.writtenOff(component));
        }
        return made;
    }

    /** {@return how many loans there are} */
    public int count() {
        return count;
    }

    private PortfolioColumns set(PortfolioColumn column, int part, boolean wide, boolean whole, int length, Memory values, Object source) {
        if (column.wide != wide || column.parts == 1 != whole) {
            throw LoanEngineException.argument("column", column + " has " + (column.wide ? "long" : "int") + " values"
                    + (column.parts == 1 ? "" : " by component"));
        }
        if (length != count) {
            throw LoanEngineException.argument("values", "as many elements as loans are needed here: " + count + ", not " + length);
        }
        kept.add(source);
        kept.add(values);
        struct.putLong(column.place + 8 * part, values.address);
        return this;
    }

    /**
     * Sets a column of ints.
     *
     * @param column which
     * @param values one a loan
     * @return this
     */
    public PortfolioColumns set(PortfolioColumn column, IntBuffer values) {
        LoanEngineException.needed(column, "column");
        LoanEngineException.needed(values, "values");
        return set(column, 0, false, true, values.remaining(), Columns.of(values), values);
    }

    /**
     * Sets a column of longs.
     *
     * @param column which
     * @param values one a loan
     * @return this
     */
    public PortfolioColumns set(PortfolioColumn column, LongBuffer values) {
        LoanEngineException.needed(column, "column");
        LoanEngineException.needed(values, "values");
        return set(column, 0, true, true, values.remaining(), Columns.of(values), values);
    }

    /**
     * Sets one of the four columns of a figure by component.
     *
     * @param column which
     * @param component of which component
     * @param values one a loan
     * @return this
     */
    public PortfolioColumns set(PortfolioColumn column, Component component, LongBuffer values) {
        LoanEngineException.needed(column, "column");
        LoanEngineException.needed(values, "values");
        int part = LoanEngineException.needed(component, "component").number();
        return set(column, part, true, false, values.remaining(), Columns.of(values), values);
    }

    /**
     * Sets a column of ints.
     *
     * @param column which
     * @param values one a loan
     * @return this
     */
    public PortfolioColumns set(PortfolioColumn column, int[] values) {
        return set(column, IntBuffer.wrap(LoanEngineException.needed(values, "values")));
    }

    /**
     * Sets a column of longs.
     *
     * @param column which
     * @param values one a loan
     * @return this
     */
    public PortfolioColumns set(PortfolioColumn column, long[] values) {
        return set(column, LongBuffer.wrap(LoanEngineException.needed(values, "values")));
    }

    /**
     * Sets one of the four columns of a figure by component.
     *
     * @param column which
     * @param component of which component
     * @param values one a loan
     * @return this
     */
    public PortfolioColumns set(PortfolioColumn column, Component component, long[] values) {
        return set(column, component, LongBuffer.wrap(LoanEngineException.needed(values, "values")));
    }

    void keep() {
        struct.keep();
        Reference.reachabilityFence(kept);
    }
}
