/** Cases that nobody wrote: drawn, changed, made smaller, and written down. */
@NullMarked
package tierwise.testing.internal.draw;

import org.jspecify.annotations.NullMarked;
