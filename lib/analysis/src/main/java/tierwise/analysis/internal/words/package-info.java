/** Rules in words. */
@NullMarked
package tierwise.analysis.internal.words;

import org.jspecify.annotations.NullMarked;
