package org.loanengine;

/**
 * A class of loans by days past due.
 *
 * @param name for people
 * @param fromDay the first of its days past due
 */
public record Bucket(String name, Integer fromDay) {}
