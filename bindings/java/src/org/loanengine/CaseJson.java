package org.loanengine;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Loans as cases of the case format, and back. */
final class CaseJson {
    private CaseJson() {}

    static String write(Terms terms, LoanStatus status, List<Event> events, LocalDate asOf) {
        JsonWriter to = new JsonWriter(null).open('{').key("format").text("loan-case/1");
        Records.write(to.key("terms"), terms);
        to.word("status", status);
        if (!events.isEmpty()) {
            Records.write(to.key("events"), events);
        }
        if (asOf != null) {
            to.date("asOf", asOf);
        }
        return to.close('}').toString();
    }

    /** Reads a case that the engine has accepted: an error is what the case format can say and {@link Terms} cannot. */
    static Loan read(String json) {
        Map<String, Object> found = Json.object(json);
        Object status = found.get("status");
        Terms terms = Records.read(Terms.class, LoanEngineException.needed(found.get("terms"), "terms"), true);
        Loan loan = Loan.application(terms, status == null ? LoanStatus.ACTIVE : LoanStatus.of(String.valueOf(status)));
        Object events = found.get("events");
        if (events instanceof List<?> list) {
            loan = loan.with(list.stream().map(one -> Records.read(Event.class, one, true)).toList());
        }
        return loan;
    }

    /** The date of a case, or null. */
    static LocalDate asOf(String json) {
        Object asOf = Json.object(json).get("asOf");
        return asOf == null ? null : Records.read(AsOf.class, Map.of("asOf", asOf), true).asOf();
    }

    record AsOf(LocalDate asOf) {}
}
