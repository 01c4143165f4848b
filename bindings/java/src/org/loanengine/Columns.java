package org.loanengine;

import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Columns of numbers side by side, and the struct of their addresses. */
final class Columns {
    final int count;
    final Memory struct;
    private final IntBuffer[] ints;
    private final LongBuffer[] longs;

    /** Columns of so many elements: at each place of a struct the address of one. */
    Columns(int structSize, int[] intPlaces, int[] longPlaces, int count) {
        this.count = count;
        struct = Memory.of(structSize);
        struct.putInt(0, structSize);
        ints = new IntBuffer[structSize / 8];
        longs = new LongBuffer[structSize / 8];
        // Memory for each: together, columns may be larger than a buffer can be.
        for (int place : intPlaces) {
            Memory own = Memory.of(4L * count);
            ints[place / 8] = own.bytes.asIntBuffer().slice(0, count);
            struct.putLong(place, own.address);
        }
        for (int place : longPlaces) {
            Memory own = Memory.of(8L * count);
            longs[place / 8] = own.bytes.asLongBuffer().slice(0, count);
            struct.putLong(place, own.address);
        }
    }

    IntBuffer ints(int place) {
        return ints[place / 8].duplicate();
    }

    LongBuffer longs(int place) {
        return longs[place / 8].duplicate();
    }

    /** A column that is read: a direct buffer as it is, any other copied. */
    static Memory of(IntBuffer from) {
        if (from.isDirect() && from.order() == ByteOrder.nativeOrder()) {
            Memory own = view(from, 4);
            if (own != null) {
                return own;
            }
        }
        Memory copy = Memory.of(4L * from.remaining());
        copy.bytes.asIntBuffer().put(from.duplicate());
        return copy;
    }

    static Memory of(LongBuffer from) {
        if (from.isDirect() && from.order() == ByteOrder.nativeOrder()) {
            Memory own = view(from, 8);
            if (own != null) {
                return own;
            }
        }
        Memory copy = Memory.of(8L * from.remaining());
        copy.bytes.asLongBuffer().put(from.duplicate());
        return copy;
    }

    private static Memory view(Buffer from, int size) {
        long address = Native.address(from) + (long) size * from.position();
        return address % size == 0 ? Memory.view(from, address) : null;
    }
}
