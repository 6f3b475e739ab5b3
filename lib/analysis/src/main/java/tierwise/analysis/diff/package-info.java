/** Two years side by side: what their rules say otherwise, and whom that hits. */
@NullMarked
package tierwise.analysis.diff;

import org.jspecify.annotations.NullMarked;
