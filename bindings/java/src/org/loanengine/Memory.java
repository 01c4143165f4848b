package org.loanengine;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Memory outside of the heap that C calls work in, at an address that is a multiple of 8. */
final class Memory {
    /** No memory: the address 0. */
    static final Memory NONE = new Memory(ByteBuffer.allocate(0), 0, 0);

    final ByteBuffer bytes;
    final long address;
    private final int base;
    /** Whose memory it is, where it is another's. */
    private final Object owner;

    private Memory(ByteBuffer bytes, int base, long address) {
        this(bytes, base, address, null);
    }

    private Memory(ByteBuffer bytes, int base, long address, Object owner) {
        this.bytes = bytes;
        this.base = base;
        this.address = address;
        this.owner = owner;
    }

    /** The memory of a direct buffer, for its address alone. */
    static Memory view(Buffer owner, long address) {
        return new Memory(NONE.bytes, 0, address, owner);
    }

    /** Keeps the memory until here, whoever has it. */
    void keep() {
        Reference.reachabilityFence(owner);
        Reference.reachabilityFence(bytes);
    }

    /** Memory of its own, zero to begin with. It is free again when nothing refers to it any more. */
    static Memory of(long size) {
        if (size < 0 || size > Integer.MAX_VALUE - 8) {
            throw LoanEngineException.argument("size", "memory of at most 2 GiB is allowed");
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) Math.max(size, 8)).order(ByteOrder.nativeOrder());
        long address = Native.address(bytes);
        if (address == 0 || (address & 7) != 0) {
            throw new IllegalStateException("direct buffers have no address that is a multiple of 8 here");
        }
        return new Memory(bytes, 0, address);
    }

    static Memory copyOf(byte[] content, int length) {
        Memory copy = of(length);
        copy.bytes.put(0, content, 0, length);
        return copy;
    }

    /** A piece of it. */
    Memory slice(int at) {
        return new Memory(bytes, base + at, address + at);
    }

    byte getByte(int at) {
        return bytes.get(base + at);
    }

    int getInt(int at) {
        return bytes.getInt(base + at);
    }

    long getLong(int at) {
        return bytes.getLong(base + at);
    }

    void putInt(int at, int value) {
        bytes.putInt(base + at, value);
    }

    void putLong(int at, long value) {
        bytes.putLong(base + at, value);
    }

    void put(int at, byte[] content, int length) {
        bytes.put(base + at, content, 0, length);
    }

    byte[] copy(int at, int length) {
        byte[] content = new byte[length];
        bytes.get(base + at, content);
        return content;
    }

    /** The text that ends with a zero, at most so many bytes long. */
    String text(int at, int most) {
        int length = 0;
        while (length < most && getByte(at + length) != 0) {
            length++;
        }
        return new String(copy(at, length), StandardCharsets.UTF_8);
    }

    Amounts amounts(int at, Currency currency) {
        return new Amounts(currency, getLong(at + Layout.AMOUNTS_PRINCIPAL), getLong(at + Layout.AMOUNTS_INTEREST),
                getLong(at + Layout.AMOUNTS_FEE), getLong(at + Layout.AMOUNTS_PENALTY), getLong(at + Layout.AMOUNTS_TOTAL));
    }
}
