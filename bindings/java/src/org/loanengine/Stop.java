package org.loanengine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteOrder;

/**
 * A flag that ends calls from another thread: once it is set, calls that it was given to soon end with
 * {@link Code#STOPPED}.
 */
public final class Stop {
    private static final VarHandle FLAG = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private final Memory memory = Memory.of(8);

    /** A flag that is not set. */
    public Stop() {}

    /** Sets it, for good. */
    public void stop() {
        FLAG.setVolatile(memory.bytes, 0, 1);
    }

    /** {@return whether it is set} */
    public boolean isStopped() {
        return (int) FLAG.getVolatile(memory.bytes, 0) != 0;
    }

    static long address(Stop stop) {
        return stop == null ? 0 : stop.memory.address;
    }

    /** Keeps a flag until here. */
    static void keep(Stop stop) {
        Reference.reachabilityFence(stop);
    }

    static LoanEngineException stopped() {
        return new LoanEngineException(Code.STOPPED, "", "the call was stopped");
    }
}
