package org.loanengine;

import java.nio.charset.StandardCharsets;

/** Exact sums of a report's groups: in any split and order of loans the same. Any thread may add to them. */
public final class PortfolioSums {
    /** A group that is none: such a loan is not counted. */
    public static final int NO_GROUP = -1;

    private final Portfolio report;
    private final int groups;
    private final Memory sums;

    PortfolioSums(Portfolio report, int groups) {
        this.report = report;
        this.groups = groups;
        sums = Memory.of((long) groups * report.size);
    }

    /** {@return how many groups there are} */
    public int groups() {
        return groups;
    }

    /**
     * Adds positions to the sums of their groups. A loan in error adds nothing.
     *
     * @param columns the positions
     * @param numbers the group of each loan, from 0, or {@link #NO_GROUP}; none where all are of group 0
     * @return a code for each loan: {@link Code#OK}, {@link Code#INVALID_POSITION}, {@link Code#INVALID_ARGUMENT} for a status
     *     or a group that is none, {@link Code#DATE_OUT_OF_RANGE}
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for arguments that are none, with nothing added
     */
    public synchronized Code[] add(PortfolioColumns columns, int... numbers) {
        int count = LoanEngineException.needed(columns, "columns").count;
        if (LoanEngineException.needed(numbers, "numbers").length != 0 && numbers.length != count) {
            throw LoanEngineException.argument("numbers", "a group for each loan is needed here, or none");
        }
        try (Arena arena = Arena.open()) {
            Memory codes = arena.take(4L * count);
            Memory own = arena.take(4L * numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                own.putInt(4 * i, numbers[i]);
            }
            int code = Native.portfolioAdd(report.spec.address, columns.struct.address, count,
                    numbers.length == 0 ? 0 : own.address, sums.address, groups, codes.address);
            report.spec.keep();
            columns.keep();
            if (code != 0 && code != Code.LINES_IN_ERROR.number()) {
                throw new LoanEngineException(LoanEngineException.code(code), "columns", "the status of each loan is needed here");
            }
            Code[] found = new Code[count];
            for (int i = 0; i < count; i++) {
                found[i] = LoanEngineException.code(codes.getInt(4 * i));
            }
            return found;
        }
    }

    /** {@return the sums as bytes, which another process of the same version merges} */
    public synchronized byte[] toBytes() {
        return sums.copy(0, groups * report.size);
    }

    /**
     * Adds the sums of other loans, group by group.
     *
     * @param other sums of the same report and groups
     * @throws LoanEngineException as of {@link #merge(byte[])}
     */
    public void merge(PortfolioSums other) {
        merge(LoanEngineException.needed(other, "other").toBytes());
    }

    /**
     * Adds the sums of other loans, group by group.
     *
     * @param other what {@link #toBytes} gave, of the same report and groups
     * @throws LoanEngineException {@link Code#AMOUNT_OUT_OF_RANGE} where a sum is below zero or too large, with nothing added;
     *     {@link Code#INVALID_ARGUMENT} for another number of bytes
     */
    public synchronized void merge(byte[] other) {
        if (LoanEngineException.needed(other, "other").length != groups * report.size) {
            throw LoanEngineException.argument("other", "sums of the same report and groups are needed here");
        }
        try (Arena arena = Arena.open()) {
            int code = Native.portfolioMerge(report.spec.address, sums.address, arena.bytes(other).address, groups);
            report.spec.keep();
            if (code != 0) {
                throw new LoanEngineException(LoanEngineException.code(code), "other", "sums of loans are needed here");
            }
        }
    }

    /**
     * The measures of a group.
     *
     * @param group which, from 0
     * @param currency its currency
     * @return the object {@code measures} of the report command, on a line
     */
    public synchronized String measures(int group, Currency currency) {
        LoanEngineException.needed(currency, "currency");
        if (group < 0 || group >= groups) {
            throw LoanEngineException.argument("group", "allowed: 0 to " + (groups - 1));
        }
        byte[] text = Documents.text((out, capacity, needed) -> Native.portfolioFinish(report.spec.address,
                sums.address + (long) group * report.size, currency.exponent(), out.address, capacity, needed.address));
        report.spec.keep();
        return new String(text, StandardCharsets.UTF_8).strip();
    }
}
