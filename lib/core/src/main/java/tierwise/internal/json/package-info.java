/** How JSON is written. */
@NullMarked
package tierwise.internal.json;

import org.jspecify.annotations.NullMarked;
