package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every golden case, field by field of the typed objects. */
class FieldsTest {
    private String file;

    private void money(Object expected, BigDecimal found) {
        assertEquals(expected, found == null ? null : found.toPlainString(), file);
    }

    private void date(Object expected, LocalDate found) {
        assertEquals(expected, found == null ? null : found.toString(), file);
    }

    private void number(Object expected, long found) {
        assertEquals(expected == null ? 0 : ((BigDecimal) expected).longValueExact(), found, file);
    }

    private void amounts(Map<String, Object> expected, Amounts found) {
        money(expected.get("principal"), found.principal());
        money(expected.get("interest"), found.interest());
        money(expected.get("fee"), found.fee());
        money(expected.get("penalty"), found.penalty());
        money(expected.get("total"), found.total());
    }

    private void row(Map<String, Object> expected, Row found) {
        number(expected.get("sequence"), found.sequence());
        date(expected.get("startDate"), found.startDate());
        date(expected.get("dueDate"), found.dueDate());
        money(expected.get("principalDue"), found.principalDue());
        money(expected.get("interestDue"), found.interestDue());
        money(expected.get("feeDue"), found.feeDue());
        money(expected.get("penaltyDue"), found.penaltyDue());
        money(expected.get("totalDue"), found.totalDue());
        money(expected.get("balanceAfter"), found.balanceAfter());
        money(expected.get("paidAmount"), found.paid());
        money(expected.get("principalPaid"), found.principalPaid());
        money(expected.get("interestPaid"), found.interestPaid());
        money(expected.get("feePaid"), found.feePaid());
        money(expected.get("penaltyPaid"), found.penaltyPaid());
        assertEquals(expected.get("status"), found.status().word(), file);
        number(expected.get("daysPastDue"), found.daysPastDue());
        assertEquals(found, found, file);
    }

    private void posting(Map<String, Object> expected, Posting found) {
        number(expected.get("event"), found.event());
        number(expected.get("sequence"), found.sequence());
        number(expected.get("rule"), found.rule());
        assertEquals(expected.get("component"), found.component().word(), file);
        money(expected.get("amount"), found.amount());
        if (expected.containsKey("kind")) {
            assertEquals(expected.get("kind"), found.kind().word(), file);
            date(expected.get("date"), found.date());
        }
    }

    private void statement(Map<String, Object> expected, Statement found) {
        assertEquals(expected.get("status"), found.status().word(), file);
        date(expected.get("asOf"), found.asOf());
        Map<String, Object> schedule = Support.object(expected.get("schedule"));
        money(schedule.get("installmentAmount"), found.schedule().installment().orElse(null));
        amounts(Support.object(schedule.get("totals")), found.schedule().totals());
        List<?> rows = (List<?>) schedule.get("items");
        assertEquals(rows.size(), found.rows().size(), file);
        for (int i = 0; i < rows.size(); i++) {
            row(Support.object(rows.get(i)), found.rows().get(i));
        }
        postings((List<?>) expected.get("allocations"), found.allocations());
        postings((List<?>) expected.get("adjustments"), found.adjustments());
        amounts(Support.object(expected.get("outstanding")), found.outstanding());
        Map<String, Object> arrears = Support.object(expected.get("arrears"));
        amounts(arrears, found.arrears().amounts());
        date(arrears.get("since"), found.arrears().since());
        number(arrears.get("daysPastDue"), found.arrears().daysPastDue());
        assertEquals(arrears.get("bucket"), found.arrears().bucket(), file);
        money(expected.get("overpaidAmount"), found.overpaid());
        Map<String, Object> next = Support.object(expected.get("nextDue"));
        if (next == null) {
            assertNull(found.nextDue(), file);
        } else {
            number(next.get("sequence"), found.nextDue().sequence());
            date(next.get("dueDate"), found.nextDue().dueDate());
            money(next.get("amount"), found.nextDue().amount());
        }
        Map<String, Object> disbursed = Support.object(expected.get("disbursed"));
        money(disbursed.get("amount"), found.disbursed().amount());
        money(disbursed.get("net"), found.disbursed().net());
        Currency currency = found.currency();
        money(disbursed.get("deducted"), currency.decimal(found.disbursed().deductedMinor()));
        money(disbursed.get("financed"), currency.decimal(found.disbursed().financedMinor()));
        money(disbursed.get("separate"), currency.decimal(found.disbursed().separateMinor()));
        money(expected.get("accruedInterest"), found.accruedInterest());
        Map<String, Object> settlement = Support.object(expected.get("settlement"));
        if (settlement == null) {
            assertNull(found.settlement(), file);
        } else {
            amounts(settlement, found.settlement().amounts());
            money(settlement.get("rebate"), found.settlement().rebate());
        }
        amounts(Support.object(expected.get("waived")), found.waived());
        amounts(Support.object(expected.get("writtenOff")), found.writtenOff());
        money(expected.get("recovered"), found.recovered());
        money(expected.get("refunded"), found.refunded());
        money(expected.get("recalled"), found.recalled());
    }

    private void postings(List<?> expected, List<Posting> found) {
        assertEquals(expected.size(), found.size(), file);
        for (int i = 0; i < found.size(); i++) {
            posting(Support.object(expected.get(i)), found.get(i));
        }
    }

    @Test
    void everyGoldenCase() {
        int compared = 0;
        for (Support.Golden one : Support.goldens()) {
            if (one.isPortfolio() || one.error() != null) {
                continue;
            }
            file = one.file().toString();
            Loan loan = CaseJson.read(one.text());
            Statement found = loan.statement(CaseJson.asOf(one.text()));
            statement(Json.object(one.printed()), found);
            // A quote by itself is the statement's.
            if (found.settlement() != null) {
                assertEquals(found.settlement(), loan.settlement(found.asOf()), file);
            }
            compared++;
        }
        assertTrue(compared > 1000);
    }
}
