/** Reads the facts of case files. */
@NullMarked
package tierwise.internal.casefile;

import org.jspecify.annotations.NullMarked;
