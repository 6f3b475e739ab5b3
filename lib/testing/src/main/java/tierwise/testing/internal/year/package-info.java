/** Copies a year: its dates and cases, moved to days of the new one. */
@NullMarked
package tierwise.testing.internal.year;

import org.jspecify.annotations.NullMarked;
