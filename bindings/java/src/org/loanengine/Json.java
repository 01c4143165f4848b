package org.loanengine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON: objects are maps in their order, arrays lists, numbers BigDecimal. */
final class Json {
    private static final int DEPTH = 256;
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** A decimal as the case format writes one; what is too long for that is left to the engine to refuse. */
    static String decimal(BigDecimal value) {
        if (value == null) {
            return null;
        }
        return Math.abs((long) value.scale()) > 64 ? value.toString() : value.toPlainString();
    }

    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length()) {
            throw json.malformed();
        }
        return value;
    }

    /** An object; MALFORMED_INPUT for anything else. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        if (parse(text) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new LoanEngineException(Code.MALFORMED_INPUT, "$", "an object is needed here");
    }

    private LoanEngineException malformed() {
        return new LoanEngineException(Code.MALFORMED_INPUT, "$", "no JSON at character " + at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void need(String token) {
        space();
        if (!take(token)) {
            throw malformed();
        }
    }

    private Object value(int depth) {
        space();
        if (at >= text.length() || depth > DEPTH) {
            throw malformed();
        }
        switch (text.charAt(at)) {
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            case '"':
                return string();
            default:
                if (take("null")) {
                    return null;
                }
                return take("true") ? Boolean.TRUE : take("false") ? Boolean.FALSE : number();
        }
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> found = new LinkedHashMap<>();
        at++;
        space();
        if (take("}")) {
            return found;
        }
        do {
            space();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw malformed();
            }
            String name = string();
            need(":");
            found.put(name, value(depth + 1));
            space();
        } while (take(","));
        need("}");
        return found;
    }

    private List<Object> array(int depth) {
        List<Object> found = new ArrayList<>();
        at++;
        space();
        if (take("]")) {
            return found;
        }
        do {
            found.add(value(depth + 1));
            space();
        } while (take(","));
        need("]");
        return found;
    }

    private BigDecimal number() {
        int from = at;
        while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(from, at));
        } catch (NumberFormatException error) {
            throw malformed();
        }
    }

    private String string() {
        StringBuilder found = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '"') {
                at++;
                return found.toString();
            }
            found.append(letter == '\\' ? escaped() : letter);
        }
        throw malformed();
    }

    private char escaped() {
        at++;
        int known = at < text.length() ? "\"\\/bfnrtu".indexOf(text.charAt(at)) : -1;
        if (known < 0) {
            throw malformed();
        }
        if (known < 8) {
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        try {
            char letter = (char) Integer.parseInt(text, at + 1, at + 5, 16);
            at += 4;
            return letter;
        } catch (NumberFormatException | IndexOutOfBoundsException error) {
            throw malformed();
        }
    }
}
