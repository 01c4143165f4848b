package org.loanengine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records as JSON objects and back: the names of their components are those of the formats, null is left out. */
final class Records {
    private Records() {}

    /** Writes a value of a format. */
    static void write(JsonWriter to, Object value) {
        if (value == null || value instanceof Number && !(value instanceof BigDecimal) || value instanceof Boolean) {
            to.raw(String.valueOf(value));
        } else if (value instanceof Currency currency) {
            currency(to, currency);
        } else if (value instanceof Record record) {
            to.open('{');
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object own = get(component, record);
                if (own != null) {
                    write(to.key(component.getName()), own);
                }
            }
            to.close('}');
        } else if (value instanceof Iterable<?> list) {
            to.open('[');
            list.forEach(own -> write(to, own));
            to.close(']');
        } else if (value instanceof Map<?, ?> map) {
            to.open('{');
            map.forEach((name, own) -> write(to.key((String) name), own));
            to.close('}');
        } else {
            to.text(value instanceof BigDecimal decimal ? Json.decimal(decimal)
                    : value instanceof Word word ? word.word()
                    : value instanceof Enum<?> own ? own.name() : value.toString());
        }
    }

    static String write(Object value) {
        JsonWriter writer = new JsonWriter(null);
        write(writer, value);
        return writer.toString();
    }

    private static void currency(JsonWriter to, Currency currency) {
        if (Currency.known(currency.code()) == currency.exponent()) {
            to.text(currency.code());
        } else {
            to.open('{').key("code").text(currency.code()).number("exponent", currency.exponent()).close('}');
        }
    }

    private static Object get(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (IllegalAccessException | InvocationTargetException error) {
            throw new IllegalStateException(error);
        }
    }

    /** Reads a record; MALFORMED_INPUT for a field that it has not, where every field must be known. */
    static <T> T read(Class<T> type, Object json, boolean every) {
        return type.cast(read(type, type, json, every));
    }

    private static Object read(Class<?> type, Type generic, Object json, boolean every) {
        if (json == null || type == Object.class || type.isInstance(json) && type != BigDecimal.class
                && !List.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type)) {
            return json;
        }
        try {
            if (type == Currency.class) {
                return json instanceof String code ? Currency.of(code) : record(type, json, every);
            }
            if (type.isRecord()) {
                return record(type, json, every);
            }
            if (type == List.class) {
                Type element = ((ParameterizedType) generic).getActualTypeArguments()[0];
                List<Object> found = new ArrayList<>();
                for (Object own : (List<?>) json) {
                    found.add(read((Class<?>) element, element, own, every));
                }
                return found;
            }
            if (json instanceof String text) {
                return read(type, text);
            }
            if (json instanceof BigDecimal number && (type == Integer.class || type == int.class)) {
                return number.intValueExact();
            }
            if (json instanceof Boolean && type == boolean.class) {
                return json;
            }
        } catch (ClassCastException | DateTimeException | ArithmeticException | NullPointerException error) {
            throw malformed(type, json);
        }
        throw malformed(type, json);
    }

    private static Object read(Class<?> type, String text) {
        if (type == BigDecimal.class && text.matches("-?[0-9]{1,64}(\\.[0-9]{1,64})?")) {
            return new BigDecimal(text);
        }
        if (type == LocalDate.class && text.length() == 10) {
            return LocalDate.parse(text);
        }
        if (type.isEnum()) {
            for (Object one : type.getEnumConstants()) {
                if ((one instanceof Word word ? word.word() : ((Enum<?>) one).name()).equals(text)) {
                    return one;
                }
            }
        }
        throw malformed(type, text);
    }

    private static Object record(Class<?> type, Object json, boolean every) {
        if (!(json instanceof Map<?, ?> map)) {
            throw malformed(type, json);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        int known = 0;
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            known += map.containsKey(name) ? 1 : 0;
            values[i] = read(components[i].getType(), components[i].getGenericType(), map.get(name), every);
        }
        if (every && known < map.size()) {
            throw malformed(type, json);
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException error) {
            throw error.getCause() instanceof LoanEngineException own ? own : malformed(type, json);
        } catch (ReflectiveOperationException | IllegalArgumentException error) {
            throw malformed(type, json);
        }
    }

    private static LoanEngineException malformed(Class<?> type, Object json) {
        return new LoanEngineException(Code.MALFORMED_INPUT, "$",
                LoanEngineException.quoted(String.valueOf(json)) + " is no " + type.getSimpleName());
    }
}
