package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Writes JSON on a line, letter by letter as the engine does. */
final class JsonWriter {
    private final StringBuilder to = new StringBuilder(1024);
    private final Currency currency;
    private boolean comma;

    /** A writer of amounts in a currency, or of none where there are no amounts of minor units. */
    JsonWriter(Currency currency) {
        this.currency = currency;
    }

    @Override
    public String toString() {
        return to.toString();
    }

    JsonWriter open(char bracket) {
        separate();
        to.append(bracket);
        comma = false;
        return this;
    }

    JsonWriter close(char bracket) {
        to.append(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            to.append(',');
        }
        comma = true;
    }

    JsonWriter key(String name) {
        text(name);
        to.append(':');
        comma = false;
        return this;
    }

    /** JSON that is written as it is: a number, null, a document. */
    JsonWriter raw(String json) {
        separate();
        to.append(json);
        return this;
    }

    JsonWriter text(String value) {
        if (value == null) {
            return raw("null");
        }
        separate();
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            letter(value.charAt(i));
        }
        to.append('"');
        return this;
    }

    private void letter(char letter) {
        switch (letter) {
            case '"', '\\' -> to.append('\\').append(letter);
            case '\n' -> to.append("\\n");
            case '\t' -> to.append("\\t");
            case '\r' -> to.append("\\r");
            default -> {
                if (letter < ' ' || letter >= 0x7f && letter <= 0x9f) {
                    to.append(String.format("\\u%04x", (int) letter));
                } else {
                    to.append(letter);
                }
            }
        }
    }

    JsonWriter word(String name, Word value) {
        return key(name).text(value == null ? null : value.word());
    }

    JsonWriter number(String name, long value) {
        return key(name).raw(Long.toString(value));
    }

    /** A number, or null for 0. */
    JsonWriter numberOrNull(String name, long value) {
        return key(name).raw(value == 0 ? "null" : Long.toString(value));
    }

    JsonWriter date(String name, LocalDate value) {
        return key(name).text(value == null ? null : value.toString());
    }

    JsonWriter money(String name, long minor) {
        return key(name).text(BigDecimal.valueOf(minor, currency.exponent()).toPlainString());
    }

    JsonWriter amounts(String name, Amounts value) {
        key(name).open('{');
        value.write(this);
        return close('}');
    }
}
