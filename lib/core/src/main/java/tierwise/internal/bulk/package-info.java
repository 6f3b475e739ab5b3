/** Work on very many things, whatever they are. */
@NullMarked
package tierwise.internal.bulk;

import org.jspecify.annotations.NullMarked;
