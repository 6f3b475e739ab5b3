/**
 * How values are written down: {@link tierwise.internal.json.DecisionTree} describes a decision
 * once, as an ordered tree of names and values, and what reads the description makes JSON of it or
 * a tree to be compared.
 */
@NullMarked
package tierwise.internal.json;

import org.jspecify.annotations.NullMarked;
