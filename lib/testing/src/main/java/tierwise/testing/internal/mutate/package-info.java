/** Mistakes that are made in the rules to see whether the cases notice. */
@NullMarked
package tierwise.testing.internal.mutate;

import org.jspecify.annotations.NullMarked;
