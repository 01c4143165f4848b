package org.loanengine;

/** What a batch is asked for. A new one asks for rows alone, in new memory. Each method sets one thing, and returns this. */
public final class Options {
    Rows rows;
    RowColumns columns;
    int rowCapacity = Rows.MAX;
    boolean withoutRows;
    boolean positions;
    boolean postings;
    int first;
    int errors = 64;
    Batch into;
    Stop stop;

    /** Rows alone, in new memory. */
    public Options() {}

    /**
     * @param memory for rows
     * @return this
     */
    public Options rows(Rows memory) {
        rows = memory;
        return this;
    }

    /**
     * @param memory for rows, as columns
     * @return this
     */
    public Options columns(RowColumns memory) {
        columns = memory;
        return this;
    }

    /**
     * @param most the most rows of new memory, 1 to {@link Rows#MAX}
     * @return this
     */
    public Options rowCapacity(int most) {
        if (most < 1 || most > Rows.MAX) {
            throw LoanEngineException.argument("options.rowCapacity", "allowed: 1 to " + Rows.MAX);
        }
        rowCapacity = most;
        return this;
    }

    /** {@return this, without rows: positions alone} */
    public Options withoutRows() {
        withoutRows = true;
        return this;
    }

    /** {@return this, with positions} */
    public Options positions() {
        positions = true;
        return this;
    }

    /** {@return this, with postings: {@link Batch#evaluate} alone} */
    public Options postings() {
        postings = true;
        return this;
    }

    /**
     * @param index the loan or payment to begin with
     * @return this
     */
    public Options first(int index) {
        first = index;
        return this;
    }

    /**
     * @param kept how many errors to keep with path and message, 1 to 1048576; 64 by default
     * @return this
     */
    public Options errors(int kept) {
        if (kept < 1 || kept > 1 << 20) {
            throw LoanEngineException.argument("options.errors", "allowed: 1 to 1048576");
        }
        errors = kept;
        return this;
    }

    /**
     * @param earlier the result of an earlier call whose memory is used again: it must not be used any more
     * @return this
     */
    public Options into(Batch earlier) {
        into = earlier;
        return this;
    }

    /**
     * @param stop ends a call with what is done, once it is set
     * @return this
     */
    public Options stop(Stop stop) {
        this.stop = stop;
        return this;
    }
}
