package org.loanengine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Fills {@code le_event}; what a reschedule agrees goes to parts. */
final class EventPacker {
    private EventPacker() {}

    /** All events of a loan, for a call. */
    static Memory pack(Packer pack, List<Event> events, Arena arena) {
        if (events.isEmpty()) {
            return Memory.NONE;
        }
        if (events.size() > Limits.EVENTS_MAX) {
            pack.unsaid = true;
            return Memory.NONE;
        }
        Memory packed = arena.take((long) events.size() * Layout.EVENT_SIZE);
        ByteBuffer own = Packer.struct(Layout.EVENT_SIZE);
        for (int i = 0; i < events.size(); i++) {
            event(pack, events.get(i), own.clear());
            packed.put(i * Layout.EVENT_SIZE, own.array(), Layout.EVENT_SIZE);
        }
        return packed;
    }

    /** Writes an event. The fields that its type does not take are the engine's to refuse, where they are not zero. */
    static void event(Packer pack, Event from, ByteBuffer to) {
        for (int at = 0; at < Layout.EVENT_SIZE; at += 8) {
            to.putLong(at, 0);
        }
        EventType type = from.type();
        pack.unsaid |= from.date() == null;
        to.putInt(Layout.EVENT_TYPE, pack.required(type));
        to.putInt(Layout.EVENT_DATE, pack.date(from.date()));
        pack.unsaid |= (type == EventType.CHARGE || type == EventType.WAIVER) != (from.component() != null)
                || (type == EventType.RATE_CHANGE) != (from.rate() != null)
                || (type == EventType.RESCHEDULE) != (from.terms() != null)
                || (type == EventType.INTEREST_PAUSE) != (from.until() != null)
                || from.keep() != null && type != EventType.RATE_CHANGE
                || from.arrears() != null && type != EventType.RESCHEDULE
                || from.reason() != null && (type != EventType.CHARGE || from.reason().length() > 256 / 4);
        to.putLong(Layout.EVENT_AMOUNT, type == EventType.SETTLEMENT ? pack.money(from.amount()) : pack.moneyAboveZero(from.amount()));
        pack.unsaid |= type == EventType.SETTLEMENT && from.amount() == null;
        to.putInt(Layout.EVENT_OF, pack.countAboveZero(from.of()));
        to.putInt(Layout.EVENT_COMPONENT, Words.number(from.component()));
        to.putInt(Layout.EVENT_ROLE, Words.number(from.role()));
        to.putInt(Layout.EVENT_KEEP, Words.number(from.keep()));
        to.putInt(Layout.EVENT_ARREARS, Words.number(from.arrears()));
        if (from.until() != null) {
            to.putInt(Layout.EVENT_UNTIL, pack.date(from.until()));
        }
        if (from.rate() != null) {
            pack.rate(to, Layout.EVENT_RATE, Layout.EVENT_RATE_PER, -1, from.rate());
        }
        if (from.terms() != null) {
            to.putInt(Layout.EVENT_TERMS, newTerms(pack, from.terms()));
        }
    }

    private static int newTerms(Packer pack, NewTerms from) {
        ByteBuffer to = ByteBuffer.allocate(Layout.NEW_TERMS_SIZE).order(ByteOrder.nativeOrder());
        boolean planned = from.dueDates() != null;
        pack.unsaid |= planned == (from.termCount() != null) || planned && from.dueDates().isEmpty();
        to.putInt(Layout.NEW_TERMS_TERM_COUNT, pack.count(from.termCount()));
        pack.dueDays(to, Layout.NEW_TERMS_DUE_DAYS, from.dueDays());
        pack.dates(to, Layout.NEW_TERMS_DUE_DATES, from.dueDates(), Limits.TERM_COUNT_MAX);
        to.putLong(Layout.NEW_TERMS_BALLOON, pack.money(from.balloonAmount()));
        to.putLong(Layout.NEW_TERMS_INSTALLMENT_AMOUNT, pack.moneyAboveZero(from.installmentAmount()));
        pack.grace(to, Layout.NEW_TERMS_GRACE_PRINCIPAL, Layout.NEW_TERMS_GRACE_INTEREST_FREE,
                Layout.NEW_TERMS_GRACE_CAPITALIZED, Layout.NEW_TERMS_GRACE_DEFERRED, from.grace());
        int set = 0;
        if (from.rate() != null) {
            set |= Layout.SET_RATE;
            pack.rate(to, Layout.NEW_TERMS_RATE, Layout.NEW_TERMS_RATE_PER, Layout.NEW_TERMS_RATE_TEXT, from.rate());
        }
        if (from.amortization() != null) {
            set |= Layout.SET_AMORTIZATION;
            to.putInt(Layout.NEW_TERMS_AMORTIZATION, from.amortization().number());
        }
        if (from.termUnit() != null) {
            set |= Layout.SET_TERM_UNIT;
            to.putInt(Layout.NEW_TERMS_TERM_UNIT, from.termUnit().number());
        }
        if (from.termEvery() != null) {
            set |= Layout.SET_TERM_EVERY;
            to.putInt(Layout.NEW_TERMS_TERM_EVERY, from.termEvery());
        }
        if (from.firstDueDate() != null) {
            set |= Layout.SET_FIRST_DUE_DATE;
            to.putInt(Layout.NEW_TERMS_FIRST_DUE_DATE, pack.date(from.firstDueDate()));
        }
        if (from.installmentFee() != null) {
            set |= Layout.SET_INSTALLMENT_FEE;
            to.putLong(Layout.NEW_TERMS_INSTALLMENT_FEE, pack.money(from.installmentFee()));
        }
        to.putInt(Layout.NEW_TERMS_SET, set);
        int place = pack.take(Layout.NEW_TERMS_SIZE);
        pack.put(place, to.array());
        return place;
    }
}
