package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents, typed, and reports over columns. */
class DocumentsTest {
    private static final LocalDate JUNE = Support.date("2026-06-30");

    @Test
    void disclosure() {
        Disclosure found = Disclosure.of(Loan.of(Support.terms()), "EU");
        assertEquals("EU", found.regime());
        assertEquals(Support.decimal("50000.00"), found.totalAdvances());
        assertTrue(found.apr().percent().compareTo(BigDecimal.valueOf(26)) > 0, found.toString());
        assertEquals(2, found.apr().bracket().size());
        LoanEngineException refused = assertThrows(LoanEngineException.class, () -> Disclosure.of(Loan.of(Support.terms()), "MARS"));
        assertTrue(refused.detail().contains("EU"), refused.getMessage());
        assertThrows(LoanEngineException.class, () -> Disclosure.of("{}"));
    }

    @Test
    void expression() {
        assertEquals(new Value("NUMBER", "1/3"), Value.of("income / 3", "{\"income\": 1}"));
        assertEquals(new Value("BOOLEAN", true), Value.of("1 < 2", "{}"));
        assertEquals(Code.INVALID_EXPRESSION, assertThrows(LoanEngineException.class, () -> Value.of("1 +", "{}")).code());
        assertEquals(Code.MALFORMED_INPUT, assertThrows(LoanEngineException.class, () -> Value.of("1", "{")).code());
    }

    /** The golden documents of scores and alerts, typed. */
    @Test
    void scoresAndAlerts() {
        int scores = 0;
        int alerts = 0;
        for (Support.Golden one : Support.goldens()) {
            Map<String, Object> source = one.isPortfolio() ? Json.object(one.text()) : Map.of();
            if (!source.containsKey("with")) {
                continue;
            }
            List<?> lines = source.get("lines") instanceof List<?> many ? many : List.of(source.getOrDefault("input", Map.of()));
            List<String> inputs = lines.stream().map(GoldenTest.Documented::json).toList();
            String with = GoldenTest.Documented.json(source.get("with"));
            try {
                if ("score".equals(source.get("command"))) {
                    for (Line<Score> line : Score.all(with, inputs)) {
                        assertEquals(line.error() == null, line.value() != null && line.value().score() != null, line.document());
                        scores++;
                    }
                } else if ("alerts".equals(source.get("command"))) {
                    for (Line<Alert.Alerts> line : Alert.all(with, null, inputs)) {
                        assertEquals(line.error() == null, line.value() != null && line.value().alerts() != null, line.document());
                        alerts++;
                    }
                }
            } catch (LoanEngineException refused) {
                assertTrue(refused.code() != Code.OK && !refused.detail().isEmpty(), refused.getMessage());
            }
        }
        assertTrue(scores > 5 && alerts > 20, scores + " scores, " + alerts + " alerts");
    }

    private static List<Loan> loans() {
        Random random = new Random(3);
        List<Loan> made = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Loan loan = Loan.of(Support.builder().principalMinor(100_000 + random.nextInt(9_000_000)).build());
            for (int month = 4; month < 4 + random.nextInt(4); month++) {
                loan = loan.repayMinor(LocalDate.of(2026, month, 11), 1 + random.nextInt(30_000));
            }
            made.add(i % 9 == 0 ? loan.writeOff(Support.date("2026-06-20")) : loan);
        }
        return made;
    }

    /** Positions as lines, and a report over them, beside the same report over columns. */
    @Test
    void reports() {
        String report = "{\"format\": \"report/1\", \"asOf\": \"2026-06-30\", \"groupBy\": [[\"officer\"]]}";
        List<Loan> loans = loans();
        List<PortfolioLoan> named = new ArrayList<>();
        int[] groups = new int[loans.size()];
        for (int i = 0; i < loans.size(); i++) {
            groups[i] = i % 3;
            named.add(new PortfolioLoan("L" + i, loans.get(i), Map.of("officer", "ABC".substring(groups[i], groups[i] + 1))));
        }
        String lines = PortfolioLoan.positions(named, JUNE);
        assertEquals(loans.size(), lines.lines().count());
        String printed = Documents.run(Kind.REPORT, report, null, lines);
        Map<String, Object> inNaira = Support.object(((List<?>) Json.object(printed).get("currencies")).get(0));
        List<?> expected = (List<?>) Support.object(((List<?>) inNaira.get("groupings")).get(0)).get("rows");

        List<Product> products = loans.stream().map(loan -> Product.of(loan.terms())).toList();
        Batch batch = Batch.evaluate(Loans.of(products).events(loans.stream().map(Loan::events).toList()).asOf(JUNE).build(),
                new Options().positions().withoutRows());
        PortfolioColumns columns = PortfolioColumns.of(batch.positions());
        Portfolio portfolio = Portfolio.of(report);
        PortfolioSums sums = portfolio.sums(3);
        for (Code code : sums.add(columns, groups)) {
            assertEquals(Code.OK, code);
        }
        Currency naira = Currency.of("NGN");
        assertEquals(3, expected.size());
        for (int group = 0; group < 3; group++) {
            Map<String, Object> own = Support.object(expected.get(group));
            assertEquals(own.get("measures"), Json.parse(sums.measures(group, naira)), "group " + group);
        }
        // In two halves, merged: the same.
        PortfolioSums halves = portfolio.sums(3);
        int[] one = groups.clone();
        int[] other = groups.clone();
        for (int i = 0; i < groups.length; i++) {
            (i % 2 == 0 ? one : other)[i] = PortfolioSums.NO_GROUP;
        }
        halves.add(columns, one);
        PortfolioSums rest = portfolio.sums(3);
        rest.add(columns, other);
        halves.merge(rest);
        assertEquals(sums.measures(1, naira), halves.measures(1, naira));
        assertEquals(Code.AMOUNT_OUT_OF_RANGE, assertThrows(LoanEngineException.class, () -> {
            byte[] bad = sums.toBytes();
            java.util.Arrays.fill(bad, (byte) -1);
            sums.merge(bad);
        }).code());
        assertThrows(LoanEngineException.class, () -> sums.merge(new byte[1]));
        PortfolioColumns few = new PortfolioColumns(2).set(PortfolioColumn.STATUS, new int[] {3, 3})
                .set(PortfolioColumn.DISBURSED_AMOUNT, new long[] {100, 100})
                .set(PortfolioColumn.OUTSTANDING, Component.PRINCIPAL, new long[] {100, -1});
        PortfolioSums small = portfolio.sums(1);
        assertEquals(List.of(Code.OK, Code.INVALID_POSITION), List.of(small.add(few)));
        assertTrue(small.measures(0, naira).contains("\"outstanding\":{\"principal\":\"1.00\""), small.measures(0, naira));
        groups[5] = 77;
        assertEquals(Code.INVALID_ARGUMENT, portfolio.sums(3).add(columns, groups)[5]);
        assertThrows(LoanEngineException.class, () -> columns.set(PortfolioColumn.STATUS, java.nio.LongBuffer.allocate(60)));
        assertThrows(LoanEngineException.class, () -> portfolio.sums(3).add(new PortfolioColumns(60)));
        LoanEngineException wrong = assertThrows(LoanEngineException.class, () -> Portfolio.of("{\"format\": \"report/1\"}"));
        assertEquals("asOf", wrong.path());
    }

    @Test
    void jsonOfAnyText() {
        String text = "\"\\/\b\f\n\r\t\u0000\u007f\u0085é€😀";
        String written = new JsonWriter(null).text(text).toString();
        assertEquals(text, Json.parse(written));
        assertEquals(Json.parse("[1, {\"a\": [null, true, false, -1.5e3, \"\\u00e9\"]}]").toString(), "[1, {a=[null, true, false, -1.5E+3, é]}]");
        for (String bad : List.of("", "{", "[1,]", "{\"a\"}", "\"\\x\"", "\"\\u12\"", "nul", "1 2", "[".repeat(300))) {
            assertThrows(LoanEngineException.class, () -> Json.parse(bad), bad);
        }
        assertNull(Json.parse(" null "));
    }
}
