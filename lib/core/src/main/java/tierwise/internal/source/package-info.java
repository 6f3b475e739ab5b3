/** Located text: a file and its lines, YAML with positions, and the problems found in it. */
@NullMarked
package tierwise.internal.source;

import org.jspecify.annotations.NullMarked;
