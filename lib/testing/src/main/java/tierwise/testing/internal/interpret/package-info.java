/**
 * The rules of a folder as the harness sees them, and a third opinion on them: an interpreter that
 * walks the rule model.
 */
@NullMarked
package tierwise.testing.internal.interpret;

import org.jspecify.annotations.NullMarked;
