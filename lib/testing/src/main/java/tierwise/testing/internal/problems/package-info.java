/** The words of what the harness says of cases and of copies of years. */
@NullMarked
package tierwise.testing.internal.problems;

import org.jspecify.annotations.NullMarked;
