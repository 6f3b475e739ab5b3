/** What cases exercise of the rules, and cases for the boundaries that they leave out. */
@NullMarked
package tierwise.testing.internal.coverage;

import org.jspecify.annotations.NullMarked;
