/**
 * The rules of a folder as one typed, immutable tree, and the words that rules can use. Everything
 * that wants to know about rules reads this; it knows nobody above it and no engine.
 */
@NullMarked
package tierwise.internal.language.model;

import org.jspecify.annotations.NullMarked;
