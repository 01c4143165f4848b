package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What moved a row: an allocation of money, or an adjustment of what is due.
 *
 * @param currency the currency
 * @param amountMinor in minor units: what was paid, above zero; of an adjustment what was added to the due, or taken from it
 * @param date when; penal interest is dated as of
 * @param event the event's number from 1, 0 for a late charge; of a host's own rows {@link Payment#event}
 * @param sequence the row's
 * @param component which due
 * @param kind why; {@link PostingKind#ALLOCATED} is money
 * @param rule the number of the late charge's rule, from 1; else 0
 */
public record Posting(Currency currency, long amountMinor, LocalDate date, int event, int sequence, Component component,
        PostingKind kind, int rule) {
    /** {@return the amount} */
    public BigDecimal amount() {
        return currency.decimal(amountMinor);
    }

    static List<Posting> list(Memory from, int count, Currency currency) {
        List<Posting> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * Layout.POSTING_SIZE;
            found.add(new Posting(currency, from.getLong(at + Layout.POSTING_AMOUNT),
                    Days.date(from.getInt(at + Layout.POSTING_DATE)), from.getInt(at + Layout.POSTING_EVENT),
                    from.getInt(at + Layout.POSTING_SEQUENCE), Component.of(from.getInt(at + Layout.POSTING_COMPONENT)),
                    PostingKind.of(from.getInt(at + Layout.POSTING_KIND)), from.getInt(at + Layout.POSTING_RULE)));
        }
        return Collections.unmodifiableList(found);
    }

    void pack(Memory to, int at) {
        to.putLong(at + Layout.POSTING_AMOUNT, amountMinor);
        to.putInt(at + Layout.POSTING_DATE, date == null ? 0 : Days.of(date));
        to.putInt(at + Layout.POSTING_EVENT, event);
        to.putInt(at + Layout.POSTING_SEQUENCE, sequence);
        to.putInt(at + Layout.POSTING_COMPONENT, component == null ? -1 : component.number());
        to.putInt(at + Layout.POSTING_KIND, Words.number(kind));
        to.putInt(at + Layout.POSTING_RULE, rule);
    }

    void writeAllocation(JsonWriter to) {
        to.open('{').number("event", event).number("sequence", sequence).word("component", component)
                .money("amount", amountMinor).close('}');
    }

    void writeAdjustment(JsonWriter to) {
        to.open('{').date("date", date).number("sequence", sequence).word("component", component)
                .money("amount", amountMinor).word("kind", kind).numberOrNull("event", event).numberOrNull("rule", rule)
                .close('}');
    }
}
