package org.loanengine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Memory for one call: taken piece by piece, and given back as a whole. Arenas are used again. */
final class Arena implements AutoCloseable {
    private static final int BLOCK = 1 << 17;
    private static final int KEPT = 64;
    private static final ConcurrentLinkedQueue<Arena> FREE = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger FREE_COUNT = new AtomicInteger();
    private static final byte[] ZEROS = new byte[1 << 12];

    private final Memory block = Memory.of(BLOCK);
    private final List<Memory> larger = new ArrayList<>();
    private int used;

    private Arena() {}

    static Arena open() {
        Arena arena = FREE.poll();
        if (arena == null) {
            return new Arena();
        }
        FREE_COUNT.decrementAndGet();
        return arena;
    }

    @Override
    public void close() {
        used = 0;
        larger.clear();
        if (FREE_COUNT.get() < KEPT) {
            FREE_COUNT.incrementAndGet();
            FREE.offer(this);
        }
    }

    /** Memory that holds anything. */
    Memory take(long size) {
        if (size > BLOCK - used) {
            Memory own = Memory.of(size);
            larger.add(own);
            return own;
        }
        Memory piece = block.slice(used);
        used += (int) ((size + 7) & ~7L);
        return piece;
    }

    /** Memory that is zero. */
    Memory zeros(int size) {
        Memory piece = take(size);
        for (int at = 0; at < size; at += ZEROS.length) {
            piece.put(at, ZEROS, Math.min(ZEROS.length, size - at));
        }
        return piece;
    }

    /** A struct whose first field is its size. */
    Memory struct(int size) {
        Memory piece = zeros(size);
        piece.putInt(0, size);
        return piece;
    }

    Memory error() {
        return struct(Layout.ERROR_SIZE);
    }

    /** Bytes with a zero behind them. */
    Memory bytes(byte[] content) {
        Memory piece = take(content.length + 1L);
        piece.put(0, content, content.length);
        piece.put(content.length, ZEROS, 1);
        return piece;
    }

    Memory bytes(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
