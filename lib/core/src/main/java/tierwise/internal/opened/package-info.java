/** What the other modules of the library see of a rule set, and callers do not. */
@NullMarked
package tierwise.internal.opened;

import org.jspecify.annotations.NullMarked;
