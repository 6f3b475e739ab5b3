/**
 * Decides who may enroll in a tiered partner programme, at which tier, and says exactly why.
 *
 * <p>{@link tierwise.RuleSets} is the one door: it finds the rule folders and decides cases.
 *
 * <p>So many files, since a caller finds everything in one place: the door, its settings, a case,
 * and a decision with its parts.
 */
@NullMarked
package tierwise;

import org.jspecify.annotations.NullMarked;
