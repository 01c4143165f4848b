package org.loanengine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of one of many documents.
 *
 * @param <T> what the result is
 * @param value the result; null where the line is in error
 * @param error why there is none; else null
 * @param document the whole line
 */
public record Line<T>(T value, LoanEngineException error, String document) {
    /** Runs a command over documents, one a line each. */
    static <T> List<Line<T>> all(Class<T> type, Kind kind, String with, String options, List<String> inputs) {
        StringBuilder input = new StringBuilder();
        for (String one : LoanEngineException.needed(inputs, "inputs")) {
            // Lines without anything are passed over: null is an error of its own. A text of JSON has no raw line ends.
            String line = one == null || one.isBlank() ? "null" : one.replace('\n', ' ').replace('\r', ' ');
            input.append(line).append('\n');
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            Documents.lines(kind, with.getBytes(StandardCharsets.UTF_8),
                    options == null ? null : options.getBytes(StandardCharsets.UTF_8),
                    new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.UTF_8)), output, null);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        List<Line<T>> found = new ArrayList<>();
        output.toString(StandardCharsets.UTF_8).lines().forEach(line -> found.add(read(type, line)));
        return found;
    }

    private static <T> Line<T> read(Class<T> type, String line) {
        Map<String, Object> json = Json.object(line);
        if (json.get("error") instanceof Map<?, ?> error) {
            Code code = Code.MALFORMED_INPUT;
            for (Code one : Code.values()) {
                code = one.word().equals(error.get("code")) ? one : code;
            }
            return new Line<>(null, new LoanEngineException(code, String.valueOf(error.get("path")),
                    String.valueOf(error.get("message")), 0, line), line);
        }
        return new Line<>(Records.read(type, json, false), null, line);
    }
}
