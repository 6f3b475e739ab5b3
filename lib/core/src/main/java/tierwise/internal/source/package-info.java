/**
 * Located text: a file and its lines, YAML with positions, and the problems found in it.
 *
 * <p>So many files, since texts, their places, problems and YAML know each other, and nothing else.
 */
@NullMarked
package tierwise.internal.source;

import org.jspecify.annotations.NullMarked;
