package org.loanengine;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * On which days nothing falls due, and where a due date on one of them goes. Null is the default of each.
 *
 * @param weekdays each once
 * @param holidays in any order
 * @param rule {@link NonWorkingRule#FOLLOWING} by default
 */
public record NonWorkingDays(List<DayOfWeek> weekdays, List<LocalDate> holidays, NonWorkingRule rule) {
    /**
     * Non-working days; the lists are copied.
     *
     * @param weekdays as above
     * @param holidays as above
     * @param rule as above
     */
    public NonWorkingDays {
        weekdays = weekdays == null ? null : List.copyOf(weekdays);
        holidays = holidays == null ? null : List.copyOf(holidays);
    }
}
