/**
 * What the words of a rule mean: names, types, what may be missing, and what names the manifest and
 * the messages give.
 */
@NullMarked
package tierwise.internal.language.typing;

import org.jspecify.annotations.NullMarked;
