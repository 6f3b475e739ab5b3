/** What two years write, compared by what it says. */
@NullMarked
package tierwise.analysis.internal.written;

import org.jspecify.annotations.NullMarked;
