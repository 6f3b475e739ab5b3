/**
 * Runs the cases that stand beside rules and says what differs. {@link
 * tierwise.testing.RuleFolderCases} is the door; it does not need JUnit.
 */
@NullMarked
package tierwise.testing;

import org.jspecify.annotations.NullMarked;
