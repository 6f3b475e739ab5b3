/** What rules say and what a change of them does, as values and as pages for people. */
@NullMarked
package tierwise.analysis;

import org.jspecify.annotations.NullMarked;
