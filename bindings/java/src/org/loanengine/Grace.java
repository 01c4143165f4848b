package org.loanengine;

/**
 * How many leading installments lack something: each 0, also as null, to one less than there are.
 *
 * @param principal without principal
 * @param interestFree without interest
 * @param capitalized whose interest joins the balance
 * @param deferred whose interest falls due after them
 */
public record Grace(Integer principal, Integer interestFree, Integer capitalized, Integer deferred) {
    /**
     * Leading installments without principal.
     *
     * @param installments how many
     * @return the grace
     */
    public static Grace principal(int installments) {
        return new Grace(installments, null, null, null);
    }
}
