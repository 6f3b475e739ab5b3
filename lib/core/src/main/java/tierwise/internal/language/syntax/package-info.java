/**
 * From DRL text to the tree: words, blocks, declarations, rules. What no method of these parsers
 * takes is not in the language.
 */
@NullMarked
package tierwise.internal.language.syntax;

import org.jspecify.annotations.NullMarked;
