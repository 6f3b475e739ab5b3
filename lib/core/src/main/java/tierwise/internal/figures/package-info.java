/** Exact arithmetic: what the helpers of rules, all engines and the judge reckon with. */
@NullMarked
package tierwise.internal.figures;

import org.jspecify.annotations.NullMarked;
