/**
 * Runs the cases that stand beside rules and says what differs. {@link
 * tierwise.testing.RuleFolderCases} is the door; it does not need JUnit.
 *
 * <p>The harness is the twin of the core, not one of its callers: it takes rules apart. What it
 * does so with is in {@code tierwise.testing.internal}, from the bottom up {@code interpret},
 * {@code draw}, {@code expect}, {@code coverage}, {@code mutate} and {@code year}.
 */
@NullMarked
package tierwise.testing;

import org.jspecify.annotations.NullMarked;
