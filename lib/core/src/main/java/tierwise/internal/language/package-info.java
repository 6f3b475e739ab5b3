/**
 * From DRL text to the checked rule model: scan, parse, types, strata, printing. Knows no engine.
 */
@NullMarked
package tierwise.internal.language;

import org.jspecify.annotations.NullMarked;
