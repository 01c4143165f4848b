package org.loanengine;

/**
 * What an expression of the rule language gives.
 *
 * @param type {@code "NUMBER"}, {@code "TEXT"}, {@code "BOOLEAN"}, {@code "DATE"} or {@code "MISSING"}
 * @param value a String of a number ({@code "1/3"}), a text and a date, a Boolean, or null
 */
public record Value(String type, Object value) {
    /**
     * Evaluates an expression.
     *
     * @param expression in the rule language
     * @param data a JSON object
     * @return its value
     * @throws LoanEngineException {@link Code#INVALID_EXPRESSION}, {@link Code#LIMIT_EXCEEDED}, {@link Code#MALFORMED_INPUT}
     *     for data
     */
    public static Value of(String expression, String data) {
        String input = new JsonWriter(null).open('{').key("expression").text(LoanEngineException.needed(expression, "expression"))
                .key("data").raw(LoanEngineException.needed(data, "data")).close('}').toString();
        return Records.read(Value.class, Json.object(Documents.run(Kind.EXPRESSION, null, null, input)), false);
    }
}
