package org.loanengine;

import java.util.List;

/**
 * What a card says of an applicant ({@code score-result/1}).
 *
 * @param card the card's name
 * @param version its version
 * @param score exact: a decimal or a ratio
 * @param band null without bands
 * @param decision {@code "APPROVE"}, {@code "REFER"} or {@code "DECLINE"}; null without decisions
 * @param eligible whether the applicant meets all that is required
 * @param reasons why
 */
public record Score(String card, String version, String score, String band, String decision, Boolean eligible,
        List<Reason> reasons) {
    /**
     * A reason.
     *
     * @param code the card's
     * @param kind what kind of reason it is
     * @param points what it costs, or null
     */
    public record Reason(String code, String kind, String points) {}

    /**
     * Scores applicants.
     *
     * @param card the card ({@code scorecard/1})
     * @param applicants a JSON object each
     * @return a score or an error for each, in their order
     * @throws LoanEngineException such as {@link Code#INVALID_CARD}, where there is no result at all
     */
    public static List<Line<Score>> all(String card, List<String> applicants) {
        return Line.all(Score.class, Kind.SCORE, LoanEngineException.needed(card, "card"), null, applicants);
    }
}
