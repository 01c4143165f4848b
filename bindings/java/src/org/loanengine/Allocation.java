package org.loanengine;

import java.util.List;

/**
 * Where money went.
 *
 * @param postings in the order applied
 * @param overpaidMinor what no row took, in minor units
 */
public record Allocation(List<Posting> postings, long overpaidMinor) {}
