/**
 * The facts of an enrollment decision and the helpers that rule files state with. This is the only
 * package that a rule file may import.
 *
 * <p>There are three sorts. <em>Case facts</em> come from the caller: {@link
 * tierwise.facts.Application}, {@link tierwise.facts.Partner} and the ledgers of {@link
 * tierwise.facts.Membership}, {@link tierwise.facts.Order}, {@link tierwise.facts.Purchase}, {@link
 * tierwise.facts.Credential}, {@link tierwise.facts.Attestation} and {@link
 * tierwise.facts.Reported}. <em>Library facts</em> are worked out from them for each decision:
 * {@link tierwise.facts.Offer} and {@link tierwise.facts.Subject}. <em>Statements</em> are what
 * rules insert, made by the methods of {@code Offer} and of {@link tierwise.facts.Statements} only.
 *
 * <p>Every type is an immutable value and therefore safe for use by several threads. Decimals are
 * kept in a normal form, so that two facts are equal if their figures are equal. Days are {@link
 * java.time.LocalDate}s from the year 1900 to 2999 without a time zone. Intervals are half open:
 * {@code until} is the first day that no longer belongs to them.
 *
 * <p>So many files, since rule files import this package and no other.
 */
@NullMarked
package tierwise.facts;

import org.jspecify.annotations.NullMarked;
