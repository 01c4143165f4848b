package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Calls of every public method with arguments that are wrong in every way: null, extreme numbers, other objects' memory,
 * lists with holes, buffers of another order. Nothing but exceptions comes of it; what calls give is passed on to others.
 */
class HostileTest {
    private static final int CALLS = Integer.getInteger("org.loanengine.calls", 100_000);
    private static final int[] INTS = {Integer.MIN_VALUE, -1, 0, 1, 2, 3, 12, 31, 120, 3661, Integer.MAX_VALUE};
    private static final long[] LONGS = {Long.MIN_VALUE, -1, 0, 1, 100, 5_000_000, 1L << 40, Long.MAX_VALUE};
    private static final String[] TEXTS = {"", "24", "100/3", "1/0", "-1", "9".repeat(300), "NGN", "XXX", "nul\u0000l", "\ud800", "{}",
        "{\"a\":", "[[[[", "é", "YEAR", "2026-01-31", "1e999999999", "PRINCIPAL", "EU"};
    /** What a call may end with. */
    private static final Set<Class<?>> ALLOWED = Set.of(LoanEngineException.class, NullPointerException.class,
            IndexOutOfBoundsException.class, UnsupportedOperationException.class, ReadOnlyBufferException.class,
            NumberFormatException.class, IllegalArgumentException.class, IOException.class, ArithmeticException.class,
            ArrayIndexOutOfBoundsException.class, NegativeArraySizeException.class, OutOfMemoryError.class);

    private final Random random;
    private final Map<Class<?>, List<Object>> pool = new HashMap<>();
    private final List<Executable> calls = new ArrayList<>();
    /** Those of them that lead to calls of the library. */
    private final List<Executable> working;
    private static final Set<String> WORKERS = Set.of("Batch", "Loan", "Product", "Servicing", "Documents", "LoansBuilder", "Loans",
            "Book", "Portfolio", "PortfolioSums", "PortfolioColumns", "Options", "Payments", "LoanEngine", "Disclosure", "Value", "Score");
    private final Map<String, Integer> ends = new LinkedHashMap<>();

    HostileTest() throws IOException {
        random = new Random(Long.getLong("org.loanengine.seed", 20260311));
        try (var files = Files.list(Support.ROOT.resolve("bindings/java/src/org/loanengine"))) {
            for (String name : files.map(file -> file.getFileName().toString().replace(".java", "")).sorted().toList()) {
                add(name);
            }
        }
        working = calls.stream().filter(one -> WORKERS.contains(one.getDeclaringClass().getSimpleName())).toList();
        assertTrue(calls.size() > 300, calls.size() + " calls");
        seed(Support.terms(), Loan.of(Support.terms()), Product.of(Support.terms()), Currency.of("NGN"), Currency.of("JPY"),
                new Rows(12), new RowColumns(24), new Stop(), Form.LINE, Kind.EVALUATE, new Options(), Support.builder());
        Loans loans = Loans.of(Product.of(Support.terms())).count(3).build();
        seed(loans, Batch.schedule(loans, null).book(), Batch.schedule(loans, new Options().positions().columns(new RowColumns(36))));
        seed(Event.repayment(LocalDate.of(2026, 4, 11), BigDecimal.TEN), Rate.of("24", RatePer.YEAR));
        seed(Portfolio.of("{\"format\": \"report/1\", \"asOf\": \"2026-06-30\", \"groupBy\": [[]]}"));
    }

    private void add(String name) {
        if (name.equals("package-info")) {
            return;
        }
        Class<?> type;
        try {
            type = Class.forName("org.loanengine." + name);
        } catch (ClassNotFoundException error) {
            throw new IllegalStateException(error);
        }
        if (!Modifier.isPublic(type.getModifiers()) || Throwable.class.isAssignableFrom(type)) {
            return;
        }
        List<Executable> own = new ArrayList<>(Arrays.asList(type.getDeclaredConstructors()));
        own.addAll(Arrays.asList(type.getDeclaredMethods()));
        own.removeIf(one -> !Modifier.isPublic(one.getModifiers()) || one.isSynthetic());
        own.sort((one, other) -> one.toGenericString().compareTo(other.toGenericString()));
        calls.addAll(own);
    }

    private void seed(Object... values) {
        for (Object value : values) {
            List<Object> known = pool.computeIfAbsent(value.getClass(), type -> new ArrayList<>());
            if (known.size() < 40) {
                known.add(value);
            } else {
                known.set(random.nextInt(40), value);
            }
        }
    }

    private Object argument(Type declared) {
        Class<?> type = (Class<?>) (declared instanceof ParameterizedType generic ? generic.getRawType()
                : declared instanceof Class<?> plain ? plain : Object.class);
        int size = random.nextInt(5);
        if (type == int.class) {
            return INTS[random.nextInt(INTS.length)];
        } else if (type == long.class) {
            return LONGS[random.nextInt(LONGS.length)];
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (random.nextInt(12) == 0) {
            return null;
        } else if (type == Integer.class) {
            return INTS[random.nextInt(INTS.length)];
        } else if (type == String.class) {
            return random.nextInt(4) == 0 ? Support.goldens().get(random.nextInt(Support.goldens().size())).text()
                    : TEXTS[random.nextInt(TEXTS.length)];
        } else if (type == byte[].class) {
            return Support.utf8((String) argumentOr(String.class, ""));
        } else if (type == int[].class) {
            return random.ints(size).map(one -> INTS[Math.floorMod(one, INTS.length)]).toArray();
        } else if (type == long[].class) {
            return random.longs(size).map(one -> LONGS[Math.floorMod(one, LONGS.length)]).toArray();
        } else if (type == BigDecimal.class) {
            return switch (random.nextInt(6)) {
                case 0 -> new BigDecimal("1E-2000000000");
                case 1 -> new BigDecimal("1E+2000000000");
                default -> BigDecimal.valueOf(LONGS[random.nextInt(LONGS.length)], random.nextInt(5) - 1);
            };
        } else if (type == LocalDate.class) {
            return switch (random.nextInt(6)) {
                case 0 -> LocalDate.MIN;
                case 1 -> LocalDate.MAX;
                default -> LocalDate.of(2026, 1, 1).plusDays(random.nextInt(800));
            };
        } else if (type == IntBuffer.class) {
            return bytes(size).asIntBuffer();
        } else if (type == LongBuffer.class) {
            return random.nextInt(4) == 0 ? LongBuffer.allocate(size).asReadOnlyBuffer() : bytes(size).asLongBuffer();
        } else if (type == InputStream.class) {
            return new ByteArrayInputStream(Support.utf8((String) argumentOr(String.class, "")));
        } else if (type == OutputStream.class) {
            return new ByteArrayOutputStream();
        } else if (type == List.class || type.isArray()) {
            Type element = type.isArray() ? type.getComponentType() : ((ParameterizedType) declared).getActualTypeArguments()[0];
            Type inner = element instanceof java.lang.reflect.WildcardType wild ? wild.getUpperBounds()[0] : element;
            List<Object> made = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                made.add(argument(inner));
            }
            return type.isArray() ? made.toArray((Object[]) java.lang.reflect.Array.newInstance((Class<?>) inner, 0)) : made;
        } else if (type == Map.class) {
            return Map.of("officer", "Ada");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        List<Object> known = pool.getOrDefault(type, List.of());
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }

    private Object argumentOr(Type type, Object other) {
        Object found = argument(type);
        return found == null ? other : found;
    }

    private ByteBuffer bytes(int size) {
        int shift = random.nextInt(3) == 0 ? random.nextInt(8) : 0;
        ByteBuffer made = random.nextBoolean() ? ByteBuffer.allocateDirect(8 * size + 8) : ByteBuffer.allocate(8 * size + 8);
        ByteOrder order = random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.nativeOrder();
        return made.slice(shift, 8 * size).order(order);
    }

    private void call(Executable target) throws IllegalAccessException, InstantiationException {
        Object[] arguments = Arrays.stream(target.getGenericParameterTypes()).map(this::argument).toArray();
        String end = "done";
        try {
            Object result;
            if (target instanceof Constructor<?> constructor) {
                result = constructor.newInstance(arguments);
            } else {
                Object on = Modifier.isStatic(target.getModifiers()) ? null : argumentOr(target.getDeclaringClass(), null);
                if (on == null && !Modifier.isStatic(target.getModifiers())) {
                    return;
                }
                result = ((Method) target).invoke(on, arguments);
            }
            if (result != null && result.getClass().getPackage() == Loan.class.getPackage()) {
                seed(result);
            }
            if (result instanceof List<?> list) {
                list.stream().filter(one -> one != null && one.getClass().getPackage() == Loan.class.getPackage()).limit(3)
                        .forEach(this::seed);
            }
        } catch (InvocationTargetException refused) {
            Throwable cause = refused.getCause();
            assertTrue(ALLOWED.contains(cause.getClass()), () -> {
                cause.printStackTrace();
                return target + " with " + Arrays.deepToString(arguments) + ": " + cause;
            });
            end = cause.getClass().getSimpleName();
        } catch (IllegalArgumentException wrong) {
            end = "not called";
        }
        ends.merge(end, 1, Integer::sum);
    }

    @Test
    void manyCalls() throws ReflectiveOperationException {
        for (int i = 0; i < CALLS; i++) {
            call(random.nextBoolean() ? calls.get(random.nextInt(calls.size())) : working.get(random.nextInt(working.size())));
        }
        System.out.println("hostile: " + ends + " of " + calls.size() + " methods");
        assertTrue(ends.get("done") > CALLS / 5 && ends.get("LoanEngineException") > CALLS / 20, ends.toString());
        assertTrue(ends.getOrDefault("not called", 0) < CALLS / 100, ends.toString());
    }
}
