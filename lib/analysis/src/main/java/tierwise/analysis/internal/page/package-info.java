/** Pages: what is said, whatever it is printed as. */
@NullMarked
package tierwise.analysis.internal.page;

import org.jspecify.annotations.NullMarked;
