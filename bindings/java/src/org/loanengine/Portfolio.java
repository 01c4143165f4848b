package org.loanengine;

import java.nio.charset.StandardCharsets;

/** A report ({@code report/1}) that is made over columns: groups are numbers of the host's. It does not change. */
public final class Portfolio {
    final Memory spec;
    final int size;

    private Portfolio(Memory spec) {
        this.spec = spec;
        size = (int) Native.portfolioSize(spec.address);
    }

    /**
     * Reads a report. Its groupBy and currency are not looked at: they are the host's groups.
     *
     * @param report the document ({@code report/1})
     * @return the report
     * @throws LoanEngineException what is wrong with it: {@link Code#INVALID_REPORT}, {@link Code#MALFORMED_INPUT}
     */
    public static Portfolio of(String report) {
        byte[] text = LoanEngineException.needed(report, "report").getBytes(StandardCharsets.UTF_8);
        long capacity = text.length + 4096L;
        for (;;) {
            try (Arena arena = Arena.open()) {
                Memory spec = Memory.of(capacity);
                Memory needed = arena.zeros(16);
                int room = 4096;
                Memory out = arena.take(room);
                int code = Native.portfolioRead(arena.bytes(text).address, text.length, spec.address, capacity, needed.address,
                        out.address, room, needed.address + 8);
                if (code == Code.BUFFER_TOO_SMALL.number() && needed.getLong(0) > capacity) {
                    capacity = needed.getLong(0);
                    continue;
                }
                if (code != 0) {
                    long length = Math.min(needed.getLong(8), room);
                    throw Documents.error(code, new String(out.copy(0, (int) length), StandardCharsets.UTF_8));
                }
                return new Portfolio(spec);
            }
        }
    }

    /**
     * Sums of groups, all zero.
     *
     * @param groups how many
     * @return the sums
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for less than one, or more than 2 GiB of them
     */
    public PortfolioSums sums(int groups) {
        if (groups < 1 || groups > (Integer.MAX_VALUE - 8) / size) {
            throw LoanEngineException.argument("groups", "allowed: 1 to " + (Integer.MAX_VALUE - 8) / size);
        }
        return new PortfolioSums(this, groups);
    }
}
