package org.loanengine;

import java.util.List;

/**
 * How a repayment is split. An order has each component once, the first paid first. Null is the default of each.
 *
 * @param order where one of the three below is null; by default penalty, fee, interest, principal
 * @param pastDue of rows due before the payment's date
 * @param due of rows due on it
 * @param inAdvance of rows due after it
 * @param across {@link Across#INSTALLMENT} by default
 * @param advance {@link Advance#NEXT} by default
 */
public record AllocationPolicy(List<Component> order, List<Component> pastDue, List<Component> due,
        List<Component> inAdvance, Across across, Advance advance) {
    /**
     * A policy; the lists are copied.
     *
     * @param order as above
     * @param pastDue as above
     * @param due as above
     * @param inAdvance as above
     * @param across as above
     * @param advance as above
     */
    public AllocationPolicy {
        order = order == null ? null : List.copyOf(order);
        pastDue = pastDue == null ? null : List.copyOf(pastDue);
        due = due == null ? null : List.copyOf(due);
        inAdvance = inAdvance == null ? null : List.copyOf(inAdvance);
    }

    /**
     * One order, whenever a row is due.
     *
     * @param order the first paid first
     * @return the policy
     */
    public static AllocationPolicy of(Component... order) {
        return new AllocationPolicy(List.of(order), null, null, null, null, null);
    }
}
