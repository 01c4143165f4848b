package org.loanengine;

import java.util.List;

/**
 * An alert of a rule.
 *
 * @param id RULE/LOAN/EPISODE: the same in every run
 * @param loan null of a group
 * @param rule the rule's name
 * @param type what kind of rule
 * @param severity {@code "INFO"}, {@code "WARNING"} or {@code "CRITICAL"}
 * @param roles whom it concerns
 */
public record Alert(String id, String loan, String rule, String type, String severity, List<String> roles) {
    /**
     * Those of a line.
     *
     * @param alerts in the order of the rules
     */
    public record Alerts(List<Alert> alerts) {}

    /**
     * Looks at changes.
     *
     * @param rules the rules ({@code alert-rules/1})
     * @param role for whom, or null for all
     * @param changes an object with previous and present each
     * @return the alerts of each change or its error, in their order
     * @throws LoanEngineException such as {@link Code#INVALID_RULES}, where there is no result at all
     */
    public static List<Line<Alerts>> all(String rules, String role, List<String> changes) {
        String options = role == null ? null
                : new JsonWriter(null).open('{').key("role").text(role).close('}').toString();
        return Line.all(Alerts.class, Kind.ALERTS, LoanEngineException.needed(rules, "rules"), options, changes);
    }
}
