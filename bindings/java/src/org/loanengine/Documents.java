package org.loanengine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Documents in, documents out: byte for byte what the command line prints. Texts are UTF-8. */
public final class Documents {
    private static final int ROOM = 1 << 16;
    private static final int PIECE = 1 << 20;

    private Documents() {}

    /** A call that writes a text. */
    interface Call {
        int into(Memory out, int capacity, Memory needed);
    }

    /** A text, and the code beside it. */
    private record Written(int code, byte[] text) {}

    private static Written written(Call call) {
        for (int capacity = ROOM;;) {
            try (Arena arena = Arena.open()) {
                Memory needed = arena.zeros(8);
                Memory out = arena.take(capacity);
                int code = call.into(out, capacity, needed);
                long length = needed.getLong(0);
                if (code == Code.BUFFER_TOO_SMALL.number() && length > capacity && length <= Integer.MAX_VALUE - 8) {
                    capacity = (int) length;
                } else {
                    return new Written(code, length > capacity ? new byte[0] : out.copy(0, (int) length));
                }
            }
        }
    }

    /** The text that a call writes. */
    static byte[] text(Call call) {
        return checked(written(call));
    }

    /**
     * Evaluates a case: what {@code loan-engine evaluate} prints for it.
     *
     * @param json the case ({@code loan-case/1}), at most 64 MiB
     * @param form how the result is written
     * @return the result ({@code loan-result/1})
     * @throws LoanEngineException of a case in error, with the result in {@link LoanEngineException#document}
     */
    public static byte[] evaluate(byte[] json, Form form) {
        LoanEngineException.needed(json, "json");
        LoanEngineException.needed(form, "form");
        try (Arena arena = Arena.open()) {
            Memory text = arena.bytes(json);
            return checked(written((out, capacity, needed) -> Native.jsonEvaluate(text.address, json.length, form.ordinal(),
                    out.address, capacity, needed.address)));
        }
    }

    /**
     * Evaluates a case: what {@code loan-engine evaluate} prints for it.
     *
     * @param json the case ({@code loan-case/1})
     * @return the result ({@code loan-result/1}), on a line with its end
     * @throws LoanEngineException of a case in error, with the result in {@link LoanEngineException#document}
     */
    public static String evaluate(String json) {
        return evaluate(json, false);
    }

    static String evaluate(String json, boolean pretty) {
        byte[] bytes = LoanEngineException.needed(json, "json").getBytes(StandardCharsets.UTF_8);
        return new String(evaluate(bytes, pretty ? Form.PRETTY : Form.LINE), StandardCharsets.UTF_8);
    }

    private static byte[] checked(Written written) {
        if (written.code == 0) {
            return written.text;
        }
        throw error(written.code, new String(written.text, StandardCharsets.UTF_8));
    }

    /** The error that a text has in it. */
    static LoanEngineException error(int code, String text) {
        String path = "";
        String detail = code == Code.LINES_IN_ERROR.number() ? "lines that are in error say so in the document" : "see the document";
        if (code == Code.STOPPED.number()) {
            return Stop.stopped();
        }
        try {
            if (code != Code.LINES_IN_ERROR.number() && Json.object(text).get("error") instanceof Map<?, ?> error) {
                path = String.valueOf(error.get("path"));
                detail = String.valueOf(error.get("message"));
            }
        } catch (LoanEngineException none) {
            // A text that is none has no more to say than its code.
        }
        return new LoanEngineException(LoanEngineException.code(code), path, detail, 0, text);
    }

    /**
     * Runs a command over one input: what {@code loan-engine KIND [WITH] -} prints for it.
     *
     * @param kind the command
     * @param with what governs it, such as a scorecard; null where it takes none
     * @param options an object such as <code>{"asOf": "2026-03-31"}</code>, or null
     * @param input the documents
     * @param stop ends the call with {@link Code#STOPPED} once it is set; or null
     * @return what the command line prints
     * @throws LoanEngineException {@link Code#LINES_IN_ERROR} where lines are in error and all others are done, else why
     *     there is no result; with the text in {@link LoanEngineException#document}
     */
    public static byte[] run(Kind kind, byte[] with, byte[] options, byte[] input, Stop stop) {
        LoanEngineException.needed(kind, "kind");
        LoanEngineException.needed(input, "input");
        try (Arena arena = Arena.open()) {
            Memory word = arena.bytes(kind.word());
            long withAt = address(arena, with);
            long optionsAt = address(arena, options);
            Memory text = arena.bytes(input);
            Written result = written((out, capacity, needed) -> Native.jsonDocument(word.address, withAt, length(with), optionsAt,
                    length(options), text.address, input.length, out.address, capacity, needed.address, Stop.address(stop)));
            Stop.keep(stop);
            return checked(result);
        }
    }

    /**
     * The same of texts.
     *
     * @param kind the command
     * @param with what governs it; null where it takes none
     * @param options an object, or null
     * @param input the documents
     * @return what the command line prints
     * @throws LoanEngineException as of {@link #run(Kind, byte[], byte[], byte[], Stop)}
     */
    public static String run(Kind kind, String with, String options, String input) {
        return new String(run(kind, utf8(with), utf8(options), utf8(LoanEngineException.needed(input, "input")), null),
                StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static long address(Arena arena, byte[] text) {
        return text == null ? 0 : arena.bytes(text).address;
    }

    private static int length(byte[] text) {
        return text == null ? 0 : text.length;
    }

    /**
     * How far {@link #lines} came.
     *
     * @param lines lines that are done
     * @param failed how many of them are in error: each says so itself
     */
    public record Done(long lines, long failed) {}

    /**
     * Runs a command over a stream of documents, one a line (JSON Lines), and writes a result a line, in their order. A line
     * in error loses no other. Kinds are those but {@link Kind#REPORT} and {@link Kind#MERGE}.
     *
     * @param kind the command
     * @param with what governs it; null where it takes none
     * @param options an object, or null
     * @param input the documents, a line each
     * @param output gets the results
     * @param stop ends the call with {@link Code#STOPPED} once it is set; or null
     * @return how far it came
     * @throws LoanEngineException of kind, with or options; {@link Code#LIMIT_EXCEEDED} for a line beyond 64 MiB
     * @throws IOException of the streams
     */
    public static Done lines(Kind kind, byte[] with, byte[] options, InputStream input, OutputStream output, Stop stop)
            throws IOException {
        LoanEngineException.needed(kind, "kind");
        LoanEngineException.needed(input, "input");
        LoanEngineException.needed(output, "output");
        try (Arena arena = Arena.open()) {
            Lines lines = new Lines(arena, kind, with, options, output, stop);
            byte[] piece = new byte[PIECE];
            int used = 0;
            for (int read; (read = input.read(piece, used, piece.length - used)) >= 0;) {
                used += read;
                int end = used;
                while (end > 0 && piece[end - 1] != '\n') {
                    end--;
                }
                if (end > 0) {
                    lines.run(piece, end);
                    System.arraycopy(piece, end, piece, 0, used - end);
                    used -= end;
                } else if (used == piece.length) {
                    if (used > 1 << 26) {
                        throw new LoanEngineException(Code.LIMIT_EXCEEDED, "input", "lines of at most 64 MiB are allowed");
                    }
                    piece = Arrays.copyOf(piece, 2 * used);
                }
            }
            lines.run(piece, used);
            return lines.done();
        }
    }

    /** The state of a run over lines. */
    private static final class Lines {
        private final Memory word;
        private final long with;
        private final int withLength;
        private final long options;
        private final int optionsLength;
        private final OutputStream output;
        private final Stop stop;
        private final Memory cursor;
        private final Memory written;
        private Memory text = Memory.NONE;
        private int textSize;
        private Memory room = Memory.NONE;
        private int capacity;

        Lines(Arena arena, Kind kind, byte[] with, byte[] options, OutputStream output, Stop stop) {
            word = arena.bytes(kind.word());
            this.with = address(arena, with);
            withLength = length(with);
            this.options = address(arena, options);
            optionsLength = length(options);
            this.output = output;
            this.stop = stop;
            cursor = arena.zeros(Layout.JSON_CURSOR_SIZE);
            written = arena.zeros(8);
        }

        Done done() {
            return new Done(cursor.getLong(Layout.JSON_CURSOR_LINE), cursor.getLong(Layout.JSON_CURSOR_FAILED));
        }

        void run(byte[] piece, int length) throws IOException {
            if (length > textSize) {
                text = Memory.of(length);
                textSize = length;
            }
            grow(Math.min(PIECE, Math.max(ROOM, 8L * length)));
            text.put(0, piece, length);
            cursor.putLong(Layout.JSON_CURSOR_OFFSET, 0);
            for (;;) {
                int code = Native.jsonLines(word.address, with, withLength, options, optionsLength, text.address, length,
                        cursor.address, room.address, capacity, written.address, Stop.address(stop));
                Stop.keep(stop);
                byte[] lines = room.copy(0, (int) written.getLong(0));
                boolean more = code == Code.BUFFER_TOO_SMALL.number();
                if (code != 0 && !more && code != Code.STOPPED.number()) {
                    throw error(code, new String(lines, StandardCharsets.UTF_8));
                }
                output.write(lines);
                if (code == Code.STOPPED.number()) {
                    throw Stop.stopped();
                }
                if (!more) {
                    return;
                }
                if (lines.length == 0) {
                    grow(cursor.getLong(Layout.JSON_CURSOR_NEEDED));
                }
            }
        }

        private void grow(long size) {
            if (size > capacity) {
                room = Memory.of(size);
                capacity = (int) size;
            }
        }
    }
}
