/**
 * Decides who may enroll in a tiered partner programme, at which tier, and says exactly why.
 *
 * <p>{@link tierwise.RuleSets} is the one door: it finds the rule folders and decides cases.
 */
@NullMarked
package tierwise;

import org.jspecify.annotations.NullMarked;
