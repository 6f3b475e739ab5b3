/** Runs the cases of rule folders as JUnit tests. */
@NullMarked
package tierwise.testing.junit;

import org.jspecify.annotations.NullMarked;
